import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { interestDecidedOn } from './council-decision.ts';
import { coursesDue, undecidedCourses, type Course } from './store.ts';

const CLAIMS_PER_PAGE = 5_000;
const ANY_DAY = date('9999-12-31');

/**
 * On which claims interest would begin (`interest-begins`) or end (`interest-ends`) by what the council has decided; the sums are what is
 * left of the claims. What has been posted stays. What fees would be is told with the steps of bills
 * (dunning/consequences.ts), and of demands in demand-consequences.ts.
 */
export async function consequencesForInterest(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('claimTypes');
  await forEachPage(
    (after) => undecidedCourses(tx, after, CLAIMS_PER_PAGE),
    (page) => count(tx, page, { between, counting }),
  );
  await forEachPage(
    (after) => coursesDue(tx, { on: ANY_DAY, after, limit: CLAIMS_PER_PAGE }),
    (page) => count(tx, page, { between, counting }),
  );
  return counting.found();
}

async function forEachPage(
  read: (after: ClaimNumber | 0n) => Promise<Course[]>,
  look: (page: readonly Course[]) => Promise<void>,
): Promise<void> {
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) return;
    await look(page);
    after = last.main;
  }
}

interface Looking {
  readonly between: Between;
  readonly counting: Counting;
}

async function count(
  tx: MunicipalityReadTx,
  courses: readonly Course[],
  { between: { before, after, on }, counting }: Looking,
): Promise<void> {
  const mains = courses.map(({ main }) => main);
  const claims = await mainClaims(tx, mains);
  const accounts = await accountsOfClaims(tx, mains);
  const liable = Map.groupBy(await liabilitiesFor(tx, mains), ({ claim }) => claim);
  for (const { main, stopped, next } of courses) {
    const type = claims.get(main)?.type ?? '';
    const [was, is] = [interestDecidedOn(before, type), interestDecidedOn(after, type)];
    const debtor = liable.get(main)?.find(({ ended }) => ended === null)?.debtor;
    if (debtor === undefined) continue;
    const touched = { debtor, amount: balanceOf(accounts.get(main)), claims: [main] };
    if (stopped !== null && is !== null && was === null)
      counting.add('interest-begins', { ...touched, next: later(on, is) });
    if (stopped === null && is === null && was !== null)
      counting.add('interest-ends', { ...touched, next: later(on, next ?? on) });
  }
}
