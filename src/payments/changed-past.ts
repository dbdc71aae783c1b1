import { adjustCharges, type ChangedPast, type ChargesAdjusted } from '../charges/adjust-charges.ts';
import { tellOfRests } from '../arrangements/how-they-stand.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { giveBack } from './give-back.ts';
import { holdReduced } from './hold-for.ts';

/** A payment, a payment taken back, or a correction, after its transfers have been written. */
export interface PastChanged extends Pick<ChangedPast, 'cause' | 'number' | 'before'> {
  /** The main claims on which something counts otherwise now. */
  readonly mains: readonly ClaimNumber[];
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Posts what interest and fees of these claims amount to otherwise now that the past under them is another, and opens an
 * item for a person about what had been paid of them. What is at the recovery authority is told there. The debtors have been
 * locked by the caller.
 */
export async function adjustFor(
  tx: MunicipalityTx,
  { by, ...change }: PastChanged,
): Promise<ChargesAdjusted> {
  const { at } = change;
  const done = await adjustCharges(tx, { ...change, giveBack });
  await holdReduced(tx, done.adjusted, { by, at });
  if (change.cause !== 'payment') await tellOfRests(tx, change.mains, at);
  return done;
}
