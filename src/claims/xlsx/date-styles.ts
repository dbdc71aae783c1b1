import type { Attributes, XmlListener } from './xml-events.ts';

/** Number formats that every spreadsheet program knows by number, of those that show a day. */
const builtIn: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Which of the cells' styles show a number as a day. Its own document's listener. */
export class DateStyles implements XmlListener {
  readonly #formats = new Map<number, string>();
  readonly #formatOfStyle: number[] = [];
  #inCellStyles = false;

  /** Whether a cell of this style shows its number as a day. */
  isDate(style: number): boolean {
    const format = this.#formatOfStyle[style] ?? 0;
    const code = this.#formats.get(format);
    return code === undefined ? builtIn.has(format) : showsDay(code);
  }

  open(name: string, attributes: Attributes): void {
    const format = Number(attributes['numFmtId'] ?? 0);
    if (name === 'numFmt') this.#formats.set(format, attributes['formatCode'] ?? '');
    if (name === 'cellXfs') this.#inCellStyles = true;
    if (name === 'xf' && this.#inCellStyles) this.#formatOfStyle.push(format);
  }

  text(): void {
    // Styles have none.
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#inCellStyles = false;
  }
}

/**
 * Whether a format code such as `dd-mm-yyyy` shows a day. In files the codes are English whatever the language of the
 * program. `m` is a minute beside hours or seconds, else a month.
 */
function showsDay(code: string): boolean {
  const [first = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';');
  const letters = first.toLowerCase();
  if (letters.includes('general') || letters.includes('standard')) return false;
  if (letters.includes('y')) return true;
  if (/[#0?]/.test(letters)) return false;
  return letters.includes('d') || (letters.includes('m') && !/[hs]/.test(letters));
}
