import { z } from 'zod';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { everyNotice, modelAmount, paymentLine, plainDate, positiveKroner, text } from './model-fields.ts';

/** One line of what is owed on a bill: the bill itself, its interest, or a fee. */
export const billed = z.object({
  level: z.enum(['main', 'interest', 'fee']),
  /** What the bill is for, in Danish as it stood there. */
  what: text,
  /** What it is without its source's own words, by the name of its type; absent = `what` has none. */
  ofType: text.optional(),
  /** The benefit that is to be repaid, by its own name; absent = it is a bill. */
  benefit: text.optional(),
  /** The bill's own number; null where it has none, as a fee. */
  reference: text.nullable(),
  /** What it was for in time, both ends included; null where it is for no period. */
  period: z.object({ from: plainDate, to: plainDate }).nullable(),
  /** The last day on which it would have been paid in time; null for what nobody has been asked for before. */
  dueOn: plainDate.nullable(),
  owed: positiveKroner,
  /** Others are liable for it too. They are never named. */
  joint: z.boolean().default(false),
});

/** By which laws interest goes on being added until all is paid; none = nothing is. Letters from before told nothing of it. */
export const interestGoesOn = z
  .array(z.enum(['gebyrloven', 'renteloven', 'special']))
  .readonly()
  .default([]);

/** What a reminder says besides its frame, as it stood when it was written. */
export const reminderSays = {
  /** Which reminder about these bills: 1 = the first. */
  reminder: z.number().int().positive(),
  claims: z.array(billed).min(1).readonly(),
  totalOwed: positiveKroner,
  interestGoesOn,
  /** The deadline that is printed; at the earliest `payDays` after the letter is expected to arrive. */
  payBy: plainDate,
  /** Days to pay in, from the day the letter arrives. */
  payDays: z.number().int().positive(),
  /** The fee for this letter, which is one of `claims` too, and the law that allows it; null = the letter costs nothing. */
  fee: z.object({ amount: positiveKroner, law: z.enum(['gebyrloven', 'renteloven']) }).nullable(),
  /** Says that the debt may go to Gældsstyrelsen when the deadline has passed (gældsinddrivelsesloven § 2, stk. 4). */
  warnsOfTransfer: z.boolean(),
  paymentLine,
};

/** A reminder (rykker) about bills that have not been paid. It decides nothing about what is owed. */
export const reminderLetter = z
  .object({ kind: z.literal('reminder'), ...everyNotice, ...reminderSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ letterDate, payBy }) => letterDate < payBy, {
    path: ['payBy'],
    message: 'leaves no time to pay',
  })
  .refine(({ claims, letterDate }) => claims.every(({ dueOn }) => dueOn === null || dueOn < letterDate), {
    path: ['claims'],
    message: 'there is still time to pay',
  })
  .refine(({ fee, claims }) => fee === null || claims.some((each) => isFee(each, fee.amount)), {
    path: ['fee'],
    message: 'is not one of the claims',
  });

function isFee({ level, owed }: z.infer<typeof billed>, amount: string): boolean {
  return level === 'fee' && modelAmount(owed) === modelAmount(amount);
}
