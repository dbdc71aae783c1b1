import { agreementsInForce } from '../agreements/agreements.ts';
import type { Agreement } from '../agreements/types.ts';
import { claimPage, listedClaims, type ListedClaim } from '../claims/claim-pages.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { claimsOnTheirWay, type OnItsWay } from '../collection/where-claims-are.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { claimState, type ClaimState, type ClaimStateFacts } from '../law/claim-state.ts';
import { accountsOfClaims, balanceOf, type ClaimAccounts } from '../ledger/balances.ts';
import { lossesOfClaims, type ClaimLosses } from '../ledger/claim-losses.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { pursuitOf } from './claim-pursuit.ts';

const PAGE_SIZE = 2_000;

/** Where these claims stand on a day; unknown ones are left out. A charge stands where its main claim does, until it is paid. */
export async function claimStates(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  on: PlainDate,
): Promise<Map<ClaimNumber, ClaimState>> {
  return statesOf(tx, await listedClaims(tx, claims), on);
}

/** How many claims of a municipality stand in each state on a day; states without any are left out. */
export async function countClaimStates(
  tx: MunicipalityReadTx,
  on: PlainDate,
): Promise<Readonly<Partial<Record<ClaimState, number>>>> {
  const counts: Partial<Record<ClaimState, number>> = {};
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page: readonly ListedClaim[] = await claimPage(tx, after, PAGE_SIZE);
    const last = page.at(-1);
    if (last === undefined) return counts;
    for (const state of (await statesOf(tx, page, on)).values()) counts[state] = (counts[state] ?? 0) + 1;
    after = last.claim;
  }
}

async function statesOf(
  tx: MunicipalityReadTx,
  listed: readonly ListedClaim[],
  on: PlainDate,
): Promise<Map<ClaimNumber, ClaimState>> {
  const stored = await storedAbout(tx, listed);
  const states = new Map(listed.map((claim) => [claim.claim, claimState(factsOf(claim, stored), on)]));
  assert(states.size === listed.length, 'each claim stands in one state');
  return states;
}

interface Stored {
  readonly accounts: ReadonlyMap<ClaimNumber, ClaimAccounts>;
  readonly losses: ReadonlyMap<ClaimNumber, ClaimLosses>;
  readonly liabilities: ReadonlyMap<ClaimNumber, readonly Liability[]>;
  readonly holds: ReadonlyMap<ClaimNumber, readonly Hold[]>;
  readonly agreed: ReadonlyMap<DebtorNumber, Agreement>;
  readonly onTheirWay: ReadonlyMap<ClaimNumber, OnItsWay>;
  readonly pursued: Awaited<ReturnType<typeof pursuitOf>>;
}

async function storedAbout(tx: MunicipalityReadTx, listed: readonly ListedClaim[]): Promise<Stored> {
  const claims = listed.map(({ claim }) => claim);
  const mains = [...new Set(listed.map(({ main }) => main))];
  const both = [...new Set([...claims, ...mains])];
  const liabilities = await liabilitiesFor(tx, both);
  const debtors = [...new Set(liabilities.map(({ debtor }) => debtor))];
  return {
    accounts: await accountsOfClaims(tx, claims),
    losses: await lossesOfClaims(tx, claims),
    liabilities: Map.groupBy(liabilities, ({ claim }) => claim),
    holds: await holdsOn(tx, both),
    agreed: await agreementsInForce(tx, debtors),
    onTheirWay: await claimsOnTheirWay(tx, claims),
    pursued: await pursuitOf(tx, mains, liabilities),
  };
}

function factsOf({ claim, main, repayment, due, srb }: ListedClaim, stored: Stored): ClaimStateFacts {
  const accounts = stored.accounts.get(claim);
  const losses = stored.losses.get(claim);
  const liabilities = stored.liabilities.get(claim) ?? [];
  const holds = [claim, ...(main === claim ? [] : [main])].flatMap((each) => stored.holds.get(each) ?? []);
  return {
    open: balanceOf(accounts),
    atRecovery: accounts?.atRecovery ?? zeroOre,
    ended: losses?.ended ?? zeroOre,
    writtenOff: losses?.writtenOff ?? zeroOre,
    liabilities: liabilities.map(({ ended }) => ended),
    transfer: stored.onTheirWay.get(claim) ?? null,
    holds: holds.map(({ reason }) => reason),
    agreed: repayment ? agreedAbout(main, liabilities, stored.agreed) : null,
    pursued: stored.pursued.get(main) ?? null,
    repayment,
    due,
    srb,
  };
}

/** What is in force with anybody who is still liable and whose agreement covers the claim; a plan asks, so it shows first. */
function agreedAbout(
  claim: ClaimNumber,
  liabilities: readonly Liability[],
  agreements: Stored['agreed'],
): ClaimStateFacts['agreed'] {
  const outcomes = liabilities.flatMap(({ debtor, ended }) => {
    const agreement = ended === null ? agreements.get(debtor) : undefined;
    const covered = agreement?.covers.some((each) => each.claim === claim) ?? false;
    return agreement === undefined || !covered ? [] : [agreement.terms.outcome];
  });
  return outcomes.includes('plan') ? 'plan' : outcomes.includes('deferral') ? 'deferral' : null;
}
