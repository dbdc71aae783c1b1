import type { PlainDate } from '../kernel/dates.ts';

/** What tells when a claim arose. */
export interface Arising {
  /** First and last day of what the claim is for; null where it has no period. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** The day it arose, as its source told; null where it told none. */
  readonly origin: PlainDate | null;
}

/**
 * Whether a claim arose before a day: that of a death, of a decree, or on which a case of debt relief was opened (konkursloven §§ 32, 38
 * and 199; own reading, open question Q48). The period that it is for decides, where it has one: a benefit that was paid before the
 * day is demanded back for that time, whenever it is decided. `unclear`: it spans the day or is of that day, or nobody has told; for a person.
 */
export function arose({ from, to, origin }: Arising, day: PlainDate): 'before' | 'since' | 'unclear' {
  const [first, last] = from === null || to === null ? [origin, origin] : [from, to];
  if (first === null || last === null) return 'unclear';
  if (last < day) return 'before';
  return first > day ? 'since' : 'unclear';
}
