import { addDays, addMonths, dayOfMonth, type PlainDate, type YearMonth } from '../../../src/kernel/dates.ts';
import { momentOf, type HandlersOf, type Moment } from './acting.ts';
import { claimsHappen } from './claims-happen.ts';
import { MONTHS, type Event, type Happening } from './happenings.ts';
import { moneyHappens } from './money-happens.ts';
import { peopleHappen } from './people-happen.ts';
import { BEGINS, workDays, type PlayedTown } from './played-town.ts';
import { recoveryHappens } from './recovery-happens.ts';

const handlers: HandlersOf<Happening['do']> = {
  ...claimsHappen,
  ...moneyHappens,
  ...peopleHappen,
  ...recoveryHappens,
};

const FIRST = dayOfMonth(BEGINS, 1);

/** Plays the events of a life on their days, with the municipality's work on those and on a few more; asks after each month. */
export async function live(
  town: PlayedTown,
  events: readonly Event[],
  monthIsOver: (on: PlainDate, of: YearMonth) => Promise<void>,
): Promise<void> {
  const named = events.map((event, place) => ({ ...event, on: addDays(FIRST, event.day), name: `${place}` }));
  const byDay = Map.groupBy(named, ({ on }) => on);
  for (let month = 0; month < MONTHS; month += 1) {
    const of = addMonths(BEGINS, month);
    const next = dayOfMonth(addMonths(of, 1), 1);
    const happens = [...byDay.keys()].filter((day) => dayOfMonth(of, 1) <= day && day < next);
    const days = [...new Set([...workDays(of), ...happens])].toSorted();
    for (const on of days) {
      for (const event of byDay.get(on) ?? []) await happen(momentOf(town, event), event.what);
      await town.work(on);
    }
    const last = days.at(-1);
    if (last !== undefined) await monthIsOver(last, of);
  }
}

async function happen(moment: Moment, what: Happening): Promise<void> {
  // Each is given what it is for: the record's key and the argument go together.
  const handler = handlers[what.do] as (moment: Moment, what: Happening) => Promise<void>;
  await handler(moment, what);
}
