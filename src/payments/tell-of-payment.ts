import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Payable } from './payable.ts';
import type { Spread } from './spread.ts';
import type { PaymentNumber } from './types.ts';

/** A payment that a person is told of. */
interface OfPayment {
  readonly debtor: DebtorNumber;
  readonly payment: PaymentNumber;
  readonly at: Temporal.Instant;
}

/** What a refund item says when it is about a payment. */
export function aboutPayment(payment: PaymentNumber): string {
  return `payment ${payment}`;
}

/** What no money is meant for stays a loss; a person may ask the debtor (own choice, open question Q56). */
export async function tellStillOwed(
  tx: MunicipalityTx,
  { debtor, payment, at }: OfPayment,
  written: readonly (Spread & { readonly payables: readonly Payable[] })[],
): Promise<void> {
  const covered = new Set(
    written.flatMap(({ covers }) => covers.flatMap(({ claim, part }) => (part === 'lost' ? [claim] : []))),
  );
  const lost = (written.at(-1)?.payables ?? []).filter(
    (payable) => payable.lost > zeroOre && !covered.has(payable.claim),
  );
  const month = monthOf(dayInCopenhagen(at));
  const items = lost.map(({ claim }) => {
    return {
      kind: 'owed-after-loss',
      debtor,
      month,
      about: `${aboutPayment(payment)} claim ${claim}`,
    } as const;
  });
  await openWorkItems(tx, items, at);
}

/** The debtor has perhaps been told that it had ended. */
export async function tellPaidBeforeEnd(
  tx: MunicipalityTx,
  { payment, debtor, at }: OfPayment,
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(tx, [{ kind: 'paid-before-end', debtor, month, about: aboutPayment(payment) }], at);
}
