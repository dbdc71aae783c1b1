import { sql } from 'kysely';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Whether a person lives and can be written to, as CPR told it last. */
export interface Reachable {
  readonly debtor: DebtorNumber;
  readonly batch: BatchNumber;
  readonly dead: boolean;
  /** CPR has no address, or does not know where the person is, and Digital Post does not reach them either. */
  readonly withoutAddress: boolean;
}

/** Debtors of whom CPR has ever told that they are dead, missing, or without an address; by number. */
export async function onceUnreachable(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from person_record
    where (status in (70, 90) or address = '{}') and debtor_number > ${after}::bigint
    order by debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** What CPR told last of these debtors; companies, and those of whom nothing was told, are left out. */
export async function reachableNow(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Reachable>> {
  const { rows } = await sql<Reachable>`
    select distinct on (debtor_number) debtor_number as debtor, batch, status = 90 as dead,
      not digital_post and (status = 70 or address = '{}') as "withoutAddress"
    from person_record where debtor_number = any (${debtors}::int[])
    order by debtor_number, batch desc`.execute(tx);
  return new Map(rows.map((row) => [row.debtor, row]));
}

/** Those of these debtors to whom CPR has given another address since a batch. */
export async function movedSince(
  tx: MunicipalityReadTx,
  asked: readonly { readonly debtor: DebtorNumber; readonly batch: number }[],
): Promise<ReadonlySet<DebtorNumber>> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct told.debtor
    from unnest(${asked.map(({ debtor }) => debtor)}::int[], ${asked.map(({ batch }) => batch)}::int[]) told (debtor, batch)
    cross join lateral (
      select r.address from person_record r where r.debtor_number = told.debtor order by r.batch desc limit 1) now
    left join lateral (
      select r.address from person_record r where r.debtor_number = told.debtor and r.batch <= told.batch
      order by r.batch desc limit 1) stood on true
    where now.address <> '{}' and now.address is distinct from stood.address`.execute(tx);
  return new Set(rows.map(({ debtor }) => debtor));
}
