import type { PlainDate } from '../../kernel/dates.ts';

/** When what is late, told as one amount, was to be paid. */
export interface LateSince {
  /** The one day of all of it, or else the oldest; null = a part of it has none: all of it is to be paid at once. */
  readonly by: PlainDate | null;
  /** Others of its parts had later days. */
  readonly isOldest: boolean;
}

/** The day that may be told beside the sum of what was to be paid on these days: never one that a part of it did not have. */
export function lateSince(days: readonly (PlainDate | null)[]): LateSince {
  const known = days.filter((day) => day !== null).toSorted();
  const [first] = known;
  if (first === undefined || known.length < days.length) return { by: null, isOldest: false };
  return { by: first, isOldest: known.some((day) => day !== first) };
}
