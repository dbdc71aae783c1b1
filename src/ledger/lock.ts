import { sql, type RawBuilder } from 'kysely';
import { heldJointClaims } from '../claims/liabilities.ts';
import { heldDebtors, knownDebtors } from '../debtors/lock.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { prepared } from '../platform/prepared.ts';
import { isRehearsed } from '../platform/rehearsal.ts';

/**
 * Keeps others from moving what these debtors owe until the transaction ends, and answers the debtors that there are.
 * Debtors first, then the claims that they share: a spouse's payment holds another debtor, but the same claim. To be
 * called once in a transaction, before the balances are read from which a transfer follows. A rehearsal keeps nobody from anything.
 */
export async function lockReceivables(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  if (debtors.length === 0) return new Set();
  if (isRehearsed(tx)) return knownDebtors(tx, debtors);
  const { rows } = await prepared(
    tx,
    'lock-receivables',
    sql<{ debtor_number: DebtorNumber }>`
      with ${receivablesHeld(debtors)}
      select debtor_number from held_debtor where (select count(*) from held_claim) >= 0`,
  );
  return new Set(rows.map((row) => row.debtor_number));
}

/**
 * The same as the beginning of a statement that does more: `held_debtor` are the debtors that there are, and whoever has read
 * `held_claim` to its end holds them and the claims that they share.
 */
export function receivablesHeld(debtors: readonly DebtorNumber[]): RawBuilder<unknown> {
  return sql`held_debtor as materialized (${heldDebtors(debtors)}),
    held_claim as materialized (${heldJointClaims(sql`select debtor_number from held_debtor`)})`;
}
