import { addMonths, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { Arrangement, ArrangementTerms } from './types.ts';

export interface Instalment {
  readonly due: PlainDate;
  readonly amount: Ore;
}

/** The instalments of a plan about so much, in the order of their due dates; none of a deferral. */
export function instalmentsOf(terms: ArrangementTerms, owed: Ore): Instalment[] {
  if (terms.kind === 'deferral') return [];
  const instalments: Instalment[] = [];
  for (let left = owed; left > zeroOre; left = subtractOre(left, minOre(left, terms.monthly))) {
    const place = instalments.length;
    const due =
      place === 0 ? terms.firstDue : dayOfMonth(addMonths(monthOf(terms.firstDue), place), terms.dueDay);
    instalments.push({ due, amount: minOre(left, terms.monthly) });
  }
  return instalments;
}

export interface Standing {
  /** What it is about now: as agreed, less what its claims were lowered by. */
  readonly agreed: Ore;
  /** What is left of what was agreed. */
  readonly left: Ore;
  /** What is left of the instalments, by their due dates; adds up to `left`. None of a deferral. */
  readonly unpaid: readonly Instalment[];
  /** What should have been paid by the day, and is not. */
  readonly missing: Ore;
  /** The first due date by which more is missing than is tolerated; null = no more than that is. */
  readonly missingSince: PlainDate | null;
  /** What is left of the first instalment after the day that has not been paid ahead; null = there is none. */
  readonly next: Instalment | null;
  /** The next due date after the day, paid ahead or not; null = there is none. */
  readonly nextDue: PlainDate | null;
  /** The last one; null = there are no instalments. */
  readonly lastDue: PlainDate | null;
  /** Left of its claims and not agreed on: they were raised since, or an earlier payment was taken back. */
  readonly besides: Ore;
}

/** What has come of a claim since it was agreed on. */
export interface ClaimSince {
  readonly left: Ore;
  /** Paid on it since then; what an earlier payment covered, or does no longer, is no part of it. */
  readonly paid: Ore;
}

/**
 * How an arrangement stands on a day. What was paid since it was agreed covers its instalments, the first one first. Where its claims
 * were lowered the last instalments fall away; where more is owed of them than was agreed, the instalments stay as they are (open question Q46).
 */
export function standingOf(
  { terms, claims, tolerance }: Pick<Arrangement, 'terms' | 'claims' | 'tolerance'>,
  since: (claim: Arrangement['claims'][number]) => ClaimSince,
  day: PlainDate,
): Standing {
  const now = claims.map((claim) => ({ agreed: claim.owed, ...since(claim) }));
  const agreed = agreedNow(now);
  const paid = minOre(agreed, sumOre(now.map((each) => each.paid)));
  const left = subtractOre(agreed, paid);
  const instalments = instalmentsOf(terms, agreed);
  let asked: bigint = 0n;
  let missingSince: PlainDate | null = null;
  for (const { due, amount } of instalments) {
    if (due > day) break;
    asked += amount;
    if (asked > paid + tolerance.amount) missingSince ??= due;
  }
  const stands = sumOre(now.map((each) => each.left));
  const unpaid = unpaidOf(instalments, paid);
  return {
    agreed,
    left,
    unpaid,
    next: unpaid.find(({ due }) => due > day) ?? null,
    missing: ore(asked > paid ? asked - paid : 0n),
    missingSince,
    nextDue: instalments.find(({ due }) => due > day)?.due ?? null,
    lastDue: instalments.at(-1)?.due ?? null,
    besides: stands > left ? subtractOre(stands, left) : zeroOre,
  };
}

/** A claim that was lowered amounts to less than was agreed, whether what is left has been paid or not. */
function agreedNow(claims: readonly (ClaimSince & { readonly agreed: Ore })[]): Ore {
  return sumOre(claims.map((each) => minOre(each.agreed, addOre(each.left, each.paid))));
}

/** Whether no more than is tolerated was missing of the instalments that fell due until a day, when so much had been paid. */
export function wasPaidThen(
  { terms, claims, tolerance }: Pick<Arrangement, 'terms' | 'claims' | 'tolerance'>,
  since: (claim: Arrangement['claims'][number]) => ClaimSince,
  { until, paid }: { readonly until: PlainDate; readonly paid: Ore },
): boolean {
  const now = claims.map((claim) => ({ agreed: claim.owed, ...since(claim) }));
  const due = instalmentsOf(terms, agreedNow(now)).filter((each) => each.due <= until);
  return sumOre(due.map(({ amount }) => amount)) <= paid + tolerance.amount;
}

/** What was paid covers the first instalment first. */
function unpaidOf(instalments: readonly Instalment[], paid: Ore): Instalment[] {
  let rest = paid;
  return instalments.flatMap(({ due, amount }) => {
    const covered = minOre(rest, amount);
    rest = subtractOre(rest, covered);
    return covered === amount ? [] : [{ due, amount: subtractOre(amount, covered) }];
  });
}
