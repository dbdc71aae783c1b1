import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Those of these debtors to whom a letter gives a deadline that is after a day and not after another; what was given up gives none. */
export async function debtorsWithDeadline(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from notice
    where debtor_number = any (${debtors}::int[]) and withdrawn_on is null
      and coalesce(deadline, printed_deadline) > ${after}::date
      and coalesce(deadline, printed_deadline) <= ${until}::date
    order by debtor`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}
