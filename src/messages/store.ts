import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, NoticeId } from '../kernel/ids.ts';
import type { Language } from '../letters/explanation-in-words.ts';
import type { ObjectionNumber } from '../objections/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { FileType } from './file-type.ts';
import type {
  About,
  AcceptedFile,
  CitizenMessage,
  MessageKind,
  MessageName,
  MessageOutcome,
  Scan,
  StoredFile,
  Topic,
} from './types.ts';

interface MessageRow {
  debtor: DebtorNumber;
  entry: number;
  kind: MessageKind;
  objection: ObjectionNumber | null;
  decision: DecisionId | null;
  setOff: bigint | null;
  topic: Topic | null;
  complainBy: PlainDate | null;
  language: Language;
  words: string;
  sentAt: Temporal.Instant;
  sentBy: string;
  readAt: Temporal.Instant | null;
  withdrawnAt: Temporal.Instant | null;
  decidedThereAt: Temporal.Instant | null;
  handledAt: Temporal.Instant | null;
  handledBy: string | null;
  handledWords: string | null;
  outcome: MessageOutcome['outcome'] | null;
  authority: string | null;
  sentOn: PlainDate | null;
  usedFrom: PlainDate | null;
}

const columns = sql`m.debtor_number as debtor, m.entry, m.kind, m.objection, m.decision_id as decision, m.set_off as "setOff", m.topic,
  m.complain_by as "complainBy", m.language, m.words, m.sent_at as "sentAt", m.sent_by as "sentBy",
  was_read.at as "readAt", withdrawn.at as "withdrawnAt", there.at as "decidedThereAt", handled.at as "handledAt", handled.by as "handledBy",
  handled.words as "handledWords", handled.outcome, handled.authority, handled.sent_on as "sentOn",
  handled.used_from as "usedFrom"`;

const events = sql`
  left join citizen_message_event was_read
    on (was_read.debtor_number, was_read.entry, was_read.what) = (m.debtor_number, m.entry, 'read')
  left join citizen_message_event withdrawn
    on (withdrawn.debtor_number, withdrawn.entry, withdrawn.what) = (m.debtor_number, m.entry, 'withdrawn')
  left join citizen_message_event there
    on (there.debtor_number, there.entry, there.what) = (m.debtor_number, m.entry, 'decided-there')
  left join citizen_message_event handled
    on (handled.debtor_number, handled.entry, handled.what) = (m.debtor_number, m.entry, 'handled')`;

function aboutOf({ kind, objection, decision, setOff, topic, complainBy }: MessageRow): About {
  // The table's checks: each kind has its own.
  if (kind === 'objection' && objection !== null) return { kind, objection };
  if (kind === 'hearing-answer' && decision !== null) return { kind, decision };
  if (kind === 'set-off-answer' && setOff !== null) return { kind, setOff };
  if (kind === 'complaint' && decision !== null) return { kind, decision, by: complainBy };
  if (kind === 'documentation' && topic !== null) return { kind, topic };
  throw new Error('a message is about something');
}

function asMessage(row: MessageRow, files: readonly StoredFile[]): CitizenMessage {
  const { debtor, entry, language, words, sentAt, sentBy, readAt, withdrawnAt, decidedThereAt } = row;
  const { handledAt, handledBy, handledWords } = row;
  return {
    debtor,
    entry,
    about: aboutOf(row),
    language,
    words,
    sentAt,
    sentBy,
    files,
    readAt,
    withdrawnAt,
    decidedThereAt,
    handled:
      handledAt === null || handledBy === null || handledWords === null
        ? null
        : { at: handledAt, by: handledBy, words: handledWords, outcome: outcomeOf(row) },
  };
}

function outcomeOf({ outcome, authority, sentOn, usedFrom }: MessageRow): MessageOutcome | null {
  switch (outcome) {
    case null:
      return null;
    case 'partly':
    case 'kept':
      if (authority === null || sentOn === null) throw new Error('a complaint is sent on to somebody');
      return { outcome, sentOn: { authority, on: sentOn } };
    case 'used':
      if (usedFrom === null) throw new Error('papers are used from a month on');
      return { outcome, usedFrom: monthOf(usedFrom) };
    default:
      return { outcome };
  }
}

