import { describe, expect, it } from 'vitest';
import { compare, decisionFrom } from '../../test/comparing.ts';
import {
  ableToPay,
  aDeferral,
  aManualPlan,
  aPlan,
  aSuspension,
  entitledToDeferral,
  notFound,
  withoutIncome,
} from '../../test/standing.ts';
import { aClaim, aDebtor, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date, month } from '../kernel/dates.ts';
import { currentRule } from '../law/rule-versions.ts';
import { findFor } from './finding.ts';

const second = aClaim({ claimNumber: claimNumber(2n), balance: kr(500) });

describe('what a month changes', () => {
  it('a debtor without a plan who is able to pay begins to pay', () => {
    const change = compare();
    expect(change).toMatchObject({ consequence: 'decision', withdraws: null, personReasons: [] });
    expect(change.decision).toMatchObject({
      id: 20260300001000010n,
      change: 'start-plan',
      state: 'decided',
      terms: { outcome: 'plan', reason: 'table', monthly: kr(2_100) },
      replaces: null,
      draftedOn: '2026-03-10',
      covers: [{ claim: 1n, owed: kr(10_000), raised: kr(10_000) }],
      lapses: [],
      decided: { on: '2026-03-10', by: 'automatic' },
    });
  });

  it('a debtor without a plan who is entitled to deferral gets it, and nothing rests that was never asked for', () => {
    expect(decisionFrom({ found: entitledToDeferral('low-income') })).toMatchObject({
      change: 'start-deferral',
      terms: { outcome: 'deferral', reason: 'low-income', suspends: false },
      decided: { firstDue: null },
    });
  });

  it('one whose income is not known is to pay the fixed amount (§ 5, stk. 2)', () => {
    expect(decisionFrom({ found: withoutIncome() })).toMatchObject({
      change: 'start-plan',
      terms: { reason: 'no-income', monthly: kr(350) },
    });
  });

  it('a higher amount is a rise of the plan in force, and a lower one a fall', () => {
    const inForce = aPlan(2_100);
    expect(decisionFrom({ inForce, found: ableToPay(2_150) })).toMatchObject({
      change: 'rise',
      replaces: inForce,
    });
    expect(decisionFrom({ inForce, found: ableToPay(2_050) })).toMatchObject({
      change: 'fall',
      replaces: inForce,
    });
  });

  it('worked example 9: a plan of 2.100 kr. is suspended by cash benefit in May, from that decision (§ 7)', () => {
    const calculationDate = date('2026-05-10');
    const mother = aDebtor()
      .withIncome(21_000, 21_000)
      .withChildren('2018-04-04')
      .receiving('kontanthjælp', '2026-05-01');
    const context = { calculationDate, rule: currentRule, represented: false };
    const { found, personReasons } = findFor(mother.facts(), context);
    expect(personReasons).toEqual([]);
    const inForce = aPlan(2_100);
    expect(decisionFrom({ inForce, found, calculationDate, month: month('2026-05') })).toMatchObject({
      change: 'suspend',
      terms: { outcome: 'deferral', reason: 'benefit', suspends: true },
      replaces: inForce,
      decided: { on: '2026-05-10', firstDue: null, effectiveFrom: '2026-05-10' },
    });
  });

  it('payment is taken up again when deferral or suspension no longer applies', () => {
    for (const inForce of [aDeferral(), aSuspension()]) {
      expect(decisionFrom({ inForce, found: ableToPay(600) })).toMatchObject({
        change: 'resume',
        terms: { outcome: 'plan', monthly: kr(600) },
        replaces: inForce,
      });
    }
  });

  it('a decision carries its reason and who asked for it where a caseworker took the matter up again', () => {
    const asked = { because: 'Du har vist os nye lønsedler.', proposedBy: 'Anne', ordinal: 1 };
    expect(decisionFrom(asked)).toMatchObject({ ...asked, id: 20260300001000011n });
  });
});

