import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

export interface CorrectionsQuestion {
  readonly debtors: readonly DebtorNumber[];
  /** Months before this one are asked about: the earlier of the two that count in the run looks at itself. */
  readonly before: YearMonth;
  /** The newest batch that the run before this one used. */
  readonly since: BatchNumber;
  /** The newest batch that this run uses. */
  readonly asOf: BatchNumber;
}

/**
 * Months of income that an earlier run may have used, and that the register has told otherwise since: there was an answer
 * when the run before this one was made, and a newer one has come after it. In rising order; debtors without any are left
 * out. A month that was only now asked about for the first time has not been corrected.
 */
export async function correctedIncome(
  tx: MunicipalityReadTx,
  { debtors, before, since, asOf }: CorrectionsQuestion,
): Promise<Map<DebtorNumber, YearMonth[]>> {
  const { rows } = await sql<{ debtor_number: DebtorNumber; month: PlainDate }>`
    select distinct debtor_number, month
    from income_fact newer
    where debtor_number = any (${debtors}::int[]) and month < ${firstDayOf(before)}::date
      and batch > ${since} and batch <= ${asOf}
      and exists (
        select from income_fact older
        where older.debtor_number = newer.debtor_number and older.month = newer.month and older.batch <= ${since})
    order by debtor_number, month`.execute(tx);
  const corrected = Map.groupBy(rows, (row) => row.debtor_number);
  return new Map([...corrected].map(([debtor, found]) => [debtor, found.map(({ month }) => monthOf(month))]));
}
