import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { kindsWhere } from './account-kinds.ts';
import { countedByDay } from './counted-by-day.ts';
import type { OnDay } from './taken-off.ts';

/** What has covered a claim on a day; less than 0 when more was taken back than came. */
export type PaidOnDay = OnDay;

/** Where money that covers a claim comes from, and goes back to when the payment is taken back. */
const moneyKinds = kindsWhere(({ group }) =>
  ['transit', 'suspense', 'held', 'bank', 'till', 'clearing', 'set-off'].includes(group),
);

/**
 * What has been paid on these claims by the day it counts from, oldest first, whoever paid and whenever it was booked. What
 * a correction took off them is no payment, and what of a payment it gave back covers nothing that comes afterwards; what a person moved from
 * one claim to another is paid on the other, and what is held of money that came before what has covered a claim counts instead of that
 * (held-meanwhile.ts). Claims without payments are left out.
 */
export function paidByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PaidOnDay[]>> {
  return countedByDay(tx, claims, {
    other: (kind) =>
      sql`(${kind} = any (${moneyKinds}::text[]) or cause = 'reallocated' and ${kind} <> 'ended')`,
    less: sql`credit_kind = 'overpaid'`,
    besides: (numbers) => sql`
      select claim_number, from_on, recorded_at, amount_ore, amount_ore from held_meanwhile
      where claim_number = any (${numbers}::bigint[]) and taken_back_at is null`,
  });
}
