import type { Arrangement } from '../../arrangements/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import { effects, type Errand } from '../../law/holds.ts';
import { holdsIn } from '../claim-standing.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { Plans } from '../plans-in-books.ts';
import {
  arrearsOfAgreement,
  arrearsOfArrangement,
  lastQuietOf,
  notBefore,
  planDisputedBy,
  planStoppedFor,
  type PlanArrears,
} from '../plan-arrears.ts';
import type { ClaimLine } from './claim-lines.ts';
import type { NextEvent } from './types.ts';

interface PlanAbout {
  /** A plan on request; null = it was decided. */
  readonly own: Arrangement | null;
  readonly monthly: Ore;
  readonly arrears: PlanArrears | null;
  /** The last day on which nothing follows from what is missing, because something about it has been answered; null = there is none. */
  readonly quiet: PlainDate | null;
  /** The next that is to be paid; null = nothing more is. */
  readonly next: { readonly due: PlainDate; readonly amount: Ore } | null;
}

/** What happens next about a claim that is paid by instalments: what is missing of them comes before the next of them. */
export function byPlan(line: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const plan =
    books.plans.state === 'down' ? null : planAbout(line, books, { plans: books.plans.value, day });
  if (plan === null) return { tag: 'agreed' };
  const who = plan.own === null ? null : planDisputedBy(plan.own, books);
  if (who === 'other' && books.down.includes('answers')) return { tag: 'not-known' };
  if (who !== null) return { tag: 'plan-disputed', who };
  const stopped = planStops(line, books);
  if (stopped !== null) return { tag: 'stopped', reason: stopped };
  const { monthly, arrears, next, quiet } = plan;
  if (arrears === null) return { tag: 'instalments', monthly, by: next?.due ?? null };
  const { missing, since, isOldest, demand, demanded } = arrears;
  const late = { tag: 'instalments-late', missing, by: since, isOldest, next } as const;
  if (rests(line, books)) return late;
  if (demand === null) return quiet === null ? late : { tag: 'instalments-quiet', missing, by: quiet, next };
  return demand.by < day
    ? { tag: 'plan-demanded-late', missing, on: demand.on, by: since, deadline: demand.by, demanded }
    : { tag: 'plan-demanded', missing, ...demand, demanded };
}

/** Why nothing is asked for by the plan that a claim is paid by; null = something is, or it is paid by none. */
export function planStops({ claim }: Pick<ClaimLine, 'claim'>, books: CitizenBooks): Errand | null {
  if (books.plans.state === 'down') return null;
  const { agreement, stopped, arrangements } = books.plans.value;
  if (decidedAbout(agreement, claim) !== null) return stopped;
  const own = onRequestAbout(arrangements, claim);
  return own === undefined ? null : planStoppedFor(own.arrangement, books);
}

/** The plan that was decided about a claim, with what it covers; null = none was. */
function decidedAbout(agreement: Plans['agreement'], { main }: ClaimLine['claim']) {
  if (agreement?.terms.outcome !== 'plan') return null;
  const { covers, terms } = agreement;
  return covers.some((each) => each.claim === main) ? { covers, monthly: terms.monthly } : null;
}

/** Whether a plan of the reader's own runs about a claim, also while something of it is disputed or rests. */
export function hasOwnPlan(
  { claim }: Pick<ClaimLine, 'claim'>,
  { plans }: Pick<CitizenBooks, 'plans'>,
): boolean {
  if (plans.state === 'down') return false;
  return onRequestAbout(plans.value.arrangements, claim)?.arrangement.terms.kind === 'plan';
}

function onRequestAbout(arrangements: Plans['arrangements'], { claim, main }: ClaimLine['claim']) {
  return arrangements.find(({ arrangement }) =>
    arrangement.claims.some((each) => each.claim === claim || each.claim === main),
  );
}

/** Nothing follows from what was asked for while something else stands that stops reminding; of what was decided, on any of its claims (Q62). */
function rests({ claim }: ClaimLine, { standing, plans }: CitizenBooks): boolean {
  const agreement = plans.state === 'read' ? plans.value.agreement : null;
  const covered = claim.repayment ? (agreement?.covers ?? []) : [];
  const holds = [
    ...holdsIn(claim, standing),
    ...covered.flatMap((each) => standing.holds.get(each.claim) ?? []),
  ];
  return effects(holds.flatMap(({ reason }) => (reason === 'plan' ? [] : [reason]))).dunning;
}

/** Whether the instalments that were decided are asked for as before while something that is said against one of their claims is not answered. */
export function goesOnDisputed(
  { claim }: Pick<ClaimLine, 'claim'>,
  { standing, plans }: CitizenBooks,
): boolean {
  const agreement = plans.state === 'read' ? plans.value.agreement : null;
  if (decidedAbout(agreement, claim) === null) return false;
  return !effects(holdsIn(claim, standing).map(({ reason }) => reason)).instalments;
}

function planAbout(
  { claim }: ClaimLine,
  books: CitizenBooks,
  { plans, day }: { readonly plans: Plans; readonly day: PlainDate },
): PlanAbout | null {
  const { agreement, unpaid, arrangements } = plans;
  const notPassed = (last: PlainDate | null) => (last === null || last < day ? null : last);
  const decided = decidedAbout(agreement, claim);
  if (decided !== null) {
    const coming = unpaid.find(({ dueOn }) => dueOn >= day);
    const last = lastQuietOf(decided.covers, books);
    return {
      own: null,
      monthly: decided.monthly,
      quiet: notPassed(last),
      arrears: arrearsOfAgreement({ unpaid, demand: notBefore(last, plans.demand) }, day),
      next: coming === undefined ? plans.next : { due: coming.dueOn, amount: coming.amount },
    };
  }
  const own = onRequestAbout(arrangements, claim);
  if (own === undefined || own.arrangement.terms.kind !== 'plan') return null;
  const last = lastQuietOf(own.arrangement.claims, books);
  return {
    own: own.arrangement,
    monthly: own.arrangement.terms.monthly,
    quiet: notPassed(last),
    arrears: arrearsOfArrangement(own.standing, notBefore(last, own.demand), day),
    next: own.standing.unpaid.find(({ due }) => due >= day) ?? null,
  };
}