/** Which messages are read: a debtor's, the one that a form has sent, one or some by name, or all that nobody has handled. */
export type Wanted =
  | { readonly debtor: DebtorNumber }
  | { readonly formKey: string }
  | { readonly name: MessageName }
  | { readonly names: readonly MessageName[] }
  | { readonly open: true };

/** Messages with their files' names, oldest first. */
export async function readMessages(tx: MunicipalityReadTx, wanted: Wanted): Promise<CitizenMessage[]> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from citizen_message m ${events} where ${conditionOf(wanted)} order by m.sent_at, m.debtor_number, m.entry`.execute(
    tx,
  );
  if (rows.length === 0) return [];
  const files = await filesOf(tx, rows);
  return rows.map((row) => asMessage(row, files.get(`${row.debtor}-${row.entry}`) ?? []));
}

function conditionOf(wanted: Wanted) {
  if ('debtor' in wanted) return sql`m.debtor_number = ${wanted.debtor}::int`;
  if ('formKey' in wanted) return sql`m.form_key = ${wanted.formKey}`;
  if ('open' in wanted) return sql`withdrawn.at is null and handled.at is null`;
  if ('names' in wanted) return sql`(m.debtor_number, m.entry) in (select * from ${named(wanted.names)})`;
  const { debtor, entry } = wanted.name;
  return sql`m.debtor_number = ${debtor}::int and m.entry = ${entry}::int`;
}

function named(names: readonly MessageName[]) {
  return sql`unnest(${names.map(({ debtor }) => debtor)}::int[], ${names.map(({ entry }) => entry)}::int[])`;
}

async function filesOf(
  tx: MunicipalityReadTx,
  messages: readonly MessageName[],
): Promise<Map<string, StoredFile[]>> {
  const { rows } = await sql<{
    debtor: DebtorNumber;
    entry: number;
    place: number;
    name: string | null;
    type: FileType;
    bytes: number;
    scan: Scan;
    deletedOn: PlainDate | null;
  }>`
    select debtor_number as debtor, entry, place, name, type, bytes, scan, deleted_on as "deletedOn" from citizen_file
    where (debtor_number, entry) in (select * from ${named(messages)})
    order by debtor_number, entry, place`.execute(tx);
  const grouped = Map.groupBy(rows, ({ debtor, entry }) => `${debtor}-${entry}`);
  return new Map(
    Array.from(grouped, ([name, files]) => [
      name,
      files.map(({ debtor: _debtor, entry: _entry, ...file }) => file),
    ]),
  );
}

/** What a file holds; null = there is none of that place, or it has been deleted. */
export async function contentOf(
  tx: MunicipalityReadTx,
  { debtor, entry }: MessageName,
  place: number,
): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer | null }>`
    select content from citizen_file
    where debtor_number = ${debtor}::int and entry = ${entry}::int and place = ${place}::smallint`.execute(
    tx,
  );
  return rows[0]?.content ?? null;
}

/** The place of a debtor's next message; the debtor is locked by the caller. */
export async function nextEntry(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(entry), 0) + 1 as next from citizen_message where debtor_number = ${debtor}::int`.execute(
    tx,
  );
  const next = rows[0]?.next;
  if (next === undefined) throw new Error('an aggregate answers one row');
  return next;
}

