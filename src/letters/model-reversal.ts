import { z } from 'zod';
import {
  complaint,
  everyLetter,
  kronerFromZero,
  modelAmount,
  plainDate,
  positiveKroner,
  text,
} from './model-fields.ts';

/** What the decision said that has been taken back. */
const reversedTerms = z.discriminatedUnion('state', [
  z.object({ state: z.literal('plan'), monthly: positiveKroner }),
  z.object({ state: z.literal('deferral') }),
  /** That the whole debt goes to Gældsstyrelsen (bek. 585/2023 § 10). */
  z.object({ state: z.literal('transfer') }),
]);

/** What holds on the letter's day. `undecided`: nothing is, until a new decision. `settled`: nothing is owed any more. */
const holdsNow = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('plan'),
    monthly: positiveKroner,
    /** The next day on which something is to be paid; null when none is known. */
    nextDue: plainDate.nullable(),
  }),
  z.object({ state: z.literal('deferral') }),
  z.object({ state: z.literal('undecided') }),
  z.object({ state: z.literal('settled') }),
]);

/**
 * A decision has been taken back on complaint (retssikkerhedsloven § 66) or of our own accord. Itself a decision, by a person, with
 * reasons and complaint guidance (forvaltningsloven §§ 22-25). `decisionReference` is the decision that was taken back and
 * `previous` what that one had replaced.
 */
export const reversalLetter = z
  .object({
    kind: z.literal('reversal'),
    ...everyLetter,
    letterDate: plainDate,
    complaint,
    /** Why, in words to the citizen; always in Danish. */
    because: text,
    reversed: z.object({
      decidedOn: plainDate,
      terms: reversedTerms,
      /** It had come into force; false: it was on its way and never did. */
      reached: z.boolean(),
    }),
    now: holdsNow,
    /** Another decision had replaced it already, and that one stands: it is what holds `now`. */
    replacedSince: z.boolean(),
    /** Asked for by it, not paid, and no longer asked for. The debt itself is no smaller for that. */
    takenBack: kronerFromZero,
    /** Paid beyond what should have been asked: a person decides whether it is paid back or covers the debt. */
    paidBeyond: kronerFromZero,
    /** The matter has been looked at again; a new decision, if there is one, comes in its own letter. */
    lookedAtAgain: z.boolean(),
  })
  .refine(({ reversed, letterDate }) => reversed.decidedOn <= letterDate, {
    path: ['reversed'],
    message: 'was decided after it was taken back',
  })
  .refine(({ reversed, takenBack, paidBeyond }) => reversed.reached || isNothing(takenBack, paidBeyond), {
    path: ['takenBack'],
    message: 'nothing is asked for by a decision that never came into force',
  })
  .refine(({ replacedSince, now }) => !(replacedSince && now.state === 'undecided'), {
    path: ['now'],
    message: 'the decision that replaced it stands',
  });

function isNothing(...amounts: readonly string[]): boolean {
  return amounts.every((amount) => modelAmount(amount) === 0n);
}
