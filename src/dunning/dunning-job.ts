import { isDeepStrictEqual } from 'node:util';
import type { UnallocatedFor } from '../agreements/plan-standings.ts';
import { clearForTransfer } from '../claims/transfer-clearance.ts';
import { ordinaryMainsAfter } from '../claims/bills.ts';
import { openItemsNotOpen, openWorkItems } from '../agreements/work-items.ts';
import { monthOf, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { bankDaysBefore } from '../law/closing-days.ts';
import { feeFigures } from '../law/fee-figures.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import {
  runDailyJob,
  type DailyJob,
  type JobDone,
  type JobRequest,
  type Preparing,
} from '../platform/daily-job.ts';
import {
  inMunicipality,
  type Busy,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { aboutStep } from './approve-steps.ts';
import type { DebtorCourses } from './course.ts';
import { askedOf, waitsForAnother } from './course-facts.ts';
import { giveUpLetters, giveUpUnmade } from './give-up-letters.ts';
import type { Planning } from './letters-due.ts';
import { courseChanges, planDebtor, type CoursePlan } from './plan-steps.ts';
import { readCourses } from './read-courses.ts';
import { takeUpMoved } from './taken-up.ts';
import {
  coursesDue,
  debtorsDue,
  insertCourses,
  lastClaimWithCourse,
  updateCourses,
  type DueAsked,
} from './store.ts';
import { writeStepLetters } from './step-letters.ts';

export interface DunningRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
  /** Whose bank has been asked for money, and may still tell that it has paid: a later room knows it. Absent: nobody’s. */
  readonly bankAsked?: UnallocatedFor;
}

/** Held money of before that day stops no reminder: a person has been told of it (docs: payments are registered in 1 to 3 bank days). */
interface DunningAsked extends DueAsked, Pick<DunningRequest, 'bankAsked'> {
  readonly moneySince: PlainDate;
}

/**
 * The daily job `dunning` over ordinary claims: each claim's next step by its life cycle, if its day has come and nothing holds
 * it: a reminder, with or without a fee, default, the warning of transfer, and that it may be sent. Nothing while money of
 * somebody who owes it lies that may be for it, or some has been held for them since a few bank days, or their bank may have paid. Claims that are new begin their course.
 */
export function dunOrdinaryClaims({
  configured,
  bankAsked,
  ...request
}: DunningRequest): Promise<Result<JobDone, Busy>> {
  const { version, configuration } = configured;
  const moneySince = bankDaysBefore(request.on, configuration.demand.registrationBankDays);
  const asked = { on: request.on, version, moneySince, ...(bankAsked === undefined ? {} : { bankAsked }) };
  return runDailyJob(dunningJob(asked, configured), { ...request, configuration: configured.version });
}

const CLAIMS_PER_PAGE = 5_000;

/** Lets ordinary claims that have none begin their course. */
export async function startCourses({ database, municipality }: Preparing, asked: DueAsked): Promise<void> {
  for (;;) {
    const started = await inMunicipality(database, municipality, async (tx) => {
      const page = await ordinaryMainsAfter(tx, await lastClaimWithCourse(tx), CLAIMS_PER_PAGE);
      await insertCourses(tx, page, asked);
      return page.length;
    });
    if (started < CLAIMS_PER_PAGE) return;
  }
}

function dunningJob(
  asked: DunningAsked,
  { configuration, version }: ConfigurationVersion,
): DailyJob<DebtorCourses, CoursePlan> {
  const planning: Planning = { on: asked.on, version, configuration, figures: feeFigures };
  return {
    name: 'dunning',
    lock: 'dunning',
    changes: courseChanges,
    amounts: ['fees'],
    prepare: async (work) => {
      await startCourses(work, asked);
      await inMunicipality(work.database, work.municipality, async (tx) => {
        await giveUpUnmade(tx, { on: work.on, at: work.clock() });
        await takeUpMoved(tx, work.on);
      });
    },
    select: async (tx, page) => readDue(tx, asked, await debtorsDue(tx, asked, page)),
    keyOf: ({ debtor }) => BigInt(debtor),
    plan: (rows) => rows.flatMap((row) => planDebtor(row, planning)),
    write: (tx, plans, at) => write(tx, plans, { asked, planning, at }),
  };
}

async function readDue(
  tx: MunicipalityReadTx,
  asked: DunningAsked,
  debtors: readonly DebtorCourses['debtor'][],
): Promise<DebtorCourses[]> {
  return debtors.length === 0 ? [] : readCourses(tx, await coursesDue(tx, asked, debtors), asked);
}

interface WriteContext {
  readonly asked: DunningAsked;
  readonly planning: Planning;
  readonly at: Temporal.Instant;
}

async function write(
  tx: MunicipalityTx,
  plans: readonly CoursePlan[],
  { asked, planning, at }: WriteContext,
): Promise<readonly CoursePlan[]> {
  const still = await unchanged(tx, plans, asked);
  await giveUpLetters(tx, [...new Set(still.flatMap(({ givesUp }) => givesUp))], { on: asked.on, at });
  await writeStepLetters(tx, [...new Set(still.flatMap(({ letter }) => (letter === null ? [] : [letter])))], {
    ...planning,
    at,
  });
  await Promise.all([
    updateCourses(
      tx,
      still.map(({ after }) => after),
    ),
    clearForTransfer(
      tx,
      still.flatMap(({ clearance }) => (clearance === null ? [] : [clearance])),
      { by: 'dunning', at },
    ),
    tellPersons(tx, still, at),
  ]);
  return still;
}

/** Those debtors of whom all is as it was read: a payment or a hold in between may have changed what follows. */
async function unchanged(
  tx: MunicipalityTx,
  plans: readonly CoursePlan[],
  asked: DunningAsked,
): Promise<CoursePlan[]> {
  const rows = new Set(plans.map(({ row }) => row));
  const liable = [...rows].flatMap(({ claims }) => claims.flatMap((each) => each.liable));
  await lockReceivables(tx, [...new Set(liable)]);
  const now = await readDue(
    tx,
    asked,
    [...rows].map(({ debtor }) => debtor),
  );
  const same = new Map(now.map((row) => [row.debtor, row]));
  const kept = new Set([...rows].filter((row) => isDeepStrictEqual(same.get(row.debtor), row)));
  return plans.filter(({ row }) => kept.has(row));
}

async function tellPersons(
  tx: MunicipalityTx,
  plans: readonly CoursePlan[],
  at: Temporal.Instant,
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  const untold = plans.flatMap((plan) => plan.untold);
  const whom = new Map(untold.map((each) => [`${each.debtor} ${each.why}`, each]));
  await openItemsNotOpen(
    tx,
    [...whom.values()].map(({ debtor, why }) => ({ kind: 'letter-not-made', debtor, month, about: why })),
    at,
  );
  await openItemsNotOpen(
    tx,
    plans.flatMap(({ claim, consequence }) =>
      waitsForAnother(claim, consequence.replace('waits-for-', ''))
        ? askedOf(claim).map((debtor) => {
            return { kind: 'other-in-errand', debtor, month, about: `claim ${claim.course.claim}` } as const;
          })
        : [],
    ),
    at,
  );
  await openWorkItems(
    tx,
    plans.flatMap(({ change, debtor, claim, after }) =>
      change === 'proposed'
        ? [
            {
              kind: 'step-to-approve' as const,
              debtor,
              month,
              about: aboutStep({ ...claim.course, proposedOn: after.proposedOn }),
            },
          ]
        : [],
    ),
    at,
  );
}
