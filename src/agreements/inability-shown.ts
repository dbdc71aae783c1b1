import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { lowIncomeIsConfirmed, type MaybeLow } from './low-income.ts';
import { areFresh } from './plan-default-rule.ts';

/** What was found on a day, for a month's run; days on which nothing could be found are left out. */
export interface FoundOn {
  readonly on: PlainDate;
  readonly month: YearMonth;
  readonly found: MaybeLow;
}

/**
 * Whether what was found shows that a debtor was not able to pay on the last day of a claim (bek. 585/2023 § 9, stk. 1): somebody looked
 * shortly before, and it was more than one low month. Months in which nobody looked show nothing (open question Q4). Who was able, or
 * was never looked at, is another question. `findings` oldest first; `now` is what is found today, which looks at new months only in
 * another month's run.
 */
export function inabilityIsShown(day: PlainDate, findings: readonly FoundOn[], now: FoundOn): boolean {
  const all = [...findings, now];
  const at = findings.findLastIndex(({ on }) => on <= day);
  const last = findings[at];
  if (last === undefined) return true;
  if (!areFresh(last.on, day)) return false;
  const { found } = last;
  if (found.outcome !== 'deferral' || found.reason !== 'low-income') return true;
  const ofAnother = ({ month }: FoundOn) => month !== last.month;
  if (lowIncomeIsConfirmed(found, all.slice(0, at).findLast(ofAnother)?.found)) return true;
  const after = all.slice(at + 1).find(ofAnother)?.found;
  return after?.outcome === 'deferral' && after.reason === 'low-income' && lowIncomeIsConfirmed(after, found);
}
