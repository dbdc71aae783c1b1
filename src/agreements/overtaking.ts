import { zeroOre, type Ore } from '../kernel/money.ts';
import { relieves } from './decision-rule.ts';
import type { Decision, Terms } from './types.ts';

/**
 * Whether a new finding overtakes what is under way. The same stays as it is, unless the program may now decide it. What
 * is on its way to the debtor gives way only to what is better for them; the rest waits until it has arrived.
 */
export function overtakes(next: Decision, underWay: Decision): boolean {
  if (saysTheSame(next, underWay)) return next.decided !== null && underWay.state === 'waiting';
  return underWay.state !== 'decided' || isBetter(next, underWay);
}

function isBetter({ change, terms }: Decision, underWay: Decision): boolean {
  if (change === 'lapse') return true;
  // Deferral is better than the transfer of the whole debt (§ 10), whatever is asked for.
  return relieves(change) && (underWay.change === 'transfer' || askedBy(terms) < askedBy(underWay.terms));
}

function askedBy(terms: Terms): Ore {
  return terms.outcome === 'plan' ? terms.monthly : zeroOre;
}

function saysTheSame(a: Decision, b: Decision): boolean {
  return a.change === b.change && sameTerms(a.terms, b.terms) && sameClaims(a, b);
}

function sameTerms(a: Terms, b: Terms): boolean {
  if (a.outcome !== b.outcome || a.reason !== b.reason) return false;
  return a.outcome !== 'plan' || b.outcome !== 'plan' || a.monthly === b.monthly;
}

function sameClaims(a: Decision, b: Decision): boolean {
  const names = ({ covers, lapses }: Decision) =>
    [
      ...covers.map(({ claim, raised }) => `${claim}:${raised}`),
      ...lapses.map(({ claim }) => `lapses ${claim}`),
    ]
      .toSorted()
      .join();
  return names(a) === names(b);
}
