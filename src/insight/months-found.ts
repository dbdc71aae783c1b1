import { decisionsAloneAbout } from '../agreements/decisions.ts';
import { heldBackAmong } from '../agreements/untold-decisions.ts';
import { determinationsAbout } from '../agreements/determinations.ts';
import type { DecisionAlone, Determination } from '../agreements/types.ts';
import type { YearMonth } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CitizenBooks } from './citizen-books.ts';

/** What was found in a month, and what a decision about it has come to. */
export interface MonthFound extends Determination {
  /**
   * `as-found`: decided as it was found; `otherwise`: something else was decided of it; `proposed`: not decided yet; `given-up`: it never
   * was, or it no longer stands. Null = there is none.
   */
  readonly decision: 'as-found' | 'otherwise' | 'proposed' | 'given-up' | null;
}

/** What was found in each month, the newest first; of a month that was looked at again, what was found last. */
export async function monthsFound(
  tx: MunicipalityReadTx,
  { debtor }: Pick<CitizenBooks, 'debtor'>,
): Promise<MonthFound[]> {
  const all = await determinationsAbout(tx, debtor);
  const last = new Map<YearMonth, Determination>(all.map((found) => [found.month, found]));
  const decisions = await decisionsAloneAbout(tx, debtor);
  const untold = await heldBackAmong(tx, decisions);
  return [...last.values()].toReversed().map((found) => {
    const its = decisions.findLast(
      ({ month, ordinal }) => month === found.month && ordinal === found.ordinal,
    );
    return {
      ...found,
      decision: its === undefined ? null : untold.has(its) ? 'proposed' : whatCameOf(its, found),
    };
  });
}

function whatCameOf(
  { decided, closedWhy, terms }: DecisionAlone,
  { found }: Determination,
): MonthFound['decision'] {
  if (closedWhy !== null) return 'given-up';
  if (decided === null) return 'proposed';
  const isSame =
    terms.outcome === 'plan'
      ? found.outcome === 'plan' && found.monthly === terms.monthly
      : terms.outcome === found.outcome;
  return isSame ? 'as-found' : 'otherwise';
}
