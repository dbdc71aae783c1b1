import { addOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { instalmentsFrom } from './instalments-withdrawn.ts';
import type { Decision } from './types.ts';

/** What has been paid of a decision's instalments beyond what should have been asked for on each due date. */
export async function collectedBeyond(
  tx: MunicipalityReadTx,
  { id, debtor, draftedOn }: Pick<Decision, 'id' | 'debtor' | 'draftedOn'>,
  should: Ore,
): Promise<Ore> {
  const asked = await instalmentsFrom(tx, { debtor, from: draftedOn, agreement: id });
  const standings = await instalmentStandings(
    tx,
    asked.map(({ instalment }) => instalment),
  );
  return [...standings.values()].reduce((sum, { asked: amount, unpaid }) => {
    const beyond = subtractOre(subtractOre(amount, unpaid), should);
    return beyond > zeroOre ? addOre(sum, beyond) : sum;
  }, zeroOre);
}
