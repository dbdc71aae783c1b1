import { z } from 'zod';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { claim, everyNotice, paymentLine, plainDate, positiveKroner } from './model-fields.ts';

/** What an invoice says besides its frame, as it stood when it was written. */
export const invoiceSays = {
  claims: z.array(claim).min(1).readonly(),
  totalOwed: positiveKroner,
  /** Until when it waits; at the earliest `payDays` after the letter is expected to arrive. Nothing falls due on that day. */
  payBy: plainDate,
  /** Days to pay in, from the day the letter arrives. */
  payDays: z.number().int().positive(),
  fee: z.null(),
  warnsOfTransfer: z.literal(false),
  paymentLine,
};

/**
 * An invoice for benefit that must be repaid, before anything has been decided about how: all of it may be paid at once, and
 * what need not be is said with it. It carries no fee, starts no reminder and sets no due date.
 */
export const invoiceLetter = z
  .object({ kind: z.literal('invoice'), ...everyNotice, ...invoiceSays })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ letterDate, payBy }) => letterDate < payBy, {
    path: ['payBy'],
    message: 'leaves no time to pay',
  });
