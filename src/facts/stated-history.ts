import { sql } from 'kysely';
import { monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A statement of income, or that what was stated is taken back. */
export interface IncomeStatementMade {
  /** Null: what was stated before for these months no longer counts. */
  readonly netIncomeYear: Ore | null;
  readonly from: YearMonth;
  readonly to: YearMonth;
  readonly evidence: string;
  readonly recordedBy: string;
  readonly batch: BatchNumber;
}

/** All that has been stated about a debtor's income, oldest first. */
export async function statementsAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<IncomeStatementMade[]> {
  const { rows } = await sql<{
    net_income_year_ore: Ore | null;
    from_month: PlainDate;
    to_month: PlainDate;
    evidence: string;
    recorded_by: string;
    batch: BatchNumber;
  }>`
    select net_income_year_ore, from_month, to_month, evidence, recorded_by, batch from stated_income
    where debtor_number = ${debtor} order by batch`.execute(tx);
  return rows.map((row) => ({
    netIncomeYear: row.net_income_year_ore,
    from: monthOf(row.from_month),
    to: monthOf(row.to_month),
    evidence: row.evidence,
    recordedBy: row.recorded_by,
    batch: row.batch,
  }));
}
