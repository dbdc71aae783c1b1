import { accountsOfClaims } from '../ledger/balances.ts';
import { claimAccount, dueAccount, recoveryAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { postActions } from './post-action.ts';
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
  if (brought !== undefined) await allThere(tx, [brought], doing);
}

/** All that stands here of claims is owed there, each with the action that brought it. */
export async function allThere(
  tx: MunicipalityTx,
  brought: readonly RecoveryAction[],
  doing: Doing,
): Promise<void> {
  const accounts = await accountsOfClaims(
    tx,
    brought.map(({ claim }) => claim),
  );
  const moves = brought.flatMap((action) => {
    const [claim, stands] = [action.claim, accounts.get(action.claim)];
    if (stands === undefined) return [];
    const debit = recoveryAccount(claim);
    const due = [...stands.due].toSorted(([a], [b]) => a - b);
    const movements = [
      { debit, credit: claimAccount(claim), amount: stands.notAsked },
      ...due.map(([debtor, amount]) => ({ debit, credit: dueAccount(claim, debtor), amount })),
    ];
    return [{ action, movements }];
  });
  if (moves.length > 0) await postActions(tx, moves, { cause: 'transferred', doing });
}
