import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { pensionAgeReachedOn, reachesPensionAgeSoon } from '../law/pension-age.ts';
import type { AgreedTerms, DeferralReason, Found } from './types.ts';
import type { WorkItem } from './work-items.ts';

export interface PensionAgeQuestion {
  readonly debtor: DebtorNumber;
  /** Null where CPR has told no day of birth. */
  readonly born: PlainDate | null;
  readonly asOf: PlainDate;
  /** What is in force. */
  readonly terms: AgreedTerms | null;
  readonly found: Found;
}

/**
 * Tells a person that a deferral in force is about to end: the debtor reaches the state pension age within three calendar
 * months, and folkepension is not on the list of bek. 585/2023 § 6, stk. 1. It stops nothing. Its month is that of the age, so
 * that it is opened once, whichever run sees it first.
 */
export function pensionAgeItem({ debtor, born, asOf, terms, found }: PensionAgeQuestion): WorkItem | null {
  if (born === null || terms?.outcome !== 'deferral') return null;
  const ground = groundNow(terms.reason, found);
  if (ground !== 'benefit' && ground !== 'pension-only') return null;
  if (!reachesPensionAgeSoon(born, asOf)) return null;
  const reached = pensionAgeReachedOn(born);
  return { kind: 'pension-age-soon', debtor, month: monthOf(reached), about: reached };
}

// Another ground for the same deferral is no new decision; where nothing is found, what was decided goes on.
function groundNow(decided: DeferralReason, found: Found): DeferralReason | null {
  if (found.outcome === 'none') return decided;
  return found.outcome === 'deferral' ? found.reason : null;
}
