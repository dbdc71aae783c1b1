import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { OwedClaim } from './types.ts';

interface ErrandRow extends Omit<Errand, 'filed'> {
  readonly filedOn: PlainDate | null;
  readonly filedHow: 'provisional' | 'final' | null;
  readonly filedOre: bigint | null;
}

const columns = sql`errand as number, kind, debtor_number as debtor, began_on as "beganOn", opened_on as "openedOn",
  announced_on as "announcedOn", file_by as "fileBy", filed_on as "filedOn", filed_how as "filedHow",
  filed_ore as "filedOre", final_by as "finalBy", sue_by as "sueBy", outcome, closed_on as "closedOn"`;

function asErrand({ filedOn, filedHow, filedOre, ...row }: ErrandRow): Errand {
  const filed =
    filedOn === null || filedHow === null || filedOre === null
      ? null
      : { on: filedOn, how: filedHow, amount: ore(filedOre) };
  return { ...row, filed };
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

export async function insertErrand(
  tx: MunicipalityTx,
  errand: Errand,
  { by, claims }: { readonly by: string; readonly claims: readonly OwedClaim[] },
): Promise<void> {
  const number = String(errand.number);
  await sql`
    insert into errand (errand, kind, debtor_number, began_on, opened_on, opened_by)
    values (${number}::bigint, ${errand.kind}, ${errand.debtor}, ${errand.beganOn}::date, ${errand.openedOn}::date, ${by})`.execute(
    tx,
  );
  await addErrandClaims(tx, errand.number, claims);
}

/** Notes claims with what is left of them; those that are there already stay as they are. */
export async function addErrandClaims(
  tx: MunicipalityTx,
  number: bigint,
  claims: readonly OwedClaim[],
): Promise<void> {
  await sql`
    insert into errand_claim (errand, claim_number, owed_ore)
    select ${String(number)}::bigint, * from unnest(${claims.map(({ claim }) => String(claim))}::bigint[],
      ${claims.map(({ owed }) => String(owed))}::bigint[])
    on conflict (errand, claim_number) do nothing`.execute(tx);
}

/** The claims of an errand, as they stood when it was opened. */
export async function errandClaims(tx: MunicipalityReadTx, number: bigint): Promise<OwedClaim[]> {
  const { rows } = await sql<{ claim: ClaimNumber; owed: bigint }>`
    select claim_number as claim, owed_ore as owed from errand_claim where errand = ${String(number)}::bigint
    order by claim_number`.execute(tx);
  return rows.map(({ claim, owed }) => ({ claim, owed: ore(owed) }));
}

/** Notes how far an errand has come. */
export async function updateErrand(tx: MunicipalityTx, errand: Errand): Promise<void> {
  const { number, announcedOn, fileBy, filed, finalBy, sueBy } = errand;
  await sql`
    update errand set announced_on = ${announcedOn}::date, file_by = ${fileBy}::date, filed_on = ${filed?.on ?? null}::date,
      filed_how = ${filed?.how ?? null}, filed_ore = ${filed === null ? null : String(filed.amount)}::bigint,
      final_by = ${finalBy}::date, sue_by = ${sueBy}::date
    where errand = ${String(number)}::bigint`.execute(tx);
}

export async function closeErrandRow(
  tx: MunicipalityTx,
  { number, outcome, closedOn }: Errand,
  { by, kept }: { readonly by: string; readonly kept: number | null },
): Promise<void> {
  await sql`
    update errand set outcome = ${outcome}, kept_hundredths = ${kept}::int, closed_on = ${closedOn}::date, closed_by = ${by}
    where errand = ${String(number)}::bigint`.execute(tx);
}
