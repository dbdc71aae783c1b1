import { isDeepStrictEqual } from 'node:util';
import {
  arrangementsByNumber,
  arrangementsDue,
  moveArrangements,
  noteInstalments,
} from '../arrangements/arrangements.ts';
import { endArrangement } from '../arrangements/end.ts';
import { withdrawItsLetters } from '../arrangements/freed.ts';
import { queueDemand } from '../arrangements/letters.ts';
import { askForAnother, resumeArrangement, type ResumingOn } from '../arrangements/resume.ts';
import { instalmentsOf } from '../arrangements/standing.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert, type Result } from '../kernel/result.ts';
import { registeredBy } from '../law/dunning-steps.ts';
import { isMissed } from '../law/voluntary-plan.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { withdrawNotices } from '../letters/notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { runDailyJob, type DailyJob, type JobDone } from '../platform/daily-job.ts';
import type { Busy, MunicipalityTx } from '../platform/database.ts';
import type { Outcome } from '../platform/job-report.ts';
import type { DunningRequest } from './dunning-job.ts';
import { holdPaidInTime } from './plan-paid-in-time.ts';
import { readArrangements, type ArrangementRow } from './read-arrangements.ts';

export interface ArrangementPlan extends Outcome {
  readonly row: ArrangementRow;
  /** The day to look at it next; null = it is over. */
  readonly nextOn: PlainDate | null;
}

/**
 * The daily job `arrangements`: notes the instalments that have fallen due, sends one demand for what is missing beyond what is tolerated, and
 * lets a plan of which that is not met fall away, so that the whole is owed. What is paid in time goes on; what is paid altogether is
 * kept, and where no more is missing of it than is tolerated when it is over, the rest is owed for itself; a payment put off ends on its
 * day. Nothing while money of the debtor lies unallocated, or their bank may have paid. Of which the debtor was freed ends; what fell due while an errand of the debtor's
 * stood, or was missing before it, is no default: the plan goes on about what is left. One that fell away though what was demanded turns out to
 * have been paid in time is held, and a person is told.
 */
export function keepArrangements({
  configured,
  bankAsked,
  ...request
}: DunningRequest): Promise<Result<JobDone, Busy>> {
  return runDailyJob(
    arrangementsJob({ on: request.on, configured, ...(bankAsked === undefined ? {} : { bankAsked }) }),
    {
      ...request,
      configuration: configured.version,
    },
  );
}

const changes = [
  'asked',
  'demanded',
  'demand-given-up',
  'in-force',
  'broken',
  'kept',
  'ended',
  'resumed',
  'paid-in-time',
  'moved',
] as const;

type Keeping = ResumingOn & Pick<DunningRequest, 'bankAsked'>;

function arrangementsJob(keeping: Keeping): DailyJob<ArrangementRow, ArrangementPlan> {
  const { configured, bankAsked } = keeping;
  return {
    name: 'arrangements',
    lock: 'dunning',
    changes,
    amounts: ['missing'],
    select: async (tx, page) =>
      readArrangements(tx, await arrangementsDue(tx, page), { on: page.on, configured }, bankAsked),
    keyOf: ({ arrangement }) => arrangement.number,
    plan: (rows, day) => rows.map((row) => planArrangement(row, day, configured)),
    write: (tx, plans, at) => write(tx, plans, { ...keeping, at }),
  };
}

/** What follows for an arrangement on a day. */
export function planArrangement(
  row: ArrangementRow,
  on: PlainDate,
  { configuration: { demand } }: ConfigurationVersion,
): ArrangementPlan {
  const { arrangement, standing } = row;
  const { debtor, state, terms, tolerance } = arrangement;
  const tomorrow = addDays(on, 1);
  const plan = (
    change: string | null,
    consequence: string,
    nextOn: PlainDate | null = tomorrow,
  ): ArrangementPlan => ({
    debtor,
    change,
    consequence,
    row,
    nextOn,
  });
  // Looked at again because something of an earlier day has become known.
  if (state === 'broken')
    return row.paidInTime ? plan('paid-in-time', 'paid-in-time', null) : plan('moved', 'was-missed', null);
  if (row.owes === 'nothing') return plan('ended', 'freed');
  if (standing.left === zeroOre) return row.writtenOff ? plan('ended', 'written-off') : plan('kept', 'kept');
  if (terms.kind === 'deferral')
    return on > terms.lastDue
      ? plan('ended', 'passed')
      : plan('moved', 'in-force', addDays(terms.lastDue, 1));
  const { missing, missingSince, nextDue, lastDue } = standing;
  // Whatever waits: nobody will be told by it any more, and the next demand waits for the same.
  if (row.demandTooLate) return plan('demand-given-up', 'demand-given-up');
  const waiting = row.held ?? (row.unallocated ? 'money-unallocated' : null);
  if (row.resumption !== null) {
    if (waiting !== null) return plan(null, `waits-for-${waiting}`);
    return row.resumption.isPastLimitation ? plan('ended', 'past-limitation') : plan('resumed', 'resumed');
  }
  const missed = missingSince !== null && isMissed({ due: missingSince, unpaid: missing }, tolerance, on);
  if (!missed) {
    // What is tolerated is not demanded by the plan: when that is over, it is owed like any bill.
    if (nextDue === null && lastDue !== null && on > addDays(lastDue, tolerance.days))
      return waiting === null ? plan('ended', 'rest-left') : plan(null, `waits-for-${waiting}`);
    const next = missing > zeroOre || nextDue === null ? tomorrow : nextDue;
    return state === 'demanded'
      ? plan('in-force', 'paid-after-demand', next)
      : plan('asked', 'in-force', next);
  }
  // What has fallen due since is demanded by itself: the debtor was not asked for it, nor told what follows.
  if (isMet(row)) return plan('in-force', 'paid-after-demand');
  if (waiting !== null) return plan(null, `waits-for-${waiting}`);
  if (row.demandOvertaken) return plan('demand-given-up', 'payment-taken-off');
  if (state === 'demanded' && row.deadline === null) return plan(null, 'waits-for-letter-not-arrived');
  // Never while a payment of the last day may be on its way into the books.
  const days = [row.quietTo, row.deadline].filter((day) => day !== null);
  if (days.some((day) => on <= registeredBy(day, demand.registrationBankDays)))
    return plan(null, 'waits-for-day');
  return state === 'in-force'
    ? { ...plan('demanded', 'demanded'), amounts: { missing } }
    : plan('broken', 'broken');
}

