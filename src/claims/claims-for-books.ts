import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What the municipality's books ask of a claim. */
export interface ClaimForBooks {
  readonly claimType: string;
  readonly level: 'main' | 'interest' | 'fee';
  /** First day of its period, else the day it arose; null when neither is known. */
  readonly from: PlainDate | null;
}

/** These claims as the books ask for them; unknown numbers are left out. */
export async function claimsForBooks(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimForBooks>> {
  const { rows } = await sql<{
    claim_number: ClaimNumber;
    claim_type: string;
    level: ClaimForBooks['level'];
    begins: PlainDate | null;
  }>`
    select claim_number, claim_type, level, coalesce(period_from, origin_on) as begins from claim
    where claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(
    rows.map((row) => [row.claim_number, { claimType: row.claim_type, level: row.level, from: row.begins }]),
  );
}

/** A part-claim with the share of it that the state refunded. */
export interface PartForBooks {
  readonly part: string;
  /** What was handed over of it: what our ledger has raised. */
  readonly outstanding: Ore;
  /** Whole percent; null = it did not come with the claim. */
  readonly percent: number | null;
  /** The accounting day on which it was taken in. */
  readonly takenInOn: PlainDate;
}

/** The parts of these claims, in their order; claims without any, such as interest and fees, are left out. */
export async function partsForBooks(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PartForBooks[]>> {
  const { rows } = await sql<{
    claim_number: ClaimNumber;
    part_claim_id: string;
    outstanding_ore: bigint;
    refund_percent: number | null;
    taken_in_on: PlainDate;
  }>`
    select claim_number, part_claim_id, outstanding_ore, refund_percent,
      (i.imported_at at time zone 'Europe/Copenhagen')::date as taken_in_on
    from part_claim p join claim_import i using (import_number)
    where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, import_number, part_claim_id`.execute(tx);
  const parts = new Map<ClaimNumber, PartForBooks[]>();
  for (const row of rows) {
    const part = {
      part: row.part_claim_id,
      outstanding: ore(row.outstanding_ore),
      percent: row.refund_percent,
      takenInOn: row.taken_in_on,
    };
    const others = parts.get(row.claim_number);
    if (others === undefined) parts.set(row.claim_number, [part]);
    else others.push(part);
  }
  return parts;
}
