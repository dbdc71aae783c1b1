import { date, month } from '../kernel/dates.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import type {
  DeferralKind,
  DeferralLetter,
  HearingClosed,
  HearingLetter,
  IncomeRequest,
  LetterKind,
  LetterModel,
  PlanLetter,
  ReversalLetter,
  TransferNotice,
} from './model.ts';
import { sampleLapseLetter } from './sample-lapses.ts';
import { sampleLimitation } from './sample-limitation.ts';
import { sampleOwedBack } from './sample-owed-back.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleBillsLetters } from './sample-bills.ts';
import { sampleDemand, sampleInvoice } from './sample-demand.ts';
import { sampleReminder } from './sample-reminder.ts';
import { sampleSetOffLetters } from './sample-set-off.ts';
import { sampleBasis, sampleDay } from './sample-basis.ts';
import { decision, frame, october, question, september } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/**
 * Letters to an invented person from the invented Bøgevang Kommune: one of each kind. They show what a letter looks like,
 * and a template or a text is tried on them before it is used.
 */
export function sampleLetters(language: LetterLanguage = 'da'): Readonly<Record<LetterKind, LetterModel>> {
  const plan = samplePlanLetter(language);
  const deferral = sampleDeferralLetter('deferral', language);
  return {
    plan,
    'plan-without-income': sampleLetterWithoutIncome(language),
    rise: {
      ...plan,
      kind: 'rise',
      previous: { state: 'plan', monthly: '1800.00' },
      firstDueDate: date('2026-05-01'),
      hearing: notAnswered,
    },
    fall: {
      ...plan,
      kind: 'fall',
      previous: { state: 'plan', monthly: '2800.00' },
      countsFrom: foundOn,
      hearing: { state: 'not-needed' },
      decidedBy: { how: 'automatic' },
    },
    resume: { ...plan, kind: 'resume', previous: { state: 'deferral' }, hearing: notAnswered },
    'claims-changed': { ...plan, ...changedClaims },
    'individual-plan': sampleIndividualPlan(language),
    deferral,
    suspension: sampleDeferralLetter('suspension', language),
    lapse: sampleLapseLetter(language),
    'transfer-notice': sampleTransferNotice(language),
    hearing: sampleHearing(language),
    'income-request': sampleIncomeRequest(language),
    'hearing-closed': sampleHearingClosed(language),
    reversal: sampleReversal(language),
    reminder: sampleReminder(language),
    limitation: sampleLimitation(language),
    'owed-back': sampleOwedBack(language),
    ...sampleBillsLetters(language),
    demand: sampleDemand(language),
    invoice: sampleInvoice(language),
    ...sampleSetOffLetters(language),
    ...sampleAnswers(language),
  };
}

export function samplePlanLetter(language: LetterLanguage = 'da'): PlanLetter {
  return {
    kind: 'plan',
    ...decision(language),
    basis: sampleBasis('pay', language),
    totalOwed: '24871.50',
    claims: [
      { ...september, owed: '12471.50', shareOfFirstInstalment: '2100.00' },
      { ...october, owed: '12400.00', shareOfFirstInstalment: '0.00' },
    ],
    monthly: '2100.00',
    countsFrom: null,
    firstDueDate: date('2026-04-01'),
    dueDay: 1,
    paymentLine: paymentLine('71', '00010012326030', '81234567'),
    decidedBy: { how: 'approved', title: 'økonomimedarbejder' },
    previous: { state: 'none' },
    heldBack: null,
    hearing: {
      state: 'answered',
      askedOn: date('2026-02-10'),
      answer: 'Jeg har fået nyt arbejde, men jeg har også to børn. Kan I tage hensyn til det?',
      reply: 'Ja. Du har børn under 18 år, og derfor bruger vi den lavere procent i tabellen.',
    },
  };
}

/** The fixed amount when no income is known, decided automatically; nobody answered. */
export function sampleLetterWithoutIncome(language: LetterLanguage = 'da'): PlanLetter {
  return {
    ...samplePlanLetter(language),
    kind: 'plan-without-income',
    basis: sampleBasis('nothing-known', language),
    ...sharedAs('350.00'),
    decidedBy: { how: 'automatic' },
    hearing: notAnswered,
    paymentLine: null,
  };
}

/** To one who receives kontanthjælp: who never had a plan, or whose plan is suspended. */
export function sampleDeferralLetter(
  kind: DeferralKind = 'deferral',
  language: LetterLanguage = 'da',
): DeferralLetter {
  return {
    kind,
    ...decision(language),
    basis: sampleBasis('cash-benefit', language),
    totalOwed: '24871.50',
    claims: [{ ...september, monthTo: month('2024-10'), owed: '24871.50' }],
    countsFrom: kind === 'suspension' ? foundOn : sampleDay,
    ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
    decidedBy: { how: 'automatic' },
    previous: kind === 'suspension' ? { state: 'plan', monthly: '2100.00' } : { state: 'none' },
    hearing: { state: 'not-needed' },
  };
}

