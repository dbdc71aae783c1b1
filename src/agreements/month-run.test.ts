import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { date } from '../kernel/dates.ts';
import { configurationShape } from '../municipality/configuration.ts';
import { decisionRule } from './month-run.ts';

const demo = JSON.parse(
  readFileSync(new URL('../../municipalities/998/municipality.json', import.meta.url), 'utf8'),
) as object;

describe('who decides, by the configuration', () => {
  const ground = { ground: 'Byrådets beslutning', recordedBy: 'Jura', recordedOn: '2026-01-01' };
  const ruleOf = (automatic: object, hearing: object) =>
    decisionRule(configurationShape.parse({ ...demo, automatic, hearing }), date('2026-03-10'));

  it('a person, unless a ground is recorded', () => {
    expect(ruleOf({ plan: null, planWithoutIncome: null, deferral: null }, { leftOut: null })).toMatchObject({
      automaticPlan: false,
      automaticDeferral: false,
    });
  });

  it('a plan is never automatic before the citizen has been heard or that has a ground of its own', () => {
    expect(
      ruleOf({ plan: ground, planWithoutIncome: null, deferral: null }, { leftOut: null }).automaticPlan,
    ).toBe(false);
    expect(
      ruleOf({ plan: null, planWithoutIncome: null, deferral: null }, { leftOut: ground }).automaticPlan,
    ).toBe(false);
    expect(
      ruleOf({ plan: ground, planWithoutIncome: null, deferral: null }, { leftOut: ground }).automaticPlan,
    ).toBe(true);
  });

  it('deferral needs its own ground, and no hearing', () => {
    expect(
      ruleOf({ plan: null, planWithoutIncome: null, deferral: ground }, { leftOut: null }),
    ).toMatchObject({
      automaticPlan: false,
      automaticDeferral: true,
      firstDue: '2026-04-01',
      dueDay: 1,
    });
  });
});
