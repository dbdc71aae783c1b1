import { describe, expect, it } from 'vitest';
import { compare, decisionFrom, FEBRUARY_DECISION, fromFebruary } from '../../test/comparing.ts';
import {
  ableToPay,
  aDeferral,
  aManualPlan,
  aPlan,
  automatic,
  byPerson,
  entitledToDeferral,
  historyOf,
  judgedSince,
  lowIncome as lowIncomeOf,
} from '../../test/standing.ts';
import { aClaim, aClaimSince, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date, month } from '../kernel/dates.ts';
import { noHistory } from './lapsing.ts';

/** Its three years ran out on 20 February 2026; the run is on 10 March. */
const old = aClaimSince('2023-02-20');
const young = aClaim({ claimNumber: claimNumber(2n), balance: kr(500) });
const lapsesOld = (on: string) => [{ claim: 1n, owed: kr(10_000), on }];

describe('a claim whose years have run out under deferral (§ 9, stk. 1)', () => {
  const inForce = aDeferral('low-income', { from: '2025-11-10', covers: [old] });

  it('has lapsed, and the debtor is told; the program may do that where a ground is recorded', () => {
    const change = compare({ claims: [old], inForce, found: entitledToDeferral('low-income') });
    expect(change).toMatchObject({ consequence: 'decision', personReasons: [] });
    expect(change.decision).toMatchObject({
      change: 'lapse',
      state: 'in-force',
      terms: { outcome: 'lapse', reason: 'years-passed' },
      covers: [],
      lapses: lapsesOld('2026-02-20'),
    });
  });

  it('has lapsed also for one who can pay from now on: it came too late', () => {
    expect(decisionFrom({ claims: [old], inForce, found: ableToPay(2_100) }).change).toBe('lapse');
  });

  it('waits for a person where no ground is recorded, and is asked about once', () => {
    const waiting = { claims: [old], inForce, rule: byPerson, found: entitledToDeferral('low-income') };
    expect(decisionFrom(waiting).state).toBe('waiting');
    const underWay = fromFebruary({ ...waiting, calculationDate: date('2026-02-21') });
    expect(compare({ ...waiting, underWay })).toMatchObject({ consequence: 'pending', withdraws: null });
  });

  it('is settled by the program when a ground has been recorded since', () => {
    const waiting = { claims: [old], inForce, found: entitledToDeferral('low-income') };
    const underWay = fromFebruary({ ...waiting, rule: byPerson, calculationDate: date('2026-02-21') });
    expect(compare({ ...waiting, underWay })).toMatchObject({
      withdraws: FEBRUARY_DECISION,
      decision: { change: 'lapse', state: 'in-force' },
    });
  });

  it('does not wait for a deferral that is still on its way to the debtor', () => {
    const question = { claims: [old], found: entitledToDeferral(), history: historyOf(null) };
    const underWay = fromFebruary({ ...question, calculationDate: date('2026-02-10') }, 'decided');
    expect(compare({ ...question, underWay })).toMatchObject({
      withdraws: FEBRUARY_DECISION,
      decision: { change: 'lapse' },
    });
  });

  it('lapses alone: the others stay as they are, and are decided about in the next run', () => {
    const claims = [old, young];
    expect(decisionFrom({ claims, inForce, found: ableToPay(2_100) })).toMatchObject({
      change: 'lapse',
      covers: [{ claim: 2n, owed: kr(500) }],
      lapses: lapsesOld('2026-02-20'),
    });
  });

  it('has not lapsed on the very day, but on the day after', () => {
    const question = { claims: [old], inForce, found: entitledToDeferral('low-income') };
    expect(compare({ ...question, calculationDate: date('2026-02-20') }).consequence).toBe('same');
    expect(decisionFrom({ ...question, calculationDate: date('2026-02-21') }).change).toBe('lapse');
  });

  it('that had lapsed before we first judged the debtor was handed over lapsed: a person looks', () => {
    const question = { claims: [old], found: entitledToDeferral('low-income') };
    const seen = { consequence: 'person', decision: null, personReasons: ['claim-lapsed'] };
    expect(compare({ ...question, history: noHistory })).toMatchObject(seen);
    const since = { ...noHistory, findings: judgedSince('2026-02-21') };
    expect(compare({ ...question, history: since })).toMatchObject(seen);
    const inTime = { ...noHistory, findings: judgedSince('2026-02-20') };
    expect(decisionFrom({ ...question, history: inTime }).change).toBe('lapse');
  });

  describe('after one low month', () => {
    const plans = [{ from: date('2025-05-10'), to: date('2026-02-09') }];
    const suspended = {
      ...noHistory,
      plans,
      deferralGranted: date('2026-02-10'),
    };
    const able = { on: date('2026-01-10'), month: month('2026-01'), found: ableToPay(2_100) };
    const oneLow = { on: date('2026-02-10'), month: month('2026-02'), found: lowIncomeOf(21_000, 4_000) };
    const low = aDeferral('low-income', { from: '2026-02-10', covers: [old] });
    const question = { claims: [old], inForce: low, history: { ...suspended, findings: [able, oneLow] } };

    it('has not lapsed by itself: a person looks, whatever the next run finds', () => {
      for (const found of [ableToPay(2_100), lowIncomeOf(4_000, 21_000)])
        expect(compare({ ...question, found })).toMatchObject({
          decision: null,
          personReasons: ['lapse-review'],
        });
    });

    it('nor when the same months are looked at again', () => {
      const again = { ...question, month: month('2026-02'), found: lowIncomeOf(21_000, 4_000) };
      expect(compare(again)).toMatchObject({ decision: null, personReasons: ['lapse-review'] });
    });

    it('has lapsed when the next run confirms it, or a benefit was the ground', () => {
      expect(decisionFrom({ ...question, found: lowIncomeOf(4_000, 4_000) }).change).toBe('lapse');
      const findings = [able, { ...oneLow, found: entitledToDeferral('benefit') }];
      const history = { ...suspended, findings };
      expect(decisionFrom({ ...question, history, found: ableToPay(2_100) }).change).toBe('lapse');
    });

    it('nor when nobody had looked in the 35 days before the day (Q4)', () => {
      const findings = [
        { on: date('2026-01-15'), month: month('2026-01'), found: entitledToDeferral('benefit') },
      ];
      const found = entitledToDeferral('benefit');
      expect(compare({ ...question, history: { ...suspended, findings }, found })).toMatchObject({
        personReasons: ['lapse-review'],
      });
      const inTime = [{ on: date('2026-01-16'), month: month('2026-01'), found }];
      const history = { ...suspended, findings: inTime };
      expect(decisionFrom({ ...question, history, found }).change).toBe('lapse');
    });
  });

  it('one claim that a person must look at stops the whole debtor', () => {
    const question = { claims: [young, old], history: noHistory };
    expect(compare(question)).toMatchObject({ consequence: 'person', personReasons: ['claim-lapsed'] });
  });

  it('whose debtor was able to pay on the day, and got a plan only later, is for a person to judge (Q4)', () => {
    const ableWithoutPlan = [{ from: date('2026-01-10'), to: date('2026-03-04') }];
    const plans = [{ from: date('2026-03-05'), to: null }];
    const history = { ...noHistory, findings: judgedSince('2025-01-10'), plans, ableWithoutPlan };
    const late = aPlan(2_100, { from: '2026-03-05', covers: [old] });
    expect(compare({ claims: [old], inForce: late, history })).toMatchObject({
      consequence: 'person',
      decision: null,
      personReasons: ['lapse-review'],
    });
  });

  it('while ability was not used by a plan, a person looks: nothing is collected or lapses by itself (Q4)', () => {
    const unusedAbility = [{ from: date('2025-06-10'), to: date('2025-09-10') }];
    const history = { ...historyOf(inForce), unusedAbility };
    expect(compare({ claims: [old], inForce, history })).toMatchObject({
      consequence: 'person',
      personReasons: ['lapse-review'],
    });
  });
});

