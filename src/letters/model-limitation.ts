import { z } from 'zod';
import { claimsAddUp } from './model-checks.ts';
import { everyNotice, plainDate, positiveKroner, text } from './model-fields.ts';

/** Something that was owed and is time-barred: a bill, its interest, or a fee. */
const barred = z.object({
  level: z.enum(['main', 'interest', 'fee']),
  /** What it was for, in Danish as it stood there. */
  what: text,
  /** The same without its source's own words, by the name of its type; absent = `what` has none. */
  ofType: text.optional(),
  /** Its own number; null where it has none, as interest. */
  reference: text.nullable(),
  /** The last day on which it would have been paid in time; null where it has none. */
  dueOn: plainDate.nullable(),
  /** The last day on which it was owed. */
  until: plainDate,
  /** Interest or a fee that ends with its main claim, before its own time is over (forældelsesloven § 23, stk. 2). */
  withMain: z.boolean(),
  owed: positiveKroner,
});

/** What a notice of limitation says besides its frame, as it stood when the claims ended. */
export const limitationSays = {
  claims: z.array(barred).min(1).readonly(),
  totalOwed: positiveKroner,
  fee: z.null().default(null),
  warnsOfTransfer: z.literal(false).default(false),
};

/** Claims are time-barred (forældelsesloven). It is so by law: the letter decides nothing and asks for nothing. */
export const limitationLetter = z
  .object({ kind: z.literal('limitation'), ...everyNotice, ...limitationSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(({ claims, letterDate }) => claims.every(({ until }) => until < letterDate), {
    path: ['claims'],
    message: 'is not time-barred yet',
  });
