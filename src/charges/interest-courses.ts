import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { DateRange, PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { preparedArrays } from '../platform/prepared.ts';
import type { Charge } from './types.ts';

export type StopReason = 'paid' | 'transferred' | 'ended' | 'no-council-decision';

/** Where a main claim is on its way through the months of interest. */
export interface Course {
  readonly main: ClaimNumber;
  readonly regime: Charge['regime'];
  /** Renteloven § 3: whether the due date was fixed in advance. */
  readonly dueFixed: boolean;
  /**
   * Of repayment, the day due of the default with which it began: its months keep to it, also when the claim falls due anew by
   * another default. Null = the claim's own, as of a bill.
   */
  readonly due: PlainDate | null;
  /** Nothing is charged before this day. */
  readonly from: PlainDate;
  /** Days for which no decision of the council stood: they bear none. */
  readonly undecided: readonly DateRange[];
  /** The day on which something may be to post; null when it is stopped, but for days before a transfer that have not been posted. */
  readonly next: PlainDate | null;
  /** How many months have been posted. */
  readonly posted: number;
  readonly stopped: { readonly on: PlainDate; readonly why: StopReason } | null;
}

type CourseColumns = [
  main: ClaimNumber,
  regime: Charge['regime'],
  dueFixed: boolean,
  due: PlainDate | null,
  from: PlainDate,
  undecided: readonly DateRange[],
  next: PlainDate | null,
  posted: number,
  stoppedOn: PlainDate | null,
  stoppedWhy: StopReason | null,
];
const courseColumns = sql`claim_number, regime, due_fixed, due_on, from_on, undecided, next_on, posted, stopped_on, stopped_why`;

/** The next claims by number whose day has come. */
export async function coursesDue(
  tx: MunicipalityReadTx,
  { after, limit, on }: { readonly after: bigint; readonly limit: number; readonly on: PlainDate },
): Promise<Course[]> {
  const rows = await preparedArrays<CourseColumns>(
    tx,
    'interest-due',
    sql`select ${courseColumns} from interest_course
      where next_on <= ${on}::date and claim_number > ${String(after)}::bigint order by claim_number limit ${limit}::int`,
  );
  return rows.map(asCourse);
}

/** The courses of these claims, held until the transaction ends; claims that have none are left out. */
export async function lockedCourses(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Course>> {
  const rows = await preparedArrays<CourseColumns>(
    tx,
    'interest-courses',
    sql`select ${courseColumns} from interest_course where claim_number = any (${mains.map(String)}::bigint[])
      order by claim_number for update`,
  );
  return new Map(rows.map(asCourse).map((course) => [course.main, course]));
}

/** The courses of these claims as they are read; claims that have none are left out. */
export async function coursesOf(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Course>> {
  if (mains.length === 0) return new Map();
  const rows = await preparedArrays<CourseColumns>(
    tx,
    'interest-courses-read',
    sql`select ${courseColumns} from interest_course where claim_number = any (${mains.map(String)}::bigint[])
      order by claim_number`,
  );
  return new Map(rows.map(asCourse).map((course) => [course.main, course]));
}

/** Those of these claims whose interest has begun, or waits for a decision of the council. */
export async function mainsWithCourse(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select claim_number as main from interest_course where claim_number = any (${mains.map(String)}::bigint[])`.execute(
    tx,
  );
  return new Set(rows.map(({ main }) => main));
}

/** Those of these claims whose interest has begun by a day, and goes on unless something that stands on them stops it. */
export async function mainsBearing(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  on: PlainDate,
): Promise<ReadonlySet<ClaimNumber>> {
  if (mains.length === 0) return new Set();
  const { rows } = await sql<{ main: ClaimNumber }>`
    select claim_number as main from interest_course
    where claim_number = any (${mains.map(String)}::bigint[]) and stopped_why is null and from_on <= ${on}::date`.execute(
    tx,
  );
  return new Set(rows.map(({ main }) => main));
}

export type InterestLaw = Charge['regime'];

/** By which law interest is added to each of these claims on a day, and goes on being added until it is paid; claims that bear none are left out. */
export async function lawsOfInterest(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  on: PlainDate,
): Promise<ReadonlyMap<ClaimNumber, InterestLaw>> {
  const bearing = await mainsBearing(tx, mains, on);
  const courses = await coursesOf(tx, [...bearing]);
  return new Map([...courses].map(([main, { regime }]) => [main, regime]));
}

/** The laws of some of them, each once. */
export function lawsFor(
  mains: readonly ClaimNumber[],
  laws: ReadonlyMap<ClaimNumber, InterestLaw>,
): InterestLaw[] {
  return [...new Set(mains.flatMap((main) => laws.get(main) ?? []))].toSorted();
}

/** The next claims by number whose interest waits for a decision of the council. */
export async function undecidedCourses(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<Course[]> {
  const rows = await preparedArrays<CourseColumns>(
    tx,
    'interest-undecided',
    sql`select ${courseColumns} from interest_course
      where stopped_why = 'no-council-decision' and claim_number > ${String(after)}::bigint
      order by claim_number limit ${limit}::int`,
  );
  return rows.map(asCourse);
}

function asCourse(row: CourseColumns): Course {
  const [main, regime, dueFixed, due, from, undecided, next, posted, stoppedOn, why] = row;
  const stopped = stoppedOn === null || why === null ? null : { on: stoppedOn, why };
  return { main, regime, dueFixed, due, from, undecided, next, posted, stopped };
}

const columns = (courses: readonly Course[]) => sql`unnest(
  ${courses.map(({ main }) => String(main))}::bigint[], ${courses.map(({ regime }) => regime)}::text[],
  ${courses.map(({ dueFixed }) => dueFixed)}::bool[], ${courses.map(({ due }) => due)}::date[], ${courses.map(({ from }) => from)}::date[],
  ${courses.map(({ undecided }) => JSON.stringify(undecided))}::jsonb[], ${courses.map(({ next }) => next)}::date[], ${courses.map(({ posted }) => posted)}::smallint[],
  ${courses.map(({ stopped }) => stopped?.on ?? null)}::date[],
  ${courses.map(({ stopped }) => stopped?.why ?? null)}::text[])`;

/** Writes courses that were not there; one that is stays as it is. */
export async function insertCourses(tx: MunicipalityTx, courses: readonly Course[]): Promise<void> {
  if (courses.length === 0) return;
  await sql`
    insert into interest_course (claim_number, regime, due_fixed, due_on, from_on, undecided, next_on, posted, stopped_on, stopped_why)
    select * from ${columns(courses)} on conflict (claim_number) do nothing`.execute(tx);
}

/** Writes how courses stand now. */
export async function updateCourses(tx: MunicipalityTx, courses: readonly Course[]): Promise<void> {
  if (courses.length === 0) return;
  await sql`
    update interest_course c set from_on = told.begins, undecided = told.undecided, next_on = told.next, posted = told.posted, stopped_on = told.stopped,
      stopped_why = told.why
    from ${columns(courses)} told (main, regime, fixed, due, begins, undecided, next, posted, stopped, why)
    where c.claim_number = told.main`.execute(tx);
}
