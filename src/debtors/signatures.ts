import { sql } from 'kysely';
import { addYears, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * Whether others must sign for a debtor on a day: both holders of custody for one under 18, the guardian where CPR tells of
 * guardianship (what a partial one is about is not told, so it counts). A company, and one of whom nothing is told, signs alone.
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
  if (person === undefined) return false;
  return person.guardianship !== null || (person.born !== null && on < addYears(person.born, 18));
}
