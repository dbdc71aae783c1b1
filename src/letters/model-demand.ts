import { z } from 'zod';
import { hasWayToPay } from './model-checks.ts';
import { everyNotice, modelAmount, paymentLine, plainDate, positiveKroner } from './model-fields.ts';

/** One instalment that was not paid. */
const missedInstalment = z.object({ dueOn: plainDate, unpaid: positiveKroner });

/** What a demand says besides its frame, as it stood when it was written. */
export const demandSays = {
  /** The plan's amount a month. */
  monthly: positiveKroner,
  /** The oldest first. */
  missed: z.array(missedInstalment).min(1).readonly(),
  /** All of them together, with the fee. */
  totalOwed: positiveKroner,
  /** What is left of the debt that the plan is about, the missed instalments and the fee included: due at once if the plan falls away. */
  wholeDebt: positiveKroner,
  /** The deadline that is printed; at the earliest `payDays` after the letter is expected to arrive. */
  payBy: plainDate,
  /** Days to pay in, from the day the letter arrives. */
  payDays: z.number().int().positive(),
  /** The fee for this letter (gebyrloven § 2); null = it costs nothing. Until the council has decided one it never costs anything (open question Q41). */
  fee: z.object({ amount: positiveKroner, law: z.literal('gebyrloven') }).nullable(),
  /**
   * The municipality's own interest for each started month (gebyrloven § 3), by the council's decision, if the plan falls away; null = it has decided
   * none (open question Q41).
   */
  interestIfWhole: z
    .object({ percent: z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/) })
    .nullable()
    .default(null),
  /** It says what follows when it is not paid (bek. 585/2023 § 10); the transfer itself is decided and told apart. */
  warnsOfTransfer: z.literal(true),
  paymentLine,
};

/** A demand (påkrav) for instalments that were not paid (bek. 585/2023 § 10). It decides nothing. */
export const demandLetter = z
  .object({ kind: z.literal('demand'), ...everyNotice, ...demandSays })
  .refine(({ missed, fee, totalOwed }) => sumOf(missed) + feeOf(fee) === modelAmount(totalOwed), {
    path: ['totalOwed'],
    message: 'is not the sum of the instalments and the fee',
  })
  .refine(({ totalOwed, wholeDebt }) => modelAmount(totalOwed) <= modelAmount(wholeDebt), {
    path: ['wholeDebt'],
    message: 'is less than what is demanded of it',
  })
  .refine(hasWayToPay, { path: ['paymentLine'], message: 'there is no way to pay' })
  .refine(({ letterDate, payBy }) => letterDate < payBy, {
    path: ['payBy'],
    message: 'leaves no time to pay',
  })
  .refine(({ missed, letterDate }) => missed.every(({ dueOn }) => dueOn < letterDate), {
    path: ['missed'],
    message: 'there is still time to pay',
  });

function sumOf(missed: readonly { readonly unpaid: string }[]): bigint {
  return missed.reduce((sum, { unpaid }) => sum + modelAmount(unpaid), 0n);
}

function feeOf(fee: { readonly amount: string } | null): bigint {
  return fee === null ? 0n : modelAmount(fee.amount);
}
