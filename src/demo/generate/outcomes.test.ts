import { describe, expect, it } from 'vitest';
import {
  covers,
  date,
  firstDayOf,
  month,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../../kernel/dates.ts';
import { batchNumber } from '../../kernel/ids.ts';
import type { Source } from '../../kernel/explanation.ts';
import { hasDependants } from '../../law/ability-to-pay.ts';
import { assessByTable, type Assessment, type Circumstances } from '../../law/assess.ts';
import { readBenefits, showsOtherIncome } from '../../law/deferral.ts';
import { figuresEdition1 } from '../../law/figures.ts';
import type { CaseName } from './case-names.ts';
import { inventWorld, type Debtor, type World } from './world.ts';

const MUNICIPALITY = { code: '998', cvr: '29189999', seNumber: '29189999' };
const SETTING = { municipality: MUNICIPALITY, from: month('2025-07'), to: month('2026-12') };
const SOURCE: Source = { register: 'stated', batch: batchNumber(1), reference: null };

/** The two months that count in each of the demo's three runs, and the day they are run. */
const RUNS = [
  { on: date('2026-01-10'), earlier: month('2025-10'), later: month('2025-11') },
  { on: date('2026-02-10'), earlier: month('2025-11'), later: month('2025-12') },
  { on: date('2026-03-10'), earlier: month('2025-12'), later: month('2026-01') },
] as const;
type Run = (typeof RUNS)[number];

describe('what the demo’s debtors come to by the rule', () => {
  const world = inventWorld(SETTING, { size: 289, seed: 1 });
  const small = inventWorld(SETTING, { size: 24, seed: 1 });

  it('about three of ten debtors can pay by plan, as in the case it is modelled on', () => {
    for (const run of RUNS) {
      const plans = world.debtors.filter((debtor) => outcome(debtor, run) === 'plan').length;
      expect(plans).toBeGreaterThan(0.25 * world.debtors.length);
      expect(plans).toBeLessThan(0.37 * world.debtors.length);
    }
  });

  it('every outcome that the rule knows occurs, with the table for and without children', () => {
    const found = new Set(world.debtors.flatMap((debtor) => RUNS.map((run) => kindOf(debtor, run))));
    const expected = [
      'table',
      'table with children',
      'no-income',
      'benefit',
      'pension-only',
      'low-income',
      'refused',
    ];
    expect([...found].toSorted()).toEqual(expected.toSorted());
  });

  it('some plans rise and some fall from January to March', () => {
    const change = (debtor: Debtor) => monthly(debtor, RUNS[2]) - monthly(debtor, RUNS[0]);
    const payers = world.debtors.filter((debtor) => RUNS.every((run) => outcome(debtor, run) === 'plan'));
    expect(payers.filter((debtor) => change(debtor) > 0n).length).toBeGreaterThanOrEqual(3);
    expect(payers.filter((debtor) => change(debtor) < 0n).length).toBeGreaterThanOrEqual(3);
  });

  it('the named cases come out as their name says, in a small demo too', () => {
    for (const { debtors } of [world, small]) {
      const kinds = (name: CaseName) => RUNS.map((run) => kindOf(example(debtors, name), run));
      expect(kinds('plan-by-table')).toEqual(['table', 'table', 'table']);
      expect(kinds('plan-with-children')).toEqual(Array(3).fill('table with children'));
      expect(kinds('benefit-running')).toEqual(['benefit', 'benefit', 'benefit']);
      expect(kinds('low-income')).toEqual(Array(3).fill('low-income'));
      expect(kinds('no-income-information')).toEqual(Array(3).fill('no-income'));
      expect(kinds('pension-only')).toEqual(Array(3).fill('pension-only'));
      expect(kinds('plan-deferral-plan')).toEqual(['table', 'benefit', 'table']);
      expect(kinds('reversal-without-original')).toEqual(['table', 'refused', 'refused']);
      expect(kinds('child-born')).toEqual(['table', 'table', 'table with children']);
      expect(kinds('child-turns-18')).toEqual(['table with children', 'table with children', 'table']);
      expect(kinds('lapse-near')).toEqual(Array(3).fill('low-income'));
      expect(kinds('plan-kept-past-lapse')).toEqual(['table', 'benefit', 'benefit']);
      expect(kinds('pension-with-wages')).toEqual(['table', 'table', 'table']);
    }
  });

  it('a second job raises the plan in March, fewer hours lower it in February, a correction lowers it in between', () => {
    for (const { debtors } of [world, small]) {
      const [rise, fall, correction] = (['plan-rises', 'plan-falls', 'income-corrected'] as const).map(
        (name) => RUNS.map((run) => monthly(example(debtors, name), run)),
      ) as [bigint[], bigint[], bigint[]];
      expect(rise[1]).toBe(rise[0]);
      expect(rise[2]).toBeGreaterThan(rise[1] as bigint);
      expect(fall[1]).toBeLessThan(fall[0] as bigint);
      expect(correction[1]).toBeLessThan(correction[0] as bigint);
      expect(correction[2]).toBe(correction[0]);
    }
  });
});

function example(debtors: World['debtors'], name: CaseName): Debtor {
  const found = debtors.find(({ cases }) => cases.includes(name));
  if (found === undefined) throw new Error(`no debtor shows ${name}`);
  return found;
}

function assessed(debtor: Debtor, run: Run): Assessment | null {
  const result = assessByTable(figuresEdition1, circumstances(debtor, run), null);
  return result.ok ? result.value : null;
}

function outcome(debtor: Debtor, run: Run) {
  return assessed(debtor, run)?.outcome ?? 'refused';
}

function kindOf(debtor: Debtor, run: Run): string {
  const found = assessed(debtor, run);
  if (found === null) return 'refused';
  return found.reason === 'table' && isSupporter(debtor, run.on) ? 'table with children' : found.reason;
}

function monthly(debtor: Debtor, run: Run): bigint {
  const found = assessed(debtor, run);
  return found?.outcome === 'plan' ? found.monthly : 0n;
}

function isSupporter({ person }: Debtor, day: PlainDate): boolean {
  return hasDependants(
    person.children.map(({ born }) => born),
    day,
  );
}

function circumstances(debtor: Debtor, { on, earlier, later }: Run): Circumstances {
  const { grants } = debtor.livelihood;
  const current = readBenefits(grants.filter(({ period }) => covers(period, on)).map(({ name }) => name));
  if (!current.ok) throw new Error('the demo uses a benefit that the rule does not know');
  const [first, second] = [reportsOf(debtor, earlier, on), reportsOf(debtor, later, on)];
  const known = first.length + second.length > 0;
  return {
    calculationDate: on,
    dependants: { value: isSupporter(debtor, on), source: SOURCE },
    benefits: { value: current.value, source: SOURCE },
    otherIncome: { value: showsOtherIncome([...first, ...second]), source: SOURCE },
    income: known
      ? {
          state: 'known',
          earlier: { month: earlier, reports: first, source: SOURCE },
          later: { month: later, reports: second, source: SOURCE },
        }
      : { state: 'not-known', source: SOURCE },
  };
}

function reportsOf({ livelihood }: Debtor, paidIn: YearMonth, on: PlainDate) {
  return livelihood.reports
    .filter(
      ({ knownFrom, report }) => (knownFrom ?? firstDayOf(paidIn)) <= on && monthOf(report.paidOn) === paidIn,
    )
    .map(({ report }) => report);
}
