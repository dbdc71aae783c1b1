import type { Notification, Receipt, RecoveryAuthority } from '../../collection/recovery-port.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import { plainKroner, zeroOre, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { TAKES_BACK } from '../../law/psrm-actions.ts';
import { typedFrom, type Cells } from './portal-rows.ts';

/** A row that somebody has typed into the portal, and what the portal has shown of it since. */
interface Typed {
  readonly row: Cells;
  readonly delivery: string;
  /** What the portal calls it; null = it has not answered. */
  actionId: string | null;
  takenBack: boolean;
}

/** So far back the portal's list of what it has told is read through. */
const DAYS_LOOKED_BACK = 60;

/**
 * The creditors' portal of the recovery authority, as somebody without system access uses it: types from a list what is not typed yet, and
 * reads off what it shows, into the lines of the files that are taken in here. Keeps in mind what has been typed either way.
 */
export class Portal {
  readonly #authority: RecoveryAuthority;
  readonly #creditor: string;
  readonly #typed = new Map<string, Typed>();
  /** Deliveries of which something has not been answered for good. */
  readonly #open = new Map<string, Set<string>>();
  readonly #answersRead = new Set<string>();
  readonly #claims = new Set<string>();
  readonly #read = new Set<bigint>();
  readonly #lines = new Map<string, number>();

  constructor(authority: RecoveryAuthority, creditor: string) {
    this.#authority = authority;
    this.#creditor = creditor;
  }

  /** Types what has not been typed before. */
  async type(rows: readonly Cells[], name: string, at: Temporal.Instant): Promise<void> {
    const fresh = rows.filter(({ reference }) => !this.#typed.has(reference));
    if (fresh.length === 0) return;
    const actions = typedFrom(fresh, (row) => this.#takenBackBy(row));
    const delivered = await this.#authority.deliver({ id: name, creditor: this.#creditor, actions }, at);
    assert(delivered.state === 'taken', 'the portal takes what is typed');
    for (const row of fresh)
      this.#typed.set(row.reference, { row, delivery: name, actionId: null, takenBack: false });
    this.#open.set(name, new Set(fresh.map(({ reference }) => reference)));
  }

  /** The lines of the file with what the portal has answered since it was read last. */
  async answers(at: Temporal.Instant): Promise<string[]> {
    const lines: string[] = [];
    for (const [delivery, waiting] of this.#open) {
      const told = await this.#authority.receipts(delivery, at);
      if (told.state !== 'told') continue;
      for (const receipt of told.receipts.toSorted(byReference)) {
        const words = `${delivery} ${receipt.reference} ${receipt.answer}`;
        if (receipt.answer === 'MODTAGET' || this.#answersRead.has(words)) continue;
        this.#answersRead.add(words);
        lines.push(this.#answered(receipt, waiting));
      }
      if (waiting.size === 0) this.#open.delete(delivery);
    }
    return lines;
  }

  #answered({ reference, answer, claimId, actionId, errors }: Receipt, waiting: Set<string>): string {
    const typed = this.#typed.get(reference);
    if (answer !== 'HØRING') waiting.delete(reference);
    if (answer === 'UDFØRT') {
      if (typed !== undefined) typed.actionId = actionId;
      if (claimId !== null) this.#claims.add(claimId);
    }
    // What stands on the list again after that is typed again.
    if (answer === 'AFVIST') this.#typed.delete(reference);
    return [reference, answer, claimId ?? '', answer === 'AFVIST' ? errors.join(' ') : ''].join(';');
  }

  /**
   * The lines of the file with what the portal shows besides: of claims that have been answered, and settlements of which all that they
   * settle has been read. A line that is like an earlier one stands in the file with that, for it is another.
   */
  async notifications(on: PlainDate, at: Temporal.Instant): Promise<string[]> {
    const told = await this.#authority.notifications(addDays(on, -DAYS_LOOKED_BACK), at);
    if (told.state !== 'told') return [];
    const unread = told.notifications
      .filter(({ id }) => !this.#read.has(id))
      .toSorted((a, b) => Number(a.id - b.id));
    const ready = unread.filter(({ claimId }) => claimId !== null && this.#claims.has(claimId));
    const waiting = unread.filter((each) => each.claimId !== null && !ready.includes(each));
    const settled = unread.filter(
      (each) => each.effectiveOn < on && isWhole(each, { waiting, known: this.#claims }),
    );
    const lines: string[] = [];
    for (const each of [...ready, ...settled]) {
      this.#read.add(each.id);
      const line = lineOf(each);
      const before = this.#lines.get(line) ?? 0;
      this.#lines.set(line, before + 1);
      if (!lines.includes(line)) lines.push(...Array.from({ length: before }, () => line));
      lines.push(line, ...settledLines(each));
    }
    return lines;
  }

  /** The action that a row takes back, found in the portal by its kind, amount and day. */
  #takenBackBy({ handling, fordringsid, beloeb, virkningsdato }: Cells): string | null {
    if (!(handling in TAKES_BACK)) return null;
    const kinds: readonly string[] = TAKES_BACK[handling as keyof typeof TAKES_BACK]; // seen above
    const earlier = [...this.#typed.values()].find(
      ({ row, actionId, takenBack }) =>
        actionId !== null &&
        !takenBack &&
        row.fordringsid === fordringsid &&
        kinds.includes(`${row.handling} ${row.aarsag}`.trim()) &&
        row.beloeb === beloeb &&
        row.virkningsdato === virkningsdato,
    );
    if (earlier === undefined) return null;
    earlier.takenBack = true;
    return earlier.actionId;
  }
}

interface Readable {
  readonly waiting: readonly Notification[];
  readonly known: ReadonlySet<string>;
}

function isWhole({ settlement }: Notification, { waiting, known }: Readable): boolean {
  return (
    settlement !== null &&
    settlement.claims.every(({ claimId }) => known.has(claimId)) &&
    !waiting.some(({ effectiveOn }) => settlement.from <= effectiveOn && effectiveOn <= settlement.to)
  );
}

function byReference(a: Receipt, b: Receipt): number {
  return a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0;
}

/** What a settlement settles of each claim. */
function settledLines({ settlement, effectiveOn }: Notification): string[] {
  return (settlement?.claims ?? []).map(({ claimId, amount }) =>
    ['AFREGNING', claimId, amountCell(amount), '', effectiveOn, '', settlement?.id, '', ''].join(';'),
  );
}

function lineOf({
  kind,
  claimId,
  principal,
  interest,
  effectiveOn,
  reason,
  settlement,
}: Notification): string {
  const { id = '', from = '', to = '' } = settlement ?? {};
  return [
    kind,
    claimId ?? '',
    amountCell(principal),
    amountCell(interest),
    effectiveOn,
    reason ?? '',
    id,
    from,
    to,
  ].join(';');
}

function amountCell(amount: Ore): string {
  return amount === zeroOre ? '' : plainKroner(amount).replace('.', ',');
}
