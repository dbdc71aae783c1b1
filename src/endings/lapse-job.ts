import { addDays } from '../kernel/dates.ts';
import { ok, type Result } from '../kernel/result.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import type { Busy } from '../platform/database.ts';
import { barredKey, barredRows, type BarredRow } from './barred-rows.ts';
import { benefitRows, type BenefitRow } from './benefit-rows.ts';
import { writeLapses } from './carry-out-lapse.ts';
import { followEnds } from './follow-ends.ts';
import { lapseChanges, planLapses, type LapsePlan } from './lapse-plan.ts';

/** What a day came to, and how many ends were followed up, whatever ended them. */
export interface LapseDone extends JobDone {
  readonly followed: number;
}

/**
 * The daily job `lapse`: looks again at debtors whose claims under chapter 12 could have lapsed (bek. 585/2023 § 9; the
 * deciding is that of the month's run), holds such claims while a person must judge, ends ordinary claims, interest and fees
 * that are time-barred (forældelsesloven), and does what follows for all that has ended. On the last day itself nothing has
 * ended yet. Interest and fees end with their main claim too, in what follows.
 */
export async function runLapse(request: JobRequest): Promise<Result<LapseDone, Busy>> {
  const { database, municipality, dryRun, by, clock } = request;
  const done = await runDailyJob(lapseJob(by), request);
  if (!done.ok) return done;
  const followed = dryRun ? 0 : await followEnds({ database, municipality, clock });
  return ok({ ...done.value, followed });
}

function lapseJob(by: string): DailyJob<BenefitRow | BarredRow, LapsePlan> {
  return {
    name: 'lapse',
    lock: 'endings',
    changes: lapseChanges,
    amounts: ['time-barred'],
    select: async (tx, { after, limit, on }) => {
      const benefits = after < ALL_DEBTORS ? await benefitRows(tx, { on, after, limit }) : [];
      if (benefits.length > 0) return benefits;
      return barredRows(tx, { to: addDays(on, -1), limit, after: after < ALL_DEBTORS ? null : after });
    },
    keyOf: (row) => (row.kind === 'benefit' ? BigInt(row.debtor) : barredKey(row)),
    plan: planLapses,
    write: (tx, plans, at) => writeLapses(tx, plans, { at, by }),
  };
}

/** Above every debtor's number, and below every key of what is time-barred. */
const ALL_DEBTORS = 10n ** 10n;
