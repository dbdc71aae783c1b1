import type { PlainDate } from '../kernel/dates.ts';
import type { Config } from './config.ts';

/** Tells what time it is. Handed to what needs it; only the shell has the real one. */
export type Clock = () => Temporal.Instant;

export const systemClock: Clock = () => Temporal.Now.instant();

/** A clock that stands still. */
export function stoppedAt(moment: Temporal.Instant): Clock {
  return () => moment;
}

/** Stands at nine in the morning, in Copenhagen, of a day. */
export function clockOn(day: PlainDate): Clock {
  const morning = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: 'Europe/Copenhagen',
    plainTime: '09:00',
  });
  return stoppedAt(morning.toInstant());
}

/** The configured clock: standing still at AFDRAG_NOW, or the system's. */
export function clockOf(config: Pick<Config, 'now'>): Clock {
  return config.now === null ? systemClock : stoppedAt(config.now);
}
