import { describe, expect, it } from 'vitest';
import {
  compare,
  decisionFrom,
  FEBRUARY_DECISION,
  fromFebruary,
  MARCH_DECISION,
  type Comparison,
} from '../../test/comparing.ts';
import {
  ableToPay,
  aDeferral,
  aManualPlan,
  aPlan,
  byPerson,
  entitledToDeferral,
  heard,
  notFound,
  withoutIncome,
} from '../../test/standing.ts';
import { aClaim, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { Decision } from './types.ts';

const pending = { consequence: 'pending', decision: null, withdraws: null, personReasons: [] };
const second = aClaim({ claimNumber: claimNumber(2n), balance: kr(500) });

/** A caseworker's proposal to one with deferral (§ 6, stk. 2). */
const manualProposal: Decision = {
  ...fromFebruary({ inForce: aDeferral(), found: ableToPay(300), rule: heard }),
  change: 'manual',
  terms: aManualPlan(300).terms,
  proposedBy: 'Anne',
};

describe('while the debtor is being heard', () => {
  const underWay = fromFebruary({ rule: heard });

  it('the same finding again changes nothing, and nobody is asked twice', () => {
    expect(compare({ underWay, rule: heard })).toEqual(pending);
  });

  it('another amount, higher or lower, is a new proposal that the debtor is heard about', () => {
    for (const monthly of [1_500, 2_500]) {
      const change = compare({ underWay, rule: heard, found: ableToPay(monthly) });
      expect(change).toMatchObject({ consequence: 'decision', withdraws: FEBRUARY_DECISION });
      expect(change.decision).toMatchObject({ state: 'hearing', heardAs: MARCH_DECISION });
    }
  });

  it('other claims are a new proposal as well: the debtor must know what it is about', () => {
    const change = compare({ underWay, rule: heard, claims: [aClaim(), second] });
    expect(change).toMatchObject({ withdraws: FEBRUARY_DECISION, decision: { state: 'hearing' } });
  });

  it('so is a claim that has been corrected', () => {
    const claims = [aClaim({ balance: kr(9_000), raised: kr(9_000) })];
    expect(compare({ underWay, rule: heard, claims })).toMatchObject({ withdraws: FEBRUARY_DECISION });
  });

  it('what has been paid meanwhile is no reason to ask again', () => {
    const claims = [aClaim({ balance: kr(9_000), raised: kr(10_000) })];
    expect(compare({ underWay, rule: heard, claims })).toEqual(pending);
  });

  it('income that has become known instead of the fixed amount is a new proposal', () => {
    const asked = fromFebruary({ rule: heard, found: withoutIncome() });
    expect(asked.state).toBe('hearing');
    expect(compare({ underWay: asked, rule: heard, found: ableToPay(350) })).toMatchObject({
      withdraws: FEBRUARY_DECISION,
    });
  });

  it('a right to deferral overtakes the proposal', () => {
    expect(compare({ underWay, rule: heard, found: entitledToDeferral() })).toMatchObject({
      withdraws: FEBRUARY_DECISION,
      decision: { change: 'start-deferral', state: 'waiting' },
    });
  });

  it('a proposal that has lost its ground is withdrawn, and what is in force stays', () => {
    const rise = fromFebruary({ inForce: aPlan(2_000), rule: heard, found: ableToPay(2_500) });
    expect(compare({ inForce: aPlan(2_000), underWay: rise, rule: heard, found: ableToPay(2_000) })).toEqual({
      consequence: 'same',
      decision: null,
      withdraws: FEBRUARY_DECISION,
      personReasons: [],
    });
  });

  it('a proposed rise that has become small is withdrawn and waits like other small rises', () => {
    const inForce = aPlan(2_000);
    const rule = { ...heard, riseThreshold: kr(200) };
    const rise = fromFebruary({ inForce, rule, found: ableToPay(2_500) });
    expect(compare({ inForce, underWay: rise, rule, found: ableToPay(2_100) })).toMatchObject({
      consequence: 'rise-below-threshold',
      withdraws: FEBRUARY_DECISION,
    });
  });

  it('the proposal stays when nothing could be found this month', () => {
    expect(compare({ underWay, rule: heard, found: notFound })).toMatchObject({
      consequence: 'person',
      withdraws: null,
    });
  });
});

describe('while a proposal waits for a person', () => {
  const underWay = fromFebruary({ rule: heard }, 'waiting');

  it('the same finding again leaves it where it is', () => {
    expect(compare({ underWay, rule: heard })).toEqual(pending);
    const suspension = fromFebruary({ inForce: aPlan(2_100), rule: byPerson, found: entitledToDeferral() });
    expect(
      compare({
        inForce: aPlan(2_100),
        underWay: suspension,
        rule: byPerson,
        found: entitledToDeferral(),
      }),
    ).toEqual(pending);
  });

  it('is decided by the program when the municipality has recorded a ground since', () => {
    const change = compare({ underWay });
    expect(change).toMatchObject({ withdraws: FEBRUARY_DECISION, decision: { state: 'decided' } });
  });

  it('is never decided by the program when the debtor has answered: a person must read it first', () => {
    expect(compare({ underWay, answered: true })).toEqual(pending);
    const lower = compare({ underWay, answered: true, found: ableToPay(1_500) });
    expect(lower.decision).toMatchObject({ state: 'waiting', heardAs: FEBRUARY_DECISION });
    // What is better and needs no hearing waits for nobody.
    expect(decisionFrom({ underWay, answered: true, found: entitledToDeferral() }).state).toBe('decided');
  });

  it('one who was heard about a higher amount is not heard again about a lower one', () => {
    const lower = compare({ underWay, rule: heard, found: ableToPay(1_500) });
    expect(lower.decision).toMatchObject({ state: 'waiting', heardAs: FEBRUARY_DECISION });
    const again = compare({
      underWay: { ...underWay, heardAs: 20260100001000010n as Decision['id'] },
      rule: heard,
      found: ableToPay(1_500),
    });
    expect(again.decision?.heardAs).toBe(20260100001000010n);
  });

  it('but about a higher amount, and about another change', () => {
    expect(decisionFrom({ underWay, rule: heard, found: ableToPay(2_500) })).toMatchObject({
      state: 'hearing',
      heardAs: MARCH_DECISION,
    });
    const rise = fromFebruary({ inForce: aPlan(2_000), rule: heard, found: ableToPay(2_500) }, 'waiting');
    const after = { inForce: aDeferral(), underWay: rise, rule: heard };
    expect(decisionFrom({ ...after, found: ableToPay(2_500) })).toMatchObject({
      change: 'resume',
      state: 'hearing',
    });
  });

  it('one who was asked for their income is heard about an amount that rests on it', () => {
    const asked = fromFebruary({ rule: heard, found: withoutIncome() }, 'waiting');
    expect(decisionFrom({ underWay: asked, rule: heard, found: ableToPay(300) })).toMatchObject({
      state: 'hearing',
      heardAs: MARCH_DECISION,
    });
  });
});

describe('while a decision is on its way to the debtor', () => {
  const onItsWay = (given: Comparison) => fromFebruary(given, 'decided');
  const inForce = aPlan(4_000);

  it('the same finding again is no new decision, whatever it decides', () => {
    const found = [ableToPay(5_000), ableToPay(3_000), entitledToDeferral()];
    for (const each of found) {
      const underWay = onItsWay({ inForce, found: each });
      expect(compare({ inForce, underWay, found: each })).toEqual(pending);
    }
    const first = onItsWay({ found: entitledToDeferral() });
    expect(compare({ underWay: first, found: entitledToDeferral() })).toEqual(pending);
  });

  it('what is better for the debtor overtakes it', () => {
    const rise = onItsWay({ inForce, found: ableToPay(5_000) });
    const overtaken = { consequence: 'decision', withdraws: FEBRUARY_DECISION };
    expect(compare({ inForce, underWay: rise, found: ableToPay(3_000) })).toMatchObject(overtaken);
    expect(compare({ inForce, underWay: rise, found: entitledToDeferral() })).toMatchObject(overtaken);
    const fall = onItsWay({ inForce, found: ableToPay(3_000) });
    expect(compare({ inForce, underWay: fall, found: ableToPay(2_000) })).toMatchObject(overtaken);
    expect(compare({ inForce, underWay: fall, found: entitledToDeferral() })).toMatchObject(overtaken);
    const plan = onItsWay({ found: ableToPay(4_000) });
    expect(compare({ underWay: plan, found: entitledToDeferral() })).toMatchObject(overtaken);
  });

  it('what is less good for the debtor waits until it has arrived', () => {
    const fall = onItsWay({ inForce, found: ableToPay(2_000) });
    expect(compare({ inForce, underWay: fall, found: ableToPay(3_000) })).toEqual(pending);
    expect(compare({ inForce, underWay: fall, found: ableToPay(5_000) })).toEqual(pending);
    const suspension = onItsWay({ inForce, found: entitledToDeferral() });
    expect(compare({ inForce, underWay: suspension, found: ableToPay(3_000) })).toEqual(pending);
  });

  it('a higher or lower first plan waits as well: the citizen must know of the first one to follow a change of it', () => {
    const plan = onItsWay({ found: ableToPay(2_100) });
    expect(compare({ underWay: plan, found: ableToPay(1_500) })).toEqual(pending);
    expect(compare({ underWay: plan, found: ableToPay(2_500) })).toEqual(pending);
  });

  it('it is not taken back when the finding is again what is in force', () => {
    const fall = onItsWay({ inForce, found: ableToPay(3_000) });
    expect(compare({ inForce, underWay: fall, found: ableToPay(4_000) })).toEqual(pending);
  });

  it('new claims wait until it has arrived', () => {
    const fall = onItsWay({ inForce, found: ableToPay(3_000) });
    const claims = [aClaim(), second];
    expect(compare({ inForce, underWay: fall, found: ableToPay(4_000), claims })).toEqual(pending);
  });
});

describe('a caseworker’s proposal (§ 6, stk. 2)', () => {
  const inForce = aDeferral();

  it('stands through the month’s run while the debtor is entitled to deferral', () => {
    for (const state of ['hearing', 'waiting'] as const) {
      const underWay = { ...manualProposal, state };
      expect(compare({ inForce, underWay, rule: heard, found: entitledToDeferral() })).toEqual(pending);
    }
  });

  it('gives way when § 6 no longer applies', () => {
    expect(
      compare({ inForce, underWay: manualProposal, rule: heard, found: ableToPay(2_100) }),
    ).toMatchObject({
      withdraws: FEBRUARY_DECISION,
      decision: { change: 'resume', state: 'hearing' },
    });
  });

  it('also one about another amount than the one that a caseworker has fixed before', () => {
    const underWay = { ...manualProposal, replaces: aManualPlan(200) };
    const change = compare({
      inForce: aManualPlan(200),
      underWay,
      rule: heard,
      found: entitledToDeferral(),
    });
    expect(change).toEqual(pending);
  });
});

describe('who decides', () => {
  it('where the municipality has recorded no ground, a proposal waits for a person', () => {
    const proposals: Comparison[] = [
      {},
      { found: entitledToDeferral() },
      { inForce: aPlan(2_000) },
      { inForce: aPlan(2_500) },
      { inForce: aPlan(2_500), found: entitledToDeferral() },
    ];
    for (const each of proposals)
      expect(decisionFrom({ ...each, rule: byPerson })).toMatchObject({ state: 'waiting', decided: null });
  });

  it('a ground for deferral is not a ground for a plan, and a ground for a plan none for a rise', () => {
    const only = (which: Partial<DecisionRule['automatic']>) => ({
      ...byPerson,
      automatic: { ...byPerson.automatic, ...which },
    });
    expect(decisionFrom({ rule: only({ deferral: true }) }).state).toBe('waiting');
    expect(decisionFrom({ rule: only({ deferral: true }), found: entitledToDeferral() }).state).toBe(
      'decided',
    );
    expect(decisionFrom({ rule: only({ plan: true }) }).state).toBe('decided');
    expect(decisionFrom({ rule: only({ plan: true }), inForce: aPlan(2_000) }).state).toBe('waiting');
    expect(decisionFrom({ rule: only({ plan: true }), found: withoutIncome() }).state).toBe('hearing');
  });
});
