import { z } from 'zod';
import {
  claimsAddUp,
  comesAfterWhatItSays,
  hasWayToPay,
  isHeldBackRise,
  isJudged,
  sharesAddUp,
} from './model-checks.ts';
import {
  basisLine,
  claim,
  claimChange,
  claimWithShare,
  complaint,
  decidedBy,
  deferralGround,
  everyLetter,
  hearing,
  kronerFromZero,
  lapsedClaim,
  paymentLine,
  plainDate,
  planKinds,
  positiveKroner,
  previous,
  type sender,
  text,
} from './model-fields.ts';
import { limitationLetter } from './model-limitation.ts';
import {
  planBrokenLetter,
  transferWarning,
  voluntaryDeferralLetter,
  voluntaryPlanLetter,
} from './model-bills.ts';
import { demandLetter } from './model-demand.ts';
import { invoiceLetter } from './model-invoice.ts';
import { reminderLetter } from './model-reminder.ts';
import { reversalLetter } from './model-reversal.ts';
import { liabilityLetter, setOffHearing, setOffLetter } from './model-set-off.ts';

/**
 * What a letter says, as data. This is the record: archived as JSON beside the PDF, and together with the template
 * version it gives the same bytes again. Claims and amounts stand as they were when it was decided, whatever is paid later.
 */

const everyDecision = {
  ...everyLetter,
  decisionDate: plainDate,
  decidedBy,
  complaint,
  /** Years after the help stopped before a claim can lapse: 3 in aktivloven, 5 in serviceloven. */
  lapseYears: z.number().int().positive(),
  /** Why the matter was taken up (§ 6, stk. 2: the caseworker's reasons), in words to the citizen; null when as always. */
  because: text.nullable().default(null),
  /** Claims that lapse with this decision; part of neither `claims` nor `totalOwed`. */
  lapsedClaims: z.array(lapsedClaim).readonly().default([]),
  claimChanges: z.array(claimChange).readonly().default([]),
};

const whatIsOwed = {
  claims: z.array(claim).min(1).readonly(),
  totalOwed: positiveKroner,
  /** The whole calculation, as `explanationInWords` gives it. */
  basis: z.array(basisLine).min(1).readonly(),
};

/**
 * A decision that something is to be paid each month: a first plan, the fixed amount (bek. 585/2023 § 5, stk. 2), another
 * amount, payment after deferral, the same amount for other claims, or a caseworker's amount (§ 6, stk. 2).
 */
