import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { CourseEnd, StoredCourse } from './course.ts';

/** The room's own tables: where each ordinary claim stands among its steps, and the letters of its steps. */

interface CourseRow {
  claim_number: ClaimNumber;
  debtor_number: DebtorNumber;
  configuration_version: number;
  step: number;
  step_on: PlainDate | null;
  reminders: number;
  defaulted_on: PlainDate | null;
  proposed_on: PlainDate | null;
  approved_on: PlainDate | null;
  approved_by: string | null;
  cleared_on: PlainDate | null;
  ended_on: PlainDate | null;
  ended_as: CourseEnd | null;
}

function asCourse(row: CourseRow): StoredCourse {
  const { approved_on: on, approved_by: by, ended_on: ended, ended_as: as } = row;
  return {
    claim: row.claim_number,
    debtor: row.debtor_number,
    version: row.configuration_version,
    step: row.step,
    stepOn: row.step_on,
    reminders: row.reminders,
    defaultedOn: row.defaulted_on,
    proposedOn: row.proposed_on,
    approved: on === null || by === null ? null : { on, by },
    clearedOn: row.cleared_on,
    ended: ended === null || as === null ? null : { on: ended, as },
  };
}

export interface DueAsked {
  readonly on: PlainDate;
  /** The configuration in force: a claim that was looked at by another is looked at anew. */
  readonly version: number;
}

const isDue = ({ on, version }: DueAsked) => sql`ended_on is null
  and (step_on <= ${on}::date or configuration_version <> ${version}::int)`;

/** The next debtors by number with claims to look at; `after` 0 = from the first. At most `limit`. */
export async function debtorsDue(
  tx: MunicipalityReadTx,
  asked: DueAsked,
  page: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor from (
      select debtor_number as debtor from claim_course where step_on <= ${asked.on}::date
      union
      select debtor_number from claim_course
      where ended_on is null and configuration_version <> ${asked.version}::int) due
    where debtor > ${page.after}::bigint order by debtor limit ${page.limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** These debtors' claims to look at, by debtor and number. */
export async function coursesDue(
  tx: MunicipalityReadTx,
  asked: DueAsked,
  debtors: readonly DebtorNumber[],
): Promise<StoredCourse[]> {
  const { rows } = await sql<CourseRow>`
    select * from claim_course where debtor_number = any (${debtors}::int[]) and ${isDue(asked)}
    order by debtor_number, claim_number`.execute(tx);
  return rows.map(asCourse);
}

/** The next claims that have not ended, by number; `after` 0 = from the first. At most `limit`. */
export async function runningCourses(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<StoredCourse[]> {
  const { rows } = await sql<CourseRow>`
    select * from claim_course where ended_on is null and claim_number > ${String(after)}::bigint
    order by claim_number limit ${limit}::int`.execute(tx);
  return rows.map(asCourse);
}

/** Where these claims stand; those without a course are left out. */
export async function coursesOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, StoredCourse>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<CourseRow>`
    select * from claim_course where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, asCourse(row)]));
}

/** The claims of which the next step waits for a person, of one debtor or of everybody. */
export async function coursesWaiting(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber | null,
): Promise<StoredCourse[]> {
  const { rows } = await sql<CourseRow>`
    select * from claim_course
    where proposed_on is not null and approved_on is null and ended_on is null
      and (${debtor}::int is null or debtor_number = ${debtor}::int)
    order by proposed_on, debtor_number, claim_number`.execute(tx);
  return rows.map(asCourse);
}

/** The highest claim number that has a course; 0 = none has. */
export async function lastClaimWithCourse(tx: MunicipalityReadTx): Promise<ClaimNumber | 0n> {
  const { rows } = await sql<{ last: ClaimNumber | 0n }>`
    select coalesce(max(claim_number), 0) as last from claim_course`.execute(tx);
  return rows[0]?.last ?? 0n;
}

export interface CourseToStart {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
}

export async function insertCourses(
  tx: MunicipalityTx,
  courses: readonly CourseToStart[],
  { on, version }: DueAsked,
): Promise<void> {
  if (courses.length === 0) return;
  await sql`
    insert into claim_course (claim_number, debtor_number, configuration_version, step_on)
    select claim, debtor, ${version}::int, ${on}::date
    from unnest(${courses.map(({ claim }) => String(claim))}::bigint[], ${courses.map(({ debtor }) => debtor)}::int[])
      fresh (claim, debtor)
    order by claim on conflict (claim_number) do nothing`.execute(tx);
}

/** Writes where claims stand now. */
export async function updateCourses(tx: MunicipalityTx, courses: readonly StoredCourse[]): Promise<void> {
  if (courses.length === 0) return;
  const column = <T>(read: (course: StoredCourse) => T): T[] => courses.map(read);
  await sql`
    update claim_course set configuration_version = told.version, step = told.step, step_on = told.step_on,
      reminders = told.reminders, defaulted_on = told.defaulted_on, proposed_on = told.proposed_on,
      approved_on = told.approved_on, approved_by = told.approved_by, cleared_on = told.cleared_on,
      ended_on = told.ended_on, ended_as = told.ended_as
    from unnest(${column(({ claim }) => String(claim))}::bigint[], ${column(({ version }) => version)}::int[],
      ${column(({ step }) => step)}::smallint[], ${column(({ stepOn }) => stepOn)}::date[],
      ${column(({ reminders }) => reminders)}::smallint[], ${column(({ defaultedOn }) => defaultedOn)}::date[],
      ${column(({ proposedOn }) => proposedOn)}::date[], ${column(({ approved }) => approved?.on ?? null)}::date[],
      ${column(({ approved }) => approved?.by ?? null)}::text[], ${column(({ clearedOn }) => clearedOn)}::date[],
      ${column(({ ended }) => ended?.on ?? null)}::date[], ${column(({ ended }) => ended?.as ?? null)}::text[])
      told (claim, version, step, step_on, reminders, defaulted_on, proposed_on, approved_on, approved_by, cleared_on,
        ended_on, ended_as)
    where claim_course.claim_number = told.claim`.execute(tx);
}

export interface LetterOfStep {
  readonly claim: ClaimNumber;
  readonly notice: NoticeId;
  readonly step: number;
}

export async function insertCourseLetters(
  tx: MunicipalityTx,
  letters: readonly LetterOfStep[],
): Promise<void> {
  if (letters.length === 0) return;
  await sql`
    insert into course_letter (claim_number, notice_id, step)
    select * from unnest(${letters.map(({ claim }) => String(claim))}::bigint[],
      ${letters.map(({ notice }) => String(notice))}::bigint[], ${letters.map(({ step }) => step)}::smallint[])`.execute(
    tx,
  );
}

/** The letters of these claims' steps, in the order in which they were written. */
export async function courseLetters(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<LetterOfStep[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<LetterOfStep>`
    select claim_number as claim, notice_id as notice, step from course_letter
    where claim_number = any (${claims.map(String)}::bigint[]) order by claim_number, notice_id`.execute(tx);
  return rows;
}

/** Those of these notices that are letters of steps. */
export async function lettersOfSteps(
  tx: MunicipalityReadTx,
  notices: readonly NoticeId[],
): Promise<ReadonlySet<NoticeId>> {
  if (notices.length === 0) return new Set();
  const { rows } = await sql<{ notice: NoticeId }>`
    select distinct notice_id as notice from course_letter
    where notice_id = any (${notices.map(String)}::bigint[])`.execute(tx);
  return new Set(rows.map(({ notice }) => notice));
}
