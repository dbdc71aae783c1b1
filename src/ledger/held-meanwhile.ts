import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/**
 * Money of a payment that is held, because other money that came later was known before it and has covered a main claim: on the claim it
 * counts from its own day, instead of as much of what came last (open question Q29). No money moves.
 */
export interface HeldMeanwhile {
  readonly payment: bigint;
  readonly claim: ClaimNumber;
  readonly from: PlainDate;
  /** No more than what came later has covered. */
  readonly amount: Ore;
}

export async function countHeldMeanwhile(
  tx: MunicipalityTx,
  held: readonly HeldMeanwhile[],
  at: Temporal.Instant,
): Promise<void> {
  const column = <T>(read: (each: HeldMeanwhile) => T): T[] => held.map(read);
  await sql`
    insert into held_meanwhile (payment_number, claim_number, entry, from_on, amount_ore, recorded_at)
    select payment, claim, 1 + (
        select count(*) from held_meanwhile h where h.payment_number = payment and h.claim_number = claim),
      from_on, amount, ${at}::timestamptz
    from unnest(${column(({ payment }) => String(payment))}::bigint[], ${column(({ claim }) => String(claim))}::bigint[],
      ${column(({ from }) => from)}::date[], ${column(({ amount }) => String(amount))}::bigint[])
      as counted (payment, claim, from_on, amount)`.execute(tx);
}

/** The main claims on which a payment counts so. */
export async function heldMeanwhileFor(tx: MunicipalityReadTx, payment: bigint): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select distinct claim_number as claim from held_meanwhile
    where payment_number = ${String(payment)}::bigint and taken_back_at is null order by 1`.execute(tx);
  return rows.map(({ claim }) => claim);
}

/** It counts so no longer: the payment was taken back, or moved. */
export async function endHeldMeanwhile(
  tx: MunicipalityTx,
  payment: bigint,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update held_meanwhile set taken_back_at = ${at}::timestamptz
    where payment_number = ${String(payment)}::bigint and taken_back_at is null`.execute(tx);
}
