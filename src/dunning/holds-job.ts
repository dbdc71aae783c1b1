import { ordinaryMainsOf } from '../claims/bills.ts';
import {
  debtorsHeld,
  holdsTowards,
  liftHolds,
  liftRequestsOver,
  placeHolds,
  type Hold,
} from '../claims/holds.ts';
import { movedSince, onceUnreachable, reachableNow } from '../debtors/reachable.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { debtorsNotReached, lastReached, returnedNotices } from '../letters/notices-returned.ts';
import { runDailyJob, type DailyJob, type JobDone, type PageAsked } from '../platform/daily-job.ts';
import {
  inMunicipality,
  type Busy,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { startCourses, type DunningRequest } from './dunning-job.ts';
import { closeReviews, openReviews } from './hold-reviews.ts';
import { planHolds, toldReasons, type DebtorReached, type HoldPlan } from './plan-holds.ts';
import { coursesOf } from './store.ts';

/**
 * The daily job `holds` over ordinary claims: collection rests while a debtor is dead, has no address, or letters come back, and goes on
 * when they can be reached again. A request that nobody has answered lets bills rest to its day. Each other hold has a day on which a person looks at it; past that day it stands, and the person is asked
 * until it is lifted. Holds of other reasons are placed and lifted where the reason arises.
 */
export function keepHolds({ configured, ...request }: DunningRequest): Promise<Result<JobDone, Busy>> {
  const { version } = configured;
  return runDailyJob({ ...holdsJob, prepare: prepareWith(version) }, { ...request, configuration: version });
}

function prepareWith(version: number): NonNullable<DailyJob<DebtorReached, HoldPlan>['prepare']> {
  return async (work) => {
    const { database, municipality, on, clock } = work;
    await startCourses(work, { on, version });
    await inMunicipality(database, municipality, async (tx) => {
      await liftRequestsOver(tx, on, clock());
      await closeReviews(tx, clock());
      await openReviews(tx, on, clock());
    });
  };
}

const holdsJob: DailyJob<DebtorReached, HoldPlan> = {
  name: 'holds',
  lock: 'holds',
  changes: ['placed', 'lifted'],
  amounts: [],
  select: async (tx, page) => readReached(tx, await debtorsToLookAt(tx, page)),
  keyOf: ({ debtor }) => BigInt(debtor),
  plan: (rows, on) => rows.flatMap((row) => planHolds(row, on)),
  write,
};

async function debtorsToLookAt(tx: MunicipalityReadTx, page: PageAsked): Promise<DebtorNumber[]> {
  const found = await Promise.all([
    onceUnreachable(tx, page),
    debtorsNotReached(tx, page),
    debtorsHeld(tx, toldReasons, page),
  ]);
  return [...new Set(found.flat())].toSorted((a, b) => a - b).slice(0, page.limit);
}

async function readReached(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<DebtorReached[]> {
  if (debtors.length === 0) return [];
  const [persons, mains, notices, held, reached] = await Promise.all([
    reachableNow(tx, debtors),
    ordinaryMainsOf(tx, debtors),
    returnedNotices(tx, debtors),
    holdsTowards(tx, debtors, toldReasons),
    lastReached(tx, debtors),
  ]);
  const courses = await coursesOf(
    tx,
    mains.map(({ claim }) => claim),
  );
  const running = mains.filter(({ claim }) => courses.get(claim)?.ended === null);
  const returned = Map.groupBy(notices, ({ debtor }) => debtor);
  const holds = Map.groupBy(held, ({ debtor }) => debtor);
  const moved = await movedSince(
    tx,
    [...holds.values()].flatMap((theirs) => theirs.flatMap(returnedAt)),
  );
  return debtors.map((debtor) => ({
    debtor,
    person: persons.get(debtor) ?? null,
    claims: running.filter((each) => each.debtor === debtor).map(({ claim }) => claim),
    returned: returned.get(debtor) ?? [],
    holds: holds.get(debtor) ?? [],
    moved: moved.has(debtor),
    lastReached: reached.get(debtor) ?? null,
  }));
}

/** A letter that came back was sent to the address that CPR had told of by this batch. */
function returnedAt({ debtor, reason, liftedOn, about }: Hold & { readonly liftedOn: PlainDate | null }) {
  if (debtor === null || reason !== 'returned-mail' || liftedOn !== null) return [];
  return [{ debtor, batch: Number(about.split('/')[1] ?? 0) }];
}

async function write(
  tx: MunicipalityTx,
  plans: readonly HoldPlan[],
  at: Temporal.Instant,
): Promise<readonly HoldPlan[]> {
  const on = dayInCopenhagen(at);
  await lockReceivables(tx, [...new Set(plans.map(({ debtor }) => debtor))]);
  const by = 'holds';
  const lifts = plans.filter(({ change }) => change === 'lifted');
  await liftHolds(
    tx,
    lifts.map(({ hold, why }) => ({ ...hold, on, why, by, at })),
  );
  const places = plans.filter(({ change }) => change === 'placed');
  await placeHolds(
    tx,
    places.map(({ hold, reviewOn }) => ({ ...hold, from: on, reviewOn, by, at })),
  );
  return plans;
}
