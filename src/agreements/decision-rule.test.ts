import { describe, expect, it } from 'vitest';
import {
  aDeferral,
  aManualPlan,
  aPlan,
  aPlanWithoutIncome,
  automatic,
  byPerson,
  heard,
} from '../../test/standing.ts';
import { kr } from '../../test/vocabulary.ts';
import { configurationShape, storedConfigurationShape } from '../municipality/configuration.ts';
import { demoFile } from '../../test/demo-file.ts';
import { burdens, decisionRule, isAutomatic, mustBeAsked, type DecisionRule } from './decision-rule.ts';
import type { ChangeKind, Terms } from './types.ts';

const demo = demoFile();
const unassessed = { ground: 'Byrådets beslutning', recordedBy: 'Jura', recordedOn: '2026-01-01' };
const ground = { ...unassessed, impactAssessment: 'Sag 26/1234' };

function ruleOf(changes: object): DecisionRule {
  return decisionRule(configurationShape.parse({ ...demo, ...changes }));
}

const none = { plan: null, planWithoutIncome: null, deferral: null };

describe('what a municipality has chosen', () => {
  it('a person decides everything and everybody is heard, unless a ground is recorded', () => {
    const rule = ruleOf({ automatic: none, hearing: { leftOut: null } });
    expect(rule).toMatchObject({ hearingLeftOut: null, automatic: byPerson.automatic });
  });

  it.each(['plan', 'rise', 'planWithoutIncome', 'fall', 'deferral', 'lapse'] as const)(
    'a ground for %s is a ground for nothing else',
    (which) => {
      expect(ruleOf({ automatic: { ...none, [which]: ground } }).automatic).toEqual({
        ...byPerson.automatic,
        [which]: true,
      });
    },
  );

  it('a recorded ground leaves the hearing out', () => {
    expect(ruleOf({ hearing: { leftOut: unassessed } }).hearingLeftOut).toBe(ground.ground);
  });

  it('a ground from before impact assessments were asked for counts no more for what burdens: a person approves', () => {
    const { transfer: _elsewhere, ...kinds } = byPerson.automatic;
    const automatic = Object.fromEntries(Object.keys(kinds).map((which) => [which, unassessed]));
    const older = decisionRule(storedConfigurationShape.parse({ ...demo, automatic }));
    expect(older.automatic).toEqual({
      plan: false,
      rise: false,
      planWithoutIncome: false,
      fall: true,
      deferral: true,
      lapse: true,
      transfer: false,
    });
  });

  it('rises below 200 kr. wait and two runs confirm a rise, where nothing else is chosen', () => {
    const { changes: _chosen, ...unsaid } = demo as { changes?: object };
    const rule = decisionRule(configurationShape.parse(unsaid));
    expect(rule).toMatchObject({ riseThreshold: kr(200), runsToConfirmRise: 2 });
    expect(ruleOf({ changes: { riseThresholdKroner: 0, runsToConfirmRise: 1 } })).toMatchObject({
      riseThreshold: 0n,
      runsToConfirmRise: 1,
    });
  });

  it('due days follow the municipality’s due day, notice and post', () => {
    const run = { incomeLagMonths: 2, noticeDays: 21, paperWeekdays: 4 };
    const payment = { creditorNumber: null, kind: '71', dueDay: 31 };
    expect(ruleOf({ run, payment }).due).toEqual({
      dueDay: 31,
      noticeDays: 21,
      paperWeekdays: 4,
      transferWaitDays: 14,
    });
  });
});

const table: Terms = aPlan(2_100).terms;
const fixed: Terms = aPlanWithoutIncome().terms;
const manual: Terms = aManualPlan(300).terms;
const deferral: Terms = aDeferral().terms;
const lapse: Terms = { outcome: 'lapse', reason: 'years-passed' };

describe('who is asked first', () => {
  const asked = (change: ChangeKind, terms: Terms, rule = heard) =>
    mustBeAsked({ change, terms, lapses: [] }, rule);

  it('one who is to begin to pay, to pay more or to pay again is heard (forvaltningsloven § 19)', () => {
    for (const change of ['start-plan', 'rise', 'resume'] as const) {
      expect(asked(change, table), change).toBe(true);
      expect(asked(change, table, automatic), change).toBe(false);
      expect(burdens(change), change).toBe(true);
    }
    expect(asked('manual', manual)).toBe(true);
  });

  it('nobody is heard about less, deferral, suspension, lapse, or the same for other claims', () => {
    expect(asked('fall', table)).toBe(false);
    expect(asked('claims-changed', table)).toBe(false);
    expect(asked('start-deferral', deferral)).toBe(false);
    expect(asked('suspend', deferral)).toBe(false);
    expect(asked('lapse', lapse)).toBe(false);
  });

  it('one whose income is not known is always asked for it, whatever ground is recorded (§ 5, stk. 2)', () => {
    for (const change of ['start-plan', 'rise', 'resume'] as const)
      expect(asked(change, fixed, automatic), change).toBe(true);
    // Also where it is less than what is paid today: an income may have been lost that nobody knows of.
    expect(asked('fall', fixed, automatic)).toBe(true);
  });

  it('one who pays the fixed amount already is not asked again because other claims are under it', () => {
    expect(asked('claims-changed', fixed)).toBe(false);
  });
});

describe('what the program may decide', () => {
  type Ground = keyof DecisionRule['automatic'];
  const grounds = Object.keys(automatic.automatic) as Ground[];
  const only = (which: Ground): DecisionRule => ({
    ...byPerson,
    automatic: { ...byPerson.automatic, [which]: true },
  });
  const decides = (change: ChangeKind, terms: Terms, lapses: readonly unknown[] = []) =>
    grounds.filter((which) => isAutomatic({ change, terms, lapses }, only(which)));

  it.each([
    ['a first plan', 'start-plan', table, ['plan']],
    ['payment after deferral', 'resume', table, ['plan']],
    ['the same amount for other claims', 'claims-changed', table, ['plan']],
    ['a rise', 'rise', table, ['rise']],
    ['a fall', 'fall', table, ['fall']],
    ['the fixed amount without income', 'start-plan', fixed, ['planWithoutIncome']],
    ['a rise to the fixed amount', 'rise', fixed, ['planWithoutIncome']],
    ['deferral', 'start-deferral', deferral, ['deferral']],
    ['suspension', 'suspend', deferral, ['deferral']],
    ['lapse', 'lapse', lapse, ['lapse']],
  ] as const)('%s needs a ground of its own', (_, change, terms, needs) => {
    expect(decides(change, terms)).toEqual(needs);
    expect(isAutomatic({ change, terms, lapses: [] }, automatic)).toBe(true);
  });

  it('a suspension by which claims lapse needs both grounds', () => {
    const both = { change: 'suspend' as const, terms: deferral, lapses: ['a claim'] };
    expect(decides(both.change, both.terms, both.lapses)).toEqual([]);
    const rule = { ...byPerson, automatic: { ...byPerson.automatic, deferral: true, lapse: true } };
    expect(isAutomatic(both, rule)).toBe(true);
  });

  it('a caseworker’s amount is never decided by the program, also when other claims are told under it', () => {
    for (const change of ['manual', 'claims-changed'] as const)
      expect(isAutomatic({ change, terms: manual, lapses: [] }, automatic), change).toBe(false);
  });
});