describe('claims that change under a plan', () => {
  it('a new claim under the same terms is a decision, because the letter must tell all that is owed', () => {
    expect(decisionFrom({ inForce: aPlan(2_100), claims: [aClaim(), second] })).toMatchObject({
      change: 'claims-changed',
      terms: { outcome: 'plan', monthly: kr(2_100) },
      covers: [
        { claim: 1n, owed: kr(10_000) },
        { claim: 2n, owed: kr(500) },
      ],
    });
  });

  it('a claim that has been corrected is such a change, also for one with deferral', () => {
    const claims = [aClaim({ balance: kr(9_000), raised: kr(9_000) })];
    const deferred = { inForce: aSuspension(), found: entitledToDeferral() };
    expect(decisionFrom({ ...deferred, claims })).toMatchObject({
      change: 'claims-changed',
      terms: { outcome: 'deferral', suspends: true },
    });
    expect(decisionFrom({ inForce: aPlan(2_100), claims }).change).toBe('claims-changed');
    // Where no plan rested, none rests because of it.
    expect(decisionFrom({ ...deferred, inForce: aDeferral(), claims }).terms).toMatchObject({
      suspends: false,
    });
  });

  it('a claim that has been withdrawn is such a change, once', () => {
    const withdrawn = [claimNumber(2n)];
    const both = aPlan(2_100, { covers: [aClaim(), second] });
    expect(decisionFrom({ inForce: both, withdrawn }).change).toBe('claims-changed');
    expect(compare({ inForce: aPlan(2_100), withdrawn }).consequence).toBe('same');
  });

  it('what has been paid, wholly or in part, is no change of the claims', () => {
    const both = aPlan(2_100, { covers: [aClaim(), second] });
    const paidDown = [aClaim({ balance: kr(100), raised: kr(10_000) })];
    expect(compare({ inForce: both, claims: paidDown })).toMatchObject({
      consequence: 'same',
      decision: null,
    });
  });

  it('new claims with another amount are told in the decision about the amount', () => {
    const claims = [aClaim(), second];
    expect(decisionFrom({ inForce: aPlan(2_100), claims, found: ableToPay(2_000) })).toMatchObject({
      change: 'fall',
      covers: [{ claim: 1n }, { claim: 2n }],
    });
  });

  it('a caseworker’s amount stays when claims change while § 6 applies', () => {
    const inForce = aManualPlan(300);
    const change = compare({ inForce, found: entitledToDeferral(), claims: [aClaim(), second] });
    expect(change.decision).toMatchObject({ change: 'claims-changed', terms: inForce.terms });
    // § 6, stk. 2 is a judgement, also when it is told again.
    expect(change.decision?.state).toBe('waiting');
  });
});

describe('a month that changes nothing', () => {
  it('the same terms and the same claims', () => {
    const nothing = { consequence: 'same', decision: null, withdraws: null, personReasons: [] };
    expect(compare({ inForce: aPlan(2_100) })).toEqual(nothing);
    expect(compare({ inForce: aDeferral(), found: entitledToDeferral() })).toEqual(nothing);
    expect(compare({ inForce: aSuspension(), found: entitledToDeferral() })).toEqual(nothing);
  });

  it('another ground for the same deferral changes nothing for the citizen', () => {
    const question = { inForce: aDeferral('low-income'), found: entitledToDeferral('benefit') };
    expect(compare(question).consequence).toBe('same');
  });

  it('income that has become known and gives the same amount changes nothing', () => {
    expect(compare({ inForce: aPlan(350), found: withoutIncome() }).consequence).toBe('same');
  });

  it('a caseworker’s amount stands while § 6 applies (§ 6, stk. 2)', () => {
    for (const reason of ['benefit', 'pension-only', 'low-income'] as const)
      expect(compare({ inForce: aManualPlan(300), found: entitledToDeferral(reason) })).toMatchObject({
        consequence: 'manual-stands',
        decision: null,
      });
  });

  it('a caseworker’s amount ends when § 6 no longer applies: the table’s amount is a rise or a fall from it', () => {
    const inForce = aManualPlan(900);
    expect(decisionFrom({ inForce, found: ableToPay(1_500) })).toMatchObject({
      change: 'rise',
      terms: { reason: 'table', monthly: kr(1_500) },
    });
    expect(decisionFrom({ inForce, found: ableToPay(600) })).toMatchObject({ change: 'fall' });
  });

  it('nothing is decided about a debtor who owes nothing any more', () => {
    expect(compare({ claims: [] })).toMatchObject({ consequence: 'nothing-owed', decision: null });
  });

  it('when nothing could be found, a person looks and what is in force stays', () => {
    expect(compare({ found: notFound, inForce: aPlan(2_100) })).toEqual({
      consequence: 'person',
      decision: null,
      withdraws: null,
      personReasons: ['income-not-obtained'],
    });
  });
});
