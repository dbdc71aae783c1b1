import { sql } from 'kysely';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What is held for each of these debtors, or for everybody; those for whom nothing is held are left out. */
export function overpaidBy(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[] | 'everybody',
): Promise<Map<DebtorNumber, Ore>> {
  return standingBy(tx, 'overpaid', debtors);
}

/** What each of these debtors, or everybody, owes of money that was given back and was taken back from us since; the others are left out. */
export function owedBackBy(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[] | 'everybody',
): Promise<Map<DebtorNumber, Ore>> {
  return standingBy(tx, 'owed-back', debtors);
}

async function standingBy(
  tx: MunicipalityReadTx,
  kind: 'overpaid' | 'owed-back',
  debtors: readonly DebtorNumber[] | 'everybody',
): Promise<Map<DebtorNumber, Ore>> {
  const theirs = debtors === 'everybody' ? sql`` : sql`and number = any (${debtors}::bigint[])`;
  const { rows } = await sql<{ number: bigint; amount: bigint }>`
    select number, abs(balance_ore) as amount from account_balance
    where kind = ${kind} ${theirs} and balance_ore <> 0 order by number`.execute(tx);
  return new Map(rows.map(({ number, amount }) => [debtorNumber(Number(number)), ore(amount)]));
}
