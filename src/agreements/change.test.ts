import { describe, expect, it } from 'vitest';
import {
  ableToPay,
  aClaim,
  aClaimSince,
  aDebtor,
  aDeferral,
  aPlan,
  automatic,
  byPerson,
  entitledToDeferral,
  kr,
  MARCH,
  RUN_DAY,
  historyOf,
} from '../../test/vocabulary.ts';
import { date, month } from '../kernel/dates.ts';
import { batchNumber, debtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { currentRule } from '../law/rule-versions.ts';
import { changeFrom, type Change, type ChangeQuestion } from './change.ts';
import { findFor } from './finding.ts';
import type { Decision, Found } from './types.ts';

function compare(changes: Partial<ChangeQuestion>): Change {
  return changeFrom({
    debtor: debtorNumber(100_001),
    month: MARCH,
    calculationDate: RUN_DAY,
    found: ableToPay(2_100),
    claims: [aClaim()],
    inForce: null,
    history: historyOf(changes.inForce ?? null),
    rule: automatic,
    ...changes,
  });
}

function decided(changes: Partial<ChangeQuestion>): Decision {
  const change = compare(changes);
  if (change.kind !== 'decision') throw new Error(`no decision but ${JSON.stringify(change)}`);
  return change.decision;
}

describe('what a month changes', () => {
  it('a debtor without a plan who is able to pay begins to pay', () => {
    expect(decided({})).toMatchObject({
      change: 'start-plan',
      terms: { outcome: 'plan', reason: 'table', monthly: kr(2_100), firstDue: '2026-05-01' },
      replaces: null,
      draftedOn: '2026-03-10',
      decidedBy: 'automatic',
      owed: kr(10_000),
    });
  });

  it('a debtor without a plan who is entitled to deferral gets it, and nothing falls due', () => {
    const decision = decided({ found: entitledToDeferral('low-income') });
    expect(decision).toMatchObject({
      change: 'start-deferral',
      terms: { outcome: 'deferral', reason: 'low-income' },
    });
    expect(decision.schedule).toEqual([]);
  });

  it('a higher amount is a rise of the plan in force, and a lower one a fall', () => {
    const plan = aPlan(2_100);
    expect(decided({ inForce: plan, found: ableToPay(2_150) })).toMatchObject({
      change: 'rise',
      replaces: plan,
    });
    expect(decided({ inForce: plan, found: ableToPay(2_050) })).toMatchObject({
      change: 'fall',
      replaces: plan,
    });
  });

  it('worked example 9: a plan of 2.100 kr. is suspended by cash benefit in May, from that decision (§ 7)', () => {
    const calculationDate = date('2026-05-10');
    const mother = aDebtor()
      .withIncome(21_000, 21_000)
      .withChildren('2018-04-04')
      .receiving('kontanthjælp', '2026-05-01');
    const context = {
      calculationDate,
      rule: currentRule,
      month: month('2026-05'),
      factsAsOf: batchNumber(1),
    };
    const { found, personReasons } = findFor(mother.facts(), context);
    expect(personReasons).toEqual([]);
    const plan = aPlan(2_100);
    expect(decided({ inForce: plan, found, calculationDate, month: month('2026-05') })).toMatchObject({
      change: 'suspend',
      terms: { outcome: 'deferral', reason: 'benefit' },
      replaces: plan,
      draftedOn: '2026-05-10',
      schedule: [],
    });
  });

  it('payment is resumed when deferral no longer applies', () => {
    const decision = decided({ inForce: aDeferral(), found: ableToPay(600) });
    expect(decision).toMatchObject({ change: 'resume', terms: { monthly: kr(600) } });
    expect(decision.schedule).toEqual([
      { firstDue: '2026-05-01', instalments: 16, amount: kr(600) },
      { firstDue: '2027-09-01', instalments: 1, amount: kr(400) },
    ]);
  });

  it('a new claim under the same terms is a decision, because the letter must tell all that is owed', () => {
    const claims = [aClaim(), aClaim({ claimId: 'K-2', balance: kr(500) })];
    expect(decided({ inForce: aPlan(2_100), claims })).toMatchObject({
      change: 'claims-changed',
      owed: kr(10_500),
    });
    expect(
      decided({
        inForce: aDeferral(),
        found: entitledToDeferral(),
        claims: [aClaim({ balance: kr(9_000) })],
      }),
    ).toMatchObject({ change: 'claims-changed', owed: kr(9_000) });
  });

  it('the same terms and the same claims change nothing', () => {
    expect(compare({ inForce: aPlan(2_100) })).toEqual({ kind: 'unchanged' });
    expect(compare({ inForce: aDeferral(), found: entitledToDeferral() })).toEqual({ kind: 'unchanged' });
  });

  it('another ground for the same deferral changes nothing for the citizen', () => {
    const question = { inForce: aDeferral('low-income'), found: entitledToDeferral('benefit') };
    expect(compare(question)).toEqual({ kind: 'unchanged' });
  });

  it('while a complaint is pending a rise waits for a person; the plan runs on, and a fall is decided', () => {
    const claims = [aClaim({ complaintPending: true })];
    const inForce = aPlan(2_100);
    expect(compare({ claims, inForce, found: ableToPay(2_150) })).toEqual({
      kind: 'person',
      reasons: ['complaint-pending'],
    });
    expect(compare({ claims, inForce })).toEqual({ kind: 'unchanged' });
    expect(decided({ claims, inForce, found: ableToPay(2_050) }).change).toBe('fall');
    expect(decided({ claims, inForce, found: entitledToDeferral() }).change).toBe('suspend');
  });

  it('nothing is decided about a debtor who owes nothing any more', () => {
    expect(compare({ claims: [] })).toEqual({ kind: 'unchanged' });
    expect(compare({ claims: [aClaim({ balance: zeroOre })] })).toEqual({ kind: 'unchanged' });
  });

  it('when nothing could be found, a person looks and the plan in force stays', () => {
    const found = { outcome: 'none', reason: 'income-not-obtained' } as const;
    expect(compare({ found, inForce: aPlan(2_100) })).toEqual({
      kind: 'person',
      reasons: ['income-not-obtained'],
    });
  });
});

describe('who decides', () => {
  it('where the municipality has recorded no ground, a decision is a draft that waits for a person', () => {
    expect(decided({ rule: byPerson }).decidedBy).toBeNull();
    expect(decided({ rule: byPerson, found: entitledToDeferral() }).decidedBy).toBeNull();
  });

  it('a ground for deferral is not a ground for a plan', () => {
    const rule = { ...automatic, automaticPlan: false };
    expect(decided({ rule }).decidedBy).toBeNull();
    expect(decided({ rule, found: entitledToDeferral() }).decidedBy).toBe('automatic');
    expect(decided({ rule, found: ableToPay(600), inForce: aDeferral() }).decidedBy).toBeNull();
  });
});

describe('when three years have gone', () => {
  const old = aClaimSince('2023-02-20');
  const beforeUs = { planFrom: date('2025-01-01'), planTo: null, deferralGranted: null };
  const paidByPlan = { ...old, planHistory: [beforeUs] };

  it('a claim without ability in its three years has lapsed: a person looks, nothing is asked', () => {
    expect(compare({ claims: [old] })).toEqual({ kind: 'person', reasons: ['claim-lapsed'] });
    expect(compare({ claims: [old], inForce: aDeferral('low-income', '2025-11-10') })).toEqual({
      kind: 'person',
      reasons: ['claim-lapsed'],
    });
  });

  it('on the very day, the claim has not lapsed yet', () => {
    expect(decided({ claims: [old], calculationDate: date('2026-02-20') }).change).toBe('start-plan');
    expect(compare({ claims: [old], calculationDate: date('2026-02-21') }).kind).toBe('person');
  });

  it('one lapsed claim stops the whole debtor, also when the others run', () => {
    expect(compare({ claims: [aClaim(), old] })).toEqual({ kind: 'person', reasons: ['claim-lapsed'] });
  });

  it('a claim that was being paid by plan on the day goes on being paid', () => {
    expect(decided({ claims: [paidByPlan] }).change).toBe('start-plan');
    expect(decided({ claims: [old], inForce: aPlan(1_000, '2026-02-10') })).toMatchObject({ change: 'rise' });
  });

  it('a plan whose amount changed after the day was still a plan on the day', () => {
    const history = {
      plans: [
        { from: date('2026-01-10'), to: date('2026-02-28') },
        { from: date('2026-03-01'), to: null },
      ],
      deferralGranted: null,
    };
    expect(compare({ claims: [old], inForce: aPlan(2_100, '2026-03-01'), history })).toEqual({
      kind: 'unchanged',
    });
  });

  it('a rise begins when the citizen has had time to know, a fall on the next due day, and no month is left out', () => {
    const rise = decided({ inForce: aPlan(2_000), found: ableToPay(2_500) });
    expect(rise).toMatchObject({
      change: 'rise',
      effectiveFrom: '2026-05-01',
      terms: { firstDue: '2026-05-01' },
    });
    const fall = decided({ inForce: aPlan(2_500), found: ableToPay(2_000) });
    expect(fall).toMatchObject({
      change: 'fall',
      effectiveFrom: '2026-03-10',
      terms: { firstDue: '2026-04-01' },
    });
  });

  it('350 kr. without income needs a ground of its own: the citizen must be asked first (§ 5, stk. 2)', () => {
    const found = { ...ableToPay(350), reason: 'no-income' } as Found;
    expect(decided({ found, rule: { ...automatic, automaticWithoutIncome: false } }).decidedBy).toBeNull();
  });

  it('deferral of such a claim would end it: one low month must not delete a debt (§ 9, stk. 2)', () => {
    for (const reason of ['low-income', 'benefit', 'pension-only'] as const) {
      expect(compare({ claims: [paidByPlan], found: entitledToDeferral(reason) })).toEqual({
        kind: 'person',
        reasons: ['deferral-would-lapse'],
      });
    }
    const inForce = aPlan(2_100, '2025-05-10');
    expect(compare({ claims: [old], inForce, found: entitledToDeferral('low-income') })).toEqual({
      kind: 'person',
      reasons: ['deferral-would-lapse'],
    });
  });

  it('deferral granted before, after the three years, has ended the claim already', () => {
    const history = { ...beforeUs, planTo: date('2026-02-28'), deferralGranted: date('2026-03-01') };
    expect(compare({ claims: [{ ...old, planHistory: [history] }] })).toEqual({
      kind: 'person',
      reasons: ['claim-lapsed'],
    });
  });

  it('a claim by a law without a lapse rule here needs a person', () => {
    const claims = [aClaimSince('2023-02-20', { law: 'dagtilbudsloven' })];
    expect(compare({ claims })).toEqual({ kind: 'person', reasons: ['lapse-review'] });
  });

  it('while the help runs, nothing lapses', () => {
    const claims = [aClaim({ helpStopped: null, lapseEarliest: null })];
    expect(decided({ claims, found: entitledToDeferral() }).change).toBe('start-deferral');
  });
});
