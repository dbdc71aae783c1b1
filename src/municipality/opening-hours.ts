import { addDays, covers, weekdayOf, type PlainDate } from '../kernel/dates.ts';
import { isHoliday } from '../law/closing-days.ts';
import { weekdays, type OtherHours, type Span, type Week } from './choices/opening-hours.ts';

export interface Opening {
  readonly week: Week;
  readonly otherHours: readonly OtherHours[];
}

/** A day of Copenhagen and a time of day, `09:30`. */
export interface Clock {
  readonly day: PlainDate;
  readonly time: string;
}

/** Whether the telephone is answered at a moment, and when that changes. */
export type OpenNow =
  | { readonly kind: 'open'; readonly to: string }
  | {
      readonly kind: 'closed';
      /** Why other hours than usual are today's; null = they are the usual ones, or it is a holiday. */
      readonly why: Pick<OtherHours, 'da' | 'en'> | null;
      /** When it opens next; null = not within sixty days. */
      readonly opens: Clock | null;
    };

/** What stands for a moment. Weekdays' hours, none on holidays (law/closing-days.ts), and other hours before both. */
export function openNow(opening: Opening, { day, time }: Clock): OpenNow {
  const now = hoursOn(opening, day).find(({ from, to }) => from <= time && time < to);
  if (now !== undefined) return { kind: 'open', to: now.to };
  return {
    kind: 'closed',
    why: otherHoursOn(opening, day) ?? null,
    opens: nextOpening(opening, { day, time }),
  };
}

/** The hours of a day. */
export function hoursOn(opening: Opening, day: PlainDate): readonly Span[] {
  const other = otherHoursOn(opening, day);
  if (other !== undefined) return other.hours;
  const weekday = weekdays[weekdayOf(day) - 1];
  return weekday === undefined || isHoliday(day) ? [] : opening.week[weekday];
}

function otherHoursOn({ otherHours }: Opening, day: PlainDate): OtherHours | undefined {
  return otherHours.find((each) => covers(each, day));
}

const LOOKED_AHEAD = 60;

function nextOpening(opening: Opening, { day, time }: Clock): Clock | null {
  for (let ahead = 0; ahead <= LOOKED_AHEAD; ahead += 1) {
    const on = addDays(day, ahead);
    const next = hoursOn(opening, on).find(({ from }) => ahead > 0 || from > time);
    if (next !== undefined) return { day: on, time: next.from };
  }
  return null;
}
