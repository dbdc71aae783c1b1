import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import { openRefundItems, type RefundReason } from '../ledger/refunds.ts';
import { beyondOpened } from '../ledger/refunds-about.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { instalmentsFrom, type Span } from './instalments-withdrawn.ts';

/** What has been paid of one instalment beyond what should have been asked for on its due date. */
export interface PaidBeyond {
  readonly dueOn: PlainDate;
  readonly amount: Ore;
}

/** What has been paid of such instalments beyond what should have been asked for on each due date, oldest first. */
export async function paidBeyond(tx: MunicipalityReadTx, span: Span, should: Ore): Promise<PaidBeyond[]> {
  const asked = await instalmentsFrom(tx, span);
  const standings = await instalmentStandings(
    tx,
    asked.map(({ instalment }) => instalment),
    // What was paid after a lapse has its own refund item.
    { withoutPaidSinceLapse: true },
  );
  return asked.flatMap(({ instalment, dueOn }) => {
    const standing = standings.get(instalment);
    if (standing === undefined) return [];
    const amount = subtractOre(subtractOre(standing.asked, standing.unpaid), should);
    return amount > zeroOre ? [{ dueOn, amount }] : [];
  });
}

export function sumPaid(paid: readonly PaidBeyond[]): Ore {
  return sumOre(paid.map(({ amount }) => amount));
}

export interface RefundsToOpen {
  readonly debtor: DebtorNumber;
  readonly paid: readonly PaidBeyond[];
  readonly why: RefundReason;
}

/**
 * Asks a person to decide about money that was collected too much: it is given back, or set off, by a decision only. Each
 * instalment has its own item, so that the same money is not given back twice, whatever shows that it was too much.
 */
export async function openRefundsOfInstalments(
  tx: MunicipalityTx,
  refunds: readonly RefundsToOpen[],
  opening: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  const items = refunds.flatMap(({ debtor, paid, why }) =>
    paid.map(({ dueOn, amount }) => ({ debtor, amount, why, about: `instalment ${dueOn}` })),
  );
  // One look may find the same instalment twice, by two decisions that rested on the same income: the most counts.
  const most = new Map<string, (typeof items)[number]>();
  for (const item of items) {
    const key = `${item.debtor} ${item.about}`;
    if (item.amount > (most.get(key)?.amount ?? zeroOre)) most.set(key, item);
  }
  await openRefundItems(tx, await beyondOpened(tx, [...most.values()]), opening);
}
