import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, sumOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { coveringIn, movedBy, type Covering } from './covers.ts';
import type { ReversalKind } from './reverse-payment.ts';
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
  readonly takenBackAs: ReversalKind | null;
}

interface PaymentRow {
  payment_number: PaymentNumber;
  amount_ore: bigint;
  channel: Channel;
  received_on: PlainDate;
  taken_back_on: PlainDate | null;
  taken_back_as: ReversalKind | null;
}

/** What was paid on a debtor's debts, in the order of registration. */
export async function paymentsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PaymentMade[]> {
  const { rows } = await sql<PaymentRow>`
    select payment_number, amount_ore, channel, received_on, r.happened_on as taken_back_on, r.kind as taken_back_as
    from payment p left join payment_reversal r using (payment_number)
    where payment_number in (
      (select payment_number from payment where debtor_number = ${debtor}
      except select payment_number from suspense where debtor_number <> ${debtor}
      union select payment_number from suspense where debtor_number = ${debtor}
      except select payment_number from payment_move where debtor_number <> ${debtor})
      union select payment_number from payment_move where debtor_number = ${debtor})
    order by registered_at, payment_number`.execute(tx);
  const numbers = rows.map((row) => row.payment_number);
  const moved = await movedBy(tx, numbers);
  return rows.map((row) => asPaymentMade(row, coveringIn(moved.get(row.payment_number) ?? [])));
}

function asPaymentMade(row: PaymentRow, covers: readonly Covering[]): PaymentMade {
  return {
    number: row.payment_number,
    amount: ore(row.amount_ore),
    channel: row.channel,
    receivedOn: row.received_on,
    covered: coveredBy(covers),
    overpaid: sumOf(covers.filter(({ account }) => account.kind === 'overpaid')),
    takenBackOn: row.taken_back_on,
    takenBackAs: row.taken_back_as,
  };
}

const ON_CLAIMS: ReadonlySet<Covering['account']['kind']> = new Set([
  'claim',
  'due',
  'recovery',
  'ended',
  'written-off',
]);

function coveredBy(covers: readonly Covering[]): Map<ClaimNumber, Ore> {
  // What was covered of a claim that had ended, was at Gældsstyrelsen or written off by then is told by where it had stood.
  const onClaims = covers.filter(({ account: { kind } }) => ON_CLAIMS.has(kind));
  const byClaim = Map.groupBy(onClaims, ({ account }) => claimNumber(account.number));
  return new Map([...byClaim].map(([claim, those]) => [claim, sumOf(those)]));
}

function sumOf(covers: readonly Covering[]): Ore {
  return sumOre(covers.map(({ amount }) => amount));
}
