import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A payment as a simulated provider has it. Amounts in øre. */
export interface SimulatedPayment {
  readonly reference: string;
  readonly psp: string;
  /** The end of its page's address, which only who was sent there knows. */
  readonly token: string;
  readonly amount: number;
  readonly description: string;
  readonly returnAddress: string;
  /** Where the provider calls about it, where that is told with the payment; and what it says to be believed. */
  readonly hook: { readonly address: string; readonly authorization: string } | null;
  outcome: 'created' | 'aborted' | 'expired' | 'authorized' | 'terminated';
  authorizedAt: string | null;
  captured: number;
  refunded: number;
  cancelled: number;
  /** What was done under which key: again, and nothing more happens. */
  readonly keys: string[];
}

export type NewPayment = Pick<
  SimulatedPayment,
  'reference' | 'amount' | 'description' | 'returnAddress' | 'hook'
>;

/** What goes wrong with the next question of a kind: `lost` = done, and the answer never comes; `down` = not done. */
export type SimulatedFault = 'lost' | 'down' | 'refused';
export type SimulatedAct = 'create' | 'read' | 'capture' | 'cancel' | 'refund';

/** How the provider tells of what happens: by itself at once, twice, not at all, with a wrong signature, or when it is told to. */
export type Telling = 'once' | 'twice' | 'never' | 'forged' | 'when-asked';

/** The payments of a simulated provider, and what is to go wrong; kept in a file where one is named, so that they outlive it. */
export class SimulatedPayments {
  readonly #payments = new Map<string, SimulatedPayment>();
  readonly #faults: { readonly act: SimulatedAct; readonly fault: SimulatedFault }[] = [];
  readonly #file: string | null;
  telling: Telling = 'once';

  constructor(file: string | null = null) {
    this.#file = file;
    if (file === null || !existsSync(file)) return;
    // Our own file, as it was written below.
    const kept = JSON.parse(readFileSync(file, 'utf8')) as SimulatedPayment[];
    for (const payment of kept) this.#payments.set(payment.reference, payment);
  }

  /** All of them, in the order in which they were asked for: what a provider's own list shows. */
  list(): readonly SimulatedPayment[] {
    return [...this.#payments.values()];
  }

  find(reference: string): SimulatedPayment | null {
    return this.#payments.get(reference) ?? null;
  }

  byToken(token: string): SimulatedPayment | null {
    return this.list().find((payment) => payment.token === token) ?? null;
  }

  byPsp(psp: string): SimulatedPayment | null {
    return this.list().find((payment) => payment.psp === psp) ?? null;
  }

  /** The next question of that kind goes wrong so. */
  goWrong(act: SimulatedAct, fault: SimulatedFault): void {
    this.#faults.push({ act, fault });
  }

  /** What goes wrong with this question; null = nothing. */
  faultOf(act: SimulatedAct): SimulatedFault | null {
    const place = this.#faults.findIndex((each) => each.act === act);
    return place === -1 ? null : (this.#faults.splice(place, 1)[0]?.fault ?? null);
  }

  create(wanted: NewPayment): SimulatedPayment {
    const payment: SimulatedPayment = {
      ...wanted,
      psp: randomBytes(16).toString('hex'),
      token: randomBytes(16).toString('hex'),
      outcome: 'created',
      authorizedAt: null,
      captured: 0,
      refunded: 0,
      cancelled: 0,
      keys: [],
    };
    this.#payments.set(payment.reference, payment);
    this.#keep();
    return payment;
  }

  /** The citizen's part, on the provider's page: once. */
  decided(
    payment: SimulatedPayment,
    outcome: 'authorized' | 'aborted' | 'expired',
    at: Temporal.Instant,
  ): boolean {
    if (payment.outcome !== 'created') return false;
    payment.outcome = outcome;
    payment.authorizedAt = outcome === 'authorized' ? at.toString({ smallestUnit: 'second' }) : null;
    this.#keep();
    return true;
  }

  /** Ours: answers whether it was done, now or before under the same key. */
  adjusted(
    payment: SimulatedPayment,
    act: 'capture' | 'cancel' | 'refund',
    { key, amount }: Adjusting,
  ): boolean {
    if (payment.keys.includes(key)) return true;
    if (!change(payment, act, amount)) return false;
    payment.keys.push(key);
    this.#keep();
    return true;
  }

  #keep(): void {
    if (this.#file === null) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.list()));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

interface Adjusting {
  readonly key: string;
  readonly amount: number;
}

function change(payment: SimulatedPayment, act: 'capture' | 'cancel' | 'refund', amount: number): boolean {
  const { outcome, captured, cancelled, refunded } = payment;
  switch (act) {
    case 'capture':
      if (outcome !== 'authorized' || amount <= 0 || captured + cancelled + amount > payment.amount)
        return false;
      payment.captured += amount;
      return true;
    case 'refund':
      if (amount <= 0 || refunded + amount > captured) return false;
      payment.refunded += amount;
      return true;
    case 'cancel':
      if (outcome === 'created') payment.outcome = 'terminated';
      else if (outcome === 'authorized' && captured + cancelled < payment.amount)
        payment.cancelled = payment.amount - captured;
      else return false;
      return true;
  }
}
