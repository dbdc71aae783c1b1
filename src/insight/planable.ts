import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, sumOre, zeroOre } from '../kernel/money.ts';
import { misdatedBy, whyNotArrangeable } from '../law/voluntary-plan.ts';
import { balanceOf } from '../ledger/balances.ts';
import type { Standings } from './claim-standing.ts';

export interface AboutPlans {
  /** The holds towards anybody. */
  readonly standing: Pick<Standings, 'accounts' | 'holds'>;
  /** Claims about which a plan has been asked for already. */
  readonly asked: ReadonlySet<ClaimNumber>;
  /** Main claims that are being paid on the web. */
  readonly paying: ReadonlySet<ClaimNumber>;
  /** The last day of claims of any level, for who owes them. */
  readonly lastDays: ReadonlyMap<ClaimNumber, ReadonlyMap<DebtorNumber, PlainDate>>;
  readonly debtor: DebtorNumber;
  /** When they would sign. */
  readonly on: PlainDate;
}

/**
 * The main claims of which a debtor, together with whoever must sign for them, could make a plan where the municipality offers it on their type: told from the
 * books by the same law as the page that makes one (`ownDebts`), so that nobody is led to a page that takes the offer back.
 */
export function planableAmong(
  claims: readonly ClaimOfDebtor[],
  { standing: { accounts, holds }, asked, paying, lastDays, debtor, on }: AboutPlans,
): Set<ClaimNumber> {
  const families = Map.groupBy(claims, ({ main }) => main);
  const lastDayOf = (family: readonly ClaimOfDebtor[]) => {
    const open = family.filter(
      ({ claim, main }) => claim === main || balanceOf(accounts.get(claim)) > zeroOre,
    );
    const days = open.flatMap(({ claim }) => lastDays.get(claim)?.get(debtor) ?? []);
    return days.toSorted()[0] ?? null;
  };
  const planable = claims.filter(({ claim, level, ended, repayment, origin }) => {
    if (level !== 'main' || ended !== null || paying.has(claim)) return false;
    const family = families.get(claim) ?? [];
    if (family.some((each) => asked.has(each.claim))) return false;
    const about = {
      owed: ore(sumOre(family.map((each) => balanceOf(accounts.get(each.claim))))),
      byTable: repayment,
      orderNotRead: false,
      atRecovery: (accounts.get(claim)?.atRecovery ?? zeroOre) > zeroOre,
      holds: (holds.get(claim) ?? []).map(({ reason }) => reason),
      arose: origin,
      lastDay: lastDayOf(family),
      limitation: null,
    };
    return (
      whyNotArrangeable([about]) === null && misdatedBy({ claims: [about], acknowledgedOn: on }, on) === null
    );
  });
  return new Set(planable.map(({ claim }) => claim));
}
