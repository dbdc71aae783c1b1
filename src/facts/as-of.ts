import { sql } from 'kysely';
import { dayInCopenhagen, firstDayOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import { personSituationsAsOf } from '../debtors/person-records.ts';
import type { PersonSituation } from '../debtors/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { IncomeOfMonth } from './income-information.ts';
import type { BenefitGrant } from './ports.ts';
import { statedIncomesAsOf, type StatedIncome } from './stated-income.ts';
import { readStoredReports } from './stored-reports.ts';

/** What is known about a debtor for the run of a month, as of a batch. Null: never obtained. */
export interface KnownFacts {
  readonly inquiry: Inquiry | null;
  readonly earlier: IncomeOfMonth | null;
  readonly later: IncomeOfMonth | null;
  readonly grants: GrantsFact | null;
  readonly person: PersonSituation | null;
  /** What the citizen has documented for runs of this month; null = nothing, as for nearly everybody. */
  readonly stated: StatedIncome | null;
}

/** The latest time we asked for this month; a register's field says why it did not answer, null = it did. */
export interface Inquiry {
  readonly askedOn: PlainDate | null;
  readonly incomeMissing: string | null;
  readonly personMissing: string | null;
  readonly benefitsMissing: string | null;
}

export interface GrantsFact {
  readonly value: readonly BenefitGrant[];
  readonly batch: BatchNumber;
}

/** Facts of which none is missing. */
export interface ObtainedFacts {
  readonly inquiry: Inquiry & { readonly askedOn: PlainDate };
  readonly earlier: IncomeOfMonth;
  readonly later: IncomeOfMonth;
  readonly grants: GrantsFact;
  readonly person: PersonSituation;
  readonly stated: StatedIncome | null;
}

export interface FactsQuestion {
  /** In rising order. */
  readonly debtors: readonly DebtorNumber[];
  /** The month the run is for. */
  readonly month: YearMonth;
  readonly earlierMonth: YearMonth;
  readonly laterMonth: YearMonth;
  readonly asOf: BatchNumber;
}

/** The facts of many debtors as of a batch: the same question with the same batch gives the same answer for ever. */
export async function factsAsOf(
  tx: MunicipalityReadTx,
  question: FactsQuestion,
): Promise<Map<DebtorNumber, KnownFacts>> {
  if (question.debtors.length === 0) return new Map();
  const inquiries = await inquiriesAsOf(tx, question);
  const earlier = await incomesAsOf(tx, question, question.earlierMonth);
  const later = await incomesAsOf(tx, question, question.laterMonth);
  const grants = await grantsAsOf(tx, question);
  const persons = await personSituationsAsOf(tx, question.debtors, question.asOf);
  const stated = await statedIncomesAsOf(tx, question);
  return new Map(
    question.debtors.map((debtor) => [
      debtor,
      {
        inquiry: inquiries.get(debtor) ?? null,
        earlier: earlier.get(debtor) ?? null,
        later: later.get(debtor) ?? null,
        grants: grants.get(debtor) ?? null,
        person: persons.get(debtor) ?? null,
        stated: stated.get(debtor) ?? null,
      },
    ]),
  );
}

/** Whether a fetch of facts for the month had been finished when `asOf` was the newest batch. */
export async function factsFetched(
  tx: MunicipalityReadTx,
  month: YearMonth,
  asOf: BatchNumber,
): Promise<boolean> {
  const { rows } = await sql`
    select from fact_fetch where for_month = ${firstDayOf(month)}::date and asked = 'all' and finished_at is not null
      and not exists (select from fact_batch where fact_batch.fetch_number = fact_fetch.fetch_number and batch > ${asOf})
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** The highest batch that has been committed; null when no facts have ever been fetched. */
export async function latestBatch(tx: MunicipalityReadTx): Promise<BatchNumber | null> {
  const { rows } = await sql<{
    batch: BatchNumber | null;
  }>`select max(batch) as batch from fact_batch`.execute(tx);
  return rows[0]?.batch ?? null;
}

async function inquiriesAsOf(
  tx: MunicipalityReadTx,
  question: FactsQuestion,
): Promise<Map<DebtorNumber, Inquiry>> {
  const askedOn = await daysAsked(tx, question.month);
  const { rows } = await sql<{
    debtor_number: DebtorNumber;
    fetch_number: number;
    income_missing: string | null;
    person_missing: string | null;
    benefits_missing: string | null;
  }>`
    select distinct on (debtor_number) debtor_number, fetch_number, income_missing, person_missing, benefits_missing
    from inquiry
    where debtor_number = any (${question.debtors}::int[]) and for_month = ${firstDayOf(question.month)}::date
      and batch <= ${question.asOf} and asked = 'all'
    order by debtor_number, batch desc`.execute(tx);
  return new Map(
    rows.map((row) => [
      row.debtor_number,
      {
        askedOn: askedOn.get(row.fetch_number) ?? null,
        incomeMissing: row.income_missing,
        personMissing: row.person_missing,
        benefitsMissing: row.benefits_missing,
      },
    ]),
  );
}

async function daysAsked(tx: MunicipalityReadTx, month: YearMonth): Promise<Map<number, PlainDate>> {
  const { rows } = await sql<{ fetch_number: number; asked_at: Temporal.Instant }>`
    select fetch_number, asked_at from fact_fetch where for_month = ${firstDayOf(month)}::date`.execute(tx);
  return new Map(rows.map((row) => [row.fetch_number, dayInCopenhagen(row.asked_at)]));
}

/** Each debtor's months of one of the two kinds; the other is asked for separately, so that no key is built per row. */
async function incomesAsOf(
  tx: MunicipalityReadTx,
  { debtors, asOf }: FactsQuestion,
  month: YearMonth,
): Promise<Map<DebtorNumber, IncomeOfMonth>> {
  const { rows } = await sql<{
    debtor_number: DebtorNumber;
    batch: BatchNumber;
    reports: unknown[];
  }>`
    select distinct on (debtor_number) debtor_number, batch, reports
    from income_fact
    where debtor_number = any (${debtors}::int[]) and month = ${firstDayOf(month)}::date and batch <= ${asOf}
    order by debtor_number, batch desc`.execute(tx);
  return new Map(
    rows.map(({ debtor_number, batch, reports }) => [
      debtor_number,
      { month, known: reports.length > 0, reports: readStoredReports(reports), batch },
    ]),
  );
}

async function grantsAsOf(
  tx: MunicipalityReadTx,
  question: FactsQuestion,
): Promise<Map<DebtorNumber, GrantsFact>> {
  const { rows } = await sql<{ debtor_number: DebtorNumber; batch: BatchNumber; grants: StoredGrant[] }>`
    select distinct on (debtor_number) debtor_number, batch, grants
    from benefit_fact
    where debtor_number = any (${question.debtors}::int[]) and batch <= ${question.asOf}
    order by debtor_number, batch desc`.execute(tx);
  return new Map(
    rows.map(({ debtor_number, batch, grants }) => {
      const value = grants.map(({ name, from, to }) => ({ name, period: { from, to } }));
      return [debtor_number, { value, batch }];
    }),
  );
}

interface StoredGrant {
  readonly name: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}
