import { endDefaults } from '../agreements/end-defaults.ts';
import { NEVER_AGAIN } from '../claims/hold-ranges.ts';
import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { minOre, subtractOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { readRecallReason, recallSettles } from '../law/psrm-codes.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { claimAccount, endedAccount, recoveryAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lostThere } from './losses-there.ts';
import { endHold, neverReceived } from './never-received.ts';
import { postAction } from './post-action.ts';
import { actionsOf, changeAction, recoveryFamily, writeRecoveryClaim } from './store.ts';
import { ourTimeRuns } from './time-there.ts';
import { isCreation, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

export interface ComingBack {
  /** The action that brought it back; null when the authority sent it. */
  readonly action: RecoveryAction | null;
  readonly state: 'recalled' | 'returned';
  readonly why: string;
  readonly doing: Doing;
}

/**
 * Claims are ours again: what is left of them is owed here, but for what was given up there (gældsinddrivelsesloven § 16), which nobody
 * owes until its loss is booked or a person says otherwise (endings). Nothing waits to be told about them, they are cleared no longer, and
 * whoever was in default with one under a collection order is looked at like anybody. The day's later steps see to the rest:
 * what has lapsed or is time-barred ends the same day, and the course of a bill goes on where it was.
 */
export async function comesBack(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
  back: ComingBack,
): Promise<void> {
  const { action, state, why, doing } = back;
  const on = dayInCopenhagen(doing.at);
  const numbers = claims.map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, numbers);
  const actions = await actionsOf(tx, numbers);
  const lost = await lostThere(tx, claims);
  const still = (await liabilitiesFor(tx, numbers)).filter(({ ended }) => ended === null);
  const owed = new Set(still.map((each) => each.claim));
  for (const claim of claims) {
    await writeRecoveryClaim(tx, { ...claim, state, endedOn: on, endedWhy: why });
    const there = accounts.get(claim.claim)?.atRecovery ?? zeroOre;
    const gone = minOre(there, lost.get(claim.claim) ?? zeroOre);
    const last = actions.get(claim.claim)?.at(-1);
    const by = claim.claim === action?.claim ? action : last;
    assert(by !== undefined, 'a claim that comes back was sent');
    // Nobody owes what has lapsed meanwhile.
    const debit = owed.has(claim.claim) ? claimAccount(claim.claim) : endedAccount(claim.claim);
    const credit = recoveryAccount(claim.claim);
    const movements = [
      { debit, credit, amount: subtractOre(there, gone) },
      { debit: endedAccount(claim.claim), credit, amount: gone },
    ];
    await postAction(tx, by, { cause: 'recalled', doing, movements });
    for (const waiting of actions.get(claim.claim) ?? [])
      if (waiting.state === 'queued') await changeAction(tx, waiting, { state: 'cancelled' });
    if (claim.main === null) await keepWithMain(tx, claim.claim, doing);
  }
  const recalledFor = state === 'recalled' ? readRecallReason(why) : null;
  const isOver = recalledFor !== null && recallSettles(recalledFor).resubmittable === 'never';
  await endHold(tx, numbers, { why: isOver ? NEVER_AGAIN : state, doing });
  await withdrawClearances(tx, numbers, { on, why: state });
  await ourTimeRuns(tx, claims, { why, doing });
  await endDefaultsOf(tx, still, doing);
}

/** Interest and fees that wait to follow their main claim stay here with it. */
async function keepWithMain(tx: MunicipalityTx, main: ClaimNumber, doing: Doing): Promise<void> {
  const following = (await recoveryFamily(tx, main)).filter(({ state }) => state === 'in-transfer');
  const actions = await actionsOf(
    tx,
    following.map(({ claim }) => claim),
  );
  for (const claim of following) {
    const waiting = actions
      .get(claim.claim)
      ?.find(({ code, state }) => isCreation(code) && state === 'queued');
    if (waiting === undefined) continue;
    await changeAction(tx, waiting, { state: 'cancelled' });
    await neverReceived(tx, claim, { state: 'cancelled', doing });
  }
}

/** Under a collection order (bek. 585/2023 § 10): the next run looks at them, and a plan may be fixed again. */
async function endDefaultsOf(tx: MunicipalityTx, still: readonly Liability[], { at }: Doing): Promise<void> {
  const sent = await claimsToSend(
    tx,
    still.map(({ claim }) => claim),
  );
  const debtors = still
    .filter(({ claim }) => sent.get(claim)?.repayment === true)
    .map(({ debtor }) => debtor);
  if (debtors.length === 0) return;
  await endDefaults(tx, [...new Set(debtors)], { on: dayInCopenhagen(at), why: 'returned', at });
}
