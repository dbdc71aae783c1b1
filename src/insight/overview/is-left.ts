import { zeroOre } from '../../kernel/money.ts';
import type { DebtLine } from './types.ts';

/** Whether anything is left of a debt, here or at Gældsstyrelsen; so it is where what is there cannot be read, and where it stands is not known. */
export function isLeft({
  left,
  atRecovery,
  state,
}: Pick<DebtLine, 'left' | 'atRecovery' | 'state'>): boolean {
  return left > zeroOre || atRecovery > zeroOre || state === null;
}
