import { readWrittenOff, RECOVERY_WRITTEN_OFF } from '../claims/recovery-work.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { complete, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { proposeRecoveryLosses } from './recovery-losses.ts';
import { writeOffsOf } from './store.ts';

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
 * waits is taken up again the day after. Answers how many were proposed. Safe to stop and to repeat.
 */
export async function takeToldLosses(job: ToldLosses): Promise<number> {
  const { database, municipality } = job;
  for (let proposed = 0; ;) {
    const page = await inMunicipality(database, municipality, (tx) => takePage(tx, job));
    if (page === null) return proposed;
    proposed += page;
  }
}

async function takePage(tx: MunicipalityTx, { version, by, clock }: ToldLosses): Promise<number | null> {
  const at = clock();
  const due = await takeDue(tx, { kind: RECOVERY_WRITTEN_OFF, now: at, limit: AT_A_TIME });
  if (due.length === 0) return null;
  let proposed = 0;
  for (const work of due) proposed += await propose(tx, work, { by, at, version });
  return proposed;
}

async function propose(
  tx: MunicipalityTx,
  work: TakenWork,
  doing: { readonly by: string; readonly at: Temporal.Instant; readonly version: number },
): Promise<number> {
  const told = readWrittenOff(work);
  // Which of the law's grounds it rests on is not told by a code that is known (gældsinddrivelsesloven § 16; open question Q38).
  const proposed = await proposeRecoveryLosses(tx, [{ ...told, reason: 'recovery' }], doing);
  const losses = (await writeOffsOf(tx, [told.claim])).get(told.claim) ?? [];
  const isKnown = losses.some(
    ({ about, takenFrom }) => takenFrom === 'recovery' && about === told.notification,
  );
  const { at: now } = doing;
  if (isKnown) await complete(tx, { kind: work.kind, keys: [work.key], now });
  else
    await postpone(tx, work, {
      because: 'another loss of the claim waits',
      until: now.add({ hours: 24 }),
    });
  return proposed;
}
