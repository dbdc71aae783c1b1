import { z } from 'zod';
import { isPaidAsBill, whyNotArranged } from './asked-in-answers.ts';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { everyNotice, kronerFromZero, paymentLine, plainDate, positiveKroner, text } from './model-fields.ts';
import { billed } from './model-reminder.ts';

/** What is answered to a request that is not agreed to, besides its frame. */
export const arrangementRefusedSays = {
  /** What was asked for. */
  wish: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan'), monthly: positiveKroner, firstDueDate: plainDate }),
    z.object({ kind: z.literal('deferral'), until: plainDate }),
  ]),
  askedOn: plainDate,
  why: z.enum(whyNotArranged),
  /** In a person's words; null where the program has said no by the rules. */
  said: text.nullable(),
  /** What the municipality allows. */
  limits: z.object({ mostMonths: z.number().int().positive(), least: positiveKroner }),
  /** The claims are called back from Gældsstyrelsen. */
  recalled: z.boolean(),
  claims: z.array(billed).readonly(),
  totalOwed: kronerFromZero,
  warnsOfTransfer: z.literal(false),
  paymentLine,
};

/** A request for instalments, or to pay later, that is not agreed to (gældsinddrivelsesloven § 2, stk. 3). */
export const arrangementRefused = z
  .object({ kind: z.literal('arrangement-refused'), ...everyNotice, ...arrangementRefusedSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine((letter) => !isPaidAsBill(letter) || hasWayToPay(letter), {
    path: ['paymentLine'],
    message: 'there is no way to pay',
  })
  .refine(({ why, said }) => (why === 'by-person') === (said !== null), {
    path: ['said'],
    message: 'is said where a person has said no, and only there',
  });