export const planLetter = z
  .object({
    kind: z.enum(planKinds),
    ...everyDecision,
    ...whatIsOwed,
    hearing,
    claims: z.array(claimWithShare).min(1).readonly(),
    monthly: positiveKroner,
    /**
     * The higher amount that the calculation in `basis` gives and that is not used yet: a rise below the threshold, one that
     * next month must confirm, or one that waits for a complaint. Only with `claims-changed`.
     */
    heldBack: positiveKroner.nullable().default(null),
    /** The day a fall counts from: when it was found, however late it is decided. Null where nothing counts back. */
    countsFrom: plainDate.nullable().default(null),
    firstDueDate: plainDate,
    /** Day of the month on which later instalments fall due; 31 means the last day of the month. */
    dueDay: z.number().int().min(1).max(31),
    paymentLine,
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(sharesAddUp, { path: ['claims'], message: 'the shares are not the first instalment' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(comesAfterWhatItSays, { path: ['previous'], message: 'is not what such a decision follows' })
  .refine((letter) => letter.kind !== 'claims-changed' || letter.claimChanges.length > 0, {
    path: ['claimChanges'],
    message: 'no claim has changed',
  })
  .refine((letter) => letter.kind !== 'individual-plan' || letter.because !== null, {
    path: ['because'],
    message: 'a caseworker’s amount needs reasons',
  })
  .refine((letter) => letter.kind !== 'individual-plan' || letter.decidedBy.how === 'caseworker', {
    path: ['decidedBy'],
    message: 'only a person can fix an amount by § 6, stk. 2',
  })
  .refine((letter) => letter.kind !== 'fall' || letter.countsFrom !== null, {
    path: ['countsFrom'],
    message: 'a fall counts from a day',
  })
  .refine(({ countsFrom, decisionDate }) => countsFrom === null || countsFrom <= decisionDate, {
    path: ['countsFrom'],
    message: 'is after the decision',
  })
  .refine(isHeldBackRise, { path: ['heldBack'], message: 'is not a higher amount that is held back' });

export const deferralKinds = ['deferral', 'suspension'] as const;

/** The decision that nothing is to be paid now: bek. 585/2023 § 6, or § 7 where a plan was in force (`suspension`). */
export const deferralLetter = z
  .object({
    kind: z.enum(deferralKinds),
    ...everyDecision,
    ...whatIsOwed,
    hearing,
    /** The day from which nothing is to be paid; a suspension counts from the day it was found, however late it is decided. */
    countsFrom: plainDate,
    ground: deferralGround,
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine((letter) => (letter.kind === 'suspension') === (letter.previous.state === 'plan'), {
    path: ['previous'],
    message: 'is not what such a decision follows',
  });

/** Claims have lapsed (bek. 585/2023 § 9) and nothing else is decided; `claims` are those that remain, if any. */
export const lapseLetter = z
  .object({
    kind: z.literal('lapse'),
    ...everyDecision,
    lapsedClaims: z.array(lapsedClaim).min(1).readonly(),
    claims: z.array(claim).readonly(),
    totalOwed: kronerFromZero,
    /** What holds from now on for the claims that remain; `none` when nothing remains or nothing is decided. */
    now: previous,
    /** Why nothing is to be paid now; needed where deferral makes the rest lapse (§ 9, stk. 2). */
    ground: deferralGround.nullable(),
    /** May be empty: lapse by stk. 1 rests on dates, not on a calculation. */
    basis: z.array(basisLine).readonly(),
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(
    ({ ground, lapsedClaims }) =>
      ground !== null || lapsedClaims.every((each) => each.ground !== 'deferral-after-years'),
    { path: ['ground'], message: 'the rest lapses only where there is a ground of deferral' },
  )
  .refine((letter) => !isJudged(letter) || letter.because !== null, {
    path: ['because'],
    message: 'a person’s judgement needs reasons',
  })
  .refine((letter) => !isJudged(letter) || letter.decidedBy.how === 'caseworker', {
    path: ['decidedBy'],
    message: 'only a person can judge it',
  });

/** The notice that the whole debt goes to Gældsstyrelsen (bek. 585/2023 § 10); must have arrived before it does. */
export const transferNotice = z
  .object({
    kind: z.literal('transfer-notice'),
    ...everyDecision,
    ...whatIsOwed,
    hearing,
    /** The instalments that were not paid, and the demand (påkrav) for them. */
    demand: z.object({
      amount: positiveKroner,
      dueOn: plainDate,
      /** The last due date of more than one. */
      until: plainDate.nullable().default(null),
      demandedOn: plainDate,
      deadline: plainDate,
    }),
    /** The earliest day on which the debt is handed over. */
    transferFrom: plainDate,
    /** Interest at Gældsstyrelsen: percent a year with a point (`5.75`), and from which day that rate applies; null = not known yet. */
    interest: z.object({ percent: z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/), from: plainDate }).nullable(),
    paymentLine,
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ previous: before }) => before.state === 'plan', {
    path: ['previous'],
    message: 'is not what such a decision follows',
  });

const everyQuestion = {
  ...everyLetter,
  ...whatIsOwed,
  letterDate: plainDate,
  /** The day to answer by; at the earliest `answerDays` after the letter is expected to arrive. */
  answerBy: plainDate,
  answerDays: z.number().int().positive(),
  /** Days from a decision's arrival to the first payment, at least. */
  noticeDays: z.number().int().min(0),
  /** The amount that will be decided, unless the answer shows otherwise. */
  monthly: positiveKroner,
};

/** Hearing (forvaltningsloven § 19): what is meant to be decided. Nothing is decided yet. */
export const hearingLetter = z
  .object({
    kind: z.literal('hearing'),
    ...everyQuestion,
    intended: z.enum(['plan', 'rise', 'resume', 'individual-plan']),
    /** The caseworker's reasons where the amount is fixed by § 6, stk. 2. */
    because: text.nullable().default(null),
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(({ letterDate, answerBy }) => letterDate < answerBy, {
    path: ['answerBy'],
    message: 'leaves no time to answer',
  })
  .refine((letter) => comesAfterWhatItSays({ ...letter, kind: letter.intended }), {
    path: ['previous'],
    message: 'is not what such a decision follows',
  })
  .refine((letter) => letter.intended !== 'individual-plan' || letter.because !== null, {
    path: ['because'],
    message: 'a caseworker’s amount needs reasons',
  });

/** No income is known: we ask for it before the fixed amount is used (bek. 585/2023 § 5, stk. 2). Also the hearing. */
export const incomeRequest = z
  .object({ kind: z.literal('income-request'), ...everyQuestion })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(({ letterDate, answerBy }) => letterDate < answerBy, {
    path: ['answerBy'],
    message: 'leaves no time to answer',
  });

/** We asked for remarks, and now there is nothing to decide. `previous` is what goes on. */
export const hearingClosed = z.object({
  kind: z.literal('hearing-closed'),
  ...everyLetter,
  letterDate: plainDate,
  askedOn: plainDate,
  answered: z.boolean(),
});

export const letterModel = z.discriminatedUnion('kind', [
  planLetter,
  deferralLetter,
  lapseLetter,
  transferNotice,
  hearingLetter,
  incomeRequest,
  hearingClosed,
  reversalLetter,
  reminderLetter,
  limitationLetter,
  transferWarning,
  voluntaryPlanLetter,
  voluntaryDeferralLetter,
  planBrokenLetter,
  demandLetter,
  invoiceLetter,
  setOffHearing,
  setOffLetter,
  liabilityLetter,
]);

export type PlanLetter = z.infer<typeof planLetter>;
export type DeferralLetter = z.infer<typeof deferralLetter>;
export type LapseLetter = z.infer<typeof lapseLetter>;
export type TransferNotice = z.infer<typeof transferNotice>;
export type HearingLetter = z.infer<typeof hearingLetter>;
export type IncomeRequest = z.infer<typeof incomeRequest>;
export type HearingClosed = z.infer<typeof hearingClosed>;
export type ReversalLetter = z.infer<typeof reversalLetter>;
export type ReminderLetter = z.infer<typeof reminderLetter>;
export type LimitationLetter = z.infer<typeof limitationLetter>;
export type TransferWarning = z.infer<typeof transferWarning>;
export type VoluntaryPlanLetter = z.infer<typeof voluntaryPlanLetter>;
export type VoluntaryDeferralLetter = z.infer<typeof voluntaryDeferralLetter>;
export type PlanBrokenLetter = z.infer<typeof planBrokenLetter>;
export type DemandLetter = z.infer<typeof demandLetter>;
export type InvoiceLetter = z.infer<typeof invoiceLetter>;
export type SetOffHearing = z.infer<typeof setOffHearing>;
export type SetOffLetter = z.infer<typeof setOffLetter>;
export type LiabilityLetter = z.infer<typeof liabilityLetter>;
/** The letters that tell a decision about payment; the others prepare one, or tell that one has been taken back. */
export type DecisionLetter = PlanLetter | DeferralLetter | LapseLetter | TransferNotice;
/** The letters that are written about a decision: it itself, or what comes before or after it. */
export type LetterAboutDecision =
  DecisionLetter | HearingLetter | IncomeRequest | HearingClosed | ReversalLetter;
/** The letters that tell no decision. */
export type NoticeLetter =
  | ReminderLetter
  | LimitationLetter
  | TransferWarning
  | VoluntaryPlanLetter
  | VoluntaryDeferralLetter
  | PlanBrokenLetter
  | DemandLetter
  | InvoiceLetter
  | SetOffHearing
  | SetOffLetter
  | LiabilityLetter;
/** Those that ask for money. */
export type PayableNotice = Exclude<
  NoticeLetter,
  LimitationLetter | SetOffHearing | SetOffLetter | LiabilityLetter
>;
export type LetterModel = LetterAboutDecision | NoticeLetter;
export type LetterKind = LetterModel['kind'];
export type NoticeKind = NoticeLetter['kind'];
export type DeferralKind = DeferralLetter['kind'];
export type Sender = z.infer<typeof sender>;
export type Line = z.infer<typeof basisLine>;
export type Row = Line['rows'][number];
export type Claim = z.infer<typeof claim>;
export type ClaimChange = z.infer<typeof claimChange>;
export type LapsedClaim = z.infer<typeof lapsedClaim>;
export type Complaint = z.infer<typeof complaint>;
export type DeferralGround = z.infer<typeof deferralGround>;
