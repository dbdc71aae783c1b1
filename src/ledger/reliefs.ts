import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Debt relief (gældssanering) has taken a part of a claim; the rest is still owed. */
export interface Relief {
  readonly claim: ClaimNumber;
  readonly on: PlainDate;
  /** What is still owed, in hundredths of a percent. */
  readonly kept: number;
  readonly at: Temporal.Instant;
}

/** Notes that an errand's relief has taken its part of claims, which `dischargeParts` has posted. */
export async function noteReliefs(
  tx: MunicipalityTx,
  errand: bigint,
  { claims, kept, on, at }: Omit<Relief, 'claim'> & { readonly claims: readonly ClaimNumber[] },
): Promise<void> {
  await sql`
    insert into claim_relief (errand, claim_number, kept_hundredths, relieved_on, recorded_at)
    select ${String(errand)}::bigint, claim, ${kept}, ${on}::date, ${at}::timestamptz
    from unnest(${claims.map(String)}::bigint[]) claim`.execute(tx);
}

/** The claims of which an errand's relief has taken its part. */
export async function relievedBy(tx: MunicipalityReadTx, errand: bigint): Promise<ReadonlySet<ClaimNumber>> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from claim_relief where errand = ${String(errand)}::bigint`.execute(tx);
  return new Set(rows.map(({ claim }) => claim));
}

/**
 * The reliefs of these claims, by claim, the first one first. Relief is taken of a claim that one owes alone; who has come to owe it since,
 * such as heirs, owes the part that it left. Left out are claims that nobody owes any longer, which have ended whole.
 */
export async function reliefsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, readonly Relief[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<Relief>`
    select claim_number as claim, relieved_on as on, kept_hundredths as kept, recorded_at as at from claim_relief
    where claim_number = any (${claims.map(String)}::bigint[]) order by claim_number, recorded_at, errand`.execute(
    tx,
  );
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  if (byClaim.size === 0) return byClaim;
  const liable = (await liabilitiesFor(tx, [...byClaim.keys()])).filter(({ ended }) => ended === null);
  const owed = new Set(liable.map(({ claim }) => claim));
  return new Map([...byClaim].filter(([claim]) => owed.has(claim)));
}
