import { sql } from 'kysely';
import {
  addMonths,
  dayInCopenhagen,
  firstDayOf,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import { batchNumber, type BatchNumber, type DebtorNumber } from '../kernel/ids.ts';
import { appendPersonRecords } from '../debtors/person-records.ts';
import type { StoredPersonRecord } from '../debtors/types.ts';
import type { IncomeReport } from '../law/net-income.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Answer, BenefitGrant, Evidence, PersonRecord } from './ports.ts';
import { storeReports } from './stored-reports.ts';

/** Which registers a fetch asks: all three, or CPR alone. */
export type Asked = 'all' | 'persons';

/** What the registers answered about one debtor; null = not asked. */
export interface Answers {
  readonly debtor: DebtorNumber;
  readonly incomeFrom: YearMonth;
  readonly incomeTo: YearMonth;
  readonly income: Answer<readonly IncomeReport[]> | null;
  readonly person: Answer<PersonRecord>;
  readonly benefits: Answer<readonly BenefitGrant[]> | null;
}

export interface OpenFetch {
  readonly number: number;
  readonly resumed: boolean;
}

export interface FetchToOpen {
  readonly asked: Asked;
  /** About all, or only those of whom CPR has told nothing yet. */
  readonly whom: 'all' | 'unknown';
  readonly month: YearMonth;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** The month's unfinished fetch from the same registers about the same people, or a new one. */
export async function openFetch(
  tx: MunicipalityTx,
  { asked, whom, month, by, at }: FetchToOpen,
): Promise<OpenFetch> {
  const open = await sql<{ fetch_number: number }>`
    select fetch_number from fact_fetch where for_month = ${firstDayOf(month)}::date and asked = ${asked} and whom = ${whom} and finished_at is null
    order by fetch_number desc limit 1`.execute(tx);
  const [unfinished] = open.rows;
  if (unfinished !== undefined) return { number: unfinished.fetch_number, resumed: true };
  const created = await sql<{ fetch_number: number }>`
    insert into fact_fetch (fetch_number, for_month, asked_at, asked_by, asked, whom)
    select coalesce(max(fetch_number), 0) + 1, ${firstDayOf(month)}::date, ${at}::timestamptz, ${by}, ${asked}, ${whom} from fact_fetch
    returning fetch_number`.execute(tx);
  const [row] = created.rows;
  if (row === undefined) throw new Error('no fetch was created');
  return { number: row.fetch_number, resumed: false };
}

export async function finishFetch(tx: MunicipalityTx, fetch: number, at: Temporal.Instant): Promise<void> {
  await sql`update fact_fetch set finished_at = ${at} where fetch_number = ${fetch}`.execute(tx);
}

/** Which of the debtors the fetch has not asked about yet. */
export async function debtorsLeft(
  tx: MunicipalityReadTx,
  fetch: number,
  debtors: readonly DebtorNumber[],
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor_number: DebtorNumber }>`
    select debtor_number from unnest(${debtors}::int[]) asked (debtor_number)
    where not exists (select from inquiry where inquiry.fetch_number = ${fetch} and inquiry.debtor_number = asked.debtor_number)
  `.execute(tx);
  return rows.map((row) => row.debtor_number);
}

export interface BatchToWrite {
  readonly fetch: number;
  readonly asked: Asked;
  readonly month: YearMonth;
  readonly answers: readonly Answers[];
  readonly at: Temporal.Instant;
}

/** Writes the answers as one batch: what was asked, the messages, and the facts that differ from what we knew. */
export async function writeBatch(tx: MunicipalityTx, toWrite: BatchToWrite): Promise<BatchNumber> {
  const batch = await nextBatch(tx, toWrite.fetch, toWrite.at);
  await writeInquiries(tx, batch, toWrite);
  await writeMessages(tx, batch, toWrite.answers);
  await writeIncome(tx, batch, toWrite.answers);
  await writeBenefits(tx, batch, toWrite.answers);
  await appendPersonRecords(
    tx,
    toWrite.answers.flatMap((answers) => personFact(answers, batch)),
  );
  return batch;
}

/**
 * The next batch's number; `fetch` null = a statement that a person records. The counter's lock is held until this
 * transaction commits: numbers follow the order of commits.
 */
export async function nextBatch(
  tx: MunicipalityTx,
  fetch: number | null,
  at: Temporal.Instant,
): Promise<BatchNumber> {
  const { rows } = await sql<{ last_used: number }>`
    update fact_batch_counter set last_used = last_used + 1 returning last_used`.execute(tx);
  const batch = batchNumber(rows[0]?.last_used ?? 0);
  await sql`insert into fact_batch (batch, fetch_number, written_at) values (${batch}, ${fetch}, ${at})`.execute(
    tx,
  );
  return batch;
}

async function writeInquiries(
  tx: MunicipalityTx,
  batch: BatchNumber,
  { fetch, asked, month, answers }: BatchToWrite,
): Promise<void> {
  const missing = (pick: (each: Answers) => Answer<unknown> | null) =>
    answers.map((each) => {
      const answer = pick(each);
      return answer === null || answer.state === 'answered' ? null : answer.reason.tag;
    });
  await sql`
    insert into inquiry (debtor_number, for_month, batch, fetch_number, income_missing, person_missing, benefits_missing, asked)
    select debtor, ${firstDayOf(month)}::date, ${batch}, ${fetch}, income, person, benefits, ${asked}
    from unnest(${answers.map(({ debtor }) => debtor)}::int[], ${missing(({ income }) => income)}::text[],
      ${missing(({ person }) => person)}::text[], ${missing(({ benefits }) => benefits)}::text[])
      told (debtor, income, person, benefits)`.execute(tx);
}

async function writeMessages(
  tx: MunicipalityTx,
  batch: BatchNumber,
  answers: readonly Answers[],
): Promise<void> {
  const messages = answers.flatMap(({ income, person, benefits }) => [
    ...evidence('eindkomst', income),
    ...evidence('cpr', person),
    ...evidence('ydelsesindeks', benefits),
  ]);
  await sql`
    insert into fact_message (message_id, batch, register, received_at, body)
    select id, ${batch}, register, received, body
    from unnest(${messages.map(({ messageId }) => messageId)}::uuid[], ${messages.map(({ register }) => register)}::text[],
      ${messages.map(({ receivedAt }) => receivedAt)}::timestamptz[], ${messages.map(({ body }) => body)}::text[])
      message (id, register, received, body)`.execute(tx);
}

function evidence(
  register: string,
  answer: Answer<unknown> | null,
): (Evidence & { readonly register: string })[] {
  return answer === null || answer.evidence === null ? [] : [{ ...answer.evidence, register }];
}

interface IncomeRow {
  readonly debtor: DebtorNumber;
  readonly month: PlainDate;
  readonly reports: string;
  readonly messageId: string;
}

async function writeIncome(
  tx: MunicipalityTx,
  batch: BatchNumber,
  answers: readonly Answers[],
): Promise<void> {
  const facts = answers.flatMap(incomeRows);
  if (facts.length === 0) return;
  await sql`
    insert into income_fact (debtor_number, month, batch, known, reports, message_id)
    select debtor, month, ${batch}, json_array_length(reports) > 0, reports, message
    from unnest(${facts.map(({ debtor }) => debtor)}::int[], ${facts.map(({ month }) => month)}::date[],
      ${facts.map(({ reports }) => reports)}::json[], ${facts.map(({ messageId }) => messageId)}::uuid[])
      told (debtor, month, reports, message)
    where reports::text is distinct from (
      select earlier.reports::text from income_fact earlier
      where earlier.debtor_number = told.debtor and earlier.month = told.month order by earlier.batch desc limit 1)`.execute(
    tx,
  );
}

/** Every month that was asked about gets an answer, also the months with nothing in them. */
function incomeRows({ debtor, income, incomeFrom, incomeTo }: Answers): IncomeRow[] {
  if (income?.state !== 'answered') return [];
  const byMonth = Map.groupBy(income.value, ({ paidOn }) => monthOf(paidOn));
  const rows: IncomeRow[] = [];
  for (let month = incomeFrom; month <= incomeTo; month = addMonths(month, 1)) {
    const reports = storeReports(byMonth.get(month) ?? []);
    rows.push({ debtor, month: firstDayOf(month), reports, messageId: income.evidence.messageId });
  }
  return rows;
}

async function writeBenefits(
  tx: MunicipalityTx,
  batch: BatchNumber,
  answers: readonly Answers[],
): Promise<void> {
  const facts = answers.flatMap(({ debtor, benefits }) =>
    benefits?.state === 'answered'
      ? [{ debtor, grants: storedGrants(benefits.value), messageId: benefits.evidence.messageId }]
      : [],
  );
  if (facts.length === 0) return;
  await sql`
    insert into benefit_fact (debtor_number, batch, grants, message_id)
    select debtor, ${batch}, grants, message
    from unnest(${facts.map(({ debtor }) => debtor)}::int[], ${facts.map(({ grants }) => grants)}::json[],
      ${facts.map(({ messageId }) => messageId)}::uuid[]) told (debtor, grants, message)
    where grants::text is distinct from (
      select earlier.grants::text from benefit_fact earlier
      where earlier.debtor_number = told.debtor order by earlier.batch desc limit 1)`.execute(tx);
}

function storedGrants(grants: readonly BenefitGrant[]): string {
  const rows = grants.map(({ name, period }) => ({ name, from: period.from, to: period.to }));
  return JSON.stringify(rows.toSorted((a, b) => (`${a.from}${a.name}` < `${b.from}${b.name}` ? -1 : 1)));
}

function personFact({ debtor, person }: Answers, batch: BatchNumber): StoredPersonRecord[] {
  if (person.state !== 'answered') return [];
  const { cpr: _asked, ...record } = person.value;
  return [{ ...record, debtor, batch, messageId: person.evidence.messageId }];
}

/** The day on which the last finished fetch from CPR alone about everybody began; null = there is none. */
export async function lastAskedAboutAll(tx: MunicipalityReadTx): Promise<PlainDate | null> {
  const { rows } = await sql<{ asked_at: Temporal.Instant }>`
    select asked_at from fact_fetch where asked = 'persons' and whom = 'all' and finished_at is not null
    order by fetch_number desc limit 1`.execute(tx);
  return rows[0] === undefined ? null : dayInCopenhagen(rows[0].asked_at);
}
