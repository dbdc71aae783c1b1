import { readWrittenOff, RECOVERY_WRITTEN_OFF } from '../claims/recovery-work.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, postpone, takeDue, waitingAmong, type TakenWork } from '../platform/due-work.ts';
import { proposeRecoveryLosses } from './recovery-losses.ts';
import { writeOffsOf } from './store.ts';
import type { WriteOff } from './types.ts';

export interface ToldLosses {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The version of the municipality's configuration. */
  readonly version: number;
  readonly by: string;
  readonly clock: Clock;
}

const AT_A_TIME = 200;

/**
 * Proposes as losses what Gældsstyrelsen has told that it has written off since the last time. One of a claim of which another
 * waits is taken up again the day after. What is proposed stays due until the job `write-off` has told of it in its report. Safe to
 * stop and to repeat.
 */
export async function takeToldLosses(job: ToldLosses): Promise<void> {
  const { database, municipality } = job;
  for (let after: TakenWork | undefined; ;) {
    after = await inMunicipality(database, municipality, (tx) => takePage(tx, job, after));
    if (after === undefined) return;
  }
}

/** Answers the last piece of the page; undefined = there was none. */
async function takePage(
  tx: MunicipalityTx,
  { version, by, clock }: ToldLosses,
  after: TakenWork | undefined,
): Promise<TakenWork | undefined> {
  const now = clock();
  const page = { kind: RECOVERY_WRITTEN_OFF, now, limit: AT_A_TIME };
  const due = await takeDue(tx, after === undefined ? page : { ...page, after });
  for (const work of due) await propose(tx, work, { by, at: now, version });
  return due.at(-1);
}

async function propose(
  tx: MunicipalityTx,
  work: TakenWork,
  doing: { readonly by: string; readonly at: Temporal.Instant; readonly version: number },
): Promise<void> {
  const told = readWrittenOff(work);
  // It has come back: what was given up of it stands with what nobody owes, and is proposed from there.
  if (((await accountsOfClaims(tx, [told.claim])).get(told.claim)?.atRecovery ?? zeroOre) === zeroOre)
    return complete(tx, { kind: work.kind, keys: [work.key], now: doing.at });
  // Which of the law's grounds it rests on is not told by a code that is known (gældsinddrivelsesloven § 16; open question Q38).
  await proposeRecoveryLosses(tx, [{ ...told, reason: 'recovery' }], doing);
  const losses = (await writeOffsOf(tx, [told.claim])).get(told.claim) ?? [];
  const known = losses.find(
    ({ about, takenFrom }) => takenFrom === 'recovery' && about === told.notification,
  );
  const { at: now } = doing;
  if (known === undefined)
    await postpone(tx, work, {
      because: 'another loss of the claim waits',
      until: now.add({ hours: 24 }),
    });
  // A person has seen to it before the job has told of it.
  else if (known.state !== 'proposed') await complete(tx, { kind: work.kind, keys: [work.key], now });
}

/** Those of the losses that were told by Gældsstyrelsen and that no report has told of. */
export async function notReported(tx: MunicipalityReadTx, losses: readonly WriteOff[]): Promise<Set<bigint>> {
  const told = losses.filter(({ takenFrom, state }) => takenFrom === 'recovery' && state === 'proposed');
  const waiting = await waitingAmong(tx, {
    kind: RECOVERY_WRITTEN_OFF,
    keys: told.map(({ about }) => about),
  });
  return new Set(told.filter(({ about }) => waiting.has(about)).map(({ number }) => number));
}

/** The report of the day tells of these losses. */
export async function noteReported(
  tx: MunicipalityTx,
  losses: readonly Pick<WriteOff, 'about'>[],
  now: Temporal.Instant,
): Promise<void> {
  await complete(tx, { kind: RECOVERY_WRITTEN_OFF, keys: losses.map(({ about }) => about), now });
}