/** How many messages a debtor has sent since a moment. */
export async function sentSince(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  since: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from citizen_message
    where debtor_number = ${debtor}::int and sent_at > ${since}::timestamptz`.execute(tx);
  return Number(rows[0]?.count ?? 0n);
}

export interface MessageToWrite extends MessageName {
  readonly formKey: string;
  readonly about: About;
  readonly language: Language;
  readonly words: string;
  readonly files: readonly AcceptedFile[];
  readonly by: string;
  readonly at: Temporal.Instant;
}

export async function insertMessage(tx: MunicipalityTx, message: MessageToWrite): Promise<void> {
  const { debtor, entry, formKey, about, language, words, files, by, at } = message;
  const objection = about.kind === 'objection' ? String(about.objection) : null;
  const decision = 'decision' in about ? String(about.decision) : null;
  const setOff = about.kind === 'set-off-answer' ? String(about.setOff) : null;
  await sql`
    insert into citizen_message (debtor_number, entry, form_key, kind, objection, decision_id, set_off, topic, complain_by, language,
      words, sent_at, sent_by)
    values (${debtor}, ${entry}, ${formKey}, ${about.kind}, ${objection}::bigint, ${decision}::bigint, ${setOff}::bigint,
      ${about.kind === 'documentation' ? about.topic : null}, ${about.kind === 'complaint' ? about.by : null}::date, ${language},
      ${words}, ${at}::timestamptz, ${by})`.execute(tx);
  for (const [index, { name, type, content, scan }] of files.entries()) {
    const sha256 = createHash('sha256').update(content).digest();
    await sql`
      insert into citizen_file (debtor_number, entry, place, name, type, content, bytes, sha256, scan)
      values (${debtor}, ${entry}, ${index + 1}, ${name}, ${type}, ${content}, ${content.length}, ${sha256}, ${scan})`.execute(
      tx,
    );
  }
}

export interface EventToWrite {
  readonly what: 'read' | 'handled' | 'withdrawn' | 'decided-there';
  /** Only of `handled`. */
  readonly words: string | null;
  readonly by: string;
  readonly at: Temporal.Instant;
  /** Only of `handled`: what came of it, and the letter that says so. */
  readonly answer?: { readonly outcome: MessageOutcome; readonly notice: NoticeId };
}

/** Notes what became of a message; false = that was noted before. */
export async function insertEvent(
  tx: MunicipalityTx,
  { debtor, entry }: MessageName,
  { what, words, by, at, answer }: EventToWrite,
): Promise<boolean> {
  const outcome = answer?.outcome;
  const sentOn = outcome !== undefined && 'sentOn' in outcome ? outcome.sentOn : null;
  const usedFrom = outcome !== undefined && 'usedFrom' in outcome ? firstDayOf(outcome.usedFrom) : null;
  const { numAffectedRows } = await sql`
    insert into citizen_message_event (debtor_number, entry, what, words, at, by, outcome, authority, sent_on, used_from, notice_id)
    values (${debtor}, ${entry}, ${what}, ${words}, ${at}::timestamptz, ${by}, ${outcome?.outcome ?? null}, ${sentOn?.authority ?? null},
      ${sentOn?.on ?? null}::date, ${usedFrom}::date, ${answer?.notice.toString() ?? null}::bigint)
    on conflict (debtor_number, entry, what) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** The next messages, in the order of their numbers (`messageNumber`), of which a file is kept and that were sent before a moment. */
export async function messagesWithFiles(
  tx: MunicipalityReadTx,
  {
    after,
    limit,
    before,
  }: { readonly after: bigint; readonly limit: number; readonly before: Temporal.Instant },
): Promise<MessageName[]> {
  const { rows } = await sql<MessageName>`
    select m.debtor_number as debtor, m.entry from citizen_message m
    where m.sent_at < ${before}::timestamptz and m.debtor_number::bigint * 1000000 + m.entry > ${String(after)}::bigint
      and exists (select from citizen_file f where (f.debtor_number, f.entry) = (m.debtor_number, m.entry) and f.content is not null)
    order by m.debtor_number, m.entry limit ${limit}`.execute(tx);
  return rows;
}

/** Deletes what the files of these messages hold and what they were called; that they were there stays, with their hash. */
export async function deleteContents(
  tx: MunicipalityTx,
  messages: readonly MessageName[],
  on: PlainDate,
): Promise<void> {
  await sql`
    update citizen_file set content = null, name = null, deleted_on = ${on}::date
    where content is not null and (debtor_number, entry) in (select * from ${named(messages)})`.execute(tx);
}
