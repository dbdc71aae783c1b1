import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { insertWriteOffs, writeOffsOf } from './store.ts';
import type { WriteOff } from './types.ts';
import { lossNumber } from './write-off-rules.ts';

/** What Gældsstyrelsen has told that it has written off (gældsinddrivelsesloven § 16). */
export interface RecoveryLoss {
  readonly claim: ClaimNumber;
  /** Øre; no more than stands there when it is booked. */
  readonly amount: Ore;
  /** futile: § 16, stk. 1; trivial: stk. 2 and 3; recovery: for another reason. */
  readonly reason: 'futile' | 'trivial' | 'recovery';
  /** The notification's number; the same one is proposed once. */
  readonly notification: string;
}

/**
 * Proposes as losses what Gældsstyrelsen has written off; the daily job books them where a ground is recorded for
 * `recovery`, else a person approves. At most one waits for each claim: a second is passed over and must be told again.
 * Answers how many were new.
 */
export async function proposeRecoveryLosses(
  tx: MunicipalityTx,
  losses: readonly RecoveryLoss[],
  { by, at, version }: { readonly by: string; readonly at: Temporal.Instant; readonly version: number },
): Promise<number> {
  const claims = losses.map(({ claim }) => claim);
  const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  await lockReceivables(tx, [...new Set([...liable.values()].flat().map(({ debtor }) => debtor))]);
  const earlier = await writeOffsOf(tx, claims);
  const proposed = new Map<ClaimNumber, WriteOff>();
  for (const { claim, amount, reason, notification } of losses) {
    const before = earlier.get(claim) ?? [];
    const isKnown = before.some(
      ({ takenFrom, about, state }) =>
        takenFrom === 'recovery' && (about === notification || state === 'proposed' || state === 'committee'),
    );
    const debtor = liable.get(claim)?.[0]?.debtor;
    if (isKnown || debtor === undefined || proposed.has(claim)) continue;
    proposed.set(claim, {
      number: lossNumber(claim, before.length + 1),
      claim,
      debtor,
      reason,
      takenFrom: 'recovery',
      amount,
      about: notification,
      state: 'proposed',
      configurationVersion: version,
      proposedOn: dayInCopenhagen(at),
      proposedBy: by,
      approvedOn: null,
      approvedBy: null,
      committee: null,
      bookedOn: null,
    });
  }
  await insertWriteOffs(tx, [...proposed.values()]);
  return proposed.size;
}
