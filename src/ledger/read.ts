import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AccountKind } from './account-kinds.ts';
import type { Cause } from './causes.ts';
import type { Transfer } from './types.ts';

/** A row of the table as it stands there. */
export interface TransferRow {
  cause: Cause;
  cause_number: bigint;
  line: number;
  debit_kind: AccountKind;
  debit_number: bigint;
  debit_debtor: DebtorNumber | 0;
  credit_kind: AccountKind;
  credit_number: bigint;
  credit_debtor: DebtorNumber | 0;
  amount_ore: bigint;
  value_date: PlainDate;
  booking_date: PlainDate;
  recorded_at: Temporal.Instant;
}

/** All transfers of these causes, of one kind, by cause and line. */
export async function transfersOf(
  tx: MunicipalityReadTx,
  cause: Cause,
  causeNumbers: readonly bigint[],
): Promise<Transfer[]> {
  const { rows } = await sql<TransferRow>`
    select * from transfer where cause = ${cause} and cause_number = any (${causeNumbers.map(String)}::bigint[])
    order by cause_number, line`.execute(tx);
  return rows.map(asTransfer);
}

/** The last line that each of these causes has; those without any are left out. */
export async function lastLines(
  tx: MunicipalityReadTx,
  cause: Cause,
  causeNumbers: readonly bigint[],
): Promise<Map<bigint, number>> {
  const { rows } = await sql<{ cause_number: bigint; line: number }>`
    select cause_number, max(line) as line from transfer
    where cause = ${cause} and cause_number = any (${causeNumbers.map(String)}::bigint[])
    group by cause_number`.execute(tx);
  return new Map(rows.map((row) => [row.cause_number, row.line]));
}

/** The transfer that a row of the table is. */
export function asTransfer(row: TransferRow): Transfer {
  return {
    cause: row.cause,
    causeNumber: row.cause_number,
    line: row.line,
    debit: { kind: row.debit_kind, number: row.debit_number, debtor: row.debit_debtor },
    credit: { kind: row.credit_kind, number: row.credit_number, debtor: row.credit_debtor },
    amount: ore(row.amount_ore),
    valueDate: row.value_date,
    bookingDate: row.booking_date,
    recordedAt: row.recorded_at,
  };
}
