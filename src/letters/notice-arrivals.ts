import { sql } from 'kysely';
import { noteAnswersArrived } from '../claims/answer-days.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { addWeekdays, nextOpenDay } from '../law/closing-days.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { ANSWERS } from './asked-in-answers.ts';
import type { NoticeDeadline } from './notice-facts.ts';

/** Choices about the deadlines that notices give. */
export interface DeadlineRule {
  /** Days from the day the letter arrives. */
  readonly days: number;
  /** Weekdays until an ordinary letter counts as arrived. */
  readonly paperWeekdays: number;
}

/** The deadline that a notice prints: so many days after the day it must have arrived, also on paper. */
export function printedNoticeDeadline(
  writtenOn: PlainDate,
  { days, paperWeekdays }: DeadlineRule,
): PlainDate {
  return nextOpenDay(addDays(addWeekdays(writtenOn, paperWeekdays), days));
}

/** The last day to do what a notice asks for, when it arrived on a day; never before the one that it prints. */
export function noticeDeadline({ printed, days }: NoticeDeadline, arrivedOn: PlainDate): PlainDate {
  const own = nextOpenDay(addDays(arrivedOn, days));
  return own > printed ? own : printed;
}

export interface NoticeArrived {
  readonly notice: NoticeId;
  /** The day it had reached the last of those it is addressed to. */
  readonly on: PlainDate;
}

/** Notes when notices arrived, and until when their readers have, also after an answer. What has been noted stays. */
export async function noteNoticesArrived(
  tx: MunicipalityTx,
  arrived: readonly NoticeArrived[],
): Promise<void> {
  if (arrived.length === 0) return;
  const given = await givenBy(tx, arrived);
  await sql`
    update notice set arrived_on = told.day, deadline = told.deadline
    from unnest(${arrived.map(({ notice }) => notice.toString())}::bigint[], ${arrived.map(({ on }) => on)}::date[],
      ${arrived.map(({ notice, on }) => deadlineFrom(given.get(notice), on))}::date[]) told (id, day, deadline)
    where notice_id = told.id and arrived_on is null`.execute(tx);
  await noteAnswersArrived(
    tx,
    arrived.flatMap(({ notice, on }) => {
      const its = given.get(notice);
      return its?.answers === true ? [{ debtor: its.debtor, answeredOn: its.writtenOn, arrivedOn: on }] : [];
    }),
  );
}

interface Given {
  readonly debtor: DebtorNumber;
  readonly writtenOn: PlainDate;
  readonly deadline: NoticeDeadline | null;
  /** It is an answer, and arrives for the first time. */
  readonly answers: boolean;
}

function deadlineFrom(given: Given | undefined, on: PlainDate): PlainDate | null {
  assert(given !== undefined, 'a notice that arrives has been written');
  return given.deadline === null ? null : noticeDeadline(given.deadline, on);
}

async function givenBy(tx: MunicipalityTx, arrived: readonly NoticeArrived[]): Promise<Map<NoticeId, Given>> {
  const { rows } = await sql<GivenRow>`
    select notice_id as notice, printed_deadline as printed, deadline_days as days, debtor_number as debtor, made_on as "writtenOn",
      kind = any (${[...ANSWERS]}::text[]) and arrived_on is null as answers from notice
    where notice_id = any (${arrived.map(({ notice }) => notice.toString())}::bigint[])
    order by notice_id for no key update`.execute(tx);
  return new Map(
    rows.map(({ notice, printed, days, ...given }) => [
      notice,
      { ...given, deadline: printed === null || days === null ? null : { printed, days } },
    ]),
  );
}

interface GivenRow extends Omit<Given, 'deadline'> {
  readonly notice: NoticeId;
  readonly printed: PlainDate | null;
  readonly days: number | null;
}

/** Notes the first day on which it was told that a notice came back or could not be delivered. */
export async function noteNoticesNotArrived(
  tx: MunicipalityTx,
  notArrived: readonly NoticeArrived[],
): Promise<void> {
  if (notArrived.length === 0) return;
  await sql`
    update notice set not_arrived_on = told.day
    from (select id, min(day) as day from unnest(${notArrived.map(({ notice }) => notice.toString())}::bigint[],
      ${notArrived.map(({ on }) => on)}::date[]) each (id, day) group by id) told
    where notice_id = told.id and not_arrived_on is null`.execute(tx);
}
