import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import { claimsPaidSince, paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import { openRefundItems, type RefundItem } from '../ledger/refunds.ts';
import { beyondOpened } from '../ledger/refunds-about.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { paidSince } from './paid-since.ts';
import { whoseMoney } from './whose-money.ts';

/** A claim that is time-barred for a debtor, and the last day on which it was owed. */
export interface BarredFor {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
}

/**
 * Opens refund items for what debtors have paid on claims after the last day on which these were owed, as far as it has not been given
 * back: it covered them because the limitation was not known then, or became another. A person decides, as for all refund items (open
 * question, docs/legal-review.md). Safe to repeat: only what is more than before is opened. Answers how many there were.
 */
export async function openPaidAfterLimitation(
  tx: MunicipalityTx,
  barred: readonly BarredFor[],
  at: Temporal.Instant,
): Promise<number> {
  if (barred.length === 0) return 0;
  const since = barred.map(({ claim, debtor, on }) => ({ claim, debtor, on: dayAfter(on) }));
  const paid = await claimsPaidSince(tx, since);
  if (paid.size === 0) return 0;
  const items = await itemsOf(
    tx,
    since.filter(({ claim }) => paid.has(claim)),
  );
  const beyond = await beyondOpened(tx, items);
  await openRefundItems(tx, beyond, { by: 'automatic', at });
  return beyond.length;
}

async function itemsOf(tx: MunicipalityReadTx, since: readonly BarredFor[]): Promise<RefundItem[]> {
  const movements = await paidAndGivenBack(
    tx,
    since.map(({ claim }) => claim),
  );
  const whose = await whoseMoney(tx, [...movements.values()].flat());
  return since.map(({ claim, debtor, on }) => ({
    debtor,
    amount: paidSince(
      on,
      (movements.get(claim) ?? []).filter((each) => whose(each) === debtor),
    ),
    why: 'paid-after-limitation',
    about: `time-barred ${claim}`,
  }));
}
