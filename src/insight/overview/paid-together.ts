import type { ClaimNumber } from '../../claims/types.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { DebtLine, Group } from './types.ts';

/** The lines, each with what else the same instalments pay (`onPlan`: those that are paid so): they ask for one amount for all of it. */
export function withWhatIsPaidWith(
  lines: ReadonlyMap<Group, readonly DebtLine[]>,
  { plans, onPlan }: Pick<CitizenBooks, 'plans'> & { readonly onPlan: readonly DebtLine[] },
): Map<Group, DebtLine[]> {
  const abouts = aboutsOf(plans);
  const others = (line: DebtLine): DebtLine[] => {
    const about = onPlan.includes(line) ? abouts.find((each) => isAbout(line, each)) : undefined;
    if (about === undefined) return [];
    return onPlan.filter((each) => isAbout(each, about) && !isSameDebt(each, line));
  };
  const told = (line: DebtLine): DebtLine => {
    const paidWith = others(line);
    const isPaidSo = onPlan.includes(line);
    const months = line.months.map((month) => ({
      ...month,
      paidWith: isPaidSo ? [...paidWith, ...line.months.filter((each) => each !== month)] : [],
    }));
    return { ...line, paidWith, months };
  };
  return new Map([...lines].map(([group, those]) => [group, those.map(told)] as const));
}

/** The claims of each plan. */
function aboutsOf(plans: CitizenBooks['plans']): ReadonlySet<ClaimNumber>[] {
  if (plans.state === 'down') return [];
  const { agreement, arrangements } = plans.value;
  const covers = agreement?.terms.outcome === 'plan' ? [agreement.covers] : [];
  return [
    ...covers,
    ...arrangements.flatMap(({ arrangement: { terms, claims } }) => (terms.kind === 'plan' ? [claims] : [])),
  ].map((claims) => new Set(claims.map(({ claim }) => claim)));
}

function isAbout({ mains, claims }: DebtLine, about: ReadonlySet<ClaimNumber>): boolean {
  return [...mains, ...claims].some((each) => about.has(each));
}

function isSameDebt(one: DebtLine, other: DebtLine): boolean {
  return one.mains.some((main) => other.mains.includes(main));
}
