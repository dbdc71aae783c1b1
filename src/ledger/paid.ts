import { sql, type RawBuilder } from 'kysely';

/**
 * Of `transfer`: it is part of a payment, at once, when somebody found out what it was for, or when it was moved, and it has stayed where it
 * is: neither was it taken off that claim since to cover something else, nor was the payment taken back. What debt relief takes or
 * gives back because of it is no payment.
 */
export const isPaid = sql`transfer.cause in ('payment', 'suspense-resolved', 'reallocated')
  and not ${withinClaim(sql`transfer`)}
  and not exists (
    select from transfer off where off.cause = 'reallocated' and off.cause_number = transfer.cause_number and off.credit_kind = 'suspense'
      and off.debit_kind in ('claim', 'due', 'recovery', 'ended') and off.debit_number = transfer.credit_number
      and not ${withinClaim(sql`off`)} and (transfer.cause <> 'reallocated' or off.line > transfer.line))
  and not exists (
    select from transfer back where back.cause = 'payment-reversed' and back.cause_number = transfer.cause_number)`;

/** What debt relief takes of a claim, or of which it takes less, stays inside the claim. */
function withinClaim(transfer: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${transfer}.debit_number = ${transfer}.credit_number
    and (${transfer}.debit_kind = 'ended' and ${transfer}.credit_kind in ('claim', 'due', 'recovery')
      or ${transfer}.credit_kind = 'ended' and ${transfer}.debit_kind in ('claim', 'due', 'recovery')))`;
}
