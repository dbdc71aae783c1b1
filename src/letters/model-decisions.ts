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
  text,
  whatIsOwed,
} from './model-fields.ts';

const everyDecision = {
  ...everyLetter,
  decisionDate: plainDate,
  decidedBy,
  complaint,
  /** Years after the help stopped before a claim can lapse (statute/repayment-laws.json). */
  lapseYears: z.number().int().positive(),
  /** Why the matter was taken up (§ 6, stk. 2: the caseworker's reasons), in words to the citizen; null when as always. */
  because: text.nullable().default(null),
  /** Claims that lapse with this decision; part of neither `claims` nor `totalOwed`. */
  lapsedClaims: z.array(lapsedClaim).readonly().default([]),
  claimChanges: z.array(claimChange).readonly().default([]),
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
    /** What is left of fees on the claims, and of the municipality's own interest, beside `totalOwed`: they go with them. Null = none. */
    charges: positiveKroner.nullable().default(null),
    ownInterest: positiveKroner.nullable().default(null),
    /**
     * The municipality's own interest, for each started month (gebyrloven § 3): percent, and the first day for which it may be charged.
     * Null = none runs, as where the council has decided none.
     */
    interestRuns: z
      .object({ percent: z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/), from: plainDate })
      .nullable()
      .default(null),
    /** Interest at Gældsstyrelsen: percent a year with a point (`5.75`), and from which day that rate applies; null = not known yet. */
    interest: z.object({ percent: z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/), from: plainDate }).nullable(),
    /** Its reader can complain on the citizens' pages, and what is complained of there is not sent before the answer. */
    complaintWaits: z.boolean().default(false),
    paymentLine,
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ previous: before }) => before.state === 'plan', {
    path: ['previous'],
    message: 'is not what such a decision follows',
  });
