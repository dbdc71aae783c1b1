import type { ClaimNumber } from '../../../claims/types.ts';
import type { AskedDebit, DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import type { CitizenPlan } from '../../../insight/own-plans.ts';
import { html, type Html } from '../../ui/html.ts';
import { bankInWords, collectedOf } from '../direct-debit/offered.ts';
import { wayToPay } from '../pay/paying-here.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { PersonalVisit } from '../route.ts';
import { isLate, runs, standingInWords } from './plan-standing.ts';

/** How a plan goes, as the list of plans and its own page say it. */
export interface HowItGoes {
  /** Something is to be paid by now that nothing pays. */
  readonly late: boolean;
  /** How it stands, what pays it meanwhile, and where it says to pay, the way to. */
  readonly first: Html;
  /** What follows, and what can be done. */
  readonly further: readonly Html[];
}

/** The main claims that a plan is about. */
export function mainsOf({ debts }: Pick<CitizenPlan, 'debts'>): readonly ClaimNumber[] {
  return debts.map(({ main }) => main);
}

/** What the reader's bank was asked for of a plan. */
export function bankOfPlan({ arrangement }: CitizenPlan, about: DirectDebitOf['about']): AskedDebit | null {
  return collectedOf(
    arrangement.claims.map(({ claim }) => claim),
    about,
  );
}

/** What the bank was asked for, and may have paid, is not asked for once more; nor is what is being paid here. */
export function howItGoes(plan: CitizenPlan, bank: AskedDebit | null, visit: PersonalVisit): HowItGoes {
  const [standing, ...further] = standingInWords(plan, visit);
  const isRunning = runs(plan);
  const byBank =
    bank === null || !isRunning ? null : bankInWords(bank, visit, visit.texts.directDebit.automatic);
  const isAwaited = bank?.answer === 'awaited' && bank.amount >= plan.standing.missing;
  const late = isRunning && isLate(plan, visit) && !isAwaited;
  const first = html`${isAwaited && isRunning ? null : html`<p>${standing}</p>`}
  ${byBank === null ? null : html`<p>${byBank}</p>`}
  ${plan.underWay === null ? null : underWayLine(plan.underWay, visit)}
  ${late && plan.underWay === null ? wayToPay(visit) : null}`;
  return { late, first, further: further.map((words) => html`<p>${words}</p>`) };
}
