import type { ClaimNumber } from '../claims/types.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { comesBack } from './comes-back.ts';
import { recoveryClaims } from './store.ts';
import type { Doing } from './types.ts';

/**
 * What became of what the authority has given up of a claim: it is there with the rest (`there`), or all of it was given up and nobody
 * collects it (`given-up`); null = it has come back, or was sent anew since.
 */
export async function givenUpThere(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
): Promise<'there' | 'given-up' | null> {
  const known = (await recoveryClaims(tx, [claim])).get(claim);
  if (known?.state === 'written-off') return 'given-up';
  return known?.state === 'received' && known.writtenOff > zeroOre ? 'there' : null;
}

/**
 * A person says that so much of a claim which the authority has given up is no loss: nobody collects it there, so the claim is ours again
 * with it. What of it else is given up stays so. The debtors have been locked.
 */
export async function comesBackGivenUp(
  tx: MunicipalityTx,
  { claim, amount, loss }: { readonly claim: ClaimNumber; readonly amount: Ore; readonly loss: bigint },
  doing: Doing,
): Promise<void> {
  const known = (await recoveryClaims(tx, [claim])).get(claim);
  if (known?.state !== 'written-off') return;
  const why = known.endedWhy ?? 'AFSKRIVNING';
  const given = { ...known, writtenOff: subtractOre(known.writtenOff, amount) };
  await comesBack(tx, [given], { action: null, state: 'returned', why, doing });
  await tellPerson(tx, known, { kind: 'recovery-returned', detail: `loss ${loss}`, doing });
}
