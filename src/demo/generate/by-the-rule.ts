import { covers, firstDayOf, monthOf, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import type { Source } from '../../kernel/explanation.ts';
import { batchNumber } from '../../kernel/ids.ts';
import type { Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { hasDependants } from '../../law/ability-to-pay.ts';
import { assessByTable, type Assessment, type Circumstances } from '../../law/assess.ts';
import { readBenefits, showsOtherIncome } from '../../law/deferral.ts';
import { figuresEdition1 } from '../../law/figures.ts';
import type { IncomeReport } from '../../law/net-income.ts';
import type { StoryRun } from './story.ts';
import type { Debtor } from './world.ts';

// Where a fact of the invented world is said to come from; nobody reads it.
const INVENTED: Source = { register: 'stated', batch: batchNumber(1), reference: null };

/**
 * What the rule makes of an invented debtor in a run, by what the registers know that day; null where the reports
 * contradict themselves. Only the table, deferral and 350 kr.: whether a person must look is not asked here.
 */
export function byTheRule(debtor: Debtor, run: StoryRun): Assessment | null {
  const result = assessByTable(figuresEdition1, circumstances(debtor, run), null);
  return result.ok ? result.value : null;
}

/** The monthly instalment that the table gives in a run; null where there is none. */
export function monthlyByTable(debtor: Debtor, run: StoryRun): Ore | null {
  const found = byTheRule(debtor, run);
  return found?.outcome === 'plan' && found.reason === 'table' ? found.monthly : null;
}

export function isSupporter({ person }: Debtor, day: PlainDate): boolean {
  return hasDependants(
    person.children.map(({ born }) => born),
    day,
  );
}

function circumstances(debtor: Debtor, { on, earlier, later }: StoryRun): Circumstances {
  const { grants } = debtor.livelihood;
  const current = readBenefits(grants.filter(({ period }) => covers(period, on)).map(({ name }) => name));
  assert(current.ok, 'the demo uses only benefits that the rule knows');
  const [first, second] = [reportsOf(debtor, earlier, on), reportsOf(debtor, later, on)];
  const known = first.length + second.length > 0;
  return {
    calculationDate: on,
    dependants: { value: isSupporter(debtor, on), source: INVENTED },
    benefits: { value: current.value, source: INVENTED },
    otherIncome: { value: showsOtherIncome([...first, ...second]), source: INVENTED },
    income: known
      ? {
          state: 'known',
          earlier: { month: earlier, reports: first, source: INVENTED },
          later: { month: later, reports: second, source: INVENTED },
        }
      : { state: 'not-known', source: INVENTED },
  };
}

function reportsOf({ livelihood }: Debtor, paidIn: YearMonth, on: PlainDate): IncomeReport[] {
  return livelihood.reports
    .filter(
      ({ knownFrom, report }) => (knownFrom ?? firstDayOf(paidIn)) <= on && monthOf(report.paidOn) === paidIn,
    )
    .map(({ report }) => report);
}
