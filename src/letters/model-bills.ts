import { z } from 'zod';
import { claimsAddUp, hasWayToPay } from './model-checks.ts';
import { everyNotice, modelAmount, paymentLine, plainDate, positiveKroner } from './model-fields.ts';
import { billed, interestGoesOn } from './model-reminder.ts';

/** The notices about bills that are not reminders: the warning of transfer, and what was agreed on request. */

const bills = {
  claims: z.array(billed).min(1).readonly(),
  totalOwed: positiveKroner,
  paymentLine,
};

/** What an arrangement on request says of interest. */
const interest = {
  /** Interest runs while it is kept. */
  interestRuns: z.boolean(),
  /** Interest of the days before it that is charged later and no part of what is agreed; null = none. Letters from before told nothing of it. */
  interestBefore: positiveKroner.nullable().default(null),
};

const deadline = {
  /** The deadline that is printed; at the earliest `payDays` after the letter is expected to arrive. */
  payBy: plainDate,
  /** Days to pay in, from the day the letter arrives. */
  payDays: z.number().int().positive(),
};

/** That the debt goes to Gældsstyrelsen when the deadline has passed (gældsinddrivelsesloven § 2, stk. 4). */
export const transferWarningSays = {
  ...bills,
  ...deadline,
  interestGoesOn,
  warnsOfTransfer: z.literal(true),
};

/** Instalments on request (gældsinddrivelsesloven § 2, stk. 3). */
export const voluntaryPlanSays = {
  ...bills,
  monthly: positiveKroner,
  instalments: z.number().int().positive(),
  firstDueDate: plainDate,
  /** Day of the month on which later instalments fall due; 31 means the last day of the month. */
  dueDay: z.number().int().min(1).max(31),
  lastDueDate: plainDate,
  /** The last instalment, which is what is left. */
  lastAmount: positiveKroner,
  /** It has rested and goes on, or goes on because what was demanded had been paid in time; absent where it was asked for. */
  resumed: z.union([z.literal(true), z.literal('paid-in-time')]).optional(),
  ...interest,
  warnsOfTransfer: z.literal(false),
};

/** A payment put off on request. */
export const voluntaryDeferralSays = {
  ...bills,
  until: plainDate,
  ...interest,
  warnsOfTransfer: z.literal(false),
};

/** The one demand when an instalment of such a plan is missed. */
export const planBrokenSays = {
  ...bills,
  ...deadline,
  /** What is missing of the instalments, and since when. */
  missing: positiveKroner,
  missedOn: plainDate,
  /** More of them fell due after that day. Absent = none, or the letter is of before that was told. */
  missedLater: z.literal(true).optional(),
  warnsOfTransfer: z.literal(true),
};

const wayToPay = { path: ['paymentLine'], message: 'there is no way to pay' };
const addUp = { path: ['totalOwed'], message: 'is not the sum of the claims' };
const noTime = { path: ['payBy'], message: 'leaves no time to pay' };
const leavesTime = ({ letterDate, payBy }: { letterDate: string; payBy: string }) => letterDate < payBy;

export const transferWarning = z
  .object({ kind: z.literal('transfer-warning'), ...everyNotice, ...transferWarningSays })
  .refine(claimsAddUp, addUp)
  .refine(hasWayToPay, wayToPay)
  .refine(leavesTime, noTime);

export const voluntaryPlanLetter = z
  .object({ kind: z.literal('voluntary-plan'), ...everyNotice, ...voluntaryPlanSays })
  .refine(claimsAddUp, addUp)
  .refine(hasWayToPay, wayToPay)
  .refine(({ firstDueDate, lastDueDate }) => firstDueDate <= lastDueDate, {
    path: ['lastDueDate'],
    message: 'is before the first',
  });

export const voluntaryDeferralLetter = z
  .object({ kind: z.literal('voluntary-deferral'), ...everyNotice, ...voluntaryDeferralSays })
  .refine(claimsAddUp, addUp)
  .refine(hasWayToPay, wayToPay)
  .refine(({ letterDate, until }) => letterDate < until, { path: ['until'], message: 'has passed' });

export const planBrokenLetter = z
  .object({ kind: z.literal('plan-broken'), ...everyNotice, ...planBrokenSays })
  .refine(claimsAddUp, addUp)
  .refine(hasWayToPay, wayToPay)
  .refine(leavesTime, noTime)
  .refine(({ missing, totalOwed }) => modelAmount(missing) <= modelAmount(totalOwed), {
    path: ['missing'],
    message: 'is more than all that is owed',
  });
