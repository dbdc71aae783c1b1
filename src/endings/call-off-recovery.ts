import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import type { RecallWanted } from '../claims/recovery-work.ts';
import { stopRecovery } from '../claims/stop-recovery.ts';
import { stateRefundOf } from '../law/claim-types.ts';
import { addDays } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { GoneClaim } from './gone-claims.ts';

/**
 * Takes back what has been done to send these claims to Gældsstyrelsen, and asks for those to be called back that may be
 * there. A claim that has ended is never sent (R_3_1) nor left there.
 */
export async function callOffRecovery(
  tx: MunicipalityTx,
  gone: readonly GoneClaim[],
  at: Temporal.Instant,
): Promise<void> {
  // Interest and fees come back with their main claim; those that have ended alone are called off by themselves.
  const mains = new Set(gone.filter(({ level }) => level === 'main').map(({ claim }) => claim));
  const alone = gone.filter(({ level, main }) => level === 'main' || !mains.has(main));
  await stopRecovery(
    tx,
    alone.map((each) => {
      const { claim, kind: about } = each;
      // On its last day it was still owed.
      const on = about === 'time-barred' ? addDays(each.on, 1) : each.on;
      return { claim, reason: recallReason(each), withdrawn: 'ended', about, on };
    }),
    at,
  );
}

const endsAsLapse: ReadonlySet<LiabilityEndKind> = new Set([
  'lapsed',
  'time-barred',
  'discharged',
  'released',
]);

/**
 * BORT: it has ended; FEJL: it should not have been there, and the only reason that is left where the state pays part
 * (law/recall.ts). What the source took back was never owed.
 */
function recallReason({ kind, type }: GoneClaim): RecallWanted['reason'] {
  const stateRefund = stateRefundOf(type);
  return endsAsLapse.has(kind) && stateRefund === false ? 'BORT' : 'FEJL';
}
