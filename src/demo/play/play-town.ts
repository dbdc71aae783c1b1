import { addDays, monthOf, weekdayOf, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import { clockOn, type Clock } from '../../platform/clock.ts';
import type { Stopwatch } from '../../platform/stopwatch.ts';
import { happenings } from './happenings.ts';
import { PlayedTown, type Happening, type PlayedDay, type TownToPlay } from './town.ts';

export interface Play extends TownToPlay {
  /** The last day that is played. */
  readonly to: PlainDate;
  /** The day's work of the municipality, as its command does it; answers how many letters were made. */
  readonly workDay: (clock: Clock) => Promise<number>;
  /** Called when the last day of a month has been played. */
  readonly monthDone: (month: YearMonth) => void;
  /** Takes the time of what happens, of the months' runs and of what the registers are asked, each by its name. */
  readonly stopwatch: Stopwatch;
}

export interface TownPlayed {
  /** Of the calendar: what falls on a weekend is done on the weekday after it. */
  readonly days: number;
  readonly letters: number;
}

const FRIDAY = 5;

/**
 * Plays a town from a day to a day: on each weekday what happens before the municipality's work, the day's work with its questions
 * to the registers and the month's run, and what people do then, who know no more than they have been told. Nothing is written but
 * through the rooms' own functions.
 */
export async function playTown(play: Play): Promise<TownPlayed> {
  const town = new PlayedTown(play);
  const { stopwatch } = play;
  const happening = (await happenings()).flatMap(({ name, of }) =>
    of(town).map(({ when, happen }) => ({
      when,
      happen: (day: PlayedDay) => stopwatch.time(`people: ${name}`, () => happen(day)),
    })),
  );
  const [before, after] = [phase(happening, 'before-work'), phase(happening, 'after-work')];
  let letters = 0;
  const days = weekdays(play.from, play.to);
  for (const [place, on] of days.entries()) {
    const clock = clockOn(on);
    const day = { on, since: days[place - 1] ?? addDays(on, -1), at: clock() };
    for (const each of before) await each.happen(day);
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
