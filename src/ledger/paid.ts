import { sql } from 'kysely';

/**
 * Of `transfer`: it is part of a payment, at once or when somebody found out what it was for, and the payment has stayed; of
 * one that a person has moved, only what it covers since. What debt relief takes because of it is no payment.
 */
export const isPaid = sql`transfer.debit_kind <> 'ended' and (transfer.cause = 'reallocated' or transfer.cause in ('payment', 'suspense-resolved')
    and not exists (
      select from transfer moved where moved.cause = 'reallocated' and moved.cause_number = transfer.cause_number))
  and not exists (
  select from transfer back where back.cause = 'payment-reversed' and back.cause_number = transfer.cause_number)`;
