const DANISH = 'januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december';
const ENGLISH = 'January|February|March|April|May|June|July|August|September|October|November|December';

// A larger amount fills a line on a telephone with the text twice as large: there the line may end before the unit.
const HELD_TOGETHER = new RegExp(
  [
    '(?<=(?<![\\d.])\\d{1,2}(?:\\.?\\d{3})?,\\d{2}) (?=kr\\.)',
    '(?<=(?<![\\d.])\\d{3},\\d{2}) (?=kr\\.)',
    '(?<=\\bDKK) (?=(?:\\d,)?\\d{1,3}\\.\\d{2}(?!\\d))',
    `(?<=\\d\\.?) (?=(?:${DANISH}|${ENGLISH})\\b)`,
  ].join('|'),
  'g',
);

/** Text in which no line ends between an amount of some thousands and its unit, or a day and its month. */
export function unbroken(text: string): string {
  return text.replace(HELD_TOGETHER, '\u00a0');
}
