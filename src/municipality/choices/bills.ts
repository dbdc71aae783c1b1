import { z } from 'zod';
import { amount, amountFrom0, text } from './fields.ts';

/** What may be agreed on request about bills (gældsinddrivelsesloven § 2, stk. 3), and when it is broken. */
export const arrangementsShape = z
  .strictObject({
    mostMonths: z.int().min(1).max(120),
    /** The least to pay a month. */
    least: amount,
    /** Days after an instalment fell due, and kroner unpaid of it, before it counts as missed. */
    toleranceDays: z.int().min(0).max(60),
    tolerance: amountFrom0('not an amount of kroner'),
    /** Days that the one demand gives. */
    demandDays: z.int().min(10).max(60),
  })
  .default({ mostMonths: 18, least: '100.00', toleranceDays: 5, tolerance: '0.00', demandDays: 10 });

/** What debtors say against claims, and ask for about bills. */
export const answersShape = z
  .strictObject({
    /** Printed in the answer to an objection, for who disagrees; null = nothing besides that they can write again (open question Q61). */
    objectionGuidance: z.strictObject({ da: text, en: text }).nullable(),
    /** So many days bills rest at most while a request for instalments or a later day waits; 0 = none. */
    requestRestDays: z.int().min(0).max(60),
  })
  .default({ objectionGuidance: null, requestRestDays: 14 });

/** Set-off of the municipality's own payouts against what is owed. */
export const setOffShape = z
  .strictObject({
    /** Also of benefits that people live on. Nothing is ever set off without a person. */
    socialBenefits: z.boolean(),
    /** Days to answer in before it is decided. */
    hearingDays: z.int().min(7).max(60),
    /** Who decides a complaint about it; null = not known yet, and nothing is decided (forvaltningsloven § 25). */
    complaint: z
      .union([
        z.strictObject({ weeks: z.int().min(1).max(52), authority: text }),
        z.strictObject({ none: z.literal('no-higher-authority') }),
      ])
      .nullable(),
  })
  .default({ socialBenefits: false, hearingDays: 14, complaint: null });
