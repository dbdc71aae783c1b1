import { sql, type RawBuilder } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/**
 * Locks the debtors until the transaction ends, in the order of their numbers, and answers those that there are. Whoever
 * moves a debtor's money takes this first, once in a transaction, and reads balances afterwards.
 */
export async function lockDebtors(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const { rows } = await heldDebtors(debtors).execute(tx);
  return new Set(rows.map((row) => row.debtor_number));
}

/** The query that locks them, for a statement that does more with it. */
export function heldDebtors(
  debtors: readonly DebtorNumber[],
): RawBuilder<{ readonly debtor_number: DebtorNumber }> {
  // Not `for update`: that would also hold up whoever only writes a row that refers to the debtor.
  return sql`select debtor_number from debtor where debtor_number = any (${debtors}::int[])
    order by debtor_number for no key update`;
}

/** Whether there is such a debtor; locks nobody, for a hint to a person. */
export async function isDebtor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  const { rows } = await sql`select from debtor where debtor_number = ${debtor}::int`.execute(tx);
  return rows.length > 0;
}

/** Those of the debtors that there are; locks nobody. */
export async function knownDebtors(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const { rows } = await sql<{ debtor_number: DebtorNumber }>`
    select debtor_number from debtor where debtor_number = any (${debtors}::int[])`.execute(tx);
  return new Set(rows.map((row) => row.debtor_number));
}
