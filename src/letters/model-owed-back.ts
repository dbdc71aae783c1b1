import { z } from 'zod';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { everyNotice, paymentLine, plainDate, positiveKroner } from './model-fields.ts';
import { billed } from './model-reminder.ts';

/** What a bill for money that was given back says besides its frame, as it stood when it was written. */
export const owedBackSays = {
  /** The first day on which a payment was taken back from us, of which something had been given back. */
  takenBackOn: plainDate,
  claims: z.array(billed).min(1).readonly(),
  totalOwed: positiveKroner,
  /** The deadline that is printed. */
  payBy: plainDate,
  /** Days to pay in, from the day the letter arrives. */
  payDays: z.number().int().positive(),
  fee: z.null().default(null),
  warnsOfTransfer: z.literal(false).default(false),
  paymentLine,
};

/** Something was given back of a payment that the bank has taken back since: the debtor is asked for it, for the first time. */
export const owedBackLetter = z
  .object({ kind: z.literal('owed-back'), ...everyNotice, ...owedBackSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ letterDate, payBy }) => letterDate < payBy, {
    path: ['payBy'],
    message: 'leaves no time to pay',
  });
