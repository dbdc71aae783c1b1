import { assert } from '../../kernel/result.ts';

/** Every line of Betalingsservice's files has so many signs (ISO-8859-1, CRLF). */
export const LINE = 128;

/** A place in a line: digits to the right with zeros before, words to the left with blanks after, or nothing that is read. */
interface Field<Name extends string> {
  readonly name: Name | null;
  readonly length: number;
  readonly as: 'digits' | 'words' | 'zeros' | 'blanks';
}

/** A kind of line: what it begins with, and its places in their order. */
export interface RecordOf<Name extends string> {
  readonly begins: string;
  readonly fields: readonly Field<Name>[];
}

export function digits<Name extends string>(name: Name, length: number): Field<Name> {
  return { name, length, as: 'digits' };
}

export function words<Name extends string>(name: Name, length: number): Field<Name> {
  return { name, length, as: 'words' };
}

export function zeros(length: number): Field<never> {
  return { name: null, length, as: 'zeros' };
}

export function blanks(length: number): Field<never> {
  return { name: null, length, as: 'blanks' };
}

/** Asserts that the places fill a line. */
export function record<Name extends string>(
  begins: string,
  ...fields: readonly Field<Name>[]
): RecordOf<Name> {
  const length = fields.reduce((sum, field) => sum + field.length, begins.length);
  assert(length === LINE, `a line of ${begins} has ${length} signs`);
  return { begins, fields };
}

/** Writes a line. Numbers that do not fit are our own mistake; words are cut. */
export function writeLine<Name extends string>(
  { begins, fields }: RecordOf<Name>,
  values: Readonly<Record<Name, string | number | bigint>>,
): string {
  const places = fields.map(({ name, length, as }) => {
    if (name === null) return (as === 'zeros' ? '0' : ' ').repeat(length);
    const value = String(values[name]);
    if (as === 'words') return inLatin1(value).slice(0, length).padEnd(length);
    assert(
      /^\d*$/.test(value) && value.length <= length,
      `${begins} ${name} is no number of ${length} digits`,
    );
    return value.padStart(length, '0');
  });
  return begins + places.join('');
}

/** Signs that the files do not have. */
function inLatin1(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\x20-\x7E\xA0-\xFF]/g, '?');
}

/** Reads a line's places, words without the blanks around them; null where a number is none. Places without a name are not looked at. */
export function readLine<Name extends string>(
  { begins, fields }: RecordOf<Name>,
  line: string,
): Readonly<Record<Name, string>> | null {
  const values: Partial<Record<Name, string>> = {};
  let at = begins.length;
  for (const { name, length, as } of fields) {
    const value = line.slice(at, at + length);
    at += length;
    if (name === null) continue;
    if (as === 'digits' && !/^\d+$/.test(value)) return null;
    values[name] = as === 'words' ? value.trim() : value;
  }
  return line.startsWith(begins) ? (values as Record<Name, string>) : null; // each of its names
}
