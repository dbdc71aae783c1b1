import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Course } from './interest-courses.ts';

/** The law by which claims of a type bear interest; null = they bear none. */
export interface TypeBears {
  readonly code: string;
  readonly regime: Course['regime'] | null;
}

const unposted = (types: readonly TypeBears[]) => sql`
  from interest_course i join claim c using (claim_number)
  join unnest(${types.map(({ code }) => code)}::text[], ${types.map(({ regime }) => regime)}::text[]) t (code, regime)
    on c.claim_type = t.code and t.regime is distinct from i.regime
  where i.posted = 0 and not exists (select from charge h where h.main_claim = i.claim_number and h.kind = 'interest')`;

/** Forgets the courses of claims of these types that another law began, where no interest was posted. */
export async function forgetCourses(tx: MunicipalityTx, types: readonly TypeBears[]): Promise<void> {
  await sql`
    delete from interest_course where claim_number in (select i.claim_number ${unposted(types)})`.execute(tx);
}

/** The claims whose courses would be forgotten, in the order of their numbers. */
export async function coursesToForget(
  tx: MunicipalityReadTx,
  types: readonly TypeBears[],
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select i.claim_number as main ${unposted(types)} order by i.claim_number`.execute(tx);
  return rows.map(({ main }) => main);
}

/** The next main claims of these types of which something is owed here; `fresh`: only those that bear no interest yet. */
export async function openClaims(
  tx: MunicipalityReadTx,
  types: readonly string[],
  {
    after,
    limit,
    fresh,
  }: { readonly after: ClaimNumber | 0n; readonly limit: number; readonly fresh: boolean },
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select c.claim_number as main from claim c
    where c.claim_type = any (${types}::text[]) and c.level = 'main' and c.claim_number > ${String(after)}::bigint
      and not (${fresh} and exists (select from interest_course i where i.claim_number = c.claim_number))
      and exists (
        select from account_balance b where b.number = c.claim_number and b.kind in ('claim', 'due') and b.balance_ore > 0)
    order by c.claim_number limit ${limit}::int`.execute(tx);
  return rows.map(({ main }) => main);
}

/** How many main claims there are of these types, and how many of them have borne interest or a fee. */
export async function claimsOfTypes(
  tx: MunicipalityReadTx,
  types: readonly string[],
): Promise<Map<string, { readonly claims: number; readonly charged: number }>> {
  const { rows } = await sql<{ type: string; claims: number; charged: number }>`
    select c.claim_type as type, count(*)::int as claims,
      count(*) filter (where exists (select from charge h where h.main_claim = c.claim_number))::int as charged
    from claim c where c.claim_type = any (${types}::text[]) and c.level = 'main' group by c.claim_type`.execute(
    tx,
  );
  return new Map(rows.map(({ type, ...counted }) => [type, counted]));
}
