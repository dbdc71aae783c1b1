import type { PlainDate } from '../kernel/dates.ts';
import { ore, plainKroner } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { daysNotExported, markExported, voucherLinesOn, type LineOfVoucher } from './store.ts';

/** The columns of the file, in their order; docs/guides/books.md says what each holds. */
export const exportColumns = [
  'municipality',
  'voucher',
  'booking_date',
  'event',
  'line',
  'account',
  'debit',
  'credit',
  'ledger_group',
  'claim_type',
  'share',
] as const;

/** A day's vouchers as a file for the municipality's bookkeeping. No personal data. */
export interface ExportFile {
  readonly day: PlainDate;
  readonly name: string;
  /** UTF-8, `;` between the columns, `\n` after each line. */
  readonly text: string;
}

/** Days whose vouchers have not been handed over, oldest first. */
export async function daysToExport(tx: MunicipalityReadTx): Promise<PlainDate[]> {
  return daysNotExported(tx);
}

/** The file of a day: the same bytes whenever it is made. */
export async function exportFile(tx: MunicipalityReadTx, day: PlainDate): Promise<ExportFile> {
  const lines = (await voucherLinesOn(tx, day)).map((line) => lineText(tx.code, day, line));
  const text = [exportColumns.join(';'), ...lines].map((line) => `${line}\n`).join('');
  return { day, name: `${day}-sf1590a.csv`, text };
}

/** Notes that a day's file lies where it is fetched. */
export async function noteExported(
  tx: MunicipalityTx,
  { day, name }: ExportFile,
  at: Temporal.Instant,
): Promise<void> {
  await markExported(tx, day, { fileName: name, at });
}

function lineText(municipality: string, day: PlainDate, line: LineOfVoucher): string {
  const { number, event, account, group, claimType, share } = line;
  const [debit, credit] = [plainKroner(ore(line.debit)), plainKroner(ore(line.credit))];
  const place = [municipality, number, day, event, line.line, account];
  return [...place, debit, credit, group, claimType, share].join(';');
}
