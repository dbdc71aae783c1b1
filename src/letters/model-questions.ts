import { z } from 'zod';
import { claimsAddUp, comesAfterWhatItSays } from './model-checks.ts';
import { everyLetter, plainDate, positiveKroner, text, whatIsOwed } from './model-fields.ts';

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