describe('a claim whose years have run out while it was paid by plan (§ 9, stk. 2)', () => {
  const inForce = aPlan(2_100, { from: '2025-05-10', covers: [old] });
  const beforeUs = { planFrom: date('2025-01-01'), planTo: null, deferralGranted: null };
  const paidElsewhere = { ...old, planHistory: [beforeUs] };
  const benefit = entitledToDeferral('benefit');
  const lowIncome = entitledToDeferral('low-income');

  it('goes on being paid', () => {
    expect(compare({ claims: [old], inForce })).toMatchObject({ consequence: 'same', personReasons: [] });
    expect(decisionFrom({ claims: [old], inForce, found: ableToPay(2_500) }).change).toBe('rise');
    expect(decisionFrom({ claims: [paidElsewhere] }).change).toBe('start-plan');
  });

  it('goes on also when the amount was changed after the day', () => {
    const history = {
      ...noHistory,
      findings: judgedSince('2026-01-10'),
      plans: [
        { from: date('2026-01-10'), to: date('2026-02-28') },
        { from: date('2026-03-01'), to: null },
      ],
    };
    const changed = aPlan(2_100, { from: '2026-03-01', covers: [old] });
    expect(compare({ claims: [old], inForce: changed, history }).consequence).toBe('same');
  });

  it('lapses when a listed benefit gives deferral: there is no low month to wait for', () => {
    expect(decisionFrom({ claims: [old], inForce, found: benefit })).toMatchObject({
      change: 'lapse',
      state: 'in-force',
      terms: { outcome: 'lapse', reason: 'deferral-after-years' },
      covers: [],
      lapses: lapsesOld('2026-03-10'),
    });
  });

  it('lapses alone where there are others: those are suspended in the same decision', () => {
    const claims = [old, young];
    const covering = aPlan(2_100, { from: '2025-05-10', covers: claims });
    expect(decisionFrom({ claims, inForce: covering, found: benefit })).toMatchObject({
      change: 'suspend',
      state: 'decided',
      terms: { outcome: 'deferral', suspends: true },
      covers: [{ claim: 2n }],
      lapses: lapsesOld('2026-03-10'),
    });
  });

  it('one low month must not delete a debt: a person must look first', () => {
    const change = compare({ claims: [old], inForce, found: lowIncome, rule: automatic });
    expect(change).toMatchObject({ consequence: 'decision', personReasons: ['deferral-would-lapse'] });
    expect(change.decision).toMatchObject({ change: 'lapse', state: 'waiting', decided: null });
  });

  it('the same with others beside it: the suspension itself waits for the person too', () => {
    const claims = [old, young];
    const covering = aPlan(2_100, { from: '2025-05-10', covers: claims });
    const change = compare({ claims, inForce: covering, found: lowIncome });
    expect(change.personReasons).toEqual(['deferral-would-lapse']);
    expect(change.decision).toMatchObject({ change: 'suspend', state: 'waiting' });
  });

  it('a second low month in a row may be decided by the program, in place of what waits', () => {
    const question = { claims: [old], inForce, found: lowIncome };
    const underWay = fromFebruary({ ...question, calculationDate: date('2026-02-22') });
    expect(underWay.state).toBe('waiting');
    const change = compare({ ...question, underWay, earlier: [lowIncome] });
    expect(change).toMatchObject({ withdraws: FEBRUARY_DECISION, personReasons: [] });
    expect(change.decision).toMatchObject({ change: 'lapse', state: 'in-force' });
  });

  it('the second month is no second month after one in which the debtor could pay, or nothing was found', () => {
    for (const before of [ableToPay(2_100), benefit]) {
      const change = compare({ claims: [old], inForce, found: lowIncome, earlier: [before] });
      expect(change.decision?.state).toBe('waiting');
    }
  });

  it('one low month that two runs look at is still one low month', () => {
    const change = compare({
      claims: [old],
      inForce,
      found: lowIncomeOf(9_000, 21_000),
      earlier: [lowIncomeOf(21_000, 9_000)],
    });
    expect(change.personReasons).toEqual(['deferral-would-lapse']);
    expect(change.decision?.state).toBe('waiting');
  });

  it('a second low month waits for a person all the same where no ground is recorded for lapse', () => {
    const { lapse: _none, ...others } = automatic.automatic;
    const rule = { ...automatic, automatic: { ...others, lapse: false } };
    const change = compare({ claims: [old], inForce, found: lowIncome, earlier: [lowIncome], rule });
    expect(change.decision?.state).toBe('waiting');
  });

  it('one low month that ends no debt suspends at once', () => {
    expect(decisionFrom({ claims: [young], inForce: aPlan(2_100), found: lowIncome })).toMatchObject({
      change: 'suspend',
      state: 'decided',
      lapses: [],
    });
  });

  it('on the very day only what is being paid by plan would lapse by a deferral', () => {
    const day = date('2026-02-20');
    const question = { claims: [old], found: benefit, calculationDate: day };
    expect(decisionFrom({ ...question, inForce }).change).toBe('lapse');
    expect(decisionFrom(question)).toMatchObject({ change: 'start-deferral', lapses: [] });
  });

  it('a caseworker’s amount keeps a claim alive as a plan does', () => {
    const manual = aManualPlan(300, { from: '2025-05-10', covers: [old] });
    expect(compare({ claims: [old], inForce: manual, found: benefit })).toMatchObject({
      consequence: 'manual-stands',
      decision: null,
    });
    const claims = [old, young];
    expect(decisionFrom({ claims, inForce: manual, found: benefit })).toMatchObject({
      change: 'claims-changed',
      covers: [{ claim: 1n }, { claim: 2n }],
      lapses: [],
    });
  });

  it('deferral granted after the day, before the claim came to us, has ended it already: a person looks', () => {
    const granted = { ...beforeUs, planTo: date('2026-02-28'), deferralGranted: date('2026-03-01') };
    const claims = [{ ...old, planHistory: [granted] }];
    expect(compare({ claims, history: noHistory })).toMatchObject({
      consequence: 'person',
      personReasons: ['claim-lapsed'],
    });
  });
});

describe('a claim that cannot lapse by these rules', () => {
  it('by a law without a lapse rule here needs a person', () => {
    const claims = [aClaimSince('2023-02-20', { law: 'boligstøtteloven' })];
    expect(compare({ claims })).toMatchObject({ consequence: 'person', personReasons: ['lapse-review'] });
  });

  it('while the help runs, nothing lapses', () => {
    const claims = [aClaim({ helpStopped: null, lapseEarliest: null })];
    expect(decisionFrom({ claims, found: entitledToDeferral() })).toMatchObject({
      change: 'start-deferral',
      lapses: [],
    });
  });

  it('is counted from the day the municipality learned of it, where that is later (39-12)', () => {
    const claims = [
      aClaimSince('2023-02-20', { knownFrom: date('2023-06-01'), lapseEarliest: date('2026-06-01') }),
    ];
    const question = {
      claims,
      inForce: aDeferral('benefit', { covers: claims }),
      found: entitledToDeferral(),
    };
    expect(compare({ ...question, calculationDate: date('2026-06-01') }).consequence).toBe('same');
    expect(decisionFrom({ ...question, calculationDate: date('2026-06-02') })).toMatchObject({
      change: 'lapse',
      lapses: lapsesOld('2026-06-01'),
    });
  });
});
