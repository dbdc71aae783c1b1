import { addYears, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { daysOfBirth } from './day-of-birth.ts';
import { newestRecordsOf } from './newest-record.ts';

/**
 * Whether others must sign for a debtor on a day: both holders of custody for one under 18, the guardian where CPR tells of
 * guardianship (what a partial one is about is not told, so it counts). A company signs alone.
 */
export async function othersMustSign(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<boolean> {
  const [records, births] = await Promise.all([newestRecordsOf(tx, [debtor]), daysOfBirth(tx, [debtor])]);
  if (records.get(debtor)?.hasGuardian === true) return true;
  const born = births.get(debtor);
  return born !== undefined && on < addYears(born, 18);
}
