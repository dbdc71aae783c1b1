import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { acceptedReasons } from './grounds-that-count.ts';

/**
 * Those of these debtors about whom the latest run asked a person whether claims have lapsed, and two persons have not
 * answered with grounds: such claims are never collected by themselves meanwhile (bek. 585/2023 § 9, open question Q4).
 */
export async function lapseReviewed(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Set<DebtorNumber>> {
  const { rows } = await sql<{ debtor: DebtorNumber; kind: 'claim-lapsed' | 'lapse-review' }>`
    select debtor_number as debtor, kind from work_item
    where kind in ('claim-lapsed', 'lapse-review') and debtor_number = any (${debtors}::int[])
      and month = (select max(t.month) from determination t
        where t.debtor_number = work_item.debtor_number and t.month = any (array(select month from month_run order by month desc limit 2)))`.execute(
    tx,
  );
  if (rows.length === 0) return new Set();
  const accepted = await acceptedReasons(
    tx,
    rows.map(({ debtor }) => debtor),
    day,
  );
  return new Set(
    rows.flatMap(({ debtor, kind }) => (accepted.get(debtor)?.has(kind) === true ? [] : [debtor])),
  );
}
