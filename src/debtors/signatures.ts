import { sql } from 'kysely';
import { addYears, type PlainDate } from '../kernel/dates.ts';
import { birthDate } from '../kernel/cpr-number.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { cprOfDebtors } from './register.ts';

/**
 * Whether others must sign for a debtor on a day: both holders of custody for one under 18, the guardian where CPR tells of
 * guardianship (what a partial one is about is not told, so it counts). Where CPR has not told the day of birth the number's own counts. A
 * company signs alone.
 */
export async function othersMustSign(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<boolean> {
  const { rows } = await sql<{ born: PlainDate | null; guardianship: string | null }>`
    select born, guardianship from person_record where debtor_number = ${debtor}::int
    order by batch desc limit 1`.execute(tx);
  const [person] = rows;
  if (person !== undefined && person.guardianship !== null) return true;
  const born = person?.born ?? (await bornByNumber(tx, debtor));
  return born !== null && on < addYears(born, 18);
}

async function bornByNumber(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PlainDate | null> {
  const cpr = (await cprOfDebtors(tx, [debtor])).get(debtor);
  return cpr === undefined ? null : birthDate(cpr);
}
