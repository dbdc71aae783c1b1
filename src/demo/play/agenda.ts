import { addDays, type PlainDate } from '../../kernel/dates.ts';

/** A day as it is played: weekdays, so that what falls on a weekend happens on the Monday after it. */
export interface PlayedDay {
  readonly on: PlainDate;
  /** The day that was played before it. */
  readonly since: PlainDate;
  readonly at: Temporal.Instant;
}

/** What is meant to be done on later days; what falls on a day that is not played is done on the next one. */
export class Agenda<T> {
  readonly #days = new Map<PlainDate, T[]>();

  add(on: PlainDate, what: T): void {
    const others = this.#days.get(on);
    if (others === undefined) this.#days.set(on, [what]);
    else others.push(what);
  }

  /** What has come due since the day played before, in the order in which it was meant; it is meant no longer. */
  due({ since, on }: PlayedDay): T[] {
    return daysAfter(since, on).flatMap((day) => {
      const due = this.#days.get(day) ?? [];
      this.#days.delete(day);
      return due;
    });
  }
}

export function daysAfter(since: PlainDate, on: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = addDays(since, 1); day <= on; day = addDays(day, 1)) days.push(day);
  return days;
}
