import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { mandateOf } from './mandates.ts';
import { debitsOf } from './store.ts';
import type { Debit, Mandate } from './types.ts';

/** What a citizen sees of paying by Betalingsservice. */
export interface DirectDebitOf {
  /** The last; null = there never was one. */
  readonly mandate: Mandate | null;
  /** On their way: delivered, and not told of. The first day first. */
  readonly coming: readonly Debit[];
  /** What has become of the others, the newest first. */
  readonly told: readonly Debit[];
  /** What is on its way about each main claim. */
  readonly about: ReadonlyMap<ClaimNumber, Debit>;
}

export async function directDebitOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<DirectDebitOf> {
  const [mandate, all] = await Promise.all([mandateOf(tx, debtor), debitsOf(tx, debtor)]);
  const coming = all.filter(({ state }) => state === 'sent').toReversed();
  const about = new Map(coming.flatMap((debit) => debit.mains.map((main) => [main, debit] as const)));
  return { mandate, coming, told: all.filter(({ state }) => state !== 'sent'), about };
}
