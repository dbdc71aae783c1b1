import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lawsByPerson } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A debtor who owes by a law whose collection order has not been read (open question Q15). */
export interface LeftToPerson {
  readonly debtor: DebtorNumber;
  readonly law: string;
}

/** Those of whom an import brought such claims, each once for each law, by number. */
export async function leftToPerson(tx: MunicipalityReadTx, importNumber: bigint): Promise<LeftToPerson[]> {
  const { rows } = await sql<LeftToPerson>`
    select distinct l.debtor_number as debtor, r.law
    from claim c join repayment_claim r using (claim_number) join liability l using (claim_number)
    where c.import_number = ${importNumber}::bigint and r.law = any (${lawsByPerson}::text[])
    order by 1, 2`.execute(tx);
  return rows;
}
