import { sql } from 'kysely';
import type { PaidPart, Rule } from '../law/payment-order.ts';
import type { Besides } from '../ledger/post.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
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

/** Keeps by which rules a payment's transfers cover what they cover: written in the statement of the transfers. */
export function allocationsBesides(allocations: readonly Allocation[]): Besides | null {
  if (allocations.length === 0) return null;
  const into = sql`insert into allocation (payment_number, cause, line, part, rule)`;
  const [only, another] = allocations;
  if (only !== undefined && another === undefined) {
    const { payment, cause, line, part, rule } = only;
    const insert = sql`${into} values (${payment.toString()}::bigint, ${cause}::text, ${line}::int, ${part}::text, ${rule}::text)`;
    return { name: 'allocation', insert };
  }
  const insert = sql`
    ${into} select * from unnest(${allocations.map(({ payment }) => payment.toString())}::bigint[],
      ${allocations.map(({ cause }) => cause)}::text[], ${allocations.map(({ line }) => line)}::int[],
      ${allocations.map(({ part }) => part)}::text[], ${allocations.map(({ rule }) => rule)}::text[])`;
  return { name: 'allocations', insert };
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
