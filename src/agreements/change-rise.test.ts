import { describe, expect, it } from 'vitest';
import { compare, decisionFrom, type Comparison } from '../../test/comparing.ts';
import {
  ableToPay,
  aManualPlan,
  aPlan,
  automatic,
  entitledToDeferral,
  notFound,
  withoutIncome,
} from '../../test/standing.ts';
import { aClaim, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { zeroOre } from '../kernel/money.ts';
import { asksForEarlier } from './change.ts';
import type { Found } from './types.ts';

const inForce = aPlan(2_000);
const threshold = { ...automatic, riseThreshold: kr(200) };
const twoRuns = { ...threshold, runsToConfirmRise: 2 };

describe('a small rise', () => {
  it('below the municipality’s threshold waits, and exactly at it counts', () => {
    expect(compare({ inForce, rule: threshold, found: ableToPay(2_150) })).toMatchObject({
      consequence: 'rise-below-threshold',
      decision: null,
    });
    expect(decisionFrom({ inForce, rule: threshold, found: ableToPay(2_200) }).change).toBe('rise');
  });

  it('does not wait where the municipality has no threshold', () => {
    const rule = { ...automatic, riseThreshold: zeroOre };
    expect(decisionFrom({ inForce, rule, found: ableToPay(2_050) }).change).toBe('rise');
  });

  it('waits also from a caseworker’s amount', () => {
    const from = aManualPlan(2_000);
    expect(compare({ inForce: from, rule: threshold, found: ableToPay(2_150) }).consequence).toBe(
      'rise-below-threshold',
    );
  });

  it('does not keep a new claim waiting: that is decided with the amount as it was', () => {
    const claims = [aClaim(), aClaim({ claimNumber: claimNumber(2n), balance: kr(700) })];
    const waiting: Comparison[] = [
      { rule: threshold, found: ableToPay(2_150) },
      { rule: twoRuns, found: ableToPay(2_500) },
      { found: ableToPay(2_500), claims: claims.map((claim) => ({ ...claim, complaintPending: true })) },
    ];
    for (const given of waiting) {
      const decision = decisionFrom({ inForce, claims, ...given });
      expect(decision).toMatchObject({ change: 'claims-changed', terms: { monthly: kr(2_000) } });
      expect(decision.covers.map(({ claim }) => claim)).toEqual([1n, 2n]);
    }
  });

  it('a fall has no threshold', () => {
    expect(decisionFrom({ inForce, rule: threshold, found: ableToPay(1_950) }).change).toBe('fall');
  });

  it('to the fixed amount without income information is a rise like others', () => {
    const low = aPlan(200);
    expect(compare({ inForce: low, rule: threshold, found: withoutIncome() }).consequence).toBe(
      'rise-below-threshold',
    );
  });
});

describe('a rise that must be found in two runs', () => {
  const rising: Comparison = { inForce, rule: twoRuns, found: ableToPay(2_500) };
  const after = (...earlier: readonly Found[]) => compare({ ...rising, earlier });

  it('waits when it is found for the first time', () => {
    expect(after()).toMatchObject({ consequence: 'rise-to-confirm', decision: null });
  });

  it('counts when the run before found one too, with the amount found now', () => {
    const change = after(ableToPay(2_900));
    expect(change.decision).toMatchObject({ change: 'rise', terms: { monthly: kr(2_500) } });
  });

  it('is not confirmed by a rise below the threshold, the old amount or deferral', () => {
    for (const before of [ableToPay(2_150), ableToPay(2_000), ableToPay(1_500), entitledToDeferral()])
      expect(after(before).consequence).toBe('rise-to-confirm');
  });

  it('is confirmed by a rise found before that was exactly at the threshold', () => {
    expect(after(ableToPay(2_200)).consequence).toBe('decision');
  });

  it('is not confirmed by a month in which nothing could be found: only runs in a row count', () => {
    expect(after(notFound, ableToPay(2_500)).consequence).toBe('rise-to-confirm');
  });

  it('does not look further back than it must', () => {
    expect(after(ableToPay(2_500), entitledToDeferral()).consequence).toBe('decision');
  });

  it('may need more than two runs', () => {
    const rule = { ...twoRuns, runsToConfirmRise: 3 };
    const earlier = [ableToPay(2_500), ableToPay(2_300)];
    expect(compare({ ...rising, rule, earlier: earlier.slice(0, 1) }).consequence).toBe('rise-to-confirm');
    expect(compare({ ...rising, rule, earlier }).consequence).toBe('decision');
  });

  it('a fall, a first plan and a suspension wait for no second run', () => {
    expect(compare({ ...rising, found: ableToPay(1_500) }).consequence).toBe('decision');
    expect(compare({ ...rising, inForce: null }).consequence).toBe('decision');
    expect(compare({ ...rising, found: entitledToDeferral() }).consequence).toBe('decision');
  });
});

describe('while a complaint is pending', () => {
  const claims = [aClaim(), aClaim({ complaintPending: true })];
  const complaining = { claims: claims.slice(1), inForce };

  it('the plan runs on and no rise is decided (Q20)', () => {
    expect(compare({ ...complaining, found: ableToPay(2_500) })).toMatchObject({
      consequence: 'rise-waits-for-complaint',
      decision: null,
    });
    expect(compare({ ...complaining, found: ableToPay(2_000) }).consequence).toBe('same');
  });

  it('a complaint about one of several claims is enough', () => {
    const covering = aPlan(2_000, { covers: claims });
    expect(compare({ claims, inForce: covering, found: ableToPay(2_500) }).consequence).toBe(
      'rise-waits-for-complaint',
    );
  });

  it('what is better for the debtor is decided all the same', () => {
    expect(decisionFrom({ ...complaining, found: ableToPay(1_500) }).change).toBe('fall');
    expect(decisionFrom({ ...complaining, found: entitledToDeferral() }).change).toBe('suspend');
  });

  it('a first plan is decided all the same: a complaint has no suspensive effect (§ 72)', () => {
    expect(decisionFrom({ claims: complaining.claims, found: ableToPay(2_500) }).change).toBe('start-plan');
  });
});

describe('what the runs before found', () => {
  const asks = (given: Comparison) => {
    const { inForce: agreement = null, found = ableToPay(2_500), claims = [aClaim()] } = given;
    const standing = {
      inForce: agreement,
      underWay: null,
      answered: false,
      withdrawnClaims: new Set<never>(),
      defaulted: new Set<never>(),
      invoiced: null,
    };
    return asksForEarlier(found, { claims, standing, calculationDate: aClaim().lapseEarliest! }); // it has one
  };

  it('is needed for a rise, and for a low income that would end a debt, and for nothing else', () => {
    expect(asks({ inForce })).toBe(true);
    expect(asks({ inForce, found: entitledToDeferral('low-income') })).toBe(true);
    expect(asks({ inForce, found: ableToPay(1_500) })).toBe(false);
    expect(asks({ found: ableToPay(2_500) })).toBe(false);
    expect(asks({ inForce, found: entitledToDeferral('benefit') })).toBe(false);
    expect(asks({ inForce, found: notFound })).toBe(false);
    const running = [aClaim({ helpStopped: null, lapseEarliest: null })];
    expect(asks({ inForce, found: entitledToDeferral('low-income'), claims: running })).toBe(false);
  });
});
