import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { Plans } from '../plans-in-books.ts';
import { planDisputedBy, planStoppedFor } from '../plan-arrears.ts';
import type { DebtLine, PlanKeeps } from './types.ts';

/** Something that is to be paid, and when. */
export interface Asked {
  readonly amount: Ore;
  /** Null = at once. */
  readonly by: PlainDate | null;
  /** The claims that it is for. */
  readonly about: readonly ClaimNumber[];
}

/** What a plan asks for. */
export interface AskedOfPlan {
  readonly about: readonly ClaimNumber[];
  /** What has been asked for and is unpaid, the oldest first, whether its day has come or not. */
  readonly unpaid: readonly Asked[];
  /** What is asked for next; null = nothing more is. */
  readonly next: Asked | null;
  /** So much by a day that has not passed keeps the plan, of which a letter has asked for what is missing, or said that nothing follows before that; null = none has. */
  readonly keeps: PlanKeeps | null;
  /** Something of it is disputed, or who is to pay it is dead, bankrupt or in debt relief: nobody is led to pay it meanwhile. */
  readonly rests: boolean;
}

/** What each plan asks for: those on request, and that which was decided. `onPlan` are the debts that are paid by them. Nothing where they cannot be read. */
export function askedOfPlans(
  books: Pick<CitizenBooks, 'claims' | 'own' | 'plans' | 'standing'>,
  onPlan: readonly DebtLine[],
): AskedOfPlan[] {
  const { plans } = books;
  if (plans.state === 'down') return [];
  const { arrangements } = plans.value;
  return [
    ...arrangements.flatMap((each) => byArrangement(each, onPlan, restsNow(each, books))),
    ...byAgreement(plans.value, onPlan),
  ];
}

function restsNow(
  { arrangement }: Plans['arrangements'][number],
  books: Pick<CitizenBooks, 'claims' | 'own' | 'standing'>,
): boolean {
  return planDisputedBy(arrangement, books) !== null || planStoppedFor(arrangement, books) !== null;
}

function byAgreement(
  { agreement, next, unpaid, stopped }: Plans,
  onPlan: readonly DebtLine[],
): AskedOfPlan[] {
  if (agreement?.terms.outcome !== 'plan') return [];
  const about = agreement.covers.map(({ claim }) => claim);
  const missing = unpaid.map(({ dueOn: by, amount }) => ({ amount, by, about }));
  const coming = next === null ? null : { amount: next.amount, by: next.due, about };
  return [{ about, unpaid: missing, next: coming, keeps: keepsOf(about, onPlan), rests: stopped !== null }];
}

function byArrangement(
  { arrangement: { terms, claims }, standing }: Plans['arrangements'][number],
  onPlan: readonly DebtLine[],
  rests: boolean,
): AskedOfPlan[] {
  if (terms.kind !== 'plan') return [];
  const about = claims.map(({ claim }) => claim);
  const { missingSince, next } = standing;
  // Each with its own day; none where no more is missing than is tolerated.
  const missing =
    missingSince === null ? [] : standing.unpaid.filter(({ due }) => next === null || due < next.due);
  const unpaid = missing.map(({ due: by, amount }) => ({ amount, by, about }));
  const coming = next === null ? null : { amount: next.amount, by: next.due, about };
  return [{ about, unpaid, next: coming, keeps: keepsOf(about, onPlan), rests }];
}

function keepsOf(about: readonly ClaimNumber[], onPlan: readonly DebtLine[]): PlanKeeps | null {
  const covered = new Set(about);
  const of = onPlan.filter(({ mains }) => mains.some((main) => covered.has(main)));
  const next = of[0]?.next;
  switch (next?.tag) {
    case 'plan-demanded':
      return { amount: next.demanded, isPart: next.demanded < next.missing, by: next.by, of };
    case 'instalments-quiet':
      return { amount: next.missing, isPart: false, by: next.by, of };
    default:
      return null;
  }
}