/** An amount by § 6, stk. 2: fixed by a caseworker with reasons, although the person receives kontanthjælp. */
export function sampleIndividualPlan(language: LetterLanguage = 'da'): PlanLetter {
  return {
    ...samplePlanLetter(language),
    kind: 'individual-plan',
    basis: sampleBasis('cash-benefit', language),
    ...sharedAs('300.00'),
    decidedBy: { how: 'caseworker', title: 'sagsbehandler' },
    previous: { state: 'deferral' },
    because:
      'Du bor gratis hos din familie og har oplyst, at du ikke betaler til husleje, el eller varme. Derfor har du meget små udgifter. Vi har sat beløbet til 300 kr. om måneden, så du stadig har penge til mad, tøj og transport.',
    hearing: notAnswered,
  };
}

/** The claims are others, and the calculation gives more than is asked for: the amount is not raised yet. */
export function sampleHeldBack(language: LetterLanguage = 'da'): PlanLetter {
  return {
    ...samplePlanLetter(language),
    ...changedClaims,
    ...sharedAs('1900.00'),
    previous: { state: 'plan', monthly: '1900.00' },
    heldBack: '2100.00',
  };
}

export function sampleTransferNotice(language: LetterLanguage = 'da'): TransferNotice {
  return {
    kind: 'transfer-notice',
    ...decision(language),
    basis: sampleBasis('pay', language),
    totalOwed: '24871.50',
    claims: [
      { ...september, owed: '12471.50' },
      { ...october, owed: '12400.00' },
    ],
    demand: {
      amount: '2100.00',
      dueOn: date('2026-01-02'),
      until: null,
      demandedOn: date('2026-01-20'),
      deadline: date('2026-02-10'),
    },
    transferFrom: date('2026-04-07'),
    charges: null,
    ownInterest: null,
    interestRuns: null,
    interest: { percent: '5.75', from: date('2026-01-01') },
    complaintWaits: false,
    paymentLine: paymentLine('71', '00010012326030', '81234567'),
    decidedBy: { how: 'approved', title: 'økonomimedarbejder' },
    previous: { state: 'plan', monthly: '2100.00' },
    hearing: notAnswered,
  };
}

/** Before a first plan. */
export function sampleHearing(language: LetterLanguage = 'da'): HearingLetter {
  return {
    kind: 'hearing',
    ...question(language),
    basis: sampleBasis('pay', language),
    monthly: '2100.00',
    intended: 'plan',
    because: null,
    previous: { state: 'none' },
  };
}

export function sampleIncomeRequest(language: LetterLanguage = 'da'): IncomeRequest {
  return {
    kind: 'income-request',
    ...question(language),
    basis: sampleBasis('nothing-known', language),
    monthly: '350.00',
    previous: { state: 'none' },
  };
}

export function sampleHearingClosed(language: LetterLanguage = 'da'): HearingClosed {
  return {
    kind: 'hearing-closed',
    ...frame(language),
    letterDate: sampleDay,
    askedOn: date('2026-02-10'),
    answered: true,
    previous: { state: 'plan', monthly: '1800.00' },
  };
}

/** A rise that was decided with a wrong income, and taken back on complaint; the plan before it holds again. */
export function sampleReversal(language: LetterLanguage = 'da'): ReversalLetter {
  return {
    kind: 'reversal',
    ...frame(language),
    decisionReference: '202601-100123-0',
    letterDate: sampleDay,
    complaint: { weeks: 4, authority: 'Ankestyrelsen' },
    because:
      'Du har klaget og vist os dine lønsedler. Din arbejdsgiver havde indberettet din løn for december to gange. Derfor regnede vi med en for høj indkomst.',
    reversed: {
      decidedOn: date('2026-01-06'),
      terms: { state: 'plan', monthly: '2800.00' },
      reached: true,
    },
    now: { state: 'plan', monthly: '2100.00', nextDue: date('2026-04-01') },
    replacedSince: false,
    takenBack: '700.00',
    paidBeyond: '700.00',
    lookedAtAgain: true,
    previous: { state: 'plan', monthly: '2100.00' },
  };
}

/** Found by a run, and approved only later. */
const foundOn = date('2026-02-10');

const notAnswered = {
  state: 'no-answer' as const,
  askedOn: date('2026-02-10'),
  deadline: date('2026-02-24'),
};

const changedClaims = {
  kind: 'claims-changed' as const,
  previous: { state: 'plan' as const, monthly: '2100.00' },
  hearing: { state: 'not-needed' as const },
  claimChanges: [
    {
      benefit: 'kontanthjælp',
      monthFrom: month('2024-09'),
      monthTo: month('2024-09'),
      change: 'reduced' as const,
      before: '14000.00',
      now: '12471.50',
      why: 'Du fik ret til en del af hjælpen',
    },
    {
      benefit: 'kontanthjælp',
      monthFrom: month('2024-10'),
      monthTo: month('2024-10'),
      change: 'new' as const,
      before: '0.00',
      now: '12400.00',
      why: null,
    },
  ],
};

/** The sample's claims with another monthly amount; the first claim takes all of it. */
function sharedAs(monthly: string) {
  return {
    monthly,
    claims: [
      { ...september, owed: '12471.50', shareOfFirstInstalment: monthly },
      { ...october, owed: '12400.00', shareOfFirstInstalment: '0.00' },
    ],
  };
}
