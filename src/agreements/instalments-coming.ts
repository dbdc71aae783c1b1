import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

export interface ComingInstalment {
  readonly debtor: DebtorNumber;
  readonly instalment: InstalmentId;
  readonly due: PlainDate;
}

/** Instalments of benefits that these debtors have been asked for, which fall due after a day and not after another. */
export async function instalmentsDueBetween(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<ComingInstalment[]> {
  const { rows } = await sql<ComingInstalment>`
    select debtor_number as debtor, instalment_id as instalment, due_on as due from instalment
    where debtor_number = any (${debtors}::int[]) and due_on > ${after}::date and due_on <= ${until}::date
    order by debtor, due`.execute(tx);
  return rows;
}