/** Whether no more than is tolerated is missing of what was due when the demand was written. */
function isMet({ demandedOn, standing: { missingSince } }: ArrangementRow): boolean {
  return demandedOn !== null && (missingSince === null || missingSince > demandedOn);
}

type WriteContext = Keeping & { readonly at: Temporal.Instant };

async function write(
  tx: MunicipalityTx,
  plans: readonly ArrangementPlan[],
  context: WriteContext,
): Promise<readonly ArrangementPlan[]> {
  const still = await unchanged(tx, plans, context);
  const asking = still.filter(
    ({ change, row: { arrangement, rests } }) =>
      !rests && change !== 'resumed' && arrangement.state !== 'broken',
  );
  await noteInstalments(
    tx,
    asking.flatMap(({ row: { arrangement } }) => fallenDue(arrangement, context.on)),
    context.at,
  );
  for (const plan of still) await carryOut(tx, plan, context);
  return still;
}

/** Those of which all is as it was read: a payment in between may have changed what follows. */
async function unchanged(
  tx: MunicipalityTx,
  plans: readonly ArrangementPlan[],
  day: Keeping,
): Promise<ArrangementPlan[]> {
  await lockReceivables(tx, [...new Set(plans.map(({ debtor }) => debtor))]);
  const numbers = plans.map(({ row }) => row.arrangement.number);
  const now = await readArrangements(tx, await arrangementsByNumber(tx, numbers), day, day.bankAsked);
  const same = new Map(now.map((row) => [row.arrangement.number, row]));
  return plans.filter(({ row }) => isDeepStrictEqual(same.get(row.arrangement.number), row));
}

function fallenDue({ number, terms, owed }: Arrangement, on: PlainDate) {
  return instalmentsOf(terms, owed)
    .filter(({ due }) => due <= on)
    .map((instalment) => ({ arrangement: number, ...instalment }));
}

/** Nothing is asked by an arrangement that ended so, and what tells of it is not made any more. */
const ITS_LETTERS_FALL_AWAY: ReadonlySet<string> = new Set(['freed', 'past-limitation', 'written-off']);

async function carryOut(
  tx: MunicipalityTx,
  { change, consequence, row, nextOn }: ArrangementPlan,
  { on, configured, at }: WriteContext,
): Promise<void> {
  const { arrangement, standing, resumption } = row;
  const move = { ...arrangement, arrangement, nextOn };
  switch (change) {
    case 'kept':
    case 'broken':
    case 'ended':
      await endArrangement(tx, arrangement, { state: change, why: consequence, on, by: BY, at });
      if (change === 'kept' || ITS_LETTERS_FALL_AWAY.has(consequence))
        await withdrawItsLetters(tx, arrangement, { on, why: consequence });
      if (consequence === 'past-limitation') await askForAnother(tx, arrangement, at);
      return;
    case 'resumed':
      assert(resumption !== null, 'a plan goes on in some way');
      await resumeArrangement(tx, arrangement, { resumption, configured, on, by: BY, at });
      return;
    case 'demanded': {
      const demand = await queueDemand(tx, arrangement, { about: row, configured, on, at, standing });
      await moveArrangements(tx, [{ ...move, state: 'demanded', demand, missedOn: standing.missingSince }]);
      return;
    }
    case 'paid-in-time':
      await holdPaidInTime(tx, row, { on, at });
      await moveArrangements(tx, [move]);
      return;
    case 'demand-given-up':
    case 'in-force': {
      const { demand } = arrangement;
      const why = change === 'in-force' ? 'paid' : 'not-made';
      // One that was made stays.
      await withdrawNotices(tx, demand === null ? [] : [demand], { on, why });
      await moveArrangements(tx, [{ ...move, state: 'in-force', demand: null, missedOn: null }]);
      return;
    }
    default:
      await moveArrangements(tx, [move]);
  }
}

const BY = 'arrangements';
