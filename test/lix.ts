/**
 * How hard a text is to read: words a sentence plus the percentage of words of more than six letters. Amounts and dates count as they
 * stand.
 */
export function lix(texts: readonly string[]): number {
  const text = texts
    .map((each) => (/[.!?:]$/.test(each) ? each : `${each}.`))
    .join(' ')
    // The full stops of amounts, days and abbreviations end no sentence.
    .replace(/(\d)\.(?=\d)/g, '$1')
    .replace(/\b(kr|nr|kl|stk|\d{1,2})\.(?! [A-ZÆØÅ]|$)/g, '$1');
  const sentences = text.match(/[.!?:](?=\s|$)/g)?.length ?? 1;
  const words = text.match(/[\p{L}\d][\p{L}\d@./-]*/gu) ?? [];
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 6).length;
  return words.length / sentences + (100 * long) / words.length;
}
