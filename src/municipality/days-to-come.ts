import type { PlainDate } from '../kernel/dates.ts';
import type { Configuration } from './configuration.ts';

/** The days on which something was decided or written down, by their keys: such a day has come. */
const HAPPENED = new Set(['decidedOn', 'recordedOn', 'statedOn']);

/**
 * Decisions and grounds of days that have not come by `today`, such as 2099 for 2009: one sentence in Danish for each, with its place.
 * Nothing would be charged before such a day, and claims that are raised meanwhile would keep it.
 */
export function daysToCome(configuration: Configuration, today: PlainDate): string[] {
  return laterIn(configuration, { place: '', today });
}

function laterIn(
  value: unknown,
  { place, today }: { readonly place: string; readonly today: PlainDate },
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    const at = place === '' ? key : `${place}.${key}`;
    if (!HAPPENED.has(key) || typeof each !== 'string') return laterIn(each, { place: at, today });
    return each <= today
      ? []
      : [
          `${at}: "${each}" er ikke kommet endnu. Skriv den dag, det skete, og gem først opsætningen, når den er kommet.`,
        ];
  });
}
