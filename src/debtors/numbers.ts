import { sql } from 'kysely';
import { debtorNumber, type BatchNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { StoredPersonRecord } from './types.ts';

/**
 * Adds the current numbers that CPR told and that we did not have. A number that is another debtor's is never taken over:
 * it is noted as a conflict, and a person must find out whether the two are one.
 */
export async function noteNumbers(tx: MunicipalityTx, told: readonly ToldNumber[]): Promise<void> {
  const fresh = await notYetTheirs(tx, told);
  if (fresh.length === 0) return;
  // A registration that is under way may bring the same number: who is known is settled one at a time.
  await sql`select from debtor_number_counter for update`.execute(tx);
  const columns = sql`unnest(${fresh.map(({ currentCpr }) => currentCpr)}::char(10)[],
    ${fresh.map(({ debtor }) => debtor)}::int[], ${fresh.map(({ batch }) => batch)}::int[]) told (cpr, debtor, batch)`;
  await sql`
    insert into debtor_cpr (cpr, debtor_number, batch) select * from ${columns} order by debtor
    on conflict (cpr) do nothing`.execute(tx);
  await sql`
    insert into debtor_cpr_conflict (debtor_number, cpr, batch)
    select told.debtor, told.cpr, told.batch from ${columns}
    join debtor_cpr known on known.cpr = told.cpr and known.debtor_number <> told.debtor
    on conflict (debtor_number, cpr) do nothing`.execute(tx);
}

type ToldNumber = Pick<StoredPersonRecord, 'debtor' | 'currentCpr' | 'batch'>;

/** Nearly always none: asked with every batch of facts. */
async function notYetTheirs(tx: MunicipalityTx, told: readonly ToldNumber[]): Promise<ToldNumber[]> {
  const { rows } = await sql<{ debtor: number; cpr: string }>`
    select told.debtor, told.cpr
    from unnest(${told.map(({ debtor }) => debtor)}::int[], ${told.map(({ currentCpr }) => currentCpr)}::char(10)[])
      told (debtor, cpr)
    where not exists (
      select from debtor_cpr known where known.cpr = told.cpr and known.debtor_number = told.debtor)`.execute(
    tx,
  );
  const fresh = new Set(rows.map(({ debtor, cpr }) => `${debtor} ${cpr}`));
  return told.filter(({ debtor, currentCpr }) => fresh.has(`${debtor} ${currentCpr}`));
}

/** CPR says that this debtor has the number of the other one. */
export interface NumberConflict {
  readonly debtor: DebtorNumber;
  readonly other: DebtorNumber;
  /** The batch of facts that told it first. */
  readonly batch: BatchNumber;
}

/** Which of these debtors have been given a number that we have for somebody else; asked every month, nearly always none. */
export async function numberConflicts(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<NumberConflict[]> {
  const { rows } = await sql<{ debtor_number: number; other: number; batch: BatchNumber }>`
    select conflict.debtor_number, held.debtor_number as other, conflict.batch
    from debtor_cpr_conflict conflict join debtor_cpr held using (cpr)
    where conflict.debtor_number = any (${debtors}::int[])
    order by conflict.debtor_number, conflict.batch, other`.execute(tx);
  return rows.map(({ debtor_number, other, batch }) => ({
    debtor: debtorNumber(debtor_number),
    other: debtorNumber(other),
    batch,
  }));
}
