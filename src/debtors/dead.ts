import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A debtor whom CPR last told to be dead (status 90). */
export interface DeadDebtor {
  readonly debtor: DebtorNumber;
  /** The day of death; null where CPR told none. */
  readonly diedOn: PlainDate | null;
}

/** The next debtors, by number, whom CPR last told to be dead; `after` 0 = from the first. At most `limit`. */
export async function deadDebtors(
  tx: MunicipalityReadTx,
  after: DebtorNumber | 0,
  limit: number,
): Promise<DeadDebtor[]> {
  const { rows } = await sql<DeadDebtor>`
    select distinct on (r.debtor_number) r.debtor_number as debtor, r.status_from as "diedOn"
    from person_record r
    where r.status = 90 and r.debtor_number > ${after}::int and not exists (
      select from person_record later
      where later.debtor_number = r.debtor_number and later.batch > r.batch and later.status <> 90)
    order by r.debtor_number, r.batch desc limit ${limit}::int`.execute(tx);
  return rows;
}

/** Those of these debtors whose estate is being dealt with: CPR last told them to be dead, or an estate acts for them. */
export async function estatesAmong(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor from unnest(${debtors}::int[]) debtor
    where 90 = (select status from person_record where debtor_number = debtor order by batch desc limit 1)
      or exists (
        select from representative r where r.debtor_number = debtor and r.kind = 'estate' and not exists (
          select from representative_end e
          where e.debtor_number = r.debtor_number and e.representative = r.representative))`.execute(tx);
  return new Set(rows.map(({ debtor }) => debtor));
}

/** Whether CPR last told a debtor to be dead (status 90). */
export async function isToldDead(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  const { rows } = await sql<{ status: number }>`
    select status from person_record where debtor_number = ${debtor}::int order by batch desc limit 1`.execute(
    tx,
  );
  return rows[0]?.status === 90;
}
