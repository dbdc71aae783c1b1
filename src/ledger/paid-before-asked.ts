import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';
import { isGivenBack, isUndone } from './paid-on-claim.ts';

/** A debtor, and since when it is asked what has been paid on these claims. */
export interface SinceWhen {
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimNumber[];
  readonly since: Temporal.Instant;
}

/** A payment of a debtor who is asked about. */
export interface PaymentOf {
  readonly debtor: DebtorNumber;
  readonly payment: bigint;
}

/** What a payment has covered of what nobody had been asked for; without a payment: what of the claims was given back to the debtor. */
export interface MovedBeforeAsked {
  /** Who is asked about; not who paid. */
  readonly debtor: DebtorNumber;
  readonly payment: bigint | null;
  /** In øre; less than 0 when it was given back, or when more was taken back than came. */
  readonly amount: bigint;
}

/**
 * What these payments have covered of the claims before anybody was asked for it, where they first came on them after the moment, and what
 * was given back of the claims since.
 */
export async function movedBeforeAsked(
  tx: MunicipalityReadTx,
  all: readonly SinceWhen[],
  payments: readonly PaymentOf[],
): Promise<MovedBeforeAsked[]> {
  const asked = all.flatMap(({ debtor, claims, since }) =>
    claims.map((claim) => ({ debtor, claim, since: since.toString() })),
  );
  if (payments.length === 0) return [];
  const { rows } = await sql<MovedBeforeAsked>`
    with asked as (
      select * from unnest(${asked.map(({ debtor }) => debtor)}::int[], ${asked.map(({ claim }) => String(claim))}::bigint[],
        ${asked.map(({ since }) => since)}::timestamptz[]) asked (whose, claim, since)),
    paid as (
      select * from unnest(${payments.map(({ debtor }) => debtor)}::int[],
        ${payments.map(({ payment }) => String(payment))}::bigint[]) paid (whose, payment))
    select whose as debtor, cause_number as payment, -sum(amount)::bigint as amount
    from paid join ${entries} on cause_number = paid.payment join asked using (whose)
    where number = claim and kind = 'claim' and cause in ('payment', 'suspense-resolved', 'reallocated', 'payment-reversed')
    group by whose, claim, cause_number having sum(amount) <> 0 and min(recorded_at) > min(since)
    union all
    select whose, null, -sum(amount_ore)::bigint from asked join transfer on debit_number = claim and credit_number = whose
    where ${isGivenBack} and recorded_at > since group by whose
    union all
    select whose, null, sum(amount_ore)::bigint from asked join transfer on credit_number = claim and debit_number = whose
    where ${isUndone} and recorded_at > since group by whose`.execute(tx);
  return rows;
}
