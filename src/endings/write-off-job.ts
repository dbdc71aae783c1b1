import { endSettledAgreements } from '../agreements/settled.ts';
import { heldForRecovery } from '../claims/recovery-work.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { staysOwed } from '../law/write-off-limits.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { bookLosses, endedOf, type Loss } from '../ledger/losses.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import {
  readInMunicipality,
  type Busy,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { lastFinishedDay } from '../platform/job-runs.ts';
import { closeWriteOff, insertWriteOffs, updateWriteOffs, writeOffsOf } from './store.ts';
import type { WriteOff } from './types.ts';
import { noteReported, takeToldLosses } from './told-losses.ts';
import { planWriteOff, writeOffChanges, type WriteOffPlan } from './write-off-plan.ts';
import { lossRows, type LossRow } from './write-off-rows.ts';
import { limitsOf, lossNumber, roundingBelow } from './write-off-rules.ts';

export interface WriteOffRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
}

/**
 * The daily job `write-off`: proposes to book as a loss what nobody owes any longer, what the recovery authority has told that it has
 * written off, and what is left in øre after a payment, or books it where the municipality has recorded a ground to do so without a person. It ends nothing: what has ended is owed
 * no more, whether its loss is booked or not.
 */
export async function runWriteOff({
  configured,
  ...request
}: WriteOffRequest): Promise<Result<JobDone, Busy>> {
  const { database, municipality, on: day } = request;
  const last = await readInMunicipality(database, municipality, (tx) =>
    lastFinishedDay(tx, { job: 'write-off', day }),
  );
  const job = writeOffJob(configured, { by: request.by, bookedFrom: last ?? day });
  return runDailyJob(job, { ...request, configuration: configured.version });
}

interface WriteOffDay {
  readonly by: string;
  readonly bookedFrom: PlainDate;
}

function writeOffJob(
  { version, configuration }: ConfigurationVersion,
  { by, bookedFrom }: WriteOffDay,
): DailyJob<LossRow, WriteOffPlan> {
  const below = roundingBelow(configuration);
  const limits = limitsOf(configuration);
  return {
    name: 'write-off',
    lock: 'endings',
    changes: writeOffChanges,
    amounts: ['proposed', 'booked'],
    prepare: (work) => takeToldLosses({ ...work, by, version }),
    select: (tx, { after, limit }) =>
      lossRows(tx, { after, limit, rests: below === null ? null : { bookedFrom, below } }),
    keyOf: ({ claim }) => claim.claim,
    // What was proposed today has been told in the day's report.
    plan: (rows, on) =>
      rows
        .filter(({ open, takenFrom }) => open?.proposedOn !== on || takenFrom === 'recovery')
        .map((row) => planWriteOff(row, by, limits)),
    write: (tx, plans, at) => write(tx, plans, { by, at, version }),
  };
}

interface Writing {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly version: number;
}

async function write(
  tx: MunicipalityTx,
  plans: readonly WriteOffPlan[],
  writing: Writing,
): Promise<WriteOffPlan[]> {
  await lockReceivables(tx, [...new Set(plans.flatMap(({ row }) => row.debtors))]);
  const still = await unchanged(tx, plans);
  const written = still.map((plan) => ({ plan, loss: lossOf(plan, writing) }));
  for (const { row } of still) await closeReplaced(tx, row, writing);
  const isFirst = ({ plan: { row } }: (typeof written)[number]) => row.open === null;
  await insertWriteOffs(
    tx,
    written.filter(isFirst).map(({ loss }) => loss),
  );
  await updateWriteOffs(
    tx,
    written.filter((each) => !isFirst(each)).map(({ loss }) => loss),
  );
  await noteReported(
    tx,
    written.filter(({ plan }) => plan.row.isNew).map(({ loss }) => loss),
    writing.at,
  );
  const booked = written.filter(({ loss }) => loss.state === 'booked');
  await bookLosses(
    tx,
    booked.map(({ loss }) => asBooked(loss)),
    writing.at,
  );
  // A claim whose last øre are gone is paid.
  const paid = booked.filter(({ loss }) => loss.takenFrom === 'owed');
  const debtors = [...new Set(paid.flatMap(({ plan }) => plan.row.debtors))];
  await endSettledAgreements(tx, { debtors, on: dayInCopenhagen(writing.at), at: writing.at });
  return still;
}

/** What was proposed while it stood at the recovery authority is proposed, or booked, where it stands now. */
async function closeReplaced(tx: MunicipalityTx, { replaced }: LossRow, { by, at }: Writing): Promise<void> {
  if (replaced === null) return;
  const [on, why] = [dayInCopenhagen(at), 'Kravet er kommet tilbage fra Gældsstyrelsen.'];
  await closeWriteOff(tx, { number: replaced.number, state: 'refused', on, by, why });
}

/** What stands there, and what has been proposed, may have changed between reading and locking. */
async function unchanged(tx: MunicipalityReadTx, plans: readonly WriteOffPlan[]): Promise<WriteOffPlan[]> {
  const claims = plans.map(({ row }) => row.claim.claim);
  const [ended, accounts, losses] = [
    await endedOf(tx, claims),
    await accountsOfClaims(tx, claims),
    await writeOffsOf(tx, claims),
  ];
  const held = await heldForRecovery(tx, claims);
  return plans.filter(({ change, row: { claim, takenFrom, amount, earlier } }) => {
    const now = losses.get(claim.claim) ?? [];
    const asRead =
      now.length === earlier.length && now.every(({ state }, place) => state === earlier[place]?.state);
    if (takenFrom === 'ended') return asRead && ended.get(claim.claim) === amount;
    const standing = accounts.get(claim.claim);
    return takenFrom === 'owed'
      ? asRead && balanceOf(standing) === amount && !held.has(claim.claim)
      : asRead && (change !== 'booked' || (standing?.atRecovery ?? 0n) >= amount);
  });
}

function lossOf({ row, change }: WriteOffPlan, { by, at, version }: Writing): WriteOff {
  const on = dayInCopenhagen(at);
  const { claim, debtor, reason, takenFrom, amount, earlier, open } = row;
  const approved = change === 'proposed' ? null : on;
  return {
    number: lossNumber(claim.claim, earlier.length + 1),
    claim: claim.claim,
    debtor,
    reason,
    takenFrom,
    amount,
    about: '',
    proposedOn: on,
    proposedBy: by,
    configurationVersion: version,
    committee: null,
    ...open,
    state: change === 'for-the-committee' ? 'committee' : change === 'booked' ? 'booked' : 'proposed',
    approvedOn: approved,
    approvedBy: approved === null ? null : 'automatic',
    bookedOn: change === 'booked' ? on : null,
  };
}

/** A loss as the ledger books it. */
export function asBooked(loss: WriteOff): Loss {
  const stillOwed = loss.takenFrom === 'owed' && staysOwed(loss.reason);
  return { ...loss, rounding: loss.reason === 'rounding', stillOwed };
}
