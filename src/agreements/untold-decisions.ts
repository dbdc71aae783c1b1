import { letterId } from '../kernel/ids.ts';
import { letterIsMade } from '../letters/archive.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Decision, DecisionAlone } from './types.ts';

/** Those of these that are proposed, or decided and whose letter has not been made: nobody has been told. */
export async function untoldAmong<D extends Decision | DecisionAlone>(
  tx: MunicipalityReadTx,
  decisions: readonly D[],
): Promise<D[]> {
  const untold: D[] = [];
  for (const each of decisions) {
    const isProposed = each.state === 'hearing' || each.state === 'waiting';
    // A debtor has at most one on its way.
    if (isProposed || (each.state === 'decided' && !(await letterIsMade(tx, letterId(each.id, 'decision')))))
      untold.push(each);
  }
  return untold;
}

/**
 * Those of these transfers and rises that are decided and whose letter has not been made. It may wait for long, for an answer or for the days after it:
 * until it has been made the debtor reads nothing of what it would tell.
 */
export async function heldBackAmong<D extends Decision | DecisionAlone>(
  tx: MunicipalityReadTx,
  decisions: readonly D[],
): Promise<ReadonlySet<D>> {
  const those = decisions.filter(
    ({ state, change }) => state === 'decided' && (change === 'transfer' || change === 'rise'),
  );
  return new Set(await untoldAmong(tx, those));
}
