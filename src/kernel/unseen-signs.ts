/** What joins letters and pictures (U+200C, U+200D) and tells flags apart (tags) is seen by what it does to its neighbours. */
const UNSEEN = /(?!\t|\n|\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]/gu;

/** Spaces of every kind, the blank sign of Braille, and what takes no room by itself. */
const NOTHING_SEEN = /^[\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * A text without the signs that nobody sees: control signs but tab and line end, what turns the direction of writing, spaces without width. With
 * them a text can turn what stands beside it around, or hide a number.
 */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Whether a text of one line holds such a sign, or one that would end the line. */
export function holdsUnseen(line: string): boolean {
  return withoutUnseen(line) !== line || /[\t\n\u2028\u2029]/.test(line);
}

/** Whether nobody sees anything of a text. */
export function isUnseen(text: string): boolean {
  return NOTHING_SEEN.test(text);
}
