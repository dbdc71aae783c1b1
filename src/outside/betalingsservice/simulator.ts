import type { Creditor, MandateKind, PaymentKind } from '../../direct-debit/file-port.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import { assert } from '../../kernel/result.ts';
import { asDigits, dayIn } from './days.ts';
import { fieldsOf, linesOf, readFrame, readWhole, startOf, Unreadable, type FrameOf } from './frame.ts';
import { readLine, writeLine } from './record.ts';
import * as records from './records.ts';

const { deliveryTypes, sections } = records;

/** What is to become of a collection: as Betalingsservice tells it; `silence`: nothing is told of it. */
export type Outcome = Exclude<PaymentKind, 'charged-back'> | 'silence';

interface Due {
  readonly customer: string;
  readonly agreement: string;
  readonly payOn: PlainDate;
  readonly amount: bigint;
  readonly reference: string;
}

/**
 * Betalingsservice as a creditor meets it: it takes our files as they are, refuses what does not add up, and tells what became of
 * mandates and amounts in files of its own form. It keeps everything in memory. What it tells can be asked for late, and twice.
 */
export class BetalingsserviceSimulator {
  readonly #ours: Creditor;
  readonly #mandates = new Map<string, { customer: string; active: boolean }>();
  readonly #news: { readonly kind: MandateKind; readonly agreement: string; readonly on: PlainDate }[] = [];
  readonly #due: Due[] = [];
  readonly #taken = new Set<string>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #back: { readonly due: Due; readonly on: PlainDate }[] = [];
  readonly #told = new Set<Due>();
  #files = 0;

  /** `filesBefore`: how many files of the day there are already, so that no two have one number. */
  constructor(ours: Creditor, { filesBefore = 0 }: { readonly filesBefore?: number } = {}) {
    this.#ours = ours;
    this.#files = filesBefore;
  }

