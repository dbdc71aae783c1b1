import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { neverReceived } from './never-received.ts';
import { actionsOf, changeAction, recoveryFamily } from './store.ts';
import { isCreation, type Doing, type RecoveryClaim } from './types.ts';

/** What was paid before it left is not sent. */
export async function cancelWhenPaid(tx: MunicipalityTx, claim: RecoveryClaim, doing: Doing): Promise<void> {
  const family = await recoveryFamily(tx, claim.main ?? claim.claim);
  // Interest that follows a main claim that is there leaves what waits to be told about that one alone.
  const following =
    claim.main !== null && family.some(({ main, state }) => main === null && state === 'received');
  const going = following ? [claim] : family;
  const accounts = await accountsOfClaims(
    tx,
    going.map((each) => each.claim),
  );
  if (going.every((each) => balanceOf(accounts.get(each.claim)) === zeroOre))
    await cancelQueued(tx, following ? claim.claim : (claim.main ?? claim.claim), { why: 'paid', doing });
}

/**
 * Takes a claim that has not left yet out of the queue, and with a main claim its interest and fees. Interest or a fee leaves
 * its main claim where it is. `why`: it is cleared no longer; null = cleared as before.
 */
export async function cancelQueued(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  { why, doing }: { readonly why: string | null; readonly doing: Doing },
): Promise<void> {
  const family = (await recoveryFamily(tx, claim)).filter(
    ({ claim: each, state }) => each === claim || state === 'in-transfer',
  );
  const actions = await actionsOf(
    tx,
    family.map((each) => each.claim),
  );
  for (const each of family) {
    const theirs = actions.get(each.claim) ?? [];
    const waiting = theirs.filter(({ state }) => state === 'queued');
    for (const action of waiting) await changeAction(tx, action, { state: 'cancelled' });
    if (waiting.some(({ code }) => isCreation(code)))
      await neverReceived(tx, each, { state: 'cancelled', doing });
  }
  if (why !== null) await withdrawClearances(tx, [claim], { on: dayInCopenhagen(doing.at), why });
}
