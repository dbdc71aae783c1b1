import { addDays, addMonths, dayOfMonth, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { addWeekdays, nextBankDay } from '../law/closing-days.ts';
import type { ScheduleSegment } from './types.ts';

/** The municipality's choices about when instalments fall due. */
export interface DueRule {
  readonly dueDay: number;
  readonly noticeDays: number;
  readonly paperWeekdays: number;
}

/**
 * The first day on which something may fall due: the first due day at least `noticeDays` after the decision must have
 * arrived, also on paper, so that nobody is asked before they know (docs/legal-review.md). On a closing day the due date
 * moves to the next bank day.
 */
export function firstDueDate(decidedOn: PlainDate, rule: DueRule): PlainDate {
  const { dueDay, noticeDays, paperWeekdays } = rule;
  const key = `${decidedOn} ${dueDay} ${noticeDays} ${paperWeekdays}`;
  let first = firstDueDates.get(key);
  if (first === undefined) {
    first = dueDateFrom(addDays(addWeekdays(decidedOn, paperWeekdays), noticeDays), dueDay);
    firstDueDates.set(key, first);
  }
  return first;
}

// Worked out once for a run: every plan that it begins asks for the same one.
const firstDueDates = new Map<string, PlainDate>();

/** The next due date after a day. */
export function nextDueDate(day: PlainDate, { dueDay }: DueRule): PlainDate {
  return dueDateFrom(addDays(day, 1), dueDay);
}

/** The first due date on or after a day. */
export function dueDateFrom(day: PlainDate, dueDay: number): PlainDate {
  // A due date that moved over closing days belongs to the month before: 31 January 2026 → 2 February.
  const months = [addMonths(monthOf(day), -1), monthOf(day), addMonths(monthOf(day), 1)];
  const found = months.map((each) => dueDate(each, dueDay)).find((due) => due >= day);
  assert(found !== undefined, 'every month has a due date');
  return found;
}

/**
 * The plan's instalments: as many whole ones as the debt holds, and the rest as the last, so that the parts always add
 * up to the debt.
 */
export function scheduleOf(owed: Ore, monthly: Ore, firstDue: PlainDate, dueDay: number): ScheduleSegment[] {
  assert(owed > 0n && monthly > 0n, 'a plan has a debt and an amount');
  const whole = owed / monthly;
  const rest = ore(owed % monthly);
  const segments: ScheduleSegment[] = [];
  if (whole > 0n) segments.push({ firstDue, instalments: Number(whole), amount: monthly });
  if (rest > 0n)
    segments.push({ firstDue: dueDateAfter(firstDue, Number(whole), dueDay), instalments: 1, amount: rest });
  return segments;
}

/** The due date so many months after the first one. */
export function dueDateAfter(firstDue: PlainDate, months: number, dueDay: number): PlainDate {
  return months === 0 ? firstDue : dueDate(addMonths(nominalMonth(firstDue, dueDay), months), dueDay);
}

/** The due date for which something is asked next, and how much of the plan's amount, when what was paid ahead has counted for those before it. */
export function nextAsked(
  {
    nextDue,
    dueDay,
    monthly,
  }: { readonly nextDue: PlainDate; readonly dueDay: number; readonly monthly: Ore },
  ahead: Ore,
): { readonly due: PlainDate; readonly amount: Ore } {
  assert(monthly > 0n, 'a plan has an amount');
  return {
    due: dueDateAfter(nextDue, Number(ahead / monthly), dueDay),
    amount: ore(monthly - (ahead % monthly)),
  };
}

// Worked out once for each month: every plan of a run asks for the same few.
const dueDates = new Map<string, PlainDate>();

function dueDate(month: YearMonth, dueDay: number): PlainDate {
  const key = `${month} ${dueDay}`;
  let day = dueDates.get(key);
  if (day === undefined) {
    day = nextBankDay(dayOfMonth(month, dueDay));
    dueDates.set(key, day);
  }
  return day;
}

// A due date that moved over closing days may stand in the month after its own: 31 January 2026 → 2 February.
function nominalMonth(due: PlainDate, dueDay: number): YearMonth {
  const own = monthOf(due);
  const before = addMonths(own, -1);
  return dueDate(before, dueDay) === due ? before : own;
}
