import { sql } from 'kysely';
import type { PaidPart, Rule } from '../law/payment-order.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { prepared } from '../platform/prepared.ts';
import type { PaymentNumber } from './types.ts';

/** Why money of a payment covers something: it came in, somebody found out what for, or moved it. */
export type AllocationCause = 'payment' | 'suspense-resolved' | 'reallocated';

/** By which rule a transfer of a payment covers what it covers. */
export interface Allocation {
  readonly payment: PaymentNumber;
  readonly cause: AllocationCause;
  /** The transfer's line. */
  readonly line: number;
  readonly part: PaidPart;
  readonly rule: Rule | 'person';
}

/** Keeps by which rules a payment's transfers cover what they cover; in one transaction with them. */
export async function insertAllocations(
  tx: MunicipalityTx,
  allocations: readonly Allocation[],
): Promise<void> {
  if (allocations.length === 0) return;
  await prepared(
    tx,
    'allocation-insert',
    sql`
      insert into allocation (payment_number, cause, line, part, rule)
      select * from unnest(${allocations.map(({ payment }) => payment.toString())}::bigint[],
        ${allocations.map(({ cause }) => cause)}::text[], ${allocations.map(({ line }) => line)}::int[],
        ${allocations.map(({ part }) => part)}::text[], ${allocations.map(({ rule }) => rule)}::text[])`,
  );
}

/** The allocations of these payments, by payment, cause and line. Payments from before rules were kept have none. */
export async function allocationsOf(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`
    select payment_number as payment, cause, line, part, rule from allocation
    where payment_number = any (${payments.map(String)}::bigint[]) order by payment_number, cause, line`.execute(
    tx,
  );
  return rows;
}
