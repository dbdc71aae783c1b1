import type { PlainDate } from '../kernel/dates.ts';
import { entryOn, interestRates } from './interest-rates.ts';

/** Four percentage points less than by renteloven § 5 (Den juridiske vejledning G.A.2.1.1; gældsinddrivelsesloven § 5). */
const BELOW_RENTELOVEN = 400;

/**
 * Gældsstyrelsen's interest a year on a day, as text with a point, and since when it has been so; null where the rate of that time
 * has not been found. Only told, never charged by us.
 */
export function recoveryRateOn(
  day: PlainDate,
): { readonly percent: string; readonly from: PlainDate } | null {
  const entry = entryOn(interestRates.yearly, day);
  if (entry === null || entry.hundredths === null) return null;
  const hundredths = entry.hundredths - BELOW_RENTELOVEN;
  const percent = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
  return { percent, from: entry.applies.from };
}
