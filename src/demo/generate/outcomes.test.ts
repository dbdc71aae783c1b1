import { describe, expect, it } from 'vitest';
import { month } from '../../kernel/dates.ts';
import { byTheRule, isSupporter, monthlyByTable } from './by-the-rule.ts';
import type { CaseName } from './case-names.ts';
import { storyRuns, THIRD_RUN, FIRST_RUN, type StoryRun } from './story.ts';
import { inventWorld, type Debtor, type World } from './world.ts';

const BOEGEVANG = { code: '998', cvr: '29189998', seNumber: '29189999' };
const HAVRELUND = { code: '999', cvr: '29199990', seNumber: '29199991', dueDay: 31, hears: true };
const MONTHS = { from: month('2025-07'), to: month('2026-12') };
const world = inventWorld({ municipality: BOEGEVANG, ...MONTHS }, { size: 289, seed: 1 });
const small = inventWorld({ municipality: BOEGEVANG, ...MONTHS }, { size: 24, seed: 1 });
const second = inventWorld({ municipality: HAVRELUND, ...MONTHS }, { size: 1_100, seed: 1 });

describe('what the demo’s debtors come to by the rule', () => {
  it('about three of ten debtors can pay by plan, as in the case it is modelled on', () => {
    for (const { debtors } of [world, second]) {
      for (const run of storyRuns) {
        const plans = debtors.filter((debtor) => outcome(debtor, run) === 'plan').length;
        expect(plans).toBeGreaterThan(0.25 * debtors.length);
        expect(plans).toBeLessThan(0.37 * debtors.length);
      }
    }
  });

  it('every outcome that the rule knows occurs, with the table for and without children', () => {
    const found = new Set(world.debtors.flatMap((debtor) => storyRuns.map((run) => kindOf(debtor, run))));
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
    const change = (debtor: Debtor) => monthly(debtor, THIRD_RUN) - monthly(debtor, FIRST_RUN);
    const payers = world.debtors.filter((debtor) =>
      storyRuns.every((run) => outcome(debtor, run) === 'plan'),
    );
    expect(payers.filter((debtor) => change(debtor) > 0n).length).toBeGreaterThanOrEqual(3);
    expect(payers.filter((debtor) => change(debtor) < 0n).length).toBeGreaterThanOrEqual(3);
  });

  it('the named cases come out as their name says, in a small demo too', () => {
    for (const { debtors } of [world, small, second]) {
      const kinds = (name: CaseName) => storyRuns.map((run) => kindOf(example(debtors, name), run));
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
    for (const { debtors } of [world, small, second]) {
      const [rise, fall, correction] = (['plan-rises', 'plan-falls', 'income-corrected'] as const).map(
        (name) => storyRuns.map((run) => monthly(example(debtors, name), run)),
      ) as [bigint[], bigint[], bigint[]];
      expect(rise[1]).toBe(rise[0]);
      expect(rise[2]).toBeGreaterThan(rise[1] as bigint);
      expect(fall[1]).toBeLessThan(fall[0] as bigint);
      expect(correction[1]).toBeLessThan(correction[0] as bigint);
      expect(correction[2]).toBe(correction[0]);
    }
  });
});

describe('what the demo’s debtors with changing income come to', () => {
  it.each([
    ['low-once-near-lapse', ['table', 'table', 'low-income']],
    ['low-month-two-runs', ['table', 'low-income', 'low-income']],
    ['low-twice-near-lapse', ['table', 'low-income', 'low-income']],
    ['pension-age', ['pension-only', 'pension-only', 'table']],
    ['individual-plan', ['benefit', 'benefit', 'benefit']],
    ['income-stated', ['no-income', 'no-income', 'no-income']],
    ['no-income-stated', ['no-income', 'no-income', 'no-income']],
    ['both-parents', Array(3).fill('table with children')],
    ['child-turns-15', Array(3).fill('table with children')],
  ] as const)('%s comes out as its name says, in both towns', (name, kinds) => {
    for (const { debtors } of [world, second]) {
      expect(storyRuns.map((run) => kindOf(example(debtors, name), run))).toEqual(kinds);
    }
  });

  it('a rise of less than 200 kr. stays below the towns’ threshold in both later runs', () => {
    forEachTown('rise-small', ([first, ...later]) => {
      for (const amount of later) {
        expect(amount).toBeGreaterThan(first);
        expect(amount - first).toBeLessThan(20_000n);
      }
    });
  });

  it('a rise in February only is not there in March, and one that lasts is', () => {
    forEachTown('rise-once', ([first, february, march]) => {
      expect(february - first).toBeGreaterThanOrEqual(20_000n);
      expect(march).toBe(first);
    });
    forEachTown('rise-confirmed', ([first, february, march]) => {
      expect(february - first).toBeGreaterThanOrEqual(20_000n);
      expect(march).toBe(february);
    });
  });

  it('what October’s correction changes is the plan of January, not those that come after', () => {
    for (const [name, change] of [
      ['corrected-down', -1],
      ['corrected-up', 1],
    ] as const) {
      for (const { debtors } of [world, second]) {
        const debtor = example(debtors, name);
        const used = monthly(debtor, FIRST_RUN);
        const corrected = monthly(debtor, { ...FIRST_RUN, on: THIRD_RUN.on });
        expect(Math.sign(Number(corrected - used))).toBe(change);
      }
    }
    forEachTown('corrected-down', (months) => expect(new Set(months).size).toBe(1));
  });

  it('the pay that was somebody else’s is gone in March, after the complaint', () => {
    forEachTown('complaint-upheld', ([first, february, march]) => {
      expect(february).toBe(first);
      expect(march).toBeLessThan(first);
    });
  });
});

function forEachTown(name: CaseName, check: (months: readonly [bigint, bigint, bigint]) => void) {
  for (const { debtors } of [world, second]) {
    const [first = 0n, february = 0n, march = 0n] = storyRuns.map((run) =>
      monthly(example(debtors, name), run),
    );
    check([first, february, march]);
  }
}

function example(debtors: World['debtors'], name: CaseName): Debtor {
  const found = debtors.find(({ cases }) => cases.includes(name));
  if (found === undefined) throw new Error(`no debtor shows ${name}`);
  return found;
}

function outcome(debtor: Debtor, run: StoryRun) {
  return byTheRule(debtor, run)?.outcome ?? 'refused';
}

function kindOf(debtor: Debtor, run: StoryRun): string {
  const found = byTheRule(debtor, run);
  if (found === null) return 'refused';
  return found.reason === 'table' && isSupporter(debtor, run.on) ? 'table with children' : found.reason;
}

function monthly(debtor: Debtor, run: StoryRun): bigint {
  return monthlyByTable(debtor, run) ?? 0n;
}
