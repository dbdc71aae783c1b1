import { sql } from 'kysely';
import { dayInCopenhagen, firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import type { StoredPersonRecord } from '../debtors/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { IncomeOfMonth } from './income-information.ts';
import type { BenefitGrant } from './ports.ts';
import { readStoredReports } from './stored-reports.ts';

/** What is known about a debtor for the run of a month, as of a batch. Null: never obtained. */
export interface KnownFacts {
  readonly inquiry: Inquiry | null;
  readonly askedOn: PlainDate | null;
  readonly earlier: IncomeOfMonth | null;
  readonly later: IncomeOfMonth | null;
  readonly grants: GrantsFact | null;
  readonly person: StoredPersonRecord | null;
}

/** The latest time we asked for this month; a register's field says why it did not answer, null = it did. */
export interface Inquiry {
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
  readonly askedOn: PlainDate;
  readonly earlier: IncomeOfMonth;
  readonly later: IncomeOfMonth;
  readonly grants: GrantsFact;
  readonly person: StoredPersonRecord;
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
  const incomes = await incomesAsOf(tx, question);
  const grants = await grantsAsOf(tx, question);
  const persons = await personRecordsAsOf(tx, question.debtors, question.asOf);
  return new Map(
    question.debtors.map((debtor) => {
      const inquiry = inquiries.get(debtor) ?? null;
      return [
        debtor,
        {
          inquiry,
          askedOn: inquiry?.askedOn ?? null,
          earlier: incomes.get(`${debtor} ${question.earlierMonth}`) ?? null,
          later: incomes.get(`${debtor} ${question.laterMonth}`) ?? null,
          grants: grants.get(debtor) ?? null,
          person: persons.get(debtor) ?? null,
        },
      ];
    }),
  );
}

/** The highest batch that has been committed; null when no facts have ever been fetched. */
export async function latestBatch(tx: MunicipalityReadTx): Promise<BatchNumber | null> {
  const { rows } = await sql<{ batch: bigint | null }>`select max(batch) as batch from fact_batch`.execute(
    tx,
  );
  const batch = rows[0]?.batch ?? null;
  return batch === null ? null : (Number(batch) as BatchNumber); // far below 2^53
}

// The page's debtors are neighbours, so a range of the primary key is read instead of one look-up per debtor.
function bounds({ debtors }: FactsQuestion): { first: DebtorNumber; last: DebtorNumber } {
  const [first, last] = [debtors[0], debtors.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a page without debtors');
  return { first, last };
}

async function inquiriesAsOf(tx: MunicipalityReadTx, question: FactsQuestion) {
  const { first, last } = bounds(question);
  const { rows } = await sql<{
    debtor_number: DebtorNumber;
    asked_at: Temporal.Instant;
    income_missing: string | null;
    person_missing: string | null;
    benefits_missing: string | null;
  }>`
    select distinct on (debtor_number)
      debtor_number, asked_at, income_missing, person_missing, benefits_missing
    from inquiry join fact_fetch using (fetch_number)
    where debtor_number between ${first} and ${last} and inquiry.for_month = ${firstDayOf(question.month)}::date
      and batch <= ${question.asOf}
    order by debtor_number, batch desc`.execute(tx);
  return new Map(
    rows.map((row) => [
      row.debtor_number,
      {
        askedOn: dayInCopenhagen(row.asked_at),
        incomeMissing: row.income_missing,
        personMissing: row.person_missing,
        benefitsMissing: row.benefits_missing,
      },
    ]),
  );
}

async function incomesAsOf(
  tx: MunicipalityReadTx,
  question: FactsQuestion,
): Promise<Map<string, IncomeOfMonth>> {
  const { first, last } = bounds(question);
  const { rows } = await sql<{
    debtor_number: DebtorNumber;
    month: PlainDate;
    batch: bigint;
    known: boolean;
    reports: unknown[];
  }>`
    select distinct on (debtor_number, month) debtor_number, month, batch, known, reports
    from income_fact
    where debtor_number between ${first} and ${last}
      and month in (${firstDayOf(question.earlierMonth)}::date, ${firstDayOf(question.laterMonth)}::date)
      and batch <= ${question.asOf}
    order by debtor_number, month, batch desc`.execute(tx);
  return new Map(
    rows.map((row) => {
      const month = monthOf(row.month);
      const batch = Number(row.batch) as BatchNumber; // far below 2^53
      return [
        `${row.debtor_number} ${month}`,
        { month, known: row.known, reports: readStoredReports(row.reports), batch },
      ];
    }),
  );
}

async function grantsAsOf(
  tx: MunicipalityReadTx,
  question: FactsQuestion,
): Promise<Map<DebtorNumber, GrantsFact>> {
  const { first, last } = bounds(question);
  const { rows } = await sql<{ debtor_number: DebtorNumber; batch: bigint; grants: StoredGrant[] }>`
    select distinct on (debtor_number) debtor_number, batch, grants
    from benefit_fact
    where debtor_number between ${first} and ${last} and batch <= ${question.asOf}
    order by debtor_number, batch desc`.execute(tx);
  return new Map(
    rows.map(({ debtor_number, batch, grants }) => {
      const value = grants.map(({ name, from, to }) => ({ name, period: { from, to } }));
      return [debtor_number, { value, batch: Number(batch) as BatchNumber }]; // far below 2^53
    }),
  );
}

interface StoredGrant {
  readonly name: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}
