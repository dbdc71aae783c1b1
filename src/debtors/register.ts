import { sql } from 'kysely';
import type { CprNumber } from '../kernel/cpr-number.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** In debtor_cpr: the number that the debtor was registered with, before CPR told anything. */
const REGISTERED = 0;

interface NumberedRow {
  cpr: CprNumber;
  debtor_number: number;
}

/**
 * The debtor numbers of these people, in the municipality of the transaction; people not known before get the next
 * numbers in the order given. A number comes back when the transaction is rolled back and is never given to two.
 */
export async function registerDebtors(
  tx: MunicipalityTx,
  cprs: readonly CprNumber[],
  at: Temporal.Instant,
): Promise<Map<CprNumber, DebtorNumber>> {
  const known = await debtorsByCpr(tx, cprs);
  if (cprs.every((cpr) => known.has(cpr))) return known;
  // The lock on the counter makes another registration wait until this one is committed or undone; who came in
  // between is known from here on.
  const counter = await sql<{ last_used: number }>`
    select last_used from debtor_number_counter for update`.execute(tx);
  const current = await debtorsByCpr(tx, cprs);
  const unknown = [...new Set(cprs)].filter((cpr) => !current.has(cpr));
  const lastUsed = counter.rows[0]?.last_used;
  if (lastUsed === undefined) throw new Error('the debtor number counter is missing');
  const numbers = unknown.map((_, index) => debtorNumber(lastUsed + 1 + index));
  await sql`
    insert into debtor (debtor_number, registered_at)
    select n, ${at.toString()}::timestamptz from unnest(${numbers}::int[]) n`.execute(tx);
  await sql`
    insert into debtor_cpr (cpr, debtor_number, batch)
    select c, n, ${REGISTERED}::int from unnest(${numbers}::int[], ${unknown}::char(10)[]) u (n, c)`.execute(
    tx,
  );
  await sql`update debtor_number_counter set last_used = last_used + ${unknown.length}::int`.execute(tx);
  unknown.forEach((cpr, index) => current.set(cpr, numbers[index] as DebtorNumber)); // one number was made for each
  return current;
}

/** Whether the municipality has a debtor, person or company, of this number. */
export async function isDebtor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  const { rows } = await sql`select from debtor where debtor_number = ${debtor}`.execute(tx);
  return rows.length > 0;
}

/** The next debtors by number after one. At most `limit`. */
export async function debtorsAfter(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor_number as debtor from debtor where debtor_number > ${after.toString()}::bigint
    order by debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** The debtor who has or has had this CPR number, or null when the municipality has none. */
export async function debtorByCpr(tx: MunicipalityReadTx, cpr: CprNumber): Promise<DebtorNumber | null> {
  return (await debtorsByCpr(tx, [cpr])).get(cpr) ?? null;
}

/**
 * The newest CPR number behind each debtor number, for the edges that must ask or write to the person. Unknown ones are
 * left out.
 */
export async function cprOfDebtors(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, CprNumber>> {
  const { rows } = await sql<NumberedRow>`
    select distinct on (debtor_number) debtor_number, cpr from debtor_cpr
    where debtor_number = any (${debtors}::int[]) order by debtor_number, batch desc`.execute(tx);
  return new Map(rows.map((row) => [debtorNumber(row.debtor_number), row.cpr]));
}

async function debtorsByCpr(
  tx: MunicipalityReadTx,
  cprs: readonly CprNumber[],
): Promise<Map<CprNumber, DebtorNumber>> {
  const { rows } = await sql<NumberedRow>`
    select debtor_number, cpr from debtor_cpr where cpr = any (${cprs}::char(10)[])`.execute(tx);
  return new Map(rows.map((row) => [row.cpr, debtorNumber(row.debtor_number)]));
}