  /** A payer signs up in the bank; answers the mandate's number. */
  signUp(customer: string, on: PlainDate): string {
    const agreement = String(100_000_001 + this.#mandates.size);
    this.#mandates.set(agreement, { customer, active: true });
    this.#news.push({ kind: 'registered', agreement, on });
    return agreement;
  }

  /** A mandate ends, told as the kind says. */
  end(agreement: string, kind: Exclude<MandateKind, 'active' | 'registered'>, on: PlainDate): void {
    const mandate = this.#mandates.get(agreement);
    assert(mandate !== undefined, 'a mandate that there is');
    mandate.active = false;
    this.#news.push({ kind, agreement, on });
  }

  isActive(agreement: string): boolean {
    return this.#mandates.get(agreement)?.active ?? false;
  }

  /** Takes a delivery in whole; answers how many lines it took, or why it refuses it, in the words of `FileRefusal`. */
  take(text: string, on: PlainDate): { readonly taken: number } | { readonly refused: string } {
    const read = readWhole(() => {
      const lines = linesOf(text);
      const { type, number } = startOf(lines);
      if (this.#taken.has(number)) throw new Unreadable('told-twice', 1);
      const count =
        type === deliveryTypes.collections ? this.#collections(lines) : this.#cancellations(lines, on);
      this.#taken.add(number);
      return count;
    });
    return read.ok ? { taken: read.value } : { refused: `${read.refusal.tag} ${read.refusal.line}` };
  }

  #collections(lines: readonly string[]): number {
    const frame = readFrame(lines, collections, this.#ours);
    const found = frame.sections
      .flatMap((section) => section.lines)
      .filter(({ text }) => text.startsWith('BS042'))
      .map(({ line, text }) => ({ line, ...fieldsOf(records.collection, text, line) }));
    for (const { line, payOn, amount, ...due } of found) {
      const day = dayIn(payOn);
      if (day === null || day === 'none') throw new Unreadable('not-readable', line);
      this.#due.push({ ...due, payOn: day, amount: BigInt(amount) });
    }
    return found.length;
  }

  #cancellations(lines: readonly string[], on: PlainDate): number {
    const frame = readFrame(lines, cancellations, this.#ours);
    const found = frame.sections.flatMap((section) => section.lines);
    for (const { line, text } of found) {
      const { agreement } = fieldsOf(records.cancellation, text, line);
      if (this.isActive(agreement)) this.end(agreement, 'creditor', on);
    }
    return found.length;
  }

  /** Every amount that has been delivered, oldest first. */
  due(): readonly Due[] {
    return this.#due;
  }

  /** Says beforehand what becomes of a collection; else it is paid, where its mandate is active. */
  decide(reference: string, outcome: Outcome): void {
    this.#outcomes.set(reference, outcome);
  }

  /** The bank takes a paid amount back. */
  chargeBack(reference: string, on: PlainDate): void {
    const due = this.#due.find((each) => each.reference === reference);
    assert(due !== undefined, 'a collection that was delivered');
    this.#back.push({ due, on });
  }

  /** The file about mandates since the last one. */
  mandatesFile(on: PlainDate): string {
    const lines = this.#news.splice(0).map(({ kind, agreement, on: day }) =>
      writeLine(records.mandate, {
        ...this.#section(),
        code: codeOf[kind],
        customer: this.#mandates.get(agreement)?.customer ?? '',
        agreement,
        from: asDigits(day, 'short'),
        to: kind === 'registered' ? '0' : asDigits(day, 'short'),
      }),
    );
    return this.#file(on, { type: deliveryTypes.mandates, section: sections.mandates[0], lines, sum: 0n });
  }

  /** The file about all amounts whose day is before this, and that no file has told of; and what has gone back. */
  paymentsFile(on: PlainDate): string {
    const ready = this.#due.filter((due) => due.payOn < on && !this.#told.has(due));
    for (const due of ready) this.#told.add(due);
    const told = ready.flatMap((due) => {
      const outcome = this.#outcomes.get(due.reference) ?? this.#usual(due);
      return outcome === 'silence' ? [] : [{ due, kind: outcome, booked: addDays(due.payOn, 1) }];
    });
    const back = this.#back.splice(0).map(({ due, on: booked }) => ({
      due,
      kind: 'charged-back' as const,
      booked,
    }));
    const all = [...told, ...back];
    const lines = all.map((each) => this.#paymentLine(each));
    const sum = all.reduce((total, { due }) => total + due.amount, 0n);
    return this.#file(on, { type: deliveryTypes.payments, section: sections.payments, lines, sum });
  }

  #usual({ agreement, customer }: Due): Outcome {
    return this.isActive(agreement) && this.#mandates.get(agreement)?.customer === customer
      ? 'paid'
      : 'rejected';
  }

  #paymentLine({
    due: { payOn, ...due },
    kind,
    booked,
  }: {
    readonly due: Due;
    readonly kind: PaymentKind;
    readonly booked: PlainDate;
  }): string {
    const isMoved = kind === 'paid' || kind === 'charged-back';
    return writeLine(records.payment, {
      ...this.#section(),
      ...due,
      code: codeOfPayment[kind],
      payOn: asDigits(payOn, 'short'),
      sign: kind === 'paid' ? 1 : kind === 'charged-back' ? 2 : 0,
      received: isMoved ? asDigits(payOn, 'short') : '0',
      booked: asDigits(booked, 'short'),
      moved: isMoved ? due.amount : 0n,
    });
  }

  #section() {
    return { pbs: this.#ours.pbsNumber, group: this.#ours.debtorGroup };
  }

  #file(
    on: PlainDate,
    {
      type,
      section,
      lines,
      sum,
    }: {
      readonly type: string;
      readonly section: string;
      readonly lines: readonly string[];
      readonly sum: bigint;
    },
  ): string {
    this.#files += 1;
    const { dataSupplier: supplier, subsystem } = this.#ours;
    const made = asDigits(on, 'short');
    const number = `${on.replaceAll('-', '')}${String(this.#files % 100).padStart(2, '0')}`;
    const totals = { count: lines.length, sum };
    return [
      writeLine(records.deliveryStart, { supplier, subsystem, type, number, made }),
      writeLine(records.sectionStart, { ...this.#section(), section, made }),
      ...lines,
      writeLine(records.sectionEnd, { ...this.#section(), section, ...totals }),
      writeLine(records.deliveryEnd, {
        supplier,
        subsystem,
        type,
        sections: 1,
        ...totals,
        texts: 0,
        names: 0,
      }),
      '',
    ].join('\r\n');
  }
}

const codeOf: Readonly<Record<MandateKind, string>> = {
  active: '0230',
  registered: '0231',
  bank: '0232',
  creditor: '0233',
  betalingsservice: '0234',
};
const codeOfPayment: Readonly<Record<PaymentKind, string>> = {
  paid: '0236',
  rejected: '0237',
  cancelled: '0238',
  'charged-back': '0239',
};

const collections: FrameOf = {
  start: ({ line, text }) => fieldsOf(records.collectionsStart, text, line),
  end: ({ line, text }) => fieldsOf(records.collectionsEnd, text, line),
  amountOf: (_, line) => {
    const read = readLine(records.collection, line);
    return read === null ? null : { amount: BigInt(read.amount), sign: read.sign };
  },
};

const cancellations: FrameOf = {
  start: ({ line, text }) => fieldsOf(records.sectionStart, text, line),
  end: ({ line, text }) => fieldsOf(records.sectionEnd, text, line),
  amountOf: () => ({ amount: 0n, sign: '0' }),
};
