import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { moneyOnClaims } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { PaymentNumber } from './types.ts';

/** What a payment to us has covered of a claim. */
export interface PaidHere {
  readonly payment: bigint;
  readonly amount: Ore;
  readonly receivedOn: PlainDate;
}

/** What was paid to us on these claims, by claim and the last first: what the state has set off for us is left out. */
export async function paidBesidesSetOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PaidHere[]>> {
  const paid = await moneyOnClaims(tx, claims);
  const numbers = [...paid.values()]
    .flat()
    .flatMap((each) => ('payment' in each ? [String(each.payment)] : []));
  const { rows } = await sql<{ payment: bigint; receivedOn: PlainDate }>`
    select payment_number as payment, received_on as "receivedOn" from payment
    where payment_number = any (${numbers}::bigint[]) and channel <> 'state-set-off'`.execute(tx);
  const days = new Map(rows.map(({ payment, receivedOn }) => [payment, receivedOn]));
  return new Map(
    [...paid].map(([claim, those]) => [
      claim,
      those.flatMap((each) => {
        if (!('payment' in each)) return [];
        const receivedOn = days.get(each.payment);
        return receivedOn === undefined || each.amount <= 0n ? [] : [{ ...each, receivedOn }];
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
