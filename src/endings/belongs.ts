import { arisingOf } from '../claims/arising.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { arose } from '../law/arose.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { judgedOf } from './errand-claim-rows.ts';
import type { Errand } from './errand-types.ts';

/**
 * Whether a claim belongs to an errand: it follows the errand's outcome (`yes`), is collected as if there were none (`no`), or a
 * person must say (`unclear`).
 */
export type Belongs = 'yes' | 'no' | 'unclear';

/**
 * Which of these claims belong to an errand: what arose before it began, with its interest and fees. Bankruptcy and debt relief leave
 * alone what has arisen since; what a dead person has come to owe since the death is for a person. What persons have said goes before.
 */
export async function whichBelong(
  tx: MunicipalityReadTx,
  { number, kind, beganOn }: Pick<Errand, 'number' | 'kind' | 'beganOn'>,
  claims: readonly ClaimNumber[],
): Promise<(claim: ClaimNumber) => Belongs> {
  const [arising, judged] = [await arisingOf(tx, claims), await judgedOf(tx, number)];
  return (claim) => {
    const known = arising.get(claim);
    if (known === undefined) return 'unclear';
    const said = judged.get(known.main);
    if (said !== undefined) return said ? 'yes' : 'no';
    const when = arose(known, beganOn);
    if (when === 'since') return kind === 'death' ? 'unclear' : 'no';
    return when === 'before' ? 'yes' : 'unclear';
  };
}
