import { DEFAULT_ENDED, NEVER_ABLE } from '../agreements/end-defaults.ts';
import { decisionsById } from '../agreements/decisions.ts';
import { defaultsBehind } from '../agreements/plan-defaults.ts';
import { bearingByDefault } from '../charges/charges-of.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { DecisionId, MunicipalityCode } from '../kernel/ids.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { complete, takeDue } from '../platform/due-work.ts';
import { adjustFor } from './changed-past.ts';
import { demandFees } from './demand-fees.ts';

export interface EndedDefaultsJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
}

/** Decisions a transaction. */
const AT_A_TIME = 100;

/**
 * Puts right the interest on claims whose debtors turn out not to have been in default any longer: they were found entitled to
 * deferral before it was in force, or the decision was reversed. What was paid of it is held for them. So is the fee of a demand to one who
 * turns out not to have been able to pay. To be called before the day's
 * interest. Safe to stop and to repeat: a decision is taken and its interest put right in one transaction. Answers how many charges
 * became another amount.
 */
export async function takeEndedDefaults({
  database,
  municipality,
  clock,
}: EndedDefaultsJob): Promise<number> {
  let adjusted = 0;
  for (;;) {
    const page = await inMunicipality(database, municipality, (tx) => takePage(tx, clock()));
    if (page === null) return adjusted;
    adjusted += page;
  }
}

/** How many charges a page changed; null when nothing was due. */
async function takePage(tx: MunicipalityTx, now: Temporal.Instant): Promise<number | null> {
  const due = await takeDue(tx, { kind: DEFAULT_ENDED, now, limit: AT_A_TIME });
  if (due.length === 0) return null;
  const ids = due.map(({ key }) => BigInt(key) as DecisionId); // the key was written from one
  const decisions = await decisionsById(tx, ids);
  const claims = decisions.flatMap(({ covers }) => covers.map(({ claim }) => claim));
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const defaults = await defaultsBehind(tx, ids);
  let adjusted = 0;
  for (const { id: number, covers } of decisions) {
    const { notice = null, closedWhy = null } = defaults.get(number) ?? {};
    if (notice !== null && closedWhy === NEVER_ABLE) await demandFees.takeOff(tx, { notice, at: now });
    const mains = await bearingByDefault(
      tx,
      covers.map(({ claim }) => claim),
    );
    if (mains.length === 0) continue;
    const done = await adjustFor(tx, { cause: 'default-ended', number, mains, by: 'automatic', at: now });
    adjusted += done.adjusted.length;
  }
  await complete(tx, { kind: DEFAULT_ENDED, keys: due.map(({ key }) => key), now });
  return adjusted;
}
