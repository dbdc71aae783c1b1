import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { ore, sumOre, zeroOre } from '../kernel/money.ts';
import { whyNotArrangeable } from '../law/voluntary-plan.ts';
import { balanceOf } from '../ledger/balances.ts';
import type { Standings } from './claim-standing.ts';

export interface AboutPlans {
  /** The holds towards anybody. */
  readonly standing: Pick<Standings, 'accounts' | 'holds'>;
  /** Claims about which a plan has been asked for already. */
  readonly asked: ReadonlySet<ClaimNumber>;
  /** Others must sign for the debtor. */
  readonly othersMustSign: boolean;
}

/**
 * The main claims of which a debtor could make a plan without a caseworker where the municipality offers it on their type: told from the books
 * by the same law as the page that makes one (`ownDebts`), so that nobody is led to a page that takes the offer back.
 */
export function planableAmong(
  claims: readonly ClaimOfDebtor[],
  { standing: { accounts, holds }, asked, othersMustSign }: AboutPlans,
): Set<ClaimNumber> {
  if (othersMustSign) return new Set();
  const families = Map.groupBy(claims, ({ main }) => main);
  const planable = claims.filter(({ claim, level, ended, repayment }) => {
    if (level !== 'main' || ended !== null) return false;
    const family = families.get(claim) ?? [];
    if (family.some((each) => asked.has(each.claim))) return false;
    const about = {
      owed: ore(sumOre(family.map((each) => balanceOf(accounts.get(each.claim))))),
      byTable: repayment,
      orderNotRead: false,
      atRecovery: (accounts.get(claim)?.atRecovery ?? zeroOre) > zeroOre,
      holds: (holds.get(claim) ?? []).map(({ reason }) => reason),
      arose: null,
      lastDay: null,
      limitation: null,
    };
    return whyNotArrangeable([about]) === null;
  });
  return new Set(planable.map(({ claim }) => claim));
}
