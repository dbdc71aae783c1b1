import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Doing } from './types.ts';

/** A person's reason for sending a claim that the checklist wants looked at, and what is answered in a hearing. */
export interface Ground {
  readonly claim: ClaimNumber;
  readonly on: PlainDate;
  readonly because: string;
}

/** Records a reason; the same claim again on the same day keeps the first. */
export async function giveGround(
  tx: MunicipalityTx,
  { claim, because }: Pick<Ground, 'claim' | 'because'>,
  { by, at }: Doing,
): Promise<void> {
  await sql`
    insert into recovery_ground (claim_number, given_on, because, recorded_at, recorded_by)
    values (${String(claim)}::bigint, ${dayInCopenhagen(at)}::date, ${because}, ${at}::timestamptz, ${by})
    on conflict (claim_number, given_on) do nothing`.execute(tx);
}

/** The newest reason for each of these claims; claims without are left out. */
export async function groundsFor(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Ground>> {
  const { rows } = await sql<Ground>`
    select distinct on (claim_number) claim_number as claim, given_on as "on", because from recovery_ground
    where claim_number = any (${claims.map(String)}::bigint[]) order by claim_number, given_on desc`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.claim, row]));
}
