import type { ClaimNumber } from '../claims/types.ts';
import { subtractOre, sumOre, zeroOre } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { lossesOfClaims, roundedOff } from './claim-losses.ts';
import { givenBackOf, moneyOnClaims } from './paid-on-claim.ts';
import type { Reducible } from './reduction.ts';
import { relievedStandings } from './relieved-standings.ts';

/** Where all that was raised of these claims is now, as a reduction takes it; unknown claims are left out. The debtors have been locked. */
export async function reducible(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Reducible>> {
  const accounts = await accountsOfClaims(tx, claims);
  const losses = await lossesOfClaims(tx, claims);
  const rounded = await roundedOff(tx, claims);
  const money = await moneyOnClaims(tx, claims);
  const back = await givenBackOf(tx, claims);
  const relieved = await relievedStandings(tx, claims);
  return new Map(
    [...accounts].map(([claim, { notAsked, due, atRecovery }]) => {
      const covered = sumOre((money.get(claim) ?? []).map(({ amount }) => amount));
      return [
        claim,
        {
          notAsked,
          due,
          atRecovery,
          ended: losses.get(claim)?.ended ?? zeroOre,
          writtenOff: losses.get(claim)?.writtenOff ?? zeroOre,
          rounded: rounded.get(claim) ?? zeroOre,
          money: subtractOre(covered, sumOre((back.get(claim) ?? new Map()).values())),
          ...ofRelief(relieved.get(claim)),
        },
      ];
    }),
  );
}

function ofRelief(relieved: Reducible['relieved']): Pick<Reducible, 'relieved'> {
  return relieved === undefined ? {} : { relieved };
}
