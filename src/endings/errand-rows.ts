import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';

interface ErrandRow extends Omit<Errand, 'filed' | 'sued'> {
  readonly firstFiledOn: PlainDate | null;
  readonly filedOn: PlainDate | null;
  readonly filedHow: 'provisional' | 'final' | null;
  readonly filedOre: bigint | null;
  readonly suedOn: PlainDate | null;
  readonly suedHow: 'sued' | 'waived' | null;
}

const columns = sql`errand as number, kind, debtor_number as debtor, began_on as "beganOn", opened_on as "openedOn",
  announced_on as "announcedOn", file_by as "fileBy", coalesce(first_filed_on, filed_on) as "firstFiledOn", filed_on as "filedOn", filed_how as "filedHow",
  filed_ore as "filedOre", final_by as "finalBy", rejected_on as "rejectedOn", sue_by as "sueBy", sued_on as "suedOn", sued_how as "suedHow",
  unfiled_since as "unfiledSince", outcome, kept_hundredths as kept, closed_on as "closedOn"`;

function asErrand({ firstFiledOn, filedOn, filedHow, filedOre, suedOn, suedHow, ...row }: ErrandRow): Errand {
  const filed =
    firstFiledOn === null || filedOn === null || filedHow === null || filedOre === null
      ? null
      : { firstOn: firstFiledOn, on: filedOn, how: filedHow, amount: ore(filedOre) };
  const sued = suedOn === null || suedHow === null ? null : { on: suedOn, how: suedHow };
  return { ...row, filed, sued };
}

/** All errands of these debtors, oldest first. */
export async function errandsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Errand[]>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<ErrandRow>`
    select ${columns} from errand where debtor_number = any (${debtors}::int[]) order by errand`.execute(tx);
  return Map.groupBy(rows.map(asErrand), ({ debtor }) => debtor);
}

/** The errands that are open, by number. */
export async function openErrands(tx: MunicipalityReadTx): Promise<Errand[]> {
  const { rows } = await sql<ErrandRow>`
    select ${columns} from errand where closed_on is null order by errand`.execute(tx);
  return rows.map(asErrand);
}

/** One errand, held until the transaction ends; null: there is none of that number. */
export async function heldErrand(tx: MunicipalityTx, number: bigint): Promise<Errand | null> {
  const { rows } = await sql<ErrandRow>`
    select ${columns} from errand where errand = ${String(number)}::bigint for no key update`.execute(tx);
  return rows.map(asErrand)[0] ?? null;
}

/** A debtor with closed errands from which something may follow. */
export interface AfterErrands {
  readonly debtor: DebtorNumber;
  /** Nothing but dividends of a bankruptcy: a person owes the rest as before, and nothing follows. */
  readonly onlyDividends: boolean;
}

/** The next debtors, by number, with a closed errand from which something follows for what they come to owe; `after` 0 = from the first. */
export async function debtorsAfterErrands(
  tx: MunicipalityReadTx,
  after: DebtorNumber | 0,
  limit: number,
): Promise<AfterErrands[]> {
  const { rows } = await sql<AfterErrands>`
    select debtor_number as debtor, bool_and(outcome = 'dividend') as "onlyDividends" from errand
    where debtor_number > ${after}::int and outcome <> 'mistake' and (kind = 'death' or outcome in ('relieved', 'dividend'))
    group by debtor_number order by debtor_number limit ${limit}::int`.execute(tx);
  return rows;
}

export async function insertErrand(tx: MunicipalityTx, errand: Errand, by: string): Promise<void> {
  const number = String(errand.number);
  await sql`
    insert into errand (errand, kind, debtor_number, began_on, opened_on, opened_by)
    values (${number}::bigint, ${errand.kind}, ${errand.debtor}, ${errand.beganOn}::date, ${errand.openedOn}::date, ${by})`.execute(
    tx,
  );
}

/** Notes how far an errand has come. */
export async function updateErrand(tx: MunicipalityTx, errand: Errand): Promise<void> {
  const { number, announcedOn, fileBy, filed, finalBy, rejectedOn, sueBy, sued, unfiledSince } = errand;
  await sql`
    update errand set announced_on = ${announcedOn}::date, file_by = ${fileBy}::date, first_filed_on = ${filed?.firstOn ?? null}::date,
      filed_on = ${filed?.on ?? null}::date,
      filed_how = ${filed?.how ?? null}, filed_ore = ${filed === null ? null : String(filed.amount)}::bigint,
      final_by = ${finalBy}::date, rejected_on = ${rejectedOn}::date, sue_by = ${sueBy}::date,
      sued_on = ${sued?.on ?? null}::date, sued_how = ${sued?.how ?? null}, unfiled_since = ${unfiledSince}::date
    where errand = ${String(number)}::bigint`.execute(tx);
}

export async function closeErrandRow(
  tx: MunicipalityTx,
  { number, outcome, kept, closedOn }: Errand,
  by: string,
): Promise<void> {
  await sql`
    update errand set outcome = ${outcome}, kept_hundredths = ${kept}::int, closed_on = ${closedOn}::date, closed_by = ${by}
    where errand = ${String(number)}::bigint`.execute(tx);
}

/** How many errands there are of each kind and outcome; null = open. */
export async function countErrands(
  tx: MunicipalityReadTx,
): Promise<readonly (Pick<Errand, 'kind' | 'outcome'> & { readonly count: number })[]> {
  const { rows } = await sql<Pick<Errand, 'kind' | 'outcome'> & { count: number }>`
    select kind, outcome, count(*)::int as count from errand group by kind, outcome order by kind, outcome`.execute(
    tx,
  );
  return rows;
}
