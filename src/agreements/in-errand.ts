import { debtorsStopped } from '../claims/holds.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { HoldReason } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Consequence, Decision } from './types.ts';

/** Why nothing is decided about a debtor for the time being. */
export type NotWhile = Extract<Consequence, `not-while-${string}`>;

/** The first that holds is told: a death goes before what the dead person was in. */
const inOrder: readonly (readonly [HoldReason, NotWhile])[] = [
  ['death', 'not-while-death'],
  ['bankruptcy', 'not-while-bankruptcy'],
  ['debt-relief', 'not-while-debt-relief'],
];

/** Those of these debtors whose estate, bankruptcy or debt relief is dealt with: nothing is decided meanwhile (law/holds.ts). */
export async function debtorsInErrand(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, NotWhile>> {
  const stopped = await debtorsStopped(tx, debtors, 'decisions');
  return new Map(
    [...stopped].flatMap(([debtor, reasons]) => {
      const [first] = inOrder.filter(([reason]) => reasons.has(reason));
      return first === undefined ? [] : [[debtor, first[1]] as const];
    }),
  );
}

/** Why a decision that an errand overtakes is taken off before it counts. */
export const ERRAND_OPEN = 'errand-open';

/** Whether an errand stops a decision. That claims have lapsed asks for nothing, and stands whatever is dealt with. */
export function isStoppedByErrand({ change }: Pick<Decision, 'change'>): boolean {
  return change !== 'lapse';
}
