import { describe, expect, it } from 'vitest';
import { date, type DateRange } from '../kernel/dates.ts';
import { ableInDefault, ableWithoutPlan, unusedAbility } from './history.ts';

const found = (...months: readonly (readonly [string, 'plan' | 'deferral' | 'none'])[]) =>
  months.map(([of, outcome]) => ({ calculation_date: date(`${of}-10`), outcome }));
const plan = (from: string, to: string | null = null): DateRange => ({
  from: date(from),
  to: to === null ? null : date(to),
});

describe('ability that no plan came of', () => {
  it('is the spell of months in which the debtor was found able to pay', () => {
    const findings = found(
      ['2025-01', 'deferral'],
      ['2025-02', 'plan'],
      ['2025-03', 'plan'],
      ['2025-04', 'deferral'],
    );
    expect(unusedAbility(findings, [])).toEqual([plan('2025-02-10', '2025-04-10')]);
  });

  it('still runs when the last finding is one of ability', () => {
    expect(unusedAbility(found(['2025-02', 'plan'], ['2025-03', 'plan']), [])).toEqual([plan('2025-02-10')]);
  });

  it('is none where a plan came into force in the spell, also after some months of hearing', () => {
    const findings = found(['2025-02', 'plan'], ['2025-03', 'plan'], ['2025-04', 'deferral']);
    expect(unusedAbility(findings, [plan('2025-04-01', '2025-04-30')])).toEqual([]);
    expect(unusedAbility(findings, [plan('2025-06-01')])).toHaveLength(1);
  });

  it('before its plan came into force a spell is still one of ability without a plan', () => {
    const findings = found(['2025-02', 'plan'], ['2025-03', 'plan'], ['2025-04', 'deferral']);
    expect(ableWithoutPlan(findings, [plan('2025-04-01', '2025-04-09')])).toEqual([
      plan('2025-02-10', '2025-03-31'),
    ]);
    expect(ableWithoutPlan(findings, [plan('2025-01-10')])).toEqual([]);
    expect(ableWithoutPlan(findings, [])).toEqual([plan('2025-02-10', '2025-04-09')]);
  });

  it('each spell is looked at by itself', () => {
    const findings = found(
      ['2025-01', 'plan'],
      ['2025-02', 'deferral'],
      ['2025-03', 'plan'],
      ['2025-04', 'deferral'],
      ['2025-05', 'plan'],
    );
    expect(unusedAbility(findings, [plan('2025-03-20', '2025-04-09')])).toEqual([
      plan('2025-01-10', '2025-02-10'),
      plan('2025-05-10'),
    ]);
  });

  it('a month in which nothing could be found ends no spell: nobody knows of that month', () => {
    const findings = found(
      ['2025-01', 'plan'],
      ['2025-02', 'none'],
      ['2025-03', 'plan'],
      ['2025-04', 'deferral'],
    );
    expect(unusedAbility(findings, [])).toEqual([plan('2025-01-10', '2025-04-10')]);
  });

  it('there is none for one who was never found able to pay', () => {
    expect(unusedAbility(found(['2025-01', 'deferral'], ['2025-02', 'none']), [])).toEqual([]);
    expect(unusedAbility([], [plan('2025-01-01')])).toEqual([]);
  });

  it('when the plan was reversed the spell is one of ability without a plan again, from the day after', () => {
    const findings = found(['2025-02', 'plan'], ['2025-06', 'deferral']);
    expect(
      ableWithoutPlan(findings, [plan('2025-01-10', '2025-03-31'), plan('2025-05-01', '2025-05-10')]),
    ).toEqual([plan('2025-04-01', '2025-04-30'), plan('2025-05-11', '2025-06-09')]);
  });

  it('after default it lasts until the debtor is found unable, and is nothing where there was none on the day', () => {
    const findings = found(['2025-02', 'plan'], ['2025-06', 'deferral']);
    expect(ableInDefault(findings, [date('2025-04-08')])).toEqual([plan('2025-04-08', '2025-06-09')]);
    expect(ableInDefault(found(['2025-02', 'plan']), [date('2025-04-08')])).toEqual([plan('2025-04-08')]);
    expect(ableInDefault(findings, [date('2025-07-08')])).toEqual([]);
  });
});
