import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AccessEntry } from './access-log.ts';

/** Every look at this debtor, oldest first; runs over many debtors are not among them. */
export async function looksAt(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<(AccessEntry & { readonly debtor: DebtorNumber })[]> {
  const { rows } = await sql<Pick<AccessEntry, 'at' | 'actor' | 'purpose' | 'about'>>`
    select at, actor, purpose, about from access_log where debtor_number = ${debtor} order by entry`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, debtor }));
}
