import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimBalance } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims, balanceFor } from './balances.ts';
import { overpaidBy, owedBackBy } from './overpaid.ts';

/** What a debtor owes the municipality on claims of every type, in øre. */
export interface DebtorBalance {
  /** What is left of the claims here; of a joint claim the whole, though the other owes it too. */
  readonly owed: Ore;
  /** The part of it that instalments have asked the debtor for, and that is not paid. */
  readonly due: Ore;
  /** The part of it that stands on bills, interest and fees. */
  readonly bills: Ore;
  /** What is left of claims at the recovery authority; no part of what is owed here. */
  readonly atRecovery: Ore;
  /** What is held for the debtor. */
  readonly overpaid: Ore;
  /** Owed by the debtor of what was given back, because the payment was taken back from us since; no part of `owed`. */
  readonly owedBack: Ore;
  /** With something left here or at the recovery authority; oldest first. */
  readonly claims: readonly ClaimOwed[];
}

/** What is left of a claim, here and at the recovery authority. */
export interface ClaimOwed extends ClaimOfDebtor, ClaimBalance {
  readonly atRecovery: Ore;
}

/** What a debtor owes, claim by claim; nothing for a debtor without open claims. The one number that is shown anywhere. */
export async function balanceOfDebtor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<DebtorBalance> {
  const owing = (await claimsOfDebtor(tx, debtor)).filter(({ ended }) => ended === null);
  const accounts = await accountsOfClaims(
    tx,
    owing.map(({ claim }) => claim),
  );
  const claims = owing
    .map((claim): ClaimOwed => {
      const its = accounts.get(claim.claim);
      return { ...claim, ...balanceFor(debtor, its), atRecovery: its?.atRecovery ?? zeroOre };
    })
    .filter(({ balance, atRecovery }) => balance > zeroOre || atRecovery > zeroOre);
  const overpaid = (await overpaidBy(tx, [debtor])).get(debtor) ?? zeroOre;
  return {
    owed: sumOre(claims.map(({ balance }) => balance)),
    due: sumOre(claims.map(({ dueFrom }) => dueFrom)),
    bills: sumOre(claims.flatMap(({ benefit, balance }) => (benefit === null ? [balance] : []))),
    atRecovery: sumOre(claims.map(({ atRecovery }) => atRecovery)),
    overpaid,
    owedBack: (await owedBackBy(tx, [debtor])).get(debtor) ?? zeroOre,
    claims,
  };
}
