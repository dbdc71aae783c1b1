import { sql } from 'kysely';

/**
 * Each transfer as its two accounts see it, `other` being the other's kind: what came in, and what went out as a negative amount. Asked with an account's
 * kind and number, PostgreSQL looks in both halves by their index.
 */
export const entries = sql`(
  select cause, cause_number, debit_kind as kind, debit_number as number, debit_debtor as debtor, credit_kind as other, amount_ore as amount,
    value_date, booking_date, recorded_at
  from transfer
  union all
  select cause, cause_number, credit_kind, credit_number, credit_debtor, debit_kind, -amount_ore, value_date, booking_date, recorded_at
  from transfer) entry`;
