import { addYears, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { UsageError, type Given, type Shell } from './command.ts';

export const receivedOnOptions = { on: { type: 'string' }, 'confirm-on': { type: 'string' } } as const;

/** A day that lies further back is asked for twice: it changes what has been charged since, and is rarely more than a slip. */
const YEARS_UNASKED = 3;

/** The day on which money was received, as `--on` says. One of long ago must be said once more (`--confirm-on`). */
export function receivedOnGiven(given: Given, { clock }: Pick<Shell, 'clock'>): PlainDate {
  const receivedOn = given.date('on');
  if (receivedOn === null) throw new UsageError('--on mangler');
  const again = given.date('confirm-on');
  if (again !== null && again !== receivedOn)
    throw new UsageError('--confirm-on skal være samme dag som --on');
  if (again === null && receivedOn < addYears(dayInCopenhagen(clock()), -YEARS_UNASKED))
    throw new UsageError(
      `--on er mere end ${YEARS_UNASKED} år siden. Er dagen rigtig, så skriv den en gang til: --confirm-on ${receivedOn}`,
    );
  return receivedOn;
}
