import { addMonths, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
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
  /** What is left of all that it is about. */
  readonly left: Ore;
  /** What should have been paid by the day, and is not. */
  readonly missing: Ore;
  /** The first due date of which something is missing; null = nothing is. */
  readonly missingSince: PlainDate | null;
  /** The next due date after the day; null = there is none. */
  readonly nextDue: PlainDate | null;
}

/** How an arrangement stands on a day, from what is left of each of its claims. What was paid, or fell away, counts alike. */
export function standingOf(
  { terms, owed, claims }: Pick<Arrangement, 'terms' | 'owed' | 'claims'>,
  left: (claim: Arrangement['claims'][number]) => Ore,
  day: PlainDate,
): Standing {
  const still = sumOre(claims.map((each) => minOre(each.owed, left(each))));
  const paid = subtractOre(owed, still);
  const instalments = instalmentsOf(terms, owed);
  let asked: bigint = 0n;
  let missingSince: PlainDate | null = null;
  for (const { due, amount } of instalments) {
    if (due > day) break;
    asked += amount;
    if (asked > paid) missingSince ??= due;
  }
  return {
    left: still,
    missing: ore(asked > paid ? asked - paid : 0n),
    missingSince,
    nextDue: instalments.find(({ due }) => due > day)?.due ?? null,
  };
}
