import { z } from 'zod';
import { amount, textLike, whole } from './fields.ts';
import { burdeningGround, recordedGround } from './grounds.ts';

/** How plans for benefits are found, heard about, asked for and followed up (bek. 585/2023). */

export const paymentShape = z.strictObject({
  creditorNumber: textLike(
    /^8\d{7}$/,
    'Skriv et kreditornummer på otte cifre, der begynder med 8, eller null.',
  ).nullable(),
  kind: z.literal('71'),
  /** Day of the month on which instalments fall due; 31 = the last day. */
  dueDay: whole(1, 31),
  /** An instalment is asked for so many days before it falls due, so that who pays early pays it and not beside it. */
  askDaysAhead: whole(0, 31).default(14),
  /** What money that is held for a debtor covers by itself: bills that are late, or nothing before a person has said so (open question Q80). */
  heldCovers: z.enum(['late-bills', 'nothing']).default('late-bills'),
});

export const runShape = z.strictObject({
  /** How many months the income lags behind the run's month (open question Q3; 2 is the recovery authority's practice). */
  incomeLagMonths: whole(1, 6),
  /** Days from the decision's arrival to the first instalment, at least. */
  noticeDays: whole(0, 90),
  /** Weekdays until an ordinary letter is deemed to have arrived. */
  paperWeekdays: whole(0, 30),
});

export const hearingShape = z.strictObject({
  /** Null = the citizen is heard first (forvaltningsloven § 19); otherwise the ground by § 19, stk. 2. */
  leftOut: recordedGround.nullable(),
  /** Days to answer, from the letter's arrival. */
  days: whole(7, 60).default(14),
});

/** Days to tell one's income, from the letter's arrival, before bek. 585/2023 § 5, stk. 2, is used. */
export const incomeRequestShape = z.strictObject({ days: whole(7, 60) }).default({ days: 14 });

export const changesShape = z
  .strictObject({
    /** A rise by less than this many kroner a month waits. */
    riseThresholdKroner: whole(0, 5_000),
    /** A rise counts when so many runs in a row have found one. */
    runsToConfirmRise: whole(1, 6),
  })
  .default({ riseThresholdKroner: 200, runsToConfirmRise: 2 });

/** What one gets first about whom nothing has been decided: a decision, or an invoice to pay at once where something is to be paid. */
export const firstContactShape = z.enum(['decision', 'invoice']).default('decision');

/** The demand (påkrav) for instalments that were not paid (bek. 585/2023 § 10). */
export const demandShape = z
  .strictObject({
    /** Days after the due date before anything is done. */
    graceDays: whole(0, 60).default(5),
    /** Days to pay in, from the letter's arrival; the deadline of an invoice too. */
    deadlineDays: whole(10, 60).default(14),
    /** Bank days until a payment must have been registered. */
    registrationBankDays: whole(0, 10).default(3),
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
    waitDaysAfterArrival: whole(0, 90).default(14),
  })
  .default({ automatic: null, waitDaysAfterArrival: 14 });
