import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, sumOre, type Ore } from '../kernel/money.ts';
import { transfersOf } from '../ledger/read.ts';
import type { Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Channel, PaymentNumber } from './types.ts';

/** A payment and what it covered. */
export interface PaymentMade {
  readonly number: PaymentNumber;
  readonly amount: Ore;
  readonly channel: Channel;
  readonly receivedOn: PlainDate;
  /** By claim; with `overpaid` and what is still in suspense it adds up to the amount. */
  readonly covered: ReadonlyMap<ClaimNumber, Ore>;
  readonly overpaid: Ore;
  /** The day from which the money was gone again; null: it has stayed. */
  readonly takenBackOn: PlainDate | null;
}

interface PaymentRow {
  payment_number: PaymentNumber;
  amount_ore: bigint;
  channel: Channel;
  received_on: PlainDate;
  taken_back_on: PlainDate | null;
}

/** What was paid on a debtor's debts, in the order of registration. */
export async function paymentsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PaymentMade[]> {
  const { rows } = await sql<PaymentRow>`
    select payment_number, amount_ore, channel, received_on, r.happened_on as taken_back_on
    from payment p left join payment_reversal r using (payment_number)
    where payment_number in (
      select payment_number from payment where debtor_number = ${debtor}
      except select payment_number from suspense where debtor_number <> ${debtor}
      union select payment_number from suspense where debtor_number = ${debtor})
    order by registered_at, payment_number`.execute(tx);
  const numbers = rows.map((row) => row.payment_number);
  const posted = [
    ...(await transfersOf(tx, 'payment', numbers)),
    ...(await transfersOf(tx, 'suspense-resolved', numbers)),
  ];
  const byPayment = Map.groupBy(posted, ({ causeNumber }) => causeNumber);
  return rows.map((row) => asPaymentMade(row, byPayment.get(row.payment_number) ?? []));
}

function asPaymentMade(row: PaymentRow, transfers: readonly Transfer[]): PaymentMade {
  return {
    number: row.payment_number,
    amount: ore(row.amount_ore),
    channel: row.channel,
    receivedOn: row.received_on,
    covered: coveredBy(transfers),
    overpaid: sumOf(transfers.filter(({ credit }) => credit.kind === 'overpaid')),
    takenBackOn: row.taken_back_on,
  };
}

function coveredBy(transfers: readonly Transfer[]): Map<ClaimNumber, Ore> {
  const onClaims = transfers.filter(({ credit }) => credit.kind === 'claim' || credit.kind === 'due');
  const byClaim = Map.groupBy(onClaims, ({ credit }) => claimNumber(credit.number));
  return new Map([...byClaim].map(([claim, those]) => [claim, sumOf(those)]));
}

function sumOf(transfers: readonly Transfer[]): Ore {
  return sumOre(transfers.map(({ amount }) => amount));
}
