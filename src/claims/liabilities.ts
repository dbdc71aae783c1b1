import { sql, type RawBuilder } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { LiabilityEndKind } from './liability-ends.ts';
import type { ClaimNumber } from './types.ts';

export interface Liability {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** Null: still liable. */
  readonly ended: LiabilityEndKind | null;
}

interface LiabilityRow {
  claim_number: ClaimNumber;
  debtor_number: DebtorNumber;
  ended: LiabilityEndKind | null;
}

const liabilities = sql`
  select l.claim_number, l.debtor_number, e.kind as ended
  from liability l
  left join liability_end e on e.claim_number = l.claim_number and e.debtor_number = l.debtor_number`;

/** Who is or was liable for these claims, by claim and debtor. */
export async function liabilitiesFor(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Liability[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<LiabilityRow>`
    ${liabilities} where l.claim_number = any (${claims.map(String)}::bigint[])
    order by l.claim_number, l.debtor_number`.execute(tx);
  return rows.map(asLiability);
}

/** From when, and until when, somebody is or was liable for a claim. */
export interface LiabilityDays extends Pick<Liability, 'claim' | 'debtor'> {
  /** The day they took it over; null = liable from the first. */
  readonly since: PlainDate | null;
  /** The day from which they are not liable any longer; null = they still are. */
  readonly endedOn: PlainDate | null;
}

/** The days on which each was liable for these claims, by claim and debtor. */
export async function liabilityDays(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<LiabilityDays[]> {
  const { rows } = await sql<LiabilityDays>`
    select l.claim_number as claim, l.debtor_number as debtor, l.since_on as since, e.ended_on as "endedOn"
    from liability l
    left join liability_end e on e.claim_number = l.claim_number and e.debtor_number = l.debtor_number
    where l.claim_number = any (${claims.map(String)}::bigint[]) order by l.claim_number, l.debtor_number`.execute(
    tx,
  );
  return rows;
}

/** The repayment claims that these debtors are or were liable for; `laws`: only those by these laws. */
export async function repaymentLiabilitiesOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  laws: readonly string[] = [...repaymentLaws.keys()],
): Promise<Liability[]> {
  const { rows } = await sql<LiabilityRow>`
    ${liabilities} join repayment_claim r on r.claim_number = l.claim_number
    where l.debtor_number = any (${debtors}::int[]) and r.law = any (${laws}::text[])
    order by l.debtor_number, l.claim_number`.execute(tx);
  return rows.map(asLiability);
}

/** What these debtors are still liable for, of every type and level; those who are for nothing are left out. */
export async function stillLiableFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ClaimNumber[]>> {
  const { rows } = await sql<{ claim: ClaimNumber; debtor: DebtorNumber }>`
    select l.claim_number as claim, l.debtor_number as debtor from liability l
    where l.debtor_number = any (${debtors}::int[]) and not exists (
      select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by l.debtor_number, l.claim_number`.execute(tx);
  const claims = Map.groupBy(rows, ({ debtor }) => debtor);
  return new Map([...claims].map(([debtor, theirs]) => [debtor, theirs.map(({ claim }) => claim)]));
}

function asLiability(row: LiabilityRow): Liability {
  return { claim: row.claim_number, debtor: row.debtor_number, ended: row.ended };
}

/**
 * The query that locks the claims that debtors share with another, until the transaction ends and in the order of their
 * numbers. `debtors` is a query of debtors' numbers.
 */
export function heldJointClaims(debtors: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select claim_number from claim where claim_number in (
      select claim_number from liability where kind = 'joint' and debtor_number in (${debtors}))
    order by claim_number for no key update`;
}

/** Somebody who becomes liable for a claim that others were liable for. */
export interface NewLiability {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** With others who become so, or who still are. */
  readonly kind: 'sole' | 'joint';
}

/** Makes debtors liable for claims from a day; who is or was liable already stays as they are. Answers those who are new. */
export async function addLiabilities(
  tx: MunicipalityTx,
  liabilities: readonly NewLiability[],
  since: PlainDate,
): Promise<Pick<Liability, 'claim' | 'debtor'>[]> {
  const { rows } = await sql<Pick<Liability, 'claim' | 'debtor'>>`
    insert into liability (claim_number, debtor_number, kind, since_on)
    select *, ${since}::date from unnest(${liabilities.map(({ claim }) => String(claim))}::bigint[],
      ${liabilities.map(({ debtor }) => debtor)}::int[], ${liabilities.map(({ kind }) => kind)}::text[])
    on conflict (claim_number, debtor_number) do nothing
    returning claim_number as claim, debtor_number as debtor`.execute(tx);
  return rows;
}

/** Makes those who owe claims alone owe them with others: somebody comes to be liable besides. */
export async function owedTogether(tx: MunicipalityTx, claims: readonly ClaimNumber[]): Promise<void> {
  await sql`
    update liability set kind = 'joint' where claim_number = any (${claims.map(String)}::bigint[]) and kind = 'sole'`.execute(
    tx,
  );
}

/** Whether a claim is one part of a debt that was split: each part has its own debtor. */
export async function isPartOfSplitDebt(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<boolean> {
  const { rows } = await sql`
    select from claim where claim_number = ${String(claim)}::bigint and split_of is not null`.execute(tx);
  return rows.length > 0;
}

/**
 * How those who are liable for each of these claims are so: each for the whole, or, which no claim here should be, each for a part:
 * a debt that is split is one claim for each.
 */
export async function liabilityForms(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, 'sole' | 'joint' | 'split'>> {
  const { rows } = await sql<{ claim: ClaimNumber; form: 'sole' | 'joint' | 'split' }>`
    select l.claim_number as claim, case
        when count(*) = 1 then 'sole'
        when bool_or(l.kind = 'sole') or bool_or(c.split_of is not null) then 'split'
        else 'joint' end as form
    from liability l
    join claim m on m.claim_number = l.claim_number
    -- Interest and fees are owed as their main claim is.
    join claim c on c.claim_number = coalesce(m.main_claim, m.claim_number)
    where l.claim_number = any (${claims.map(String)}::bigint[]) and not exists (
      select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    group by l.claim_number`.execute(tx);
  return new Map(rows.map(({ claim, form }) => [claim, form]));
}
