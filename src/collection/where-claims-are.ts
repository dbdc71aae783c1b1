import { isOnItsWay } from './sendables.ts';
import type { RecoveryClaim } from './types.ts';

/** What is known of claims at the authority, by its own messages. */
export { recoveryClaims } from './store.ts';

/** Where a claim is on its way to the recovery authority, or that it is there. */
export type OnItsWay = 'in-transfer' | 'in-hearing' | 'received';

/** Where a claim is on its way to the recovery authority, or that it is there; null = it has come back, or never came. */
export function onItsWay(recovery: RecoveryClaim | undefined): OnItsWay | null {
  return recovery !== undefined && isOnItsWay(recovery) ? (recovery.state as OnItsWay) : null; // what isOnItsWay says
}
