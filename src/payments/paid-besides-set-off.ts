import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { moneyOnClaimsAfter, type ClaimAfter } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { PaymentNumber } from './types.ts';

/** What has covered a claim here: a payment to us, or a set-off of our own, and the day from which it counts. */
export type CoveredHere = { readonly amount: Ore; readonly from: PlainDate } & (
  { readonly payment: bigint } | { readonly setOff: bigint }
);

/**
 * What has covered these claims here since a moment of each, by claim and the last first: paid to us, or set off by ourselves against a
 * payout of our own. What the state has set off for us is left out.
 */
export async function coveredBesidesState(
  tx: MunicipalityReadTx,
  claims: readonly ClaimAfter[],
): Promise<Map<ClaimNumber, CoveredHere[]>> {
  const money = await moneyOnClaimsAfter(tx, claims);
  const numbers = [...money.values()]
    .flat()
    .flatMap((each) => ('payment' in each ? [String(each.payment)] : []));
  const { rows } = await sql<{ payment: bigint; receivedOn: PlainDate }>`
    select payment_number as payment, received_on as "receivedOn" from payment
    where payment_number = any (${numbers}::bigint[]) and channel <> 'state-set-off'`.execute(tx);
  const days = new Map(rows.map(({ payment, receivedOn }) => [payment, receivedOn]));
  return new Map(
    [...money].map(([claim, those]) => [
      claim,
      those.flatMap(({ valueDate, ...each }): CoveredHere[] => {
        if (each.amount <= 0n) return [];
        const from = 'payment' in each ? days.get(each.payment) : valueDate;
        return from === undefined ? [] : [{ ...each, from }];
      }),
    ]),
  );
}

/** What the state has set off on a claim and has not taken back, the last first. */
export async function stateSetOffsOn(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
): Promise<{ readonly payment: PaymentNumber; readonly amount: Ore; readonly receivedOn: PlainDate }[]> {
  const { rows } = await sql<{ payment: PaymentNumber; amount: Ore; receivedOn: PlainDate }>`
    select payment_number as payment, amount_ore as amount, received_on as "receivedOn" from payment p
    where channel = 'state-set-off' and wish = array[${String(claim)}::bigint]
      and not exists (select from payment_reversal r where r.payment_number = p.payment_number)
    order by registered_at desc, payment_number desc`.execute(tx);
  return rows;
}
