import type { ClaimNumber } from '../claims/types.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { summedAccounts } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargePage } from './store.ts';
import type { Charge } from './types.ts';

/** The ledger has raised another amount for a charge than stands here; our own mistake, and for a person to look at. */
export interface ChargeFault {
  readonly tag: 'charge-raised-otherwise';
  readonly claim: ClaimNumber;
  readonly raised: Ore;
  readonly stands: Ore;
}

const CHARGES_PER_PAGE = 5_000;
const MOST_FAULTS = 1_000;

/** Holds all interest and fees against the ledger; an empty list is the only good answer. Some thousand at most. */
export async function checkCharges(tx: MunicipalityReadTx): Promise<ChargeFault[]> {
  const faults: ChargeFault[] = [];
  for (let after: ClaimNumber | 0n = 0n; faults.length < MOST_FAULTS;) {
    const page: readonly Charge[] = await chargePage(tx, after, CHARGES_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    const accounts = await summedAccounts(
      tx,
      page.map(({ claim }) => claim),
    );
    for (const { claim, stands } of page) {
      const raised = accounts.get(claim)?.raised ?? zeroOre;
      if (raised !== stands) faults.push({ tag: 'charge-raised-otherwise', claim, raised, stands });
    }
    after = last.claim;
  }
  return faults;
}
