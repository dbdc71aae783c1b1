/** A text as it was meant, without the mark (BOM) that some programs write before the first line of a file or of what they tell. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
