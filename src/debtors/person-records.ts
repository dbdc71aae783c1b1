import { sql } from 'kysely';
import type { CprNumber } from '../kernel/cpr-number.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type BatchNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { personHistoryOf, type PersonEvent } from './history.ts';
import { noteNumbers } from './numbers.ts';
import type { PersonChild, PersonSituation, StoredPersonRecord } from './types.ts';

/** The columns of person_record as they come from the database; the checks there hold what the types say. */
interface PersonRow {
  debtor_number: number;
  batch: BatchNumber;
  current_cpr: CprNumber;
  name: string;
  born: PlainDate | null;
  status: number;
  status_from: PlainDate | null;
  address: string[];
  municipality: string | null;
  address_protected: boolean;
  guardianship: 'full' | 'partial' | null;
  digital_post: boolean;
  spouse_cpr: CprNumber | null;
  children: PersonChild[];
  children_under_18: number;
  message_id: string;
}

/**
 * Adds what CPR told, and the numbers that are new to us. What the batch already has about a debtor stays as it is, so
 * that a page of a batch can be written twice; an earlier batch is never touched.
 */
export async function appendPersonRecords(
  tx: MunicipalityTx,
  facts: readonly StoredPersonRecord[],
): Promise<void> {
  if (facts.length === 0) return;
  await sql`
    insert into person_record
    select * from jsonb_populate_recordset(null::person_record, ${JSON.stringify(facts.map(asRow))}::jsonb)
    on conflict (debtor_number, batch) do nothing`.execute(tx);
  await noteNumbers(tx, facts);
}

/** What CPR had told about each debtor when `batch` was the newest; debtors without any record are left out. */
export async function personRecordsAsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  batch: BatchNumber,
): Promise<Map<DebtorNumber, StoredPersonRecord>> {
  const { rows } = await sql<PersonRow>`
    select told.* from unnest(${debtors}::int[]) asked (debtor_number)
    cross join lateral (
      select * from person_record record
      where record.debtor_number = asked.debtor_number and record.batch <= ${batch}::int
      order by record.batch desc limit 1) told`.execute(tx);
  return new Map(rows.map((row) => [debtorNumber(row.debtor_number), asFact(row)]));
}

/**
 * The next people by number; `unknown`: only those of whom CPR has told nothing yet. Companies are no people. `after` 0 = from
 * the first. At most `limit`.
 */
export async function peopleAfter(
  tx: MunicipalityReadTx,
  asked: { readonly who: 'all' | 'unknown'; readonly after: DebtorNumber | 0; readonly limit: number },
): Promise<DebtorNumber[]> {
  const unknown = sql`not exists (select from person_record r where r.debtor_number = d.debtor_number)`;
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select d.debtor_number as debtor from debtor d
    where d.debtor_number > ${asked.after}::int and ${asked.who === 'unknown' ? unknown : sql`true`}
      and exists (select from debtor_cpr n where n.debtor_number = d.debtor_number)
    order by d.debtor_number limit ${asked.limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/**
 * What changed about a debtor, as CPR told it up to now and up to a day for what follows from birth dates; oldest first.
 * Holds no CPR number, and no address that is protected. Empty when CPR has told nothing.
 */
export async function personHistory(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  to: PlainDate,
): Promise<PersonEvent[]> {
  const known = await sql<{ registered_at: Temporal.Instant }>`
    select registered_at from debtor where debtor_number = ${debtor}`.execute(tx);
  const [registered] = known.rows;
  if (registered === undefined) return [];
  const { rows } = await sql<PersonRow>`
    select * from person_record where debtor_number = ${debtor} order by batch`.execute(tx);
  return personHistoryOf(rows.map(asFact), { from: dayInCopenhagen(registered.registered_at), to });
}

/** The part of each debtor's record that the rule asks about, as of a batch; read for everybody every month. */
export async function personSituationsAsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  batch: BatchNumber,
): Promise<Map<DebtorNumber, PersonSituation>> {
  const { rows } = await sql<PersonSituation>`
    select distinct on (debtor_number) debtor_number as debtor, batch, born, status, guardianship, children,
      children_under_18 as "childrenUnder18"
    from person_record where debtor_number = any (${debtors}::int[]) and batch <= ${batch}::int
    order by debtor_number, batch desc`.execute(tx);
  return new Map(rows.map((row) => [row.debtor, row]));
}

function asRow(fact: StoredPersonRecord): PersonRow {
  return {
    debtor_number: fact.debtor,
    batch: fact.batch,
    current_cpr: fact.currentCpr,
    name: fact.name,
    born: fact.born,
    status: fact.status,
    status_from: fact.statusFrom,
    address: [...fact.address],
    municipality: fact.municipality,
    address_protected: fact.addressProtected,
    guardianship: fact.guardianship,
    digital_post: fact.digitalPost,
    spouse_cpr: fact.spouse,
    children: fact.children.map(({ cpr, born }) => ({ cpr, born })),
    children_under_18: fact.childrenUnder18,
    message_id: fact.messageId,
  };
}

function asFact(row: PersonRow): StoredPersonRecord {
  return {
    debtor: debtorNumber(row.debtor_number),
    batch: row.batch,
    messageId: row.message_id,
    currentCpr: row.current_cpr,
    name: row.name,
    born: row.born,
    status: row.status,
    statusFrom: row.status_from,
    address: row.address,
    municipality: row.municipality,
    addressProtected: row.address_protected,
    guardianship: row.guardianship,
    digitalPost: row.digital_post,
    spouse: row.spouse_cpr,
    children: row.children,
    childrenUnder18: row.children_under_18,
  };
}
