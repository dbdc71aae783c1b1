import { sql, type RawBuilder } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { termsOf } from './stored-terms.ts';
import type { Agreement, CoveredClaim } from './types.ts';

interface AgreementRow {
  agreement_id: bigint;
  debtor_number: number;
  outcome: 'plan' | 'deferral';
  reason: string;
  monthly_ore: bigint | null;
  suspends: boolean;
  first_due: PlainDate | null;
  in_force_from: PlainDate;
  covers_claims: bigint[];
  covers_owed_ore: bigint[];
  covers_raised_ore: bigint[];
}

const withCover = sql`a.agreement_id, a.debtor_number, a.outcome, a.reason, a.monthly_ore, a.suspends, a.first_due,
  a.in_force_from, d.covers_claims, d.covers_owed_ore, d.covers_raised_ore
  from agreement a join decision d on d.decision_id = a.agreement_id`;

/** What is in force for each debtor, or will be next; those with nothing in force are left out. */
export async function agreementsInForce(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Agreement>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<AgreementRow>`
    select ${withCover} where a.ended_on is null and a.debtor_number = any (${debtors}::int[])`.execute(tx);
  return new Map(rows.map((row) => [debtorNumber(row.debtor_number), asAgreement(row)]));
}

/** A column: what is in force, or will be next, over a claim of a debtor, `plan` or `deferral`; null when nothing is. */
export function outcomeOver(debtor: DebtorNumber, claim: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select a.outcome from agreement a join decision d on d.decision_id = a.agreement_id
    where a.debtor_number = ${debtor} and a.ended_on is null and ${claim} = any (d.covers_claims))`;
}

/** These agreements, in force or ended. */
export async function agreementsById(
  tx: MunicipalityReadTx,
  ids: readonly bigint[],
): Promise<Map<DecisionId, Agreement>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<AgreementRow>`
    select ${withCover} where a.agreement_id = any (${ids.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map(asAgreement).map((agreement) => [agreement.id, agreement]));
}

/** The next due date of a plan that nobody has been asked about; null for a deferral, and when all has been asked for. */
export async function nextDueUnder(tx: MunicipalityReadTx, { id }: Agreement): Promise<PlainDate | null> {
  const { rows } = await sql<{ next_due: PlainDate | null }>`
    select next_due from agreement where agreement_id = ${id.toString()}::bigint`.execute(tx);
  return rows[0]?.next_due ?? null;
}

/** The same of a debtor's plan in force, with the day of the month on which it falls due; null where there is none. */
export async function nextDueOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<{ readonly nextDue: PlainDate; readonly dueDay: number } | null> {
  const { rows } = await sql<{ nextDue: PlainDate; dueDay: number }>`
    select next_due as "nextDue", due_day as "dueDay" from agreement
    where debtor_number = ${debtor} and ended_on is null and next_due is not null and due_day is not null`.execute(
    tx,
  );
  return rows[0] ?? null;
}

function asAgreement(row: AgreementRow): Agreement {
  const terms = termsOf({ ...row, monthly: row.monthly_ore });
  assert(terms.outcome === 'plan' || terms.outcome === 'deferral', 'only those are in force');
  return {
    id: row.agreement_id as DecisionId, // written from a DecisionId
    debtor: debtorNumber(row.debtor_number),
    terms,
    firstDue: row.first_due,
    inForceFrom: row.in_force_from,
    covers: coveredOf(row),
  };
}

export interface StoredCover {
  readonly covers_claims: readonly bigint[];
  readonly covers_owed_ore: readonly bigint[];
  readonly covers_raised_ore: readonly bigint[];
}

/** The three columns side by side; the table's checks promise that they are of one length. */
export function coveredOf({
  covers_claims,
  covers_owed_ore,
  covers_raised_ore,
}: StoredCover): CoveredClaim[] {
  return covers_claims.map((claim, index) => ({
    claim: claim as ClaimNumber, // written from a ClaimNumber
    owed: ore(covers_owed_ore[index] ?? 0n),
    raised: ore(covers_raised_ore[index] ?? 0n),
  }));
}
