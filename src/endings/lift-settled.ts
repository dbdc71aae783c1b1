import { liftHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';

interface Settled extends ActingOnErrand {
  readonly claims: readonly ClaimNumber[];
  readonly why: string;
}

/** Lifts the holds of an errand from claims of which it has been settled what becomes of them. */
export async function liftSettled(
  tx: MunicipalityTx,
  { kind: reason, debtor }: Pick<Errand, 'kind' | 'debtor'>,
  { claims, ...lifting }: Settled,
): Promise<void> {
  await liftHolds(
    tx,
    claims.map((claim) => ({ claim, debtor, reason, ...lifting })),
  );
}
