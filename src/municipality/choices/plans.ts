import { z } from 'zod';
import { amount } from './fields.ts';
import { burdeningGround, recordedGround } from './grounds.ts';

/** How plans for benefits are found, heard about, asked for and followed up (bek. 585/2023). */

export const paymentShape = z.strictObject({
  creditorNumber: z
    .string()
    .regex(/^8\d{7}$/, 'not a creditor number of eight digits that begins with 8')
    .nullable(),
  kind: z.literal('71'),
  /** Day of the month on which instalments fall due; 31 = the last day. */
  dueDay: z.int().min(1).max(31),
  /** An instalment is asked for so many days before it falls due, so that who pays early pays it and not beside it. */
  askDaysAhead: z.int().min(0).max(31).default(14),
  /** What money that is held for a debtor covers by itself: bills that are late, or nothing before a person has said so (open question Q80). */
  heldCovers: z.enum(['late-bills', 'nothing']).default('late-bills'),
});

export const runShape = z.strictObject({
  /** How many months the income lags behind the run's month (open question Q3; 2 is the recovery authority's practice). */
  incomeLagMonths: z.int().min(1).max(6),
  /** Days from the decision's arrival to the first instalment, at least. */
  noticeDays: z.int().min(0).max(90),
  /** Weekdays until an ordinary letter is deemed to have arrived. */
  paperWeekdays: z.int().min(0).max(30),
});

export const hearingShape = z.strictObject({
  /** Null = the citizen is heard first (forvaltningsloven § 19); otherwise the ground by § 19, stk. 2. */
  leftOut: recordedGround.nullable(),
  /** Days to answer, from the letter's arrival. */
  days: z.int().min(7).max(60).default(14),
});

/** Days to tell one's income, from the letter's arrival, before bek. 585/2023 § 5, stk. 2, is used. */
export const incomeRequestShape = z.strictObject({ days: z.int().min(7).max(60) }).default({ days: 14 });

export const changesShape = z
  .strictObject({
    /** A rise by less than this many kroner a month waits. */
    riseThresholdKroner: z.int().min(0).max(5_000),
    /** A rise counts when so many runs in a row have found one. */
    runsToConfirmRise: z.int().min(1).max(6),
  })
  .default({ riseThresholdKroner: 200, runsToConfirmRise: 2 });

/** What one gets first about whom nothing has been decided: a decision, or an invoice to pay at once where something is to be paid. */
export const firstContactShape = z.enum(['decision', 'invoice']).default('decision');

/** The demand (påkrav) for instalments that were not paid (bek. 585/2023 § 10). */
export const demandShape = z
  .strictObject({
    /** Days after the due date before anything is done. */
    graceDays: z.int().min(0).max(60).default(5),
    /** Days to pay in, from the letter's arrival; the deadline of an invoice too. */
    deadlineDays: z.int().min(10).max(60).default(14),
    /** Bank days until a payment must have been registered. */
    registrationBankDays: z.int().min(0).max(10).default(3),
    /** What is missing of the due instalments is demanded from this amount on: no plan falls away for øre (own choice, open question Q78). */
    least: amount.default('1.00'),
  })
  .default({ graceDays: 5, deadlineDays: 14, registrationBankDays: 3, least: '1.00' });

/** The decision that a debt goes to Gældsstyrelsen (bek. 585/2023 § 10). */
export const transferShape = z
  .strictObject({
    /** Null = a person approves it. */
    automatic: burdeningGround.nullable().default(null),
    /** Days from the arrival of its letter until the debt may be sent. */
    waitDaysAfterArrival: z.int().min(0).max(90).default(14),
  })
  .default({ automatic: null, waitDaysAfterArrival: 14 });
