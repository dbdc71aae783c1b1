import type { InstalmentId } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';

/**
 * What is unpaid of each instalment, from what each asks for of a debtor on one claim and from what is due there in all:
 * what is paid covers the oldest instalment first, so that what is due belongs to the newest. Instalments that are paid
 * are left out. Instalments' numbers are in the order of their due dates.
 */
export function unpaidOf(asked: ReadonlyMap<InstalmentId, Ore>, due: Ore): Map<InstalmentId, Ore> {
  const unpaid = new Map<InstalmentId, Ore>();
  let left = due;
  for (const [instalment, amount] of [...asked].toSorted(newestFirst)) {
    const part = minOre(amount, left);
    if (part > zeroOre) unpaid.set(instalment, part);
    left = subtractOre(left, part);
  }
  return unpaid;
}

function newestFirst([a]: readonly [InstalmentId, Ore], [b]: readonly [InstalmentId, Ore]): number {
  return a < b ? 1 : a > b ? -1 : 0;
}
