import { endSettledAgreements } from '../agreements/settled.ts';
import { endFreedArrangements } from '../arrangements/freed.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { endLiabilities } from '../ledger/liability-ends.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';

interface Discharging extends ActingOnErrand {
  readonly claims: readonly ClaimNumber[];
  readonly because: string;
}

/** Frees the debtor of an errand of claims; what nobody else is liable for is owed no more from that day. */
export async function discharge(
  tx: MunicipalityTx,
  { number, debtor }: Pick<Errand, 'number' | 'debtor'>,
  { claims, because, by, on, at }: Discharging,
): Promise<void> {
  const reason = `errand ${number} ${because}`;
  await endLiabilities(
    tx,
    claims.map((claim) => ({ claim, debtor, kind: 'discharged', on, reason, by, at })),
  );
  await endSettledAgreements(tx, { debtors: [debtor], on, at });
  await endFreedArrangements(tx, { debtors: [debtor], on, by, at });
}
