import { sumOre, zeroOre } from '../kernel/money.ts';
import { basisOn, later, type InterestFacts } from '../law/interest-facts.ts';
import { interestOf, type InterestMonth, type RateTable } from '../law/interest.ts';
import { dayAfter } from '../law/neighbouring-days.ts';

/**
 * The months of interest of a claim, also of one that had been paid and is not any longer, because a payment was taken back:
 * the law ends interest when the principal is paid, so that the time after the taking back is asked about anew, from the
 * day after it.
 */
export function interestMonths(facts: InterestFacts, rates: RateTable): readonly InterestMonth[] {
  const takenBack = facts.paid
    .filter(({ on, amount }) => amount < zeroOre && on > facts.srb)
    .map(({ on }) => on)
    .toSorted()
    .find((on) => basisOn(facts, on) === zeroOre && basisOn(facts, dayAfter(on)) > zeroOre);
  if (takenBack === undefined) return interestOf(facts, rates);
  const before = { ...facts, paid: facts.paid.filter(({ on }) => on < takenBack) };
  return [...interestOf(before, rates), ...interestMonths(from(facts, takenBack), rates)];
}

/** The facts of the time after a day: what had been paid by then counts as paid from the beginning. */
function from(facts: InterestFacts, day: InterestFacts['due']): InterestFacts {
  const { paid, srb, councilDecision } = facts;
  const earlier = sumOre(paid.filter(({ on }) => on <= day).map(({ amount }) => amount));
  const begins = dayAfter(day);
  return {
    ...facts,
    paid: [{ on: srb, amount: earlier }, ...paid.filter(({ on }) => on > day)],
    councilDecision: councilDecision === null ? null : { on: later(councilDecision.on, begins) },
  };
}
