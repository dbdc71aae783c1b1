import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { HoldReason } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { LiabilityEndKind } from './liability-ends.ts';
import type { ClaimNumber } from './types.ts';

/** A correction of a claim's principal, as the source decided it. */
export interface CorrectionMade {
  readonly claim: ClaimNumber;
  readonly before: Ore;
  /** 0 = the claim was withdrawn. */
  readonly principal: Ore;
  readonly reason: string;
  readonly decidedOn: PlainDate;
  readonly recordedOn: PlainDate;
}

/** The corrections of these claims, in the order in which they were recorded. */
export async function correctionsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<CorrectionMade[]> {
  const { rows } = await sql<{
    claim_number: ClaimNumber;
    principal_before_ore: bigint;
    principal_ore: bigint;
    reason: string;
    decided_on: PlainDate;
    recorded_at: Temporal.Instant;
  }>`
    select claim_number, principal_before_ore, principal_ore, reason, decided_on, recorded_at from claim_correction
    where claim_number = any (${claims.map(String)}::bigint[]) order by correction_number`.execute(tx);
  return rows.map((row) => ({
    claim: row.claim_number,
    before: ore(row.principal_before_ore),
    principal: ore(row.principal_ore),
    reason: row.reason,
    decidedOn: row.decided_on,
    recordedOn: dayInCopenhagen(row.recorded_at),
  }));
}

/** A debtor stopped being liable for a claim. */
export interface LiabilityEnded {
  readonly claim: ClaimNumber;
  readonly kind: LiabilityEndKind;
  readonly on: PlainDate;
  readonly reason: string;
  readonly recordedOn: PlainDate;
}

/** The claims of every type that a debtor is no longer liable for, by claim. */
export async function liabilitiesEnded(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<LiabilityEnded[]> {
  const { rows } = await sql<{
    claim_number: ClaimNumber;
    kind: LiabilityEndKind;
    ended_on: PlainDate;
    reason: string;
    recorded_at: Temporal.Instant;
  }>`
    select claim_number, kind, ended_on, reason, recorded_at
    from liability_end where debtor_number = ${debtor} order by claim_number`.execute(tx);
  return rows.map((row) => ({
    claim: row.claim_number,
    kind: row.kind,
    on: row.ended_on,
    reason: row.reason,
    recordedOn: dayInCopenhagen(row.recorded_at),
  }));
}

/** A hold that stood, or stands, on a claim. */
export interface HoldKept {
  readonly claim: ClaimNumber;
  readonly reason: HoldReason;
  readonly from: PlainDate;
  readonly reviewOn: PlainDate;
  /** Null: it stands. */
  readonly liftedOn: PlainDate | null;
}

/** Every hold that has concerned a debtor on these claims: towards all who owe them, or towards the debtor alone. */
export async function holdsKept(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  debtor: DebtorNumber,
): Promise<HoldKept[]> {
  const { rows } = await sql<HoldKept>`
    select claim_number as claim, reason, from_on as "from", review_on as "reviewOn", lifted_on as "liftedOn" from hold
    where claim_number = any (${claims.map(String)}::bigint[]) and (debtor_number is null or debtor_number = ${debtor})
    order by from_on, claim_number, reason, entry`.execute(tx);
  return rows;
}
