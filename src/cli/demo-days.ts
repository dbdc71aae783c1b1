import {
  addDays,
  date,
  dayOfMonth,
  month,
  weekdayOf,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { clockOn } from '../platform/clock.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { complete, enqueue, postpone, takeDue } from '../platform/due-work.ts';

/** The months that a demo lives through, and the day of each on which the month is run. */
export const DEMO_MONTHS: readonly YearMonth[] = [month('2026-01'), month('2026-02'), month('2026-03')];
export const FIRST_DAY: PlainDate = date('2026-01-10');
export const LAST_DAY: PlainDate = date('2026-03-31');
const RUN_DAY = 10;
const FRIDAY = 5;

/** The month that is run on a day; null = none. */
export function monthRunOn(day: PlainDate): YearMonth | null {
  return DEMO_MONTHS.find((each) => dayOfMonth(each, RUN_DAY) === day) ?? null;
}

/** Weekdays, and days on which something happens, in their order. */
export function daysToPlay(happenings: readonly PlainDate[]): PlainDate[] {
  const busy = new Set(happenings);
  const days: PlainDate[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1))
    if (weekdayOf(day) <= FRIDAY || monthRunOn(day) !== null || busy.has(day)) days.push(day);
  return days;
}

/** What a demo has still to play is kept as due work of the municipality: a load that was stopped goes on where it was. */
export interface DemoWork {
  /** `demo-day` is played once; a `demo-event` that cannot happen yet is tried again on the next day. */
  readonly kind: 'demo-day' | 'demo-event';
  readonly key: string;
  readonly day: PlainDate;
}

const END = clockOn(addDays(LAST_DAY, 1))();

/** Writes down what is to be played; what is there already stays. Answers how much was new. */
export function planWork(
  database: Database,
  municipality: MunicipalityCode,
  works: readonly DemoWork[],
): Promise<number> {
  const due = works.map(({ kind, key, day }) => ({ kind, key, dueAt: clockOn(day)() }));
  return inMunicipality(database, municipality, (tx) => enqueue(tx, due));
}

/** What is left to play of a kind, due by a moment; by day and key. */
export async function workLeft(
  database: Database,
  municipality: MunicipalityCode,
  { kind, by }: { readonly kind: DemoWork['kind']; readonly by: Temporal.Instant | 'the end' },
): Promise<string[]> {
  const now = by === 'the end' ? END : by;
  // Looked at and let go: the demo's own lock keeps others away.
  const left = await inMunicipality(database, municipality, (tx) => takeDue(tx, { kind, now, limit: MOST }));
  return left.map(({ key }) => key);
}

/** More than a demo of 10,000 debtors has. */
const MOST = 100_000;

export function workDone(
  database: Database,
  municipality: MunicipalityCode,
  { kind, key, at }: Pick<DemoWork, 'kind' | 'key'> & { readonly at: Temporal.Instant },
): Promise<void> {
  return inMunicipality(database, municipality, (tx) => complete(tx, { kind, keys: [key], now: at }));
}

export function tryAgainNextDay(
  database: Database,
  municipality: MunicipalityCode,
  { key, at, because }: Pick<DemoWork, 'key'> & { readonly at: Temporal.Instant; readonly because: string },
): Promise<void> {
  return inMunicipality(database, municipality, (tx) =>
    postpone(tx, { kind: 'demo-event', key }, { because, until: at.add({ hours: 1 }) }),
  );
}
