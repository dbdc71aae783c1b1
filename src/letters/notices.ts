import { sql } from 'kysely';
import { givePaymentLines, whereLinesLead, type GivenPaymentLine } from '../claims/payment-lines.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import {
  letterOfNotice,
  noticeId,
  type DebtorNumber,
  type InstalmentId,
  type LetterId,
  type NoticeId,
} from '../kernel/ids.ts';
import { parseKroner, sumOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { readLine } from '../law/read-payment-line.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import type { NoticeKind } from './model.ts';
import { deadlineIn, feeIn, owedIn, readNoticeFacts, type NoticeFacts } from './notice-facts.ts';

/** Kind of due work: the letter of a notice is to be made. Its key is the notice's number. */
export const NOTICE_LETTER = 'notice-letter';

/** A letter (meddelelse) that tells no decision, to be made and sent. */
export interface NoticeToWrite {
  readonly debtor: DebtorNumber;
  readonly writtenOn: PlainDate;
  /** Its place among the debtor's notices of the day, 0–9; the three together are its number (`noticeId`). */
  readonly place: number;
  readonly facts: NoticeFacts;
  /** Every claim that it is about, with what was left of each; together what the letter asks for. */
  readonly claims: readonly { readonly claim: ClaimNumber; readonly owed: Ore }[];
  /** The claim that the letter's own fee became; null = it costs nothing. */
  readonly feeClaim: ClaimNumber | null;
  /** What else it is about; null = nothing. */
  readonly instalment: InstalmentId | null;
  readonly arrangement: bigint | null;
  readonly configurationVersion: number;
}

export interface QueueNotices {
  readonly at: Temporal.Instant;
}

/**
 * Writes notices down and queues their letters. A notice that is there already stays as it is, so that a job that was
 * killed repeats itself without harm. Answers how many were new.
 */
export async function queueNotices(
  tx: MunicipalityTx,
  notices: readonly NoticeToWrite[],
  { at }: QueueNotices,
): Promise<number> {
  if (notices.length === 0) return 0;
  for (const notice of notices) assertAddsUp(notice);
  const work = notices.map((notice) => ({ kind: NOTICE_LETTER, key: idOf(notice).toString(), dueAt: at }));
  const [written] = await Promise.all([
    insertNotices(tx, notices),
    insertClaims(tx, notices),
    enqueue(tx, work),
    registerLines(tx, notices),
  ]);
  return written;
}

function idOf({ writtenOn, debtor, place }: NoticeToWrite): NoticeId {
  return noticeId(writtenOn, debtor, place);
}

function assertAddsUp({ facts, claims, feeClaim }: NoticeToWrite): void {
  const owed = sumOre(claims.map((each) => each.owed));
  const told = parseKroner(owedIn(facts));
  assert(owed === told, 'a notice asks for what is left of the claims it is about');
  assert((feeIn(facts) === null) === (feeClaim === null), 'a fee that a notice tells is a claim');
  assert(
    feeClaim === null || claims.some(({ claim }) => claim === feeClaim),
    'a notice is also about the claim that is its fee',
  );
}

async function insertNotices(tx: MunicipalityTx, notices: readonly NoticeToWrite[]): Promise<number> {
  const column = <T>(read: (notice: NoticeToWrite) => T): T[] => notices.map(read);
  const deadlines = notices.map(({ facts }) => deadlineIn(facts));
  const inserted = await sql`
    insert into notice (notice_id, debtor_number, kind, made_on, told, printed_deadline, deadline_days, warns_of_transfer,
      fee_claim, instalment_id, arrangement, configuration_version)
    select * from unnest(${column((notice) => idOf(notice).toString())}::bigint[],
      ${column(({ debtor }) => debtor)}::int[], ${column(({ facts }) => facts.kind)}::text[],
      ${column(({ writtenOn }) => writtenOn)}::date[], ${column(({ facts }) => JSON.stringify(facts))}::json[],
      ${deadlines.map((deadline) => deadline?.printed ?? null)}::date[],
      ${deadlines.map((deadline) => deadline?.days ?? null)}::smallint[],
      ${column(({ facts }) => facts.warnsOfTransfer)}::bool[],
      ${column(({ feeClaim }) => feeClaim?.toString() ?? null)}::bigint[],
      ${column(({ instalment }) => instalment?.toString() ?? null)}::bigint[],
      ${column(({ arrangement }) => arrangement?.toString() ?? null)}::bigint[],
      ${column(({ configurationVersion }) => configurationVersion)}::int[])
    on conflict (notice_id) do nothing`.execute(tx);
  return Number(inserted.numAffectedRows ?? 0n);
}

/**
 * The line that a notice prints leads to it, from before its letter is made: whoever pays by it is never early. A line that was
 * given for something else before, such as the bill itself, goes on leading there.
 */
async function registerLines(tx: MunicipalityTx, notices: readonly NoticeToWrite[]): Promise<void> {
  const printed = notices.flatMap((notice): GivenPaymentLine[] => {
    const line = lineIn(notice.facts);
    const read = line === null ? null : readLine(line);
    if (read === null || !read.ok) return [];
    const { kind, base } = read.value;
    return [{ kind, base, to: 'notice', number: idOf(notice), debtor: notice.debtor, on: notice.writtenOn }];
  });
  const before = await whereLinesLead(
    tx,
    printed.map(({ base }) => base),
  );
  await givePaymentLines(
    tx,
    printed.filter(({ base }) => !before.has(base)),
  );
}

/** Null: nothing is paid by it. */
function lineIn(facts: NoticeFacts): string | null {
  return 'paymentLine' in facts ? facts.paymentLine : null;
}

async function insertClaims(tx: MunicipalityTx, notices: readonly NoticeToWrite[]): Promise<void> {
  const rows = notices.flatMap((notice) =>
    notice.claims.map(({ claim, owed }) => ({ notice: idOf(notice), claim, owed })),
  );
  await sql`
    insert into notice_claim (notice_id, claim_number, owed_ore)
    select * from unnest(${rows.map(({ notice }) => notice.toString())}::bigint[],
      ${rows.map(({ claim }) => claim.toString())}::bigint[], ${rows.map(({ owed }) => owed.toString())}::bigint[])
    on conflict (notice_id, claim_number) do nothing`.execute(tx);
}

/** Why a notice is given up before anybody was told: a word of the caller's own, such as `paid`. */
export interface Withdrawal {
  readonly on: PlainDate;
  readonly why: string;
}

/**
 * Gives up notices whose letters have not been made. Answers those that were given up; one whose letter is there or has arrived, or that
 * was given up before, is not among them.
 */
export async function withdrawNotices(
  tx: MunicipalityTx,
  notices: readonly NoticeId[],
  { on, why }: Withdrawal,
): Promise<NoticeId[]> {
  // The letter job holds a notice while it makes its letter.
  await sql`select from notice where notice_id = any (${notices.map(String)}::bigint[]) order by notice_id for update`.execute(
    tx,
  );
  const { rows } = await sql<{ notice_id: NoticeId }>`
    update notice set withdrawn_on = ${on}, withdrawn_why = ${why}
    where notice_id = any (${notices.map(String)}::bigint[]) and withdrawn_on is null and arrived_on is null
      and not exists (select from letter where letter.notice_id = notice.notice_id)
    returning notice_id`.execute(tx);
  return rows.map((row) => row.notice_id);
}

/** A notice as it stands. */
export interface Notice {
  readonly notice: NoticeId;
  readonly letter: LetterId;
  readonly debtor: DebtorNumber;
  readonly kind: NoticeKind;
  readonly writtenOn: PlainDate;
  readonly facts: NoticeFacts;
  readonly configurationVersion: number;
  readonly warnsOfTransfer: boolean;
  readonly printedDeadline: PlainDate | null;
  /** The day it had reached everyone it is addressed to; null = not yet. */
  readonly arrivedOn: PlainDate | null;
  /** From its arrival, never before the printed one. */
  readonly deadline: PlainDate | null;
  /** The first day it came back or could not be delivered; also where it had counted as arrived by then. */
  readonly notArrivedOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
  /** The claim that the fee which it tells became. */
  readonly feeClaim: ClaimNumber | null;
  readonly claims: readonly { readonly claim: ClaimNumber; readonly owed: Ore }[];
}

interface NoticeRow {
  notice: NoticeId;
  debtor: DebtorNumber;
  kind: NoticeKind;
  writtenOn: PlainDate;
  told: unknown;
  configurationVersion: number;
  warnsOfTransfer: boolean;
  printedDeadline: PlainDate | null;
  arrivedOn: PlainDate | null;
  deadline: PlainDate | null;
  notArrivedOn: PlainDate | null;
  withdrawnOn: PlainDate | null;
  feeClaim: ClaimNumber | null;
  claim_numbers: ClaimNumber[];
  owed_ore: Ore[];
}

const columns = sql`notice_id as notice, debtor_number as debtor, kind, made_on as "writtenOn", told,
  configuration_version as "configurationVersion", warns_of_transfer as "warnsOfTransfer",
  printed_deadline as "printedDeadline", arrived_on as "arrivedOn", deadline, not_arrived_on as "notArrivedOn",
  withdrawn_on as "withdrawnOn", fee_claim as "feeClaim",
  array(select claim_number from notice_claim about where about.notice_id = notice.notice_id order by claim_number)
    as claim_numbers,
  array(select owed_ore from notice_claim about where about.notice_id = notice.notice_id order by claim_number) as owed_ore`;

/** These notices, in the order of their numbers; unknown ones are left out. */
export async function noticesById(tx: MunicipalityReadTx, notices: readonly NoticeId[]): Promise<Notice[]> {
  if (notices.length === 0) return [];
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notice where notice_id = any (${notices.map(String)}::bigint[]) order by notice_id`.execute(
    tx,
  );
  return rows.map(asNotice);
}

/** The numbers of all notices of a day, by number. */
export async function noticesOfDay(tx: MunicipalityReadTx, on: PlainDate): Promise<NoticeId[]> {
  const { rows } = await sql<{ notice: NoticeId }>`
    select notice_id as notice from notice where made_on = ${on} order by notice_id`.execute(tx);
  return rows.map(({ notice }) => notice);
}

/** All notices to a debtor, oldest first. */
export async function noticesAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Notice[]> {
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notice where debtor_number = ${debtor} order by notice_id`.execute(tx);
  return rows.map(asNotice);
}

function asNotice({ told, claim_numbers, owed_ore, ...row }: NoticeRow): Notice {
  const claims = claim_numbers.map((claim, index) => {
    const owed = owed_ore[index];
    assert(owed !== undefined, 'each claim of a notice has an amount');
    return { claim, owed };
  });
  return { ...row, letter: letterOfNotice(row.notice), facts: readNoticeFacts(told), claims };
}
