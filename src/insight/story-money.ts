import { instalmentsAbout } from '../agreements/course.ts';
import { claimNames } from '../claims/claim-names.ts';
import { setOffsOf } from '../endings/set-off-rows.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { sumOre } from '../kernel/money.ts';
import { transfersOf } from '../ledger/read.ts';
import { refundsAbout } from '../ledger/refunds-about.ts';
import { paymentsAbout } from '../payments/payments-about.ts';
import { refundOrdersAbout } from '../payments/refund-orders.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** What a debtor was asked for, what was taken back of it, what was paid, and what is perhaps to be given back. */
export async function moneyEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  return [
    ...(await instalmentEntries(tx, debtor)),
    ...(await paymentEntries(tx, debtor)),
    ...(await setOffEntries(tx, debtor)),
    ...(await refundEntries(tx, debtor)),
    ...(await orderEntries(tx, debtor)),
  ];
}

async function instalmentEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const instalments = await instalmentsAbout(tx, debtor);
  const dueOn = new Map(instalments.map(({ instalment, dueOn: due }) => [instalment, due]));
  const asked = instalments.map(({ raisedOn: on, dueOn: due, amount, lessBecause }): StoryEntry => ({
    on,
    what: 'instalment',
    due,
    amount,
    lessBecause,
  }));
  const withdrawn = await transfersOf(tx, 'instalment-withdrawn', [...dueOn.keys()]);
  const takenBack = Map.groupBy(withdrawn, ({ causeNumber, bookingDate }) => `${causeNumber} ${bookingDate}`);
  return [
    ...asked,
    ...[...takenBack.values()].flatMap((transfers): StoryEntry[] => {
      const [first] = transfers;
      const due = first === undefined ? undefined : dueOn.get(first.causeNumber as InstalmentId); // one of ours
      if (first === undefined || due === undefined) return [];
      const amount = sumOre(transfers.map((transfer) => transfer.amount));
      return [{ on: first.bookingDate, what: 'instalment-taken-back', due, amount }];
    }),
  ];
}

async function paymentEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const payments = await paymentsAbout(tx, debtor);
  const names = await claimNames(
    tx,
    payments.flatMap(({ covered }) => [...covered.keys()]),
  );
  return payments.flatMap(({ receivedOn: on, number, amount, channel, covered, overpaid, takenBackOn }) => {
    const payment = number.toString();
    const paid: StoryEntry = {
      on,
      what: 'payment',
      payment,
      amount,
      channel,
      covered: [...covered].map(([claim, part]) => ({ claim: nameIn(names, claim), amount: part })),
      overpaid,
    };
    return takenBackOn === null
      ? [paid]
      : [paid, { on: takenBackOn, what: 'payment-taken-back', payment, amount }];
  });
}

async function setOffEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  return (await setOffsOf(tx, debtor)).flatMap(({ number, payout, decidedOn: on, taken }): StoryEntry[] =>
    on === null || taken === null
      ? []
      : [{ on, what: 'set-off', number: String(number), payoutFor: payout.for, amount: taken }],
  );
}

async function refundEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const refunds = await refundsAbout(tx, debtor);
  return refunds.map(({ openedOn: on, amount, why, about, closedOn }) => ({
    on,
    what: 'refund',
    amount,
    why,
    about,
    closedOn,
  }));
}

/** Orders to give money back, from proposal to the answer of who pays out. */
async function orderEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const orders = await refundOrdersAbout(tx, debtor);
  return orders.flatMap((order) => {
    const told = { what: 'refund-order', order: order.order.toString(), amount: order.amount } as const;
    const entries: StoryEntry[] = [{ on: order.proposedOn, ...told, step: 'proposed', by: order.proposedBy }];
    if (order.approvedOn !== null)
      entries.push({ on: order.approvedOn, ...told, step: 'approved', by: order.approvedBy });
    if (order.sentOn !== null) entries.push({ on: order.sentOn, ...told, step: 'sent', by: null });
    if (order.answeredOn !== null && (order.state === 'paid' || order.state === 'rejected'))
      entries.push({ on: order.answeredOn, ...told, step: order.state, by: null });
    return entries;
  });
}
