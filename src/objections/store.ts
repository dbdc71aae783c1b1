import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Against, Objection, ObjectionNumber, Outcome } from './types.ts';

interface ObjectionRow {
  objection: ObjectionNumber;
  debtor_number: DebtorNumber;
  against: Against;
  noted_on: PlainDate;
  words: string;
  answered_on: PlainDate | null;
  outcome: Outcome | null;
  answer: string | null;
  answered_by: string | null;
  claims: ClaimNumber[];
}

const columns = sql`objection, debtor_number, against, noted_on, words, answered_on, outcome, answer, answered_by,
  array(select claim_number from objection_claim c where c.objection = objection.objection order by claim_number) as claims`;

function asObjection(row: ObjectionRow): Objection {
  const { answered_on: on, outcome, answer: words, answered_by: by } = row;
  return {
    objection: row.objection,
    debtor: row.debtor_number,
    against: row.against,
    notedOn: row.noted_on,
    words: row.words,
    claims: row.claims,
    answered:
      on === null || outcome === null || words === null || by === null ? null : { on, outcome, words, by },
  };
}

/** The number of a debtor's next objection; the debtor has been locked by the caller. */
export async function nextObjection(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<ObjectionNumber> {
  const { rows } = await sql<{ next: ObjectionNumber }>`
    select coalesce(max(objection), ${debtor}::bigint * 1000) + 1 as next from objection
    where debtor_number = ${debtor}`.execute(tx);
  const next = rows[0]?.next;
  if (next === undefined) throw new Error('an aggregate answers one row');
  return next;
}

export interface ObjectionToWrite extends Omit<Objection, 'answered'> {
  readonly by: string;
  readonly at: Temporal.Instant;
}

export async function insertObjection(tx: MunicipalityTx, written: ObjectionToWrite): Promise<void> {
  const { objection, debtor, against, notedOn, words, claims, by, at } = written;
  await sql`
    insert into objection (objection, debtor_number, against, noted_on, words, noted_at, noted_by)
    values (${String(objection)}::bigint, ${debtor}, ${against}, ${notedOn}::date, ${words}, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
  await sql`
    insert into objection_claim (objection, claim_number)
    select ${String(objection)}::bigint, claim from unnest(${claims.map(String)}::bigint[]) claim`.execute(
    tx,
  );
}

/** An objection, held until the transaction ends; null when there is none of that number. */
export async function heldObjection(tx: MunicipalityTx, number: ObjectionNumber): Promise<Objection | null> {
  const { rows } = await sql<ObjectionRow>`
    select ${columns} from objection where objection = ${String(number)}::bigint for no key update`.execute(
    tx,
  );
  return rows.map(asObjection)[0] ?? null;
}

/** A debtor's objections, or all that nobody has answered, oldest first. */
export async function objectionsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber | 'unanswered',
): Promise<Objection[]> {
  const which = debtor === 'unanswered' ? sql`answered_on is null` : sql`debtor_number = ${debtor}`;
  const { rows } = await sql<ObjectionRow>`
    select ${columns} from objection where ${which} order by noted_on, objection`.execute(tx);
  return rows.map(asObjection);
}

/** Those of these claims about which another objection of one of these sorts waits for its answer. */
export async function claimsStillDisputed(
  tx: MunicipalityReadTx,
  { objection, claims }: Pick<Objection, 'objection' | 'claims'>,
  against: readonly Against[],
): Promise<ReadonlySet<ClaimNumber>> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select distinct c.claim_number as claim from objection_claim c join objection o using (objection)
    where c.claim_number = any (${claims.map(String)}::bigint[]) and o.answered_on is null
      and o.against = any (${against}::text[]) and o.objection <> ${String(objection)}::bigint`.execute(tx);
  return new Set(rows.map(({ claim }) => claim));
}

export async function writeAnswer(
  tx: MunicipalityTx,
  objection: ObjectionNumber,
  answer: NonNullable<Objection['answered']> & { readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update objection set answered_on = ${answer.on}::date, outcome = ${answer.outcome}, answer = ${answer.words},
      answered_at = ${answer.at}::timestamptz, answered_by = ${answer.by}
    where objection = ${String(objection)}::bigint`.execute(tx);
}
