import { claimPage, listedClaims, type ListedClaim } from '../claims/claim-pages.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import type { ClaimState } from '../law/claim-state.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { standingsOf, stateIn } from './claim-standing.ts';

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
  const both = [...new Set(listed.flatMap(({ claim, main }) => [claim, main]))];
  const stored = await standingsOf(tx, { listed, liabilities: await liabilitiesFor(tx, both) });
  const states = new Map(listed.map((claim) => [claim.claim, stateIn(claim, stored, on)]));
  assert(states.size === listed.length, 'each claim stands in one state');
  return states;
}
