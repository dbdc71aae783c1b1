import { liabilitiesFor } from '../claims/liabilities.ts';
import { clearancesFrom, type TransferClearance } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { parseKroner, zeroOre } from '../kernel/money.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

const CLAIMS_PER_PAGE = 5_000;
const ANY_DAY = date('9999-12-31');

/**
 * What other choices about the way to Gældsstyrelsen would mean for the claims that are cleared and not sent: those that would go by
 * a system from now on, or by the list (`by-system`, `by-list`), those that the new least amount keeps here, or lets go (`kept-here`,
 * `let-go`), and the others that wait (`waits`).
 */
export async function consequencesForTransfer(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('recovery');
  for (let after: ClaimNumber | null = null; ;) {
    const page: readonly TransferClearance[] = await clearancesFrom(tx, {
      on: ANY_DAY,
      after,
      limit: CLAIMS_PER_PAGE,
    });
    const last = page.at(-1);
    if (last === undefined) return counting.found();
    const claims = page.map(({ claim }) => claim);
    const accounts = await accountsOfClaims(tx, claims);
    const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
    for (const { claim, from } of page) {
      const debtor = liable.get(claim)?.[0]?.debtor;
      if (debtor === undefined) continue;
      const amount = balanceOf(accounts.get(claim));
      counting.add(kindOf(between, amount), {
        debtor,
        amount,
        claims: [claim],
        next: later(between.on, from),
      });
    }
    after = last.claim;
  }
}

function kindOf({ before: { recovery: was }, after: { recovery: is } }: Between, amount: bigint): string {
  const kept = (least: string) => amount < (parseKroner(least) ?? zeroOre);
  if (kept(was.least) !== kept(is.least)) return kept(is.least) ? 'kept-here' : 'let-go';
  return was.channel === is.channel ? 'waits' : `by-${is.channel}`;
}
