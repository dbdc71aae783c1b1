import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { addWeekdays, nextOpenDay } from '../law/closing-days.ts';
import type { MunicipalityTx } from '../platform/database.ts';
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

/** Notes when notices arrived, and until when their readers have. What has been noted stays. */
export async function noteNoticesArrived(
  tx: MunicipalityTx,
  arrived: readonly NoticeArrived[],
): Promise<void> {
  if (arrived.length === 0) return;
  const given = await deadlinesGiven(tx, arrived);
  await sql`
    update notice set arrived_on = told.day, deadline = told.deadline
    from unnest(${arrived.map(({ notice }) => notice.toString())}::bigint[], ${arrived.map(({ on }) => on)}::date[],
      ${arrived.map(({ notice, on }) => deadlineFrom(given.get(notice), on))}::date[]) told (id, day, deadline)
    where notice_id = told.id and arrived_on is null`.execute(tx);
}

function deadlineFrom(given: NoticeDeadline | null | undefined, on: PlainDate): PlainDate | null {
  assert(given !== undefined, 'a notice that arrives has been written');
  return given === null ? null : noticeDeadline(given, on);
}

async function deadlinesGiven(
  tx: MunicipalityTx,
  arrived: readonly NoticeArrived[],
): Promise<Map<NoticeId, NoticeDeadline | null>> {
  const { rows } = await sql<{ notice: NoticeId; printed: PlainDate | null; days: number | null }>`
    select notice_id as notice, printed_deadline as printed, deadline_days as days from notice
    where notice_id = any (${arrived.map(({ notice }) => notice.toString())}::bigint[])
    order by notice_id for no key update`.execute(tx);
  return new Map(
    rows.map(({ notice, printed, days }) => [
      notice,
      printed === null || days === null ? null : { printed, days },
    ]),
  );
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
