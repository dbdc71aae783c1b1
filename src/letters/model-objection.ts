import { z } from 'zod';
import { afterAnswer, asksForAll } from './asked-in-answers.ts';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { everyNotice, kronerFromZero, paymentLine, plainDate, text } from './model-fields.ts';
import { billed, interestGoesOn } from './model-reminder.ts';

/** How many days its reader has from the arrival of an answer that gives any; null = it gives none. */
export const payDays = z.int().min(1).max(90).nullable().default(null);

/** What an answer to an objection says besides its frame, as it stood when it was given. */
export const objectionAnsweredSays = {
  outcome: z.enum(['refused', 'upheld', 'partly', 'withdrawn']),
  /** What was said to be wrong. */
  against: z.enum(['existence', 'amount', 'fee']),
  notedOn: plainDate,
  /** What it was about. */
  about: z
    .array(
      billed
        .pick({ what: true, ofType: true, benefit: true, reference: true })
        .extend({ period: billed.shape.period.optional() }),
    )
    .min(1)
    .readonly(),
  /** In the caseworker's words; null = the debtor has taken it back themself, and nobody has written any. */
  answer: text.nullable(),
  /** What is left of it, and is not at Gældsstyrelsen or to be corrected by its source; none = nothing. */
  claims: z.array(billed).readonly(),
  totalOwed: kronerFromZero,
  next: z.array(z.enum(afterAnswer)).min(1).readonly(),
  /** The last day on which nothing more is done about the bills; null = there is none. */
  quietUntil: plainDate.nullable(),
  /** The last day on which nothing follows where something of a plan, or of what was agreed on, is missing; null = there is none. */
  planQuietUntil: plainDate.nullable().default(null),
  payDays,
  interestGoesOn,
  /** The municipality's own words about what a reader can do who disagrees, in both languages; null = none (open question Q61). */
  guidance: z.object({ da: text, en: text }).nullable().default(null),
  warnsOfTransfer: z.literal(false),
  paymentLine,
};

/** The answer to what a debtor has said against bills or repayment (indsigelse). */
export const objectionAnswered = z
  .object({ kind: z.literal('objection-answered'), ...everyNotice, ...objectionAnsweredSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine((letter) => !asksForAll(letter) || hasWayToPay(letter), {
    path: ['paymentLine'],
    message: 'there is no way to pay',
  })
  .refine(({ answer, outcome }) => answer !== null || outcome === 'withdrawn', {
    path: ['answer'],
    message: 'is needed of what was not taken back',
  })
  .refine(({ quietUntil, next }) => quietUntil === null || next.includes('dunning'), {
    path: ['quietUntil'],
    message: 'is told where bills are asked for again',
  });
