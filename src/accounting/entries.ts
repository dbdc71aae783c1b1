import type { AccountAsked } from './account-rules.ts';
import type { VoucherEvent } from './events.ts';

/** What a day's transfers come to in one place of the books; both sides are kept, so that what went in and out is seen. */
export interface Entry extends AccountAsked {
  /** Øre, never negative. */
  readonly debit: bigint;
  readonly credit: bigint;
}

/** Entries of one day, added up by all that decides their account. */
export class Entries {
  readonly #entries = new Map<string, { readonly asked: AccountAsked; debit: bigint; credit: bigint }>();

  /** Adds an amount: to the debit side when it is above 0, else to the credit side. */
  add(asked: AccountAsked, amount: bigint): void {
    if (amount === 0n) return;
    const { event, claimType, group, day, percent, share } = asked;
    const key = [event, claimType, group, day, percent, share].join('/');
    const entry = this.#entries.get(key) ?? { asked, debit: 0n, credit: 0n };
    if (amount > 0n) entry.debit += amount;
    else entry.credit -= amount;
    this.#entries.set(key, entry);
  }

  /** All entries in a fixed order. What only moved inside the books is told as the difference it makes, if any. */
  list(): Entry[] {
    const told = [...this.#entries]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { asked, debit, credit }]) => ({
        ...asked,
        ...(isInternal(asked.event) ? net(debit, credit) : { debit, credit }),
      }));
    return told.filter(({ debit, credit }) => debit !== 0n || credit !== 0n);
  }
}

function isInternal(event: VoucherEvent): boolean {
  return event === 'internal';
}

function net(debit: bigint, credit: bigint): Pick<Entry, 'debit' | 'credit'> {
  return debit > credit ? { debit: debit - credit, credit: 0n } : { debit: 0n, credit: credit - debit };
}
