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
  const accounts = await accountsOfClaims(
    tx,
    family.map((each) => each.claim),
  );
  if (family.every((each) => balanceOf(accounts.get(each.claim)) === zeroOre))
    await cancelQueued(tx, claim.main ?? claim.claim, { why: 'paid', doing });
}

/** Takes a claim that has not left yet out of the queue, with its interest and fees. */
export async function cancelQueued(
  tx: MunicipalityTx,
  main: ClaimNumber,
  { why, doing }: { readonly why: string; readonly doing: Doing },
): Promise<void> {
  const family = await recoveryFamily(tx, main);
  const actions = await actionsOf(
    tx,
    family.map(({ claim }) => claim),
  );
  for (const each of family) {
    const theirs = actions.get(each.claim) ?? [];
    const waiting = theirs.filter(({ state }) => state === 'queued');
    for (const action of waiting) await changeAction(tx, action, { state: 'cancelled' });
    if (waiting.some(({ code }) => isCreation(code)))
      await neverReceived(tx, each, { state: 'cancelled', doing });
  }
  await withdrawClearances(tx, [main], { on: dayInCopenhagen(doing.at), why });
}
