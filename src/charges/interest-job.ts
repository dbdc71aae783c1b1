import { assert, type Result } from '../kernel/result.ts';
import { interestRates, type RateTable } from '../law/interest.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import type { Busy, MunicipalityTx } from '../platform/database.ts';
import { bearings, type Bearing } from './bearing.ts';
import { interestNumber } from './charge-number.ts';
import type { ChargesConfigured } from './council-decision.ts';
import { coursesDue, lockedCourses, updateCourses } from './interest-courses.ts';
import { planInterest, type InterestPlan } from './interest-plan.ts';
import { postCharges, type ChargeToPost } from './post-charges.ts';

/** The configuration that a day goes by. */
export interface ChargesVersion {
  readonly version: number;
  readonly configuration: ChargesConfigured;
}

export interface InterestRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ChargesVersion;
  /** The rates of law; those of statute/ when absent. */
  readonly rates?: RateTable;
}

/**
 * The daily job `interest`: posts the months of interest whose day has come, each a claim of its own, and stops where the
 * principal is paid, has gone to the recovery authority, or is owed by nobody, and where no council has decided to charge.
 * A month without a known rate is not posted but told (`rate-unknown`); it is posted when the rate has become known, also when the
 * claim has gone to the recovery authority since.
 */
export function postInterest({
  configured,
  rates = interestRates,
  ...request
}: InterestRequest): Promise<Result<JobDone, Busy>> {
  return runDailyJob(interestJob(configured, rates), { ...request, configuration: configured.version });
}

function interestJob(
  { configuration, version }: ChargesVersion,
  rates: RateTable,
): DailyJob<Bearing, InterestPlan> {
  return {
    name: 'interest',
    lock: 'charges',
    changes: ['interest', 'looked-at', 'stopped'],
    amounts: ['interest'],
    select: async (tx, page) => bearings(tx, await coursesDue(tx, page)),
    keyOf: ({ course }) => course.main,
    plan: (rows, on) => rows.map((bearing) => planInterest(bearing, { on, configuration, rates })),
    write: (tx, plans, at) => write(tx, plans, { at, version }),
  };
}

async function write(
  tx: MunicipalityTx,
  plans: readonly InterestPlan[],
  { at, version }: { readonly at: Temporal.Instant; readonly version: number },
): Promise<readonly InterestPlan[]> {
  await lockReceivables(tx, [...new Set(plans.flatMap(({ bearing }) => bearing.debtors))]);
  const still = await unchanged(tx, plans);
  await postCharges(
    tx,
    still.flatMap((plan) => chargesOf(plan, version)),
    at,
  );
  await updateCourses(
    tx,
    still.map(({ course }) => course),
  );
  return still;
}

/** Those whose course and balance are as they were read: a payment in between may have changed what follows. */
async function unchanged(tx: MunicipalityTx, plans: readonly InterestPlan[]): Promise<InterestPlan[]> {
  const mains = plans.map(({ course }) => course.main);
  const courses = await lockedCourses(tx, mains);
  const accounts = await accountsOfClaims(tx, mains);
  return plans.filter(({ bearing: { course, open, atRecovery, raised } }) => {
    const [now, owed] = [courses.get(course.main), accounts.get(course.main)];
    return (
      now?.next === course.next &&
      now.posted === course.posted &&
      balanceOf(owed) === open &&
      (owed?.raised ?? 0n) === raised &&
      (owed?.atRecovery ?? 0n) === atRecovery
    );
  });
}

function chargesOf({ bearing, months }: InterestPlan, version: number): ChargeToPost[] {
  const { course, type } = bearing;
  const code = type.charges.interest;
  if (months.length === 0) return [];
  assert(code !== null, `interest on ${type.code} has no type of its own`);
  return months.map(({ posted: postedOn, ...month }, index) => {
    const place = course.posted + 1 + index;
    return {
      ...month,
      srb: month.due,
      postedOn,
      claim: interestNumber(course.main, place),
      main: course.main,
      place: `I${place}`,
      kind: 'interest',
      type: code,
      regime: course.regime,
      notice: null,
      addsTo: null,
      configurationVersion: version,
    };
  });
}
