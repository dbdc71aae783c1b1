import { liabilitiesFor } from '../claims/liabilities.ts';
import { comesBackGivenUp, givenUpThere } from '../collection/given-up-there.ts';
import { owedAgain, type LossTakenFrom } from '../ledger/losses.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { WriteOff } from './types.ts';

interface Doing {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Whether what Gældsstyrelsen has given up is part of a claim that is there with the rest: it cannot be collected there, nor here before the
 * claim has been called back.
 */
export async function isGivenUpThere(
  tx: MunicipalityReadTx,
  { claim, takenFrom }: Pick<WriteOff, 'claim' | 'takenFrom'>,
): Promise<boolean> {
  return takenFrom === 'recovery' && (await givenUpThere(tx, claim)) === 'there';
}

/**
 * Where a booked loss stands when it is taken back. What Gældsstyrelsen had given up is owed here when the claim is here; what has ended stays
 * so, and what nobody is liable for any longer.
 */
export async function standsAgain(
  tx: MunicipalityReadTx,
  { claim, takenFrom, reason }: Pick<WriteOff, 'claim' | 'takenFrom' | 'reason'>,
): Promise<LossTakenFrom> {
  if (takenFrom === 'ended' && reason !== 'recovery') return 'ended';
  if (takenFrom === 'recovery' && (await givenUpThere(tx, claim)) !== null) return 'recovery';
  return (await isOwed(tx, claim)) ? 'owed' : 'ended';
}

/** A person has refused as a loss, or taken back, what Gældsstyrelsen had given up: somebody collects it again, which is us. */
export async function collectedHereAgain(
  tx: MunicipalityTx,
  { number: loss, claim, takenFrom, amount }: Pick<WriteOff, 'number' | 'claim' | 'takenFrom' | 'amount'>,
  doing: Doing,
): Promise<void> {
  if (takenFrom === 'recovery') await comesBackGivenUp(tx, { claim, amount, loss }, doing);
}

/** The same for a refused loss of what had come back given up. Answers whether it is owed now. */
export async function refusedIsOwed(
  tx: MunicipalityTx,
  loss: Pick<WriteOff, 'number' | 'claim' | 'takenFrom' | 'reason' | 'amount'>,
  doing: Doing,
): Promise<boolean> {
  await collectedHereAgain(tx, loss, doing);
  if (loss.takenFrom !== 'ended' || loss.reason !== 'recovery' || !(await isOwed(tx, loss.claim)))
    return false;
  await owedAgain(tx, loss, doing.at);
  return true;
}

async function isOwed(tx: MunicipalityReadTx, claim: WriteOff['claim']): Promise<boolean> {
  return (await liabilitiesFor(tx, [claim])).some(({ ended }) => ended === null);
}
