import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { OwedClaim } from './types.ts';

/** Notes claims with what is left of them, and answers those that are new; those that are there already stay as they are. */
export async function addErrandClaims(
  tx: MunicipalityTx,
  number: bigint,
  claims: readonly OwedClaim[],
): Promise<ReadonlySet<ClaimNumber>> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    insert into errand_claim (errand, claim_number, owed_ore)
    select ${String(number)}::bigint, * from unnest(${claims.map(({ claim }) => String(claim))}::bigint[],
      ${claims.map(({ owed }) => String(owed))}::bigint[])
    on conflict (errand, claim_number) do nothing
    returning claim_number as claim`.execute(tx);
  return new Set(rows.map(({ claim }) => claim));
}

/** The claims of an errand, as they stood when they came to it. */
export async function errandClaims(tx: MunicipalityReadTx, number: bigint): Promise<OwedClaim[]> {
  const { rows } = await sql<{ claim: ClaimNumber; owed: bigint }>`
    select claim_number as claim, owed_ore as owed from errand_claim where errand = ${String(number)}::bigint
    order by claim_number`.execute(tx);
  return rows.map(({ claim, owed }) => ({ claim, owed: ore(owed) }));
}

/** Who is liable instead of a debtor who has died, by the errand's number; those without any are left out. */
export async function successorsAfter(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Map<bigint, readonly DebtorNumber[]>> {
  const { rows } = await sql<{ errand: bigint; successor: DebtorNumber }>`
    select errand, s.debtor_number as successor from errand_successor s join errand e using (errand)
    where e.debtor_number = ${debtor} order by errand, successor`.execute(tx);
  const byErrand = Map.groupBy(rows, ({ errand }) => errand);
  return new Map([...byErrand].map(([errand, theirs]) => [errand, theirs.map(({ successor }) => successor)]));
}

export async function insertSuccessors(
  tx: MunicipalityTx,
  number: bigint,
  successors: readonly DebtorNumber[],
): Promise<void> {
  await sql`
    insert into errand_successor (errand, debtor_number)
    select distinct ${String(number)}::bigint, successor from unnest(${successors}::int[]) successor`.execute(
    tx,
  );
}

/** What persons have said of main claims: whether they belong to the errand. */
export async function judgedOf(
  tx: MunicipalityReadTx,
  number: bigint,
): Promise<ReadonlyMap<ClaimNumber, boolean>> {
  const { rows } = await sql<{ claim: ClaimNumber; covered: boolean }>`
    select claim_number as claim, covered from errand_claim_judged where errand = ${String(number)}::bigint`.execute(
    tx,
  );
  return new Map(rows.map(({ claim, covered }) => [claim, covered]));
}

export interface JudgedClaim {
  readonly errand: bigint;
  readonly claim: ClaimNumber;
  readonly covered: boolean;
  readonly because: string;
  readonly on: PlainDate;
  readonly by: string;
}

export async function insertJudged(
  tx: MunicipalityTx,
  { errand, claim, covered, because, on, by }: JudgedClaim,
): Promise<void> {
  await sql`
    insert into errand_claim_judged (errand, claim_number, covered, because, judged_on, judged_by)
    values (${String(errand)}::bigint, ${String(claim)}::bigint, ${covered}, ${because}, ${on}::date, ${by})`.execute(
    tx,
  );
}
