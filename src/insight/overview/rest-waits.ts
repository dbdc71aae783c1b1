import { sumOre, type Ore } from '../../kernel/money.ts';
import type { DebtLine } from './types.ts';

/** Whether more is left of these debts than is being paid on them on the web: the rest can be paid when that payment is settled. */
export function restWaits(debts: readonly Pick<DebtLine, 'left' | 'underWay'>[]): boolean {
  const paying = debts.filter(({ underWay }) => underWay !== null);
  const payments = new Map<string, Ore>(
    paying.flatMap(({ underWay }) => (underWay === null ? [] : [[underWay.reference, underWay.amount]])),
  );
  return sumOre(paying.map(({ left }) => left)) > sumOre([...payments.values()]);
}
