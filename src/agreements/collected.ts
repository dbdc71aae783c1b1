import { addOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { instalmentsFrom, type NoLongerAsked } from './instalments-withdrawn.ts';

/** What has been paid of such instalments beyond what should have been asked for on each due date. */
export async function collectedBeyond(
  tx: MunicipalityReadTx,
  instalments: Pick<NoLongerAsked, 'debtor' | 'from' | 'agreement'>,
  should: Ore,
): Promise<Ore> {
  const asked = await instalmentsFrom(tx, instalments);
  const standings = await instalmentStandings(
    tx,
    asked.map(({ instalment }) => instalment),
  );
  return [...standings.values()].reduce((sum, { asked: amount, unpaid }) => {
    const beyond = subtractOre(subtractOre(amount, unpaid), should);
    return beyond > zeroOre ? addOre(sum, beyond) : sum;
  }, zeroOre);
}
