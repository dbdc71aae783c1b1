import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';

/** What payments have covered of a claim, newest payment first. */
export async function paymentsOnClaim(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
): Promise<{ readonly payment: bigint; readonly amount: Ore }[]> {
  const { rows } = await sql<{ payment: bigint; amount: bigint }>`
    select cause_number as payment, -sum(amount)::bigint as amount from ${entries}
    where kind in ('claim', 'due') and number = ${claim}::bigint and cause in ('payment', 'payment-reversed')
    group by cause_number having sum(amount) <> 0 order by cause_number desc`.execute(tx);
  return rows.map(({ payment, amount }) => ({ payment, amount: ore(amount) }));
}

/** What corrections of a claim have given back, to each debtor. */
export async function givenBackOf(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
): Promise<Map<DebtorNumber, Ore>> {
  const { rows } = await sql<{ debtor: bigint; amount: bigint }>`
    select credit_number as debtor, sum(amount_ore)::bigint as amount from transfer
    where debit_kind = 'source' and debit_number = ${claim}::bigint and credit_kind = 'overpaid'
    group by credit_number`.execute(tx);
  return new Map(rows.map(({ debtor, amount }) => [debtorNumber(Number(debtor)), ore(amount)]));
}
