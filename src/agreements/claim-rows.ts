import { addMonths, monthOf } from '../kernel/dates.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { ClaimDescription } from '../claims/claim-descriptions.ts';

/** A claim with the amount that a letter tells of it. */
export interface ClaimAmount {
  readonly claim: ClaimDescription;
  readonly amount: Ore;
}

/** Claims of months that follow each other in one decision, told as one line so that the citizen can see the whole. */
export interface ClaimRow {
  readonly first: ClaimDescription;
  readonly last: ClaimDescription;
  readonly all: readonly ClaimAmount[];
  readonly amount: Ore;
}

/** The claims as rows, the oldest first; what `apart` tells apart is never one row. */
export function claimRows(
  claims: readonly ClaimAmount[],
  apart: (each: ClaimAmount) => string = () => '',
): ClaimRow[] {
  const oldestFirst = claims.toSorted((a, b) =>
    a.claim.periodFrom === b.claim.periodFrom
      ? Number(a.claim.claimNumber - b.claim.claimNumber)
      : a.claim.periodFrom < b.claim.periodFrom
        ? -1
        : 1,
  );
  const byDecision = Map.groupBy(oldestFirst, (each) =>
    [
      each.claim.accountNumber,
      each.claim.law,
      each.claim.benefit,
      each.claim.decisionDate,
      each.claim.lapseEarliest,
      each.claim.joint,
      apart(each),
    ].join('|'),
  );
  return [...byDecision.values()].flatMap(unbrokenRows);
}

/** A month in between that is not owed must not look as if it were. */
function unbrokenRows(claims: readonly ClaimAmount[]): ClaimRow[] {
  const rows: [ClaimAmount, ...ClaimAmount[]][] = [];
  for (const each of claims) {
    const row = rows.at(-1);
    const before = row?.at(-1)?.claim.periodTo;
    const follows = before !== undefined && addMonths(monthOf(before), 1) >= monthOf(each.claim.periodFrom);
    if (row !== undefined && follows) row.push(each);
    else rows.push([each]);
  }
  return rows.map((all) => ({
    first: all[0].claim,
    last: (all.at(-1) ?? all[0]).claim,
    all,
    amount: all.reduce((sum, { amount }) => addOre(sum, amount), zeroOre),
  }));
}
