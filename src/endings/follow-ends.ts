import { endSettledAgreements } from '../agreements/settled.ts';
import { endFreedArrangements } from '../arrangements/freed.ts';
import { stopInterest } from '../charges/stop-interest.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { endedKey, LIABILITY_ENDED, readEndedLiability, type EndedLiability } from '../ledger/ended-work.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { openPaidAfterLimitation } from '../payments/paid-after-limitation.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { complete, takeDue } from '../platform/due-work.ts';
import { callOffRecovery } from './call-off-recovery.ts';
import { endCharges } from './end-charges.ts';
import { owedByNobody } from './gone-claims.ts';
import { holdForGood } from './hold-for-good.ts';
import { tellFreedThere } from './freed-at-recovery.ts';
import { queueLimitationNotices } from './limitation-notices.ts';

export interface FollowJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
}

/** Ends a transaction. */
const AT_A_TIME = 500;

/**
 * Does what follows where debtors are no longer liable, whatever ended it: interest and fees end with their main claim; what
 * nobody is liable for is held for good, its interest stops, and recovery is called off; who owes nothing more has no
 * agreement; where others owe what is at Gældsstyrelsen a person tells it who does not; and whoever was freed by limitation is told, and has a refund item for what they paid after it. Answers how many ends
 * there were. Safe to stop and to repeat.
 */
export async function followEnds({ database, municipality, clock }: FollowJob): Promise<number> {
  let followed = 0;
  for (;;) {
    const page = await inMunicipality(database, municipality, (tx) => followPage(tx, clock()));
    if (page === 0) return followed;
    followed += page;
  }
}

async function followPage(tx: MunicipalityTx, now: Temporal.Instant): Promise<number> {
  const due = await takeDue(tx, { kind: LIABILITY_ENDED, now, limit: AT_A_TIME });
  if (due.length === 0) return 0;
  const ended = due.map(readEndedLiability);
  await lockReceivables(tx, [...new Set(ended.map(({ debtor }) => debtor))]);
  // What ends with them is told in the same letter, and is no work for later.
  const withMain = await endCharges(tx, ended, now);
  const all = [...ended, ...withMain];
  await follow(tx, all, now);
  await tellFreedThere(tx, { ended, withMain }, now);
  await queueLimitationNotices(tx, all, now);
  await openPaidAfterLimitation(
    tx,
    all.filter(({ kind }) => kind === 'time-barred'),
    now,
  );
  await complete(tx, { kind: LIABILITY_ENDED, keys: all.map(endedKey), now });
  return all.length;
}

async function follow(
  tx: MunicipalityTx,
  ended: readonly EndedLiability[],
  now: Temporal.Instant,
): Promise<void> {
  const gone = await owedByNobody(tx, ended);
  await holdForGood(tx, gone, now);
  await callOffRecovery(tx, gone, now);
  for (const [on, ofDay] of Map.groupBy(gone, (each) => each.on)) {
    const mains = ofDay.filter(({ level }) => level === 'main').map(({ claim }) => claim);
    await stopInterest(tx, mains, { on, why: 'ended' });
  }
  await endFreedArrangements(tx, {
    debtors: [...new Set(ended.map(({ debtor }) => debtor))],
    on: dayInCopenhagen(now),
    by: 'automatic',
    at: now,
  });
  // A lapse is carried out with its decision, and a correction with its file; both end what they settle themselves.
  const freed = ended.filter(({ kind }) => kind === 'discharged' || kind === 'released');
  const debtors = [...new Set(freed.map(({ debtor }) => debtor))];
  await endSettledAgreements(tx, { debtors, on: dayInCopenhagen(now), at: now });
}
