import type { Creditor, FileRefusal } from '../../direct-debit/file-port.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { LINE, readLine, type RecordOf } from './record.ts';
import { deliveryEnd, deliveryStart } from './records.ts';

/** A line between the beginning and the end of a section, with its place in the file. */
export interface LineAt {
  readonly line: number;
  readonly text: string;
}

export interface SectionRead {
  readonly section: string;
  readonly lines: readonly LineAt[];
}

export interface Frame {
  readonly type: string;
  readonly number: string;
  readonly made: string;
  readonly sections: readonly SectionRead[];
}

/** How a delivery's sections begin and end, and what an amount line moves. */
export interface FrameOf {
  readonly start: (line: LineAt) => Readonly<Record<'pbs' | 'section' | 'group', string>>;
  readonly end: (line: LineAt) => Readonly<Record<'section' | 'count' | 'sum', string>>;
  /** The amount of a line of a section, and its sign (2: minus); null where it has none that can be read. */
  readonly amountOf: (
    section: string,
    line: string,
  ) => { readonly amount: bigint; readonly sign: string } | null;
}

export type OfWhom = Pick<Creditor, 'dataSupplier' | 'pbsNumber' | 'debtorGroup'>;

/** What stops the reading of a file; it never leaves this folder. */
export class Unreadable extends Error {
  readonly refusal: FileRefusal;
  constructor(tag: FileRefusal['tag'], line: number) {
    super(`${tag} in line ${line}`);
    this.refusal = { tag, line };
  }
}

/** Answers what `read` does, or why it stopped. */
export function readWhole<Read>(read: () => Read): Result<Read, FileRefusal> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.refusal);
    throw error;
  }
}

/** The lines of a file, each of its 128 signs; the last has an end, too, or none. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (!(lines[0] ?? '').startsWith('BS002')) throw new Unreadable('not-a-file', 1);
  for (const [index, line] of lines.entries())
    if (line.length !== LINE) throw new Unreadable('line-length', index + 1);
  return lines;
}

/** What the first line says a delivery is. */
export function startOf(lines: readonly string[]) {
  return fieldsOf(deliveryStart, lines[0] ?? '', 1);
}

/** Reads the frame of a delivery: sections of ours, each with its own lines, and totals that add up. */
export function readFrame(lines: readonly string[], { start, end, amountOf }: FrameOf, ours: OfWhom): Frame {
  const { supplier, type, number, made } = startOf(lines);
  if (supplier !== ours.dataSupplier) throw new Unreadable('other-supplier', 1);
  const sections: SectionRead[] = [];
  const sums = new Sums();
  let open: { section: string; lines: LineAt[]; sums: Sums } | null = null;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const begins = text.slice(0, 5);
    if (index === 0) continue;
    if (begins === 'BS992') {
      if (open !== null || line < lines.length) throw new Unreadable('out-of-order', line);
      const told = fieldsOf(deliveryEnd, text, line);
      if (Number(told.sections) !== sections.length || !sums.are(told))
        throw new Unreadable('totals-differ', line);
      if (told.supplier !== supplier || told.type !== type) throw new Unreadable('out-of-order', line);
      return { type, number, made, sections };
    }
    if (begins === 'BS012' && open === null) {
      open = { section: sectionOfOurs(start, { line, text }, ours), lines: [], sums: new Sums() };
    } else if (begins === 'BS092' && open !== null) {
      const told = end({ line, text });
      if (told.section !== open.section) throw new Unreadable('out-of-order', line);
      if (!open.sums.are(told)) throw new Unreadable('totals-differ', line);
      sections.push({ section: open.section, lines: open.lines });
      open = null;
    } else if (open !== null && (begins === 'BS042' || begins === 'BS022' || begins === 'BS052')) {
      open.lines.push({ line, text });
      if (begins !== 'BS042') continue;
      const moved = amountOf(open.section, text);
      if (moved === null) throw new Unreadable('not-readable', line);
      for (const each of [open.sums, sums]) each.add(moved);
    } else throw new Unreadable('out-of-order', line);
  }
  throw new Unreadable('torn', lines.length);
}

function sectionOfOurs(start: FrameOf['start'], at: LineAt, { pbsNumber, debtorGroup }: OfWhom): string {
  const { pbs, group, section } = start(at);
  if (pbs !== pbsNumber || group !== debtorGroup) throw new Unreadable('other-creditor', at.line);
  return section;
}

export function fieldsOf<Name extends string>(
  record: RecordOf<Name>,
  text: string,
  line: number,
): Readonly<Record<Name, string>> {
  const fields = readLine(record, text);
  if (fields === null) throw new Unreadable('not-readable', line);
  return fields;
}

/**
 * The totals of lines. No reader of these files says how amounts that went back count in a sum: as they stand, or against it. Either is
 * taken for right, and nothing else; how many lines there are leaves no doubt.
 */
class Sums {
  #count = 0n;
  #plus = 0n;
  #minus = 0n;
  #nothingMoved = 0n;

  add({ amount, sign }: { readonly amount: bigint; readonly sign: string }): void {
    this.#count += 1n;
    if (sign === '2') this.#minus += amount;
    else if (sign === '1') this.#plus += amount;
    else this.#nothingMoved += amount;
  }

  are({ count, sum }: { readonly count: string; readonly sum: string }): boolean {
    const [plus, minus, nothing] = [this.#plus, this.#minus, this.#nothingMoved];
    const readings = [plus + minus + nothing, plus + minus, plus - minus + nothing, plus - minus];
    return (
      BigInt(count) === this.#count && readings.some((each) => (each < 0n ? -each : each) === BigInt(sum))
    );
  }
}
