import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What the source has decided that a claim amounts to. */
export interface ClaimAmounts {
  readonly claim: ClaimNumber;
  /** The principal: that of its parts, as corrected since. */
  readonly principal: Ore;
  /** What had been paid of it before it was handed over. */
  readonly paidBefore: Ore;
  /** The day of the repayment decision; of a claim of another kind, the day it arose. */
  readonly decisionDate: PlainDate;
}

/** What is owed here of a claim when nothing has been paid here: what was paid before the handover stays paid. */
export function owedHere({ principal, paidBefore }: Pick<ClaimAmounts, 'principal' | 'paidBefore'>): Ore {
  return principal > paidBefore ? subtractOre(principal, paidBefore) : zeroOre;
}

interface AmountRow {
  claim_number: ClaimNumber;
  principal: bigint;
  paid_before: bigint;
  decision_date: PlainDate;
}

// Which claims is decided in `wanted`, so that only their parts are summed.
const amountsOfWanted = sql`
  select c.claim_number, coalesce(r.decision_date, c.origin_on) as decision_date, part.paid_before,
    part.principal + coalesce((
      select sum(k.principal_ore - k.principal_before_ore) from claim_correction k
      where k.claim_number = c.claim_number), 0)::bigint as principal
  from wanted join claim c using (claim_number)
  left join repayment_claim r using (claim_number)
  cross join lateral (
    select sum(p.principal_ore)::bigint as principal, sum(p.principal_ore - p.outstanding_ore)::bigint as paid_before
    from part_claim p where p.claim_number = c.claim_number) part
  order by c.claim_number`;

/** What a claim amounts to; null when there is no such claim. */
export async function claimAmounts(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<ClaimAmounts | null> {
  const { rows } = await sql<AmountRow>`
    with wanted as (select ${claim}::bigint as claim_number) ${amountsOfWanted}`.execute(tx);
  return rows.map(asAmounts)[0] ?? null;
}

/** What these claims amount to; unknown ones, and interest and fees, are left out. */
export async function claimAmountsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimAmounts>> {
  const { rows } = await sql<AmountRow>`
    with wanted as (
      select claim_number from claim where level = 'main' and claim_number = any (${claims.map(String)}::bigint[]))
    ${amountsOfWanted}`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, asAmounts(row)]));
}

/**
 * What the next main claims by number amount to; `after` 0 = from the first. At most `limit`. Interest and fees have no
 * parts: what they amount to is the room `charges`' own.
 */
export async function claimAmountsPage(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<ClaimAmounts[]> {
  const { rows } = await sql<AmountRow>`
    with wanted as materialized (
      select claim_number from claim where level = 'main' and claim_number > ${after}::bigint order by claim_number limit ${limit}::int)
    ${amountsOfWanted}`.execute(tx);
  return rows.map(asAmounts);
}

function asAmounts(row: AmountRow): ClaimAmounts {
  return {
    claim: row.claim_number,
    principal: ore(row.principal),
    paidBefore: ore(row.paid_before),
    decisionDate: row.decision_date,
  };
}

/** The day on which each of these claims was last corrected here; those that never were are left out. */
export async function lastCorrectedOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; on: PlainDate }>`
    select claim_number as claim, (max(recorded_at) at time zone 'Europe/Copenhagen')::date as on from claim_correction
    where claim_number = any (${claims.map(String)}::bigint[]) group by claim_number`.execute(tx);
  return new Map(rows.map(({ claim, on }) => [claim, on]));
}

export interface Correction {
  readonly claim: ClaimNumber;
  readonly principalBefore: Ore;
  readonly principal: Ore;
  readonly reason: string;
  /** The day the source decided it. */
  readonly decidedOn: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Writes that a claim's principal has been decided otherwise, and answers the correction's number. */
export async function recordCorrection(tx: MunicipalityTx, correction: Correction): Promise<bigint> {
  const { claim, principalBefore, principal, reason, decidedOn, by, at } = correction;
  const { rows } = await sql<{ correction_number: bigint }>`
    with number as (
      update claim_counter set last_used = last_used + 1 where kind = 'correction' returning last_used)
    insert into claim_correction (correction_number, claim_number, principal_before_ore, principal_ore, reason, decided_on,
      recorded_at, recorded_by)
    select last_used, ${claim}::bigint, ${principalBefore}::bigint, ${principal}::bigint, ${reason}, ${decidedOn}::date,
      ${at}::timestamptz, ${by}
    from number
    returning correction_number`.execute(tx);
  const number = rows[0]?.correction_number;
  if (number === undefined) throw new Error('the correction counter is missing');
  return number;
}
