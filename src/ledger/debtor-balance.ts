import type { OpenClaim } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { outstandingClaims } from './balances.ts';
import { overpaidBy } from './overpaid.ts';

/** What a debtor owes the municipality, in øre. */
export interface DebtorBalance {
  /** What is left of the claims; of a joint claim the whole, though the other spouse owes it too. */
  readonly owed: Ore;
  /** What the debtor has been asked for and has not paid. */
  readonly due: Ore;
  /** What is held for the debtor. */
  readonly overpaid: Ore;
  /** Oldest period first. */
  readonly claims: readonly OpenClaim[];
}

/** What a debtor owes, claim by claim; nothing for a debtor without open claims. */
export async function balanceOfDebtor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<DebtorBalance> {
  const claims = (await outstandingClaims(tx, [debtor])).get(debtor) ?? [];
  const overpaid = (await overpaidBy(tx, [debtor])).get(debtor) ?? zeroOre;
  return {
    owed: sumOre(claims.map(({ balance }) => balance)),
    due: sumOre(claims.map(({ dueFrom }) => dueFrom)),
    overpaid,
    claims,
  };
}
