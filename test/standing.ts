import type { Standing } from '../src/agreements/change.ts';
import { covered } from '../src/agreements/covers.ts';
import type { DecisionRule } from '../src/agreements/decision-rule.ts';
import { noHistory, type AgreementHistory } from '../src/agreements/lapsing.ts';
import type { AgreedTerms, Agreement, Basis, Decision, Found } from '../src/agreements/types.ts';
import type { ClaimNumber, OpenBalance } from '../src/claims/types.ts';
import { addMonths, date, dayOfMonth, monthOf, type PlainDate } from '../src/kernel/dates.ts';
import { debtorNumber, decisionId } from '../src/kernel/ids.ts';
import { zeroOre } from '../src/kernel/money.ts';
import { aClaim, kr } from './vocabulary.ts';

/** What may have been found about a debtor, what may stand for them, and what a municipality may have chosen. */

type LowIncome = Extract<Found, { outcome: 'deferral' }>;

const basis: Basis = {
  earlierMonth: kr(21_000),
  laterMonth: kr(21_000),
  netIncomeYear: kr(252_000),
  dependants: false,
  table: '2026',
  bandFrom: zeroOre,
  percent: 19,
  explanationHash: Buffer.alloc(16),
};

/** What the rule may have found. */
export function ableToPay(monthly: number): Found {
  return { ...basis, outcome: 'plan', reason: 'table', monthly: kr(monthly) };
}

export function entitledToDeferral(reason: 'benefit' | 'pension-only' | 'low-income' = 'benefit'): Found {
  if (reason === 'low-income') return lowIncome(9_000, 9_000);
  // The rule stops at the benefit; it looks at no income then.
  const unasked = { earlierMonth: null, laterMonth: null, netIncomeYear: null, table: null, percent: null };
  return { ...basis, ...unasked, bandFrom: null, outcome: 'deferral', reason };
}

/** Deferral because the lower of two months' net pay, times twelve, is below the limit of 145.460 kr. */
export function lowIncome(earlierMonth: number, laterMonth: number): LowIncome {
  return {
    ...basis,
    earlierMonth: kr(earlierMonth),
    laterMonth: kr(laterMonth),
    netIncomeYear: kr(12 * Math.min(earlierMonth, laterMonth)),
    bandFrom: null,
    percent: null,
    outcome: 'deferral',
    reason: 'low-income',
  };
}

/** No income information: the fixed amount (§ 5, stk. 2). */
export function withoutIncome(): Found {
  return { ...basis, outcome: 'plan', reason: 'no-income', monthly: kr(350) };
}

/** Nothing could be found: a register did not answer. */
export const notFound: Found = { outcome: 'none', reason: 'income-not-obtained' };

interface AgreementWishes {
  /** The day it came into force. */
  readonly from?: string;
  /** The claims as they stood when it was decided. */
  readonly covers?: readonly OpenBalance[];
}

/** A plan in force about a claim of 10.000 kr., since 10 January and first due on 2 February where nothing else is said. */
export function aPlan(monthly: number, wishes: AgreementWishes = {}): Agreement {
  return inForce({ outcome: 'plan', reason: 'table', monthly: kr(monthly) }, wishes);
}

/** The fixed amount of one whose income is not known (§ 5, stk. 2). */
export function aPlanWithoutIncome(wishes: AgreementWishes = {}): Agreement {
  return inForce({ outcome: 'plan', reason: 'no-income', monthly: kr(350) }, wishes);
}

/** An amount that a caseworker has fixed for one who is entitled to deferral (§ 6, stk. 2). */
export function aManualPlan(monthly: number, wishes: AgreementWishes = {}): Agreement {
  return inForce({ outcome: 'plan', reason: 'manual', monthly: kr(monthly) }, wishes);
}

export function aDeferral(
  reason: 'benefit' | 'pension-only' | 'low-income' = 'benefit',
  wishes: AgreementWishes = {},
): Agreement {
  return inForce({ outcome: 'deferral', reason, suspends: false }, wishes);
}

/** A plan that rests (§ 7). */
export function aSuspension(
  reason: 'benefit' | 'pension-only' | 'low-income' = 'benefit',
  wishes: AgreementWishes = {},
): Agreement {
  return inForce({ outcome: 'deferral', reason, suspends: true }, wishes);
}

function inForce(terms: AgreedTerms, { from = '2026-01-10', covers }: AgreementWishes): Agreement {
  const debtor = debtorNumber(100_001);
  const inForceFrom = date(from);
  return {
    id: decisionId(monthOf(inForceFrom), debtor, 0),
    debtor,
    terms,
    firstDue: terms.outcome === 'plan' ? date('2026-02-02') : null,
    inForceFrom,
    covers: (covers ?? [aClaim()]).map(covered),
  };
}

/** What stands for a debtor: nothing, where nothing else is said. */
export function standing(
  given: {
    readonly inForce?: Agreement | null;
    readonly underWay?: Decision | null;
    readonly answered?: boolean;
    readonly withdrawn?: readonly ClaimNumber[];
  } = {},
): Standing {
  const { inForce: agreement = null, underWay = null, answered = false, withdrawn = [] } = given;
  return {
    inForce: agreement,
    underWay,
    answered,
    withdrawnClaims: new Set(withdrawn),
    defaulted: new Set(),
    invoiced: null,
  };
}

/** What has been in force for a debtor who has only ever had this agreement, and has been judged every month since before it. */
export function historyOf(agreement: Agreement | null): AgreementHistory {
  const judged = { ...noHistory, findings: judgedSince('2020-01-10') };
  if (agreement === null) return judged;
  const { terms, inForceFrom } = agreement;
  return terms.outcome === 'plan'
    ? { ...judged, plans: [{ from: inForceFrom, to: null }] }
    : { ...judged, deferralGranted: inForceFrom };
}

/** Each month from this day until May 2026 the debtor was found to get a benefit. */
export function judgedSince(first: string): AgreementHistory['findings'] {
  const days: PlainDate[] = [];
  for (let on = date(first); on < date('2026-06-01'); on = dayOfMonth(addMonths(monthOf(on), 1), 10))
    days.push(on);
  return days.map((on) => ({ on, month: monthOf(on), found: entitledToDeferral('benefit') }));
}

/** A municipality that has recorded a ground for letting the program decide, and for not hearing anybody first. */
export const automatic: DecisionRule = {
  due: { dueDay: 1, noticeDays: 14, paperWeekdays: 6, transferWaitDays: 14 },
  hearingLeftOut: 'Retssag',
  automatic: {
    plan: true,
    rise: true,
    planWithoutIncome: true,
    fall: true,
    deferral: true,
    lapse: true,
    transfer: true,
  },
  firstContact: 'decision',
  riseThreshold: zeroOre,
  runsToConfirmRise: 1,
};
/** One where a person approves everything. */
export const byPerson: DecisionRule = {
  ...automatic,
  automatic: {
    plan: false,
    rise: false,
    planWithoutIncome: false,
    fall: false,
    deferral: false,
    lapse: false,
    transfer: false,
  },
};
/** One that has recorded no ground at all: it hears first, and a person approves. */
export const heard: DecisionRule = { ...byPerson, hearingLeftOut: null };
