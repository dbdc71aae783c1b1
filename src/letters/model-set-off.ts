import { z } from 'zod';
import { claimsAddUp } from './model-checks.ts';
import { complaint, everyNotice, modelAmount, plainDate, positiveKroner, text } from './model-fields.ts';
import { billed } from './model-reminder.ts';

/** The money that the municipality is to pay out to the debtor. */
const payout = {
  /** What it is for, in Danish as it was noted. */
  payoutFor: text,
  payout: positiveKroner,
  payoutOn: plainDate,
  /** What is taken of it. */
  setOff: positiveKroner,
};

const about = {
  claims: z.array(billed).min(1).readonly(),
  totalOwed: positiveKroner,
  warnsOfTransfer: z.literal(false),
};

/** What a hearing before a set-off says besides its frame: the bills with all that is left of them. */
export const setOffHearingSays = {
  ...about,
  ...payout,
  /** The day to answer by; at the earliest `answerDays` after the letter is expected to arrive. */
  answerBy: plainDate,
  answerDays: z.number().int().positive(),
};

/** What a decision of set-off says besides its frame: what was taken for each bill. */
export const setOffSays = {
  ...about,
  ...payout,
  /** What is left of what stands in the table and must still be paid; null = nothing. */
  left: positiveKroner.nullable(),
  /** The same of what else the hearing told of, and nothing was taken for. */
  leftBesides: positiveKroner.nullable().default(null),
  /** What the debtor said in the hearing, in short, and what that came to; null = nobody said anything. */
  because: text.nullable(),
  complaint,
};

/** What one who has become liable for what others owed is told: nothing is asked for yet. */
export const liabilitySays = {
  ...about,
  /** How it came about. */
  estate: z.enum(['undivided-estate', 'private-division', 'none']),
  /** Where it came about by no estate: why, with the law it follows from, in Danish as two persons have written it. */
  why: text.nullable().default(null),
};

const addUp = { path: ['totalOwed'], message: 'is not the sum of the claims' };
const noMoreThanIsPaidOut = (letter: { setOff: string; payout: string }) =>
  modelAmount(letter.setOff) <= modelAmount(letter.payout);
const beyond = { path: ['setOff'], message: 'is more than is paid out' };

/** Hearing before a set-off (forvaltningsloven § 19). Nothing is decided yet. */
export const setOffHearing = z
  .object({ kind: z.literal('set-off-hearing'), ...everyNotice, ...setOffHearingSays })
  .refine(claimsAddUp, addUp)
  .refine(noMoreThanIsPaidOut, beyond)
  .refine(({ setOff, totalOwed }) => modelAmount(setOff) <= modelAmount(totalOwed), {
    path: ['setOff'],
    message: 'is more than is owed',
  })
  .refine(({ letterDate, answerBy }) => letterDate < answerBy, {
    path: ['answerBy'],
    message: 'leaves no time to answer',
  });

/** The decision to set off (modregning): what is taken, for which bills. */
export const setOffLetter = z
  .object({ kind: z.literal('set-off'), ...everyNotice, ...setOffSays })
  .refine(claimsAddUp, addUp)
  .refine(noMoreThanIsPaidOut, beyond)
  .refine(({ setOff, totalOwed }) => modelAmount(setOff) === modelAmount(totalOwed), {
    path: ['setOff'],
    message: 'is not what was taken for the claims',
  });

/** Somebody is liable for what others owed: by an estate, or as two persons have found. It asks for nothing. */
export const liabilityLetter = z
  .object({ kind: z.literal('liability'), ...everyNotice, ...liabilitySays })
  .refine(claimsAddUp, addUp)
  .refine(({ estate, why }) => (estate === 'none') === (why !== null), {
    path: ['why'],
    message: 'is said where there is no estate, and only there',
  });
