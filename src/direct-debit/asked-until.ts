import { addDays, type PlainDate } from '../kernel/dates.ts';
import { later } from '../law/interest-facts.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { lastInReach } from './pay-day.ts';

/**
 * The last due day of the instalments that are asked for on a day: as many days ahead as the municipality has chosen, and over holidays too all that
 * a bank must be told of by then, because only what has been asked for is collected.
 */
export function askedUntil(
  on: PlainDate,
  { payment, betalingsservice }: Pick<Configuration, 'payment' | 'betalingsservice'>,
): PlainDate {
  const chosen = addDays(on, payment.askDaysAhead);
  return betalingsservice === null ? chosen : later(chosen, lastInReach(on, betalingsservice.bankDaysBefore));
}
