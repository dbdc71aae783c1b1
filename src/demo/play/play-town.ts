import { fetchPersons, isAnybodyUnknown, type PersonsRequest } from '../../facts/fetch-persons.ts';
import { fetchFacts, type Registers } from '../../facts/fetch.ts';
import { runMonth } from '../../agreements/month-run.ts';
import {
  addDays,
  dayOfMonth,
  monthOf,
  weekdayOf,
  type PlainDate,
  type YearMonth,
} from '../../kernel/dates.ts';
import { assert } from '../../kernel/result.ts';
import { clockOn, type Clock } from '../../platform/clock.ts';
import { happenings } from './happenings.ts';
import { registersOf } from './registers.ts';
import { CASEWORKER, PlayedTown, type Happening, type PlayedDay, type TownToPlay } from './town.ts';

export interface Play extends TownToPlay {
  /** The last day that is played. */
  readonly to: PlainDate;
  /** The day's work of the municipality, as its command does it; answers how many letters were made. */
  readonly workDay: (clock: Clock) => Promise<number>;
  /** Called when the last day of a month has been played. */
  readonly monthDone: (month: YearMonth) => void;
}

export interface TownPlayed {
  /** Of the calendar: what falls on a weekend is done on the weekday after it. */
  readonly days: number;
  readonly letters: number;
}

/** The month is run on the first day from the 10th on that is played. */
const RUN_DAY = 10;
const FRIDAY = 5;

/**
 * Plays a town from a day to a day: on each weekday what happens before the municipality's work, the month's run when its day
 * has come, the day's work, and what people do then, who know no more than they have been told. Nothing is written but
 * through the rooms' own functions.
 */
export async function playTown(play: Play): Promise<TownPlayed> {
  const town = new PlayedTown(play);
  const happening = (await happenings()).flatMap((of) => of(town));
  const [before, after] = [phase(happening, 'before-work'), phase(happening, 'after-work')];
  const registers = registersOf(play.population.world);
  let letters = 0;
  const days = weekdays(play.from, play.to);
  for (const [place, on] of days.entries()) {
    const clock = clockOn(on);
    const day = { on, since: days[place - 1] ?? addDays(on, -1), at: clock() };
    for (const each of before) await each.happen(day);
    const toRun = monthToRun(day);
    if (toRun !== null) await runMonthOn(town, { month: toRun, on, clock, registers });
    const who = toRun === null && monthOf(day.since) !== monthOf(on) ? 'all' : 'unknown';
    await askAboutPeople(town, { persons: registers.persons, who, clock });
    letters += await play.workDay(clock);
    for (const each of after) await each.happen(day);
    const next = days[place + 1];
    if (next === undefined || monthOf(next) !== monthOf(on)) play.monthDone(monthOf(on));
  }
  return { days: daysOf(play.from, play.to).length, letters };
}

function phase(happening: readonly Happening[], when: Happening['when']): Happening[] {
  return happening.filter((each) => each.when === when);
}

function weekdays(from: PlainDate, to: PlainDate): PlainDate[] {
  return daysOf(from, to).filter((day) => weekdayOf(day) <= FRIDAY);
}

function daysOf(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function monthToRun({ on, since }: PlayedDay): YearMonth | null {
  const runDay = dayOfMonth(monthOf(on), RUN_DAY);
  return since < runDay && runDay <= on ? monthOf(on) : null;
}

/** CPR is asked about those who have come to owe something, and about all when a month begins. */
async function askAboutPeople(
  town: PlayedTown,
  asking: Pick<PersonsRequest, 'persons' | 'who' | 'clock'>,
): Promise<void> {
  if (asking.who === 'unknown' && !(await town.read(isAnybodyUnknown))) return;
  const { database, municipality } = town;
  const asked = await fetchPersons({ database, municipality, by: CASEWORKER, ...asking });
  assert(asked.ok, 'nobody else fetches facts for a demo');
}

interface MonthToRun {
  readonly month: YearMonth;
  readonly on: PlainDate;
  readonly clock: Clock;
  readonly registers: Registers;
}

/** Fetches the month's facts and runs it. A month for which the law's table is missing decides nothing. */
async function runMonthOn(
  { database, municipality, configuration }: PlayedTown,
  { month, on, clock, registers }: MonthToRun,
): Promise<void> {
  const work = { database, municipality, month, by: CASEWORKER, clock };
  const { incomeLagMonths } = configuration.run;
  const fetched = await fetchFacts({ ...work, registers, incomeLagMonths });
  assert(fetched.ok, 'nobody else fetches facts for a demo');
  if (fetched.value.debtors === 0) return;
  const ran = await runMonth({ ...work, on, factsAsOf: null, dryRun: false });
  assert(ran.ok || ran.refusal.tag === 'no-table', `the month ${month} of the demo could not be run`);
}
