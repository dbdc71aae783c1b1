import { sql } from 'kysely';
import { makeDueLetters, type LetterJob, type LettersMade } from '../../src/agreements/letter-job.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import { debtorNumber, letterOfNotice, noticeId, type NoticeId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { NoticeFacts } from '../../src/letters/notice-facts.ts';

type ReminderFacts = Extract<NoticeFacts, { kind: 'reminder' }>;
import { printedNoticeDeadline } from '../../src/letters/notice-arrivals.ts';
import { noticesById, queueNotices, type Notice, type NoticeToWrite } from '../../src/letters/notices.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { letterJob, morningOf, rowsOf, TOWN } from './town.ts';

/** Reminders, without the bills that would lead to them: they are about claims that the town has. */

export const PAY_DAYS = 10;
export const PAPER_WEEKDAYS = 6;

export interface ReminderWish {
  readonly debtor: number;
  readonly on?: string;
  readonly place?: number;
  /** What is owed by what the letter says. */
  readonly told?: string;
}

/** The number of a debtor's reminder. */
export function reminderTo(debtor: number, { on = '2026-03-10', place = 0 } = {}): NoticeId {
  return noticeId(date(on), debtorNumber(debtor), place);
}

export function reminderFacts(writtenOn: PlainDate, total = '1200.00'): ReminderFacts {
  return {
    kind: 'reminder',
    reminder: 1,
    claims: [
      {
        level: 'main',
        what: 'Madservice',
        ofType: 'Kommunal regning',
        reference: '4711',
        period: null,
        dueOn: date('2026-02-02'),
        owed: total,
        joint: false,
      },
    ],
    totalOwed: total,
    interestGoesOn: [],
    payBy: printedNoticeDeadline(writtenOn, { days: PAY_DAYS, paperWeekdays: PAPER_WEEKDAYS }),
    payDays: PAY_DAYS,
    fee: null,
    warnsOfTransfer: true,
    paymentLine: null,
  };
}

export async function remind(database: Database, ...wishes: readonly ReminderWish[]): Promise<number> {
  const claims = new Map(
    (
      await rowsOf(
        database,
        sql<{
          debtor: number;
          claim: ClaimNumber;
        }>`select debtor_number as debtor, min(claim_number) as claim from liability group by debtor_number`,
      )
    ).map(({ debtor, claim }) => [debtor, claim]),
  );
  const notices = wishes.map(({ debtor, on = '2026-03-10', place = 0, told }): NoticeToWrite => {
    const claim = claims.get(debtor);
    if (claim === undefined) throw new Error('the debtor has no claim');
    return {
      debtor: debtorNumber(debtor),
      writtenOn: date(on),
      place,
      facts: reminderFacts(date(on), told),
      claims: [{ claim, owed: kroner(1_200) }],
      feeClaim: null,
      instalment: null,
      arrangement: null,
      configurationVersion: 1,
    };
  });
  const at = morningOf(wishes[0]?.on ?? '2026-03-10');
  return inMunicipality(database, TOWN, (tx) => queueNotices(tx, notices, { at }));
}

export async function noticeOf(database: Database, notice: NoticeId): Promise<Notice> {
  const [found] = await readInMunicipality(database, TOWN, (tx) => noticesById(tx, [notice]));
  if (found === undefined) throw new Error('there is no such notice');
  return found;
}

export function makeLettersOn(
  database: Database,
  on: string,
  job: Partial<LetterJob> = {},
): Promise<LettersMade> {
  return makeDueLetters({ ...letterJob(database, on), ...job });
}

/** What the other side knows a reminder by. */
export function referenceOf(notice: NoticeId, channel: string, recipient = 0): string {
  return `${TOWN}-${letterOfNotice(notice)}-${recipient}-${channel}`;
}
