import { claimsToSend } from '../claims/claims-to-send.ts';
import { clearAgain, clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { isOnItsWay } from './sendables.ts';
import { giveGround } from './grounds.ts';
import { sendableAgain } from './regretted-charges.ts';
import { recoveryClaims } from './store.ts';
import type { Doing } from './types.ts';

export type SendAgainRefusal = {
  readonly tag: 'reason-missing' | 'on-its-way' | 'never-sent' | 'not-cleared' | 'nothing-left';
};

/**
 * A person says why a claim that is cleared is to be sent though they should look first. Interest and fees are cleared with their
 * main claim, also when that is there already: then they follow it. Whether it may be sent is looked at with the day's transfer.
 */
export async function acceptTransfer(
  tx: MunicipalityTx,
  { claim, because }: { readonly claim: ClaimNumber; readonly because: string },
  doing: Doing,
): Promise<Result<'noted', SendAgainRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const recovery = (await recoveryClaims(tx, [claim])).get(claim) ?? null;
  if (isOnItsWay(recovery)) return refuse({ tag: 'on-its-way' });
  const main = (await claimsToSend(tx, [claim])).get(claim)?.main ?? null;
  const cleared = main ?? claim;
  if (!(await clearancesOf(tx, [cleared])).has(cleared)) return refuse({ tag: 'not-cleared' });
  // A main claim of which nothing is left goes with 0 kr. for the sake of its interest and fees.
  if (main !== null && balanceOf((await accountsOfClaims(tx, [claim])).get(claim)) === zeroOre)
    return refuse({ tag: 'nothing-left' });
  await giveGround(tx, { claim, because }, doing);
  await sendableAgain(tx, claim, doing);
  return ok('noted');
}

/**
 * A person has a claim sent again that was refused, or came back: it is cleared by what stood before, with their reason. Whether
 * it may be sent again is looked at with the day's transfer (`law/recall.ts` for what was recalled).
 */
export async function sendAgain(
  tx: MunicipalityTx,
  asked: { readonly claim: ClaimNumber; readonly because: string },
  doing: Doing,
): Promise<Result<'noted', SendAgainRefusal>> {
  const { claim } = asked;
  const recovery = (await recoveryClaims(tx, [claim])).get(claim) ?? null;
  if (asked.because.trim() === '') return refuse({ tag: 'reason-missing' });
  if (recovery === null) return refuse({ tag: 'never-sent' });
  if (!isOnItsWay(recovery)) await clearAgain(tx, { claim, from: dayInCopenhagen(doing.at) }, doing);
  return acceptTransfer(tx, asked, doing);
}
