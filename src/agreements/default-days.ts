import type { LiabilityDays } from '../claims/liabilities.ts';
import { addDays, date, type DateRange, type PlainDate } from '../kernel/dates.ts';
import { later } from '../law/interest-facts.ts';
import { dayAfter, dayBefore } from '../law/neighbouring-days.ts';
import type { DefaultSpan } from './default-spans.ts';

const EVER = date('0001-01-01');
/** Later than any day we meet. */
const NEVER = date('9999-12-31');

/**
 * The days without interest on a repayment claim: all on which anybody who owed it was not in default with it, because it was paid by
 * plan, deferred or not decided (own choice in the debtors' favour, open question Q41). The due day itself is among them: interest
 * is first posted the day after it (gebyrloven § 3).
 */
export function daysWithoutDefault(
  owing: readonly Pick<LiabilityDays, 'debtor' | 'since' | 'endedOn'>[],
  spans: readonly Pick<DefaultSpan, 'debtor' | 'due' | 'to'>[],
): DateRange[] {
  return owing.flatMap(({ debtor, since, endedOn }) => {
    const theirs = spans.filter((span) => span.debtor === debtor);
    const [first, last] = [
      since === null ? EVER : dayAfter(since),
      endedOn === null ? null : dayBefore(endedOn),
    ];
    return between(theirs).flatMap((range) => within(range, first, last));
  });
}

/** The days before, between and after spans that are in the order of their days. */
function between(spans: readonly Pick<DefaultSpan, 'due' | 'to'>[]): DateRange[] {
  const ranges: DateRange[] = [];
  let from: PlainDate | null = EVER;
  for (const { due, to } of spans) {
    if (from === null) break;
    ranges.push({ from, to: due });
    from = to === null ? null : addDays(to, 1);
  }
  return from === null ? ranges : [...ranges, { from, to: null }];
}

function within({ from, to }: DateRange, first: PlainDate, last: PlainDate | null): DateRange[] {
  const begins = later(from, first);
  const ends = [to, last].filter((day) => day !== null).toSorted()[0] ?? null;
  return begins <= (ends ?? NEVER) ? [{ from: begins, to: ends }] : [];
}

/**
 * The day from which interest may run on a repayment claim: the last day due of those who owe it, who are all in default with it.
 * Null: somebody is not, or nobody owes it.
 */
export function wholeDueFrom(
  owing: readonly Pick<LiabilityDays, 'debtor' | 'endedOn'>[],
  spans: readonly Pick<DefaultSpan, 'debtor' | 'due' | 'to'>[],
): PlainDate | null {
  const standing = new Map(
    spans.flatMap(({ debtor, due, to }) => (to === null ? [[debtor, due] as const] : [])),
  );
  const days = owing
    .filter(({ endedOn }) => endedOn === null)
    .map(({ debtor }) => standing.get(debtor) ?? null);
  return days.includes(null)
    ? null
    : (days
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null);
}
