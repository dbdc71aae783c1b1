import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { openHeldItems, shrinkItem } from '../ledger/refund-items.ts';
import { holdFor, seenTo } from '../payments/hold-for.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Doing } from './types.ts';

/**
 * What the authority has covered of a claim beyond what stood of it, because it was paid to us on the same days: the authority's posting
 * counts, and we may have to give it back. It is held for the first who owes the claim until a person has cleared it with the authority.
 */
export interface CoveredBeyond {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
}

const WHY = 'covered-there';

function aboutOf(claim: ClaimNumber): string {
  return `claim ${claim}`;
}

/**
 * Of a covering, or of one that is taken back (below 0), what is beyond `left`, which stands of the claim: held from now on, or below 0 held
 * no longer. Whoever owes the claim has been locked.
 */
export async function partBeyond(
  tx: MunicipalityTx,
  { claim, principal, left }: { readonly claim: ClaimNumber; readonly principal: Ore; readonly left: Ore },
  doing: Doing,
): Promise<CoveredBeyond[]> {
  const liable = await liabilitiesFor(tx, [claim]);
  if (principal < zeroOre) {
    const debtors = [...new Set(liable.map(({ debtor }) => debtor))];
    return takenFromBeyond(tx, { claim, debtors, amount: subtractOre(zeroOre, principal) }, doing);
  }
  const amount = subtractOre(principal, minOre(principal, left));
  if (amount === zeroOre) return [];
  const holder = liable.find(({ ended }) => ended === null) ?? liable[0];
  assert(holder !== undefined, `somebody owed claim ${claim} when it was covered`);
  return [{ claim, debtor: holder.debtor, amount }];
}

/** Opens what tells that it is held, after its transfers. */
export async function tellBeyond(
  tx: MunicipalityTx,
  beyond: readonly CoveredBeyond[],
  doing: Doing,
): Promise<void> {
  const items = beyond.map(({ claim, debtor, amount }) => {
    return { debtor, amount, why: WHY, about: aboutOf(claim) } as const;
  });
  await holdFor(tx, items, doing);
}

/**
 * What is taken back goes first of what was beyond and is still held. What has been given back to the debtor, or is in an order, is owed of
 * the claim again.
 */
async function takenFromBeyond(
  tx: MunicipalityTx,
  { claim, debtors, amount }: Pick<CoveredBeyond, 'claim' | 'amount'> & { readonly debtors: DebtorNumber[] },
  { by, at }: Doing,
): Promise<CoveredBeyond[]> {
  const taken: CoveredBeyond[] = [];
  let left = amount;
  for (const item of await openHeldItems(tx, debtors)) {
    if (item.why !== WHY || item.about !== aboutOf(claim) || item.order !== null || left === zeroOre)
      continue;
    const part = minOre(left, item.amount);
    await shrinkItem(tx, item, { by: part, who: by, at });
    taken.push({ claim, debtor: item.debtor, amount: subtractOre(zeroOre, part) });
    left = subtractOre(left, part);
  }
  if (taken.length > 0)
    await seenTo(tx, debtors, { by: 'automatic', because: 'Gældsstyrelsen har taget det tilbage.', at });
  return taken;
}
