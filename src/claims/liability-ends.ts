import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/**
 * Why a debtor is no longer liable: the claim lapsed (chapter 12) or is time-barred (forældelsesloven), the source withdrew it
 * or cancelled the decision about this debtor, the debtor was released from it, or an estate or debt relief discharged it.
 */
export type LiabilityEndKind =
  'lapsed' | 'time-barred' | 'withdrawn' | 'cancelled' | 'released' | 'discharged';

export interface LiabilityEnd {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly kind: LiabilityEndKind;
  readonly on: PlainDate;
  readonly reason: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Writes that debtors are no longer liable; ending a liability twice fails the transaction. Only the ledger calls this,
 * because what was owed must move in the same transaction (ledger/liability-ends.ts).
 */
export async function recordLiabilityEnds(tx: MunicipalityTx, ends: readonly LiabilityEnd[]): Promise<void> {
  await sql`
    insert into liability_end (claim_number, debtor_number, kind, ended_on, reason, recorded_at, recorded_by)
    select * from unnest(${ends.map(({ claim }) => claim.toString())}::bigint[],
      ${ends.map(({ debtor }) => debtor)}::int[], ${ends.map(({ kind }) => kind)}::text[],
      ${ends.map(({ on }) => on)}::date[], ${ends.map(({ reason }) => reason)}::text[],
      ${ends.map(({ at }) => at)}::timestamptz[], ${ends.map(({ by }) => by)}::text[])`.execute(tx);
}

/** The claims that these debtors were liable for and that the source has taken back since; the others are left out. */
export async function withdrawnClaims(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ReadonlySet<ClaimNumber>>> {
  const { rows } = await sql<{ debtor_number: DebtorNumber; claims: ClaimNumber[] }>`
    select debtor_number, array_agg(claim_number) as claims from liability_end
    where kind in ('withdrawn', 'cancelled') and debtor_number = any (${debtors}::int[])
    group by debtor_number`.execute(tx);
  return new Map(rows.map(({ debtor_number: debtor, claims }) => [debtor, new Set(claims)]));
}

/** For whom these claims have lapsed, and on which day. */
export async function lapsedLiabilities(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Pick<LiabilityEnd, 'claim' | 'debtor' | 'on'>[]> {
  const { rows } = await sql<Pick<LiabilityEnd, 'claim' | 'debtor' | 'on'>>`
    select claim_number as claim, debtor_number as debtor, ended_on as on from liability_end
    where kind = 'lapsed' and claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, debtor_number`.execute(tx);
  return rows;
}

/** How one who was liable for a claim ceased to be. */
export type EndOfLiability = Pick<LiabilityEnd, 'claim' | 'debtor' | 'kind' | 'on' | 'reason'>;

/** How these claims have ended for those who were liable, the last first; claims that have ended for nobody are left out. */
export async function endsOfClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, EndOfLiability[]>> {
  const { rows } = await sql<EndOfLiability>`
    select claim_number as claim, debtor_number as debtor, kind, ended_on as on, reason from liability_end
    where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, ended_on desc, recorded_at desc, debtor_number`.execute(tx);
  return Map.groupBy(rows, ({ claim }) => claim);
}
