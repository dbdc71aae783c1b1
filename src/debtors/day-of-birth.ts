import { birthDate, type CprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { newestRecordsOf } from './newest-record.ts';
import { cprOfDebtors } from './register.ts';

/** The day that CPR tells; where it has told none, the number's own. Null: neither says. */
export function bornBy(told: PlainDate | null, cpr: CprNumber): PlainDate | null {
  return told ?? birthDate(cpr);
}

/** When these debtors were born, also those of whom CPR has told nothing yet; companies, and of whom nobody knows, are left out. */
export async function daysOfBirth(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, PlainDate>> {
  if (debtors.length === 0) return new Map();
  const [records, numbers] = await Promise.all([newestRecordsOf(tx, debtors), cprOfDebtors(tx, debtors)]);
  return new Map(
    [...numbers].flatMap(([debtor, cpr]) => {
      const born = bornBy(records.get(debtor)?.born ?? null, cpr);
      return born === null ? [] : [[debtor, born] as const];
    }),
  );
}
