import { sql } from 'kysely';
import { monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { IncomeReport } from '../law/net-income.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { batchDays } from './batches.ts';
import { readStoredReports } from './stored-reports.ts';

/** What eIndkomst has told of a month; told anew where it has told otherwise. No reports: nothing was reported. */
export interface IncomeTold {
  readonly month: YearMonth;
  readonly toldOn: PlainDate | null;
  readonly reports: readonly IncomeReport[];
}

/** All that is kept of a debtor's income, by month and then as it was told. */
export async function incomeTold(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<IncomeTold[]> {
  const { rows } = await sql<{ month: PlainDate; batch: BatchNumber; reports: unknown[] }>`
    select month, batch, reports from income_fact where debtor_number = ${debtor} order by month, batch`.execute(
    tx,
  );
  const days = await daysOf(tx, rows);
  return rows.map(({ month, batch, reports }) => ({
    month: monthOf(month),
    toldOn: days.get(batch) ?? null,
    reports: readStoredReports(reports),
  }));
}

/** The benefits that somebody was granted, as Ydelsesindeks told it on a day. */
export interface BenefitsTold {
  readonly toldOn: PlainDate | null;
  readonly grants: readonly {
    readonly name: string;
    readonly from: PlainDate;
    readonly to: PlainDate | null;
  }[];
}

/** All that is kept of a debtor's benefits, as it was told; each answer holds until the next. */
export async function benefitsTold(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<BenefitsTold[]> {
  const { rows } = await sql<{ batch: BatchNumber; grants: BenefitsTold['grants'] }>`
    select batch, grants from benefit_fact where debtor_number = ${debtor} order by batch`.execute(tx);
  const days = await daysOf(tx, rows);
  return rows.map(({ batch, grants }) => ({
    toldOn: days.get(batch) ?? null,
    grants: grants.map(({ name, from, to }) => ({ name, from, to })),
  }));
}

function daysOf(
  tx: MunicipalityReadTx,
  rows: readonly { readonly batch: BatchNumber }[],
): Promise<ReadonlyMap<BatchNumber, PlainDate>> {
  return batchDays(tx, [...new Set(rows.map(({ batch }) => batch))]);
}
