import { accountsOfClaims } from '../ledger/balances.ts';
import { claimAccount, dueAccount, recoveryAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { postAction } from './post-action.ts';
import { isCreation, type Doing, type RecoveryAction } from './types.ts';

/**
 * What came to stand here of a claim that the authority has, such as what a correction added after all of it was covered there, is
 * owed there: with the action that brought the claim.
 */
export async function stayThere(
  tx: MunicipalityTx,
  actions: readonly RecoveryAction[],
  doing: Doing,
): Promise<void> {
  const brought = actions.findLast(({ code, state }) => isCreation(code) && state === 'done');
  if (brought === undefined) return;
  const { claim } = brought;
  const accounts = (await accountsOfClaims(tx, [claim])).get(claim);
  if (accounts === undefined) return;
  const debit = recoveryAccount(claim);
  const due = [...accounts.due].toSorted(([a], [b]) => a - b);
  await postAction(tx, brought, {
    cause: 'transferred',
    doing,
    movements: [
      { debit, credit: claimAccount(claim), amount: accounts.notAsked },
      ...due.map(([debtor, amount]) => ({ debit, credit: dueAccount(claim, debtor), amount })),
    ],
  });
}
