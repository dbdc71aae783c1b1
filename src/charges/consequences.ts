import { claimsInDefault } from '../agreements/default-spans.ts';
import { wholeDue } from '../agreements/whole-due.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { later } from '../law/interest-facts.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { interestDecidedOn } from './council-decision.ts';
import { coursesDue, mainsWithCourse, undecidedCourses, type Course } from './interest-courses.ts';

const CLAIMS_PER_PAGE = 5_000;
const ANY_DAY = date('9999-12-31');

/**
 * On which claims interest would begin (`interest-begins`) or end (`interest-ends`) by what the council has decided; the sums are what is
 * left of the claims. Of repayment those count that everyone who owes them is in default with: on others it would not run today. What has been posted stays. What fees would be is told with the steps of bills
 * (dunning/consequences.ts), and of demands in demand-consequences.ts.
 */
export async function consequencesForInterest(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('claimTypes');
  await forEachPage(
    (after) => pageOf(undecidedCourses(tx, after, CLAIMS_PER_PAGE)),
    (page) => count(tx, page, { between, counting }),
  );
  await forEachPage(
    (after) => pageOf(coursesDue(tx, { on: ANY_DAY, after, limit: CLAIMS_PER_PAGE })),
    (page) => count(tx, page, { between, counting }),
  );
  await forEachPage(
    (after) => defaultedWithout(tx, after),
    (page) => count(tx, page, { between, counting }),
  );
  return counting.found();
}

/** What a course is read for here. */
type Running = Pick<Course, 'main' | 'due' | 'stopped' | 'next'>;

/** Repayment claims in default whose interest has never begun, as if it waited for a decision. */
async function defaultedWithout(tx: MunicipalityReadTx, after: ClaimNumber | 0n): Promise<Page> {
  const page = await claimsInDefault(tx, { after, limit: CLAIMS_PER_PAGE });
  const mains = page.map(({ claim }) => claim);
  const begun = await mainsWithCourse(tx, mains);
  const due = await wholeDue(
    tx,
    mains.filter((main) => !begun.has(main)),
  );
  return {
    last: mains.at(-1) ?? null,
    courses: [...due].map(([main, day]) => ({
      main,
      due: day,
      next: null,
      stopped: { on: day, why: 'no-council-decision' },
    })),
  };
}

interface Page {
  readonly courses: readonly Running[];
  /** Null = the page is empty, and the last. */
  readonly last: ClaimNumber | null;
}

async function pageOf(courses: Promise<Course[]>): Promise<Page> {
  const read = await courses;
  return { courses: read, last: read.at(-1)?.main ?? null };
}

async function forEachPage(
  read: (after: ClaimNumber | 0n) => Promise<Page>,
  look: (page: readonly Running[]) => Promise<void>,
): Promise<void> {
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const { courses, last } = await read(after);
    if (last === null) return;
    await look(courses);
    after = last;
  }
}

interface Looking {
  readonly between: Between;
  readonly counting: Counting;
}

async function count(
  tx: MunicipalityReadTx,
  courses: readonly Running[],
  { between: { before, after, on }, counting }: Looking,
): Promise<void> {
  const mains = courses.map(({ main }) => main);
  const repaid = courses.flatMap(({ main, due }) => (due === null ? [] : [main]));
  const inDefault = await wholeDue(tx, repaid);
  const claims = await mainClaims(tx, mains);
  const accounts = await accountsOfClaims(tx, mains);
  const liable = Map.groupBy(await liabilitiesFor(tx, mains), ({ claim }) => claim);
  for (const { main, due, stopped, next } of courses) {
    if (due !== null && !inDefault.has(main)) continue;
    const type = claims.get(main)?.type ?? '';
    const [was, is] = [interestDecidedOn(before, type), interestDecidedOn(after, type)];
    const debtor = liable.get(main)?.find(({ ended }) => ended === null)?.debtor;
    if (debtor === undefined) continue;
    const touched = { debtor, amount: balanceOf(accounts.get(main)), claims: [main] };
    // On what has been paid none begins.
    const isLeft = touched.amount > zeroOre;
    if (stopped?.why === 'no-council-decision' && is !== null && was === null && isLeft)
      counting.add('interest-begins', { ...touched, next: later(on, is) });
    if (stopped === null && is === null && was !== null)
      counting.add('interest-ends', { ...touched, next: later(on, next ?? on) });
  }
}
