import { earliestDay, interrupted, standingLimitations } from '../charges/last-days.ts';
import { billsOf, type Bill } from '../claims/bills.ts';
import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { Limitation } from '../claims/limitation.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { claimType, underCollectionOrder } from '../law/claim-types.ts';
import { isLeftToPerson } from '../law/repayment-laws.ts';
import type { ArrangedClaim } from '../law/voluntary-plan.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Arrangement } from './types.ts';

/** The main claims that an arrangement is asked for, with all that decides whether it can be made. */
export interface AboutClaims {
  /** Interest and fees among them; only what is open. */
  readonly owed: readonly { readonly bill: Bill; readonly owed: Ore }[];
  /** One for each main claim, in their order. */
  readonly asked: readonly ArrangedClaim[];
  /** The first claim that is none of the debtor's; null = all are. */
  readonly strange: ClaimNumber | null;
  readonly mains: readonly ClaimNumber[];
}

export async function aboutClaims(
  tx: MunicipalityReadTx,
  {
    debtor,
    mains,
    acknowledgedOn,
  }: {
    readonly debtor: DebtorNumber;
    readonly mains: readonly ClaimNumber[];
    readonly acknowledgedOn: PlainDate | null;
  },
): Promise<AboutClaims> {
  const claims = await mainClaims(tx, mains);
  const liable = await liabilitiesFor(tx, mains);
  const isTheirs = (claim: ClaimNumber) =>
    liable.some((each) => each.claim === claim && each.debtor === debtor && each.ended === null);
  const bills = await billsOf(tx, mains);
  const accounts = await accountsOfClaims(
    tx,
    bills.map(({ claim }) => claim),
  );
  const owed = bills
    .map((bill) => ({ bill, owed: balanceOf(accounts.get(bill.claim)) }))
    .filter((each) => each.owed > zeroOre);
  const holds = await holdsOn(tx, mains);
  const toAcknowledge = [...new Set([...mains, ...owed.map(({ bill }) => bill.claim)])];
  const limitations = await standingLimitations(tx, toAcknowledge);
  const theirsOf = (main: ClaimNumber) =>
    [main, ...owed.filter(({ bill }) => bill.main === main).map(({ bill }) => bill.claim)].flatMap((claim) =>
      (limitations.get(claim) ?? []).filter((each) => each.debtor === debtor),
    );
  const own = await ownTypesIn(tx);
  const asked = mains.map((main): ArrangedClaim => {
    const type = claimType(claims.get(main)?.type ?? '', own);
    return {
      owed: ore(sumOre(owed.filter(({ bill }) => bill.main === main).map((each) => each.owed))),
      byTable: type.ok && underCollectionOrder(type.value),
      orderNotRead: type.ok && isLeftToPerson(type.value.code),
      atRecovery: (accounts.get(main)?.atRecovery ?? zeroOre) > zeroOre,
      holds: (holds.get(main) ?? []).map(({ reason }) => reason),
      arose: claims.get(main)?.origin ?? null,
      ...lastDays(theirsOf(main), acknowledgedOn),
    };
  });
  return {
    owed,
    asked,
    strange: mains.find((main) => !claims.has(main) || !isTheirs(main)) ?? null,
    mains,
  };
}

/** The main claims of an arrangement, by number. */
export async function mainsOf(
  tx: MunicipalityReadTx,
  { claims }: Pick<Arrangement, 'claims'>,
): Promise<ClaimNumber[]> {
  const mains = await mainClaims(
    tx,
    claims.map(({ claim }) => claim),
  );
  return [...mains.keys()].toSorted((a, b) => (a < b ? -1 : 1));
}

/**
 * What the debtor's signature is (forældelsesloven § 15): the same period anew from its day. Whether a signed request is also a special
 * basis of ten years (§ 5, stk. 1, nr. 1) is open question Q35; until it is answered, the shorter counts.
 */
export function acknowledgement(on: PlainDate) {
  return { kind: 'acknowledged', on, existenceAndAmount: false, byAllWhoMust: true } as const;
}

/** The first last day of a claim, its interest and its fees: as it stands, and after the acknowledgement. */
function lastDays(
  standing: readonly Limitation[],
  acknowledgedOn: PlainDate | null,
): Pick<ArrangedClaim, 'lastDay' | 'limitation'> {
  const lastDay = earliestDay(standing);
  if (acknowledgedOn === null) return { lastDay, limitation: lastDay };
  const after = standing.map((each) => interrupted(each, acknowledgement(acknowledgedOn)));
  return { lastDay, limitation: earliestDay(after) };
}
