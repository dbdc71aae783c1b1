import { z } from 'zod';
import { payDays } from './model-objection.ts';
import { everyNotice, paymentLine, plainDate, positiveKroner, text, yearMonth } from './model-fields.ts';

/** What was complained of. */
const complainedOf = z.object({
  /** As printed: `202603-100123-0`. */
  reference: text,
  decidedOn: plainDate,
  terms: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('plan'), monthly: positiveKroner }),
    z.object({ outcome: z.enum(['deferral', 'transfer', 'lapse']) }),
  ]),
});

/** What the answer to a complaint says besides its frame, as it stood when it was given. */
export const complaintAnsweredSays = {
  /** `changed`: what holds now stands in a letter of its own. Of the rest the complaint is sent on. */
  outcome: z.enum(['changed', 'partly', 'kept']),
  complainedOn: plainDate,
  /** The last day to complain, where it came later. */
  lateAfter: plainDate.nullable(),
  about: complainedOf,
  /** In the caseworker's words. */
  answer: text,
  /** Who decides now, and when the complaint was sent there; null = nobody else is to. */
  sentOn: z.object({ authority: text, on: plainDate }).nullable(),
  /** The last day on which nothing follows where something of a plan is missing; null = there is none. */
  planQuietUntil: plainDate.nullable(),
  /** What is left of a debt that goes to Gældsstyrelsen as was decided, and the last day on which it is not sent (null = there is none); null = none goes. */
  transfer: z.object({ owed: positiveKroner, quietUntil: plainDate.nullable() }).nullable().default(null),
  payDays,
  /** By which it is paid; of what is not asked for none. */
  paymentLine: paymentLine.default(null),
  warnsOfTransfer: z.literal(false),
};

/** The answer to a complaint about a decision: the municipality has looked again (retssikkerhedsloven § 66). */
export const complaintAnswered = z
  .object({ kind: z.literal('complaint-answered'), ...everyNotice, ...complaintAnsweredSays })
  .refine(({ outcome, sentOn }) => (outcome === 'changed') === (sentOn === null), {
    path: ['sentOn'],
    message: 'is sent on where not all of it was changed',
  });

/** What the answer to papers about somebody's situation says besides its frame. */
export const documentationAnsweredSays = {
  outcome: z.enum(['used', 'not-used']),
  topic: z.enum(['income', 'children', 'benefit', 'other']),
  papersOn: plainDate,
  /** The first month for which they count; null = they are not used. */
  usedFrom: yearMonth.nullable(),
  answer: text,
  warnsOfTransfer: z.literal(false),
};

/** The answer to papers about income, children or a benefit. */
export const documentationAnswered = z
  .object({ kind: z.literal('documentation-answered'), ...everyNotice, ...documentationAnsweredSays })
  .refine(({ outcome, usedFrom }) => (outcome === 'used') === (usedFrom !== null), {
    path: ['usedFrom'],
    message: 'is told of what is used',
  });
