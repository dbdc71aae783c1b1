import type { DecisionAlone } from '../agreements/types.ts';
import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import { claimsToSend } from '../claims/claims-to-send.ts';
import { holdsOn } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { effects } from '../law/holds.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

export interface LeftOfClaim {
  readonly claim: ClaimNumber;
  readonly owed: Ore;
}

/**
 * What a debtor still owes us of what was decided to go to Gældsstyrelsen, with interest and fees, when a complaint about it has been answered; only of claims that nothing
 * else keeps from being sent. None = nothing of it is to be sent, as where it is there already.
 */
export async function leftToSend(
  tx: MunicipalityReadTx,
  { debtor, covers }: Pick<DecisionAlone, 'debtor' | 'covers'>,
): Promise<LeftOfClaim[]> {
  const covered = new Set(covers.map(({ claim }) => claim));
  const theirs = (await claimsOfDebtor(tx, debtor)).filter(
    ({ main, ended }) => covered.has(main) && ended === null,
  );
  const holds = await holdsOn(tx, [...covered]);
  const kept = new Set(
    [...holds].flatMap(([claim, its]) => {
      const others = its.filter(
        (hold) =>
          (hold.debtor === null || hold.debtor === debtor) &&
          // What the complaint held ends with its answer.
          hold.reason !== 'decision-complaint',
      );
      return effects(others.map(({ reason }) => reason)).transfer ? [claim] : [];
    }),
  );
  // Its source tells of a complaint about the repayment itself.
  const pending = await claimsToSend(tx, [...covered]);
  const goes = (main: ClaimNumber) => !kept.has(main) && pending.get(main)?.complaintPending !== true;
  const sent = theirs.filter(({ main }) => goes(main)).map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, sent);
  return sent.flatMap((claim) => {
    const owed = balanceOf(accounts.get(claim));
    return owed > zeroOre ? [{ claim, owed }] : [];
  });
}
