import { addMonths, dayOfMonth, type PlainDate } from '../../../src/kernel/dates.ts';
import { momentOf, type HandlersOf, type Moment } from './acting.ts';
import { claimsHappen } from './claims-happen.ts';
import { DAYS, MONTHS, type Event, type Happening } from './happenings.ts';
import { moneyHappens } from './money-happens.ts';
import { peopleHappen } from './people-happen.ts';
import { BEGINS, type PlayedTown } from './played-town.ts';
import { recoveryHappens } from './recovery-happens.ts';

const handlers: HandlersOf<Happening['do']> = {
  ...claimsHappen,
  ...moneyHappens,
  ...peopleHappen,
  ...recoveryHappens,
};

/** Plays the events of a life on their days, the municipality working on all of them; asks when each month is over. */
export async function live(
  town: PlayedTown,
  events: readonly Event[],
  monthIsOver: (on: PlainDate, month: number) => Promise<void>,
  months: number = MONTHS,
): Promise<void> {
  const named = events.map((event, place) => ({ ...event, name: `${place}` }));
  for (let month = 0; month < months; month += 1) {
    const days = DAYS.map((day) => ({ day, on: dayOfMonth(addMonths(BEGINS, month), day) }));
    for (const { day, on } of days) {
      const today = named.filter((event) => event.month === month && event.day === day);
      for (const { who, what, name } of today) await happen(momentOf(town, { on, who, name }), what);
      await town.work(on);
    }
    await monthIsOver(days.at(-1)!.on, month); // there are some
  }
}

async function happen(moment: Moment, what: Happening): Promise<void> {
  // Each is given what it is for: the record's key and the argument go together.
  const handler = handlers[what.do] as (moment: Moment, what: Happening) => Promise<void>;
  await handler(moment, what);
}
