import { addYears, covers, overlaps, type DateRange, type PlainDate } from '../kernel/dates.ts';
import { repaymentLaws } from './repayment-laws.ts';

/** What lapse (bortfald) depends on. Nothing interrupts it: no reminder, part payment or acknowledgement is asked for. */
export interface LapseFacts {
  /** One of the laws of repayment, `aktivloven`; another goes to a person. */
  readonly law: string;
  /** The last day of the connected benefit period; null = the help still runs. */
  readonly helpStopped: PlainDate | null;
  /** The day the municipality learned, or should have learned, of the claim (principafgørelse 39-12). */
  readonly knownFrom: PlainDate | null;
  /** Periods in which a plan by § 5 or § 6, stk. 2 was in force and kept. */
  readonly plan: readonly DateRange[];
  /** From the day a plan fell away by § 10: as long as there was still ability by the table, here or at Gældsstyrelsen. */
  readonly inDefault?: readonly DateRange[];
  /** Periods with ability by the table in which no plan was fixed. */
  readonly ableNoPlan: readonly DateRange[];
  /** The day on which deferral was last granted. */
  readonly deferralGranted: PlainDate | null;
}

export type Lapse =
  | { readonly state: 'running'; readonly until: PlainDate | null }
  | { readonly state: 'lapsed'; readonly on: PlainDate }
  | { readonly state: 'review'; readonly reason: 'unknown-law' | 'ability-without-plan' };

/**
 * The earliest day on which the claim can lapse: the same day 3 years (serviceloven and dagtilbudsloven: 5) after the later of the help's
 * end and the day of knowledge. Exact dates, never moved for closing days; 29 February becomes 28 February.
 * Null while the help runs or the law has no lapse rule here.
 */
export function earliestLapse(
  facts: Pick<LapseFacts, 'law' | 'helpStopped' | 'knownFrom'>,
): PlainDate | null {
  const years = repaymentLaws.get(facts.law)?.lapse.years;
  const start = startOf(facts);
  return years === undefined || start === null ? null : addYears(start, years);
}

/** Has the claim lapsed on a day (bek. 585/2023 § 9, and the paragraph of the claim's own law)? */
export function lapse(facts: LapseFacts, asOf: PlainDate): Lapse {
  if (!repaymentLaws.has(facts.law)) return { state: 'review', reason: 'unknown-law' };
  const start = startOf(facts);
  const end = earliestLapse(facts);
  if (start === null || end === null) return { state: 'running', until: null };
  if (asOf <= end) return { state: 'running', until: end };
  // A plan in default ends nothing while the debtor is able; a deferral afterwards does as it does after a plan (§ 9, stk. 2).
  const kept = [...facts.plan, ...(facts.inDefault ?? [])];
  if (!kept.some((period) => covers(period, end))) {
    // § 9, stk. 1 lets the claim lapse where there was no possibility; ability that was not used needs a person (Q4).
    const sinceStart: DateRange = { from: start, to: end };
    return facts.ableNoPlan.some((period) => overlaps(period, sinceStart))
      ? { state: 'review', reason: 'ability-without-plan' }
      : { state: 'lapsed', on: end };
  }
  // § 9, stk. 2: paid by plan when the years ran out, but deferral since then: the rest lapses.
  const granted = facts.deferralGranted;
  return granted !== null && end <= granted && granted <= asOf
    ? { state: 'lapsed', on: granted }
    : { state: 'running', until: null };
}

function startOf({
  helpStopped,
  knownFrom,
}: Pick<LapseFacts, 'helpStopped' | 'knownFrom'>): PlainDate | null {
  return helpStopped !== null && knownFrom !== null && knownFrom > helpStopped ? knownFrom : helpStopped;
}
