import { ordinaryMainsOf } from '../../claims/bills.ts';
import { mainClaims } from '../../claims/main-claims.ts';
import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { DebtorNumber } from '../../kernel/ids.ts';
import { zeroOre } from '../../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../ledger/balances.ts';
import type { MunicipalityReadTx } from '../../platform/database.ts';

/** Bills of somebody that were to be paid before a day, with something left to pay here; by number. */
export async function overdueBills(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<ClaimNumber[]> {
  const mains = (await ordinaryMainsOf(tx, [debtor])).map(({ claim }) => claim);
  const [claims, accounts] = [await mainClaims(tx, mains), await accountsOfClaims(tx, mains)];
  return mains.filter((claim) => {
    const srb = claims.get(claim)?.srb ?? null;
    return srb !== null && srb < on && balanceOf(accounts.get(claim)) > zeroOre;
  });
}
