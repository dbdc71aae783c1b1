import { describe, expect, it } from 'vitest';
import { aDebtor, amounts, kr, pay, RUN_DAY, type Debtor } from '../../test/vocabulary.ts';
import type { KnownFacts } from '../facts/as-of.ts';
import { date } from '../kernel/dates.ts';
import { currentRule, ruleVersion } from '../law/rule-versions.ts';
import type { AcceptedReasons, Grounds, PersonReason } from './circumstances.ts';
import { findFor, type Finding, type FindingContext } from './finding.ts';

const context: FindingContext = { calculationDate: RUN_DAY, rule: currentRule, represented: false };
const onBenefit = aDebtor().receiving('kontanthjælp');
const deferral = { outcome: 'deferral', reason: 'benefit' };

function withoutIncome(debtor: Debtor): KnownFacts {
  const facts = debtor.facts();
  const inquiry = { ...facts.inquiry, incomeMissing: 'unavailable' };
  return { ...facts, inquiry, earlier: null, later: null };
}

describe('a deferral because of a listed benefit rests on neither income nor children', () => {
  it.each([
    ['B-income', onBenefit.withReports(pay('2026-01', 0, { amounts: amounts({ contributoryB: kr(1) }) }))],
    ['children who do not agree with the register’s count', onBenefit.withPerson({ childrenUnder18: 2 })],
  ])('so nobody need look at %s', (_, debtor) => {
    expect(findFor(debtor.facts(), context)).toMatchObject({ found: deferral, personReasons: [] });
  });

  it('so it does not wait for income that could not be obtained, and is explained by the same steps', () => {
    const waited = findFor(withoutIncome(onBenefit), context);
    expect(waited).toMatchObject({ found: deferral, personReasons: [] });
    expect(waited.steps).not.toEqual([]);
    expect(waited).toEqual(findFor(onBenefit.facts(), context));
  });

  it('while it waits for benefits or a person that could not be obtained', () => {
    const facts = withoutIncome(onBenefit);
    expect(findFor({ ...facts, grants: null }, context).personReasons).toEqual([
      'income-not-obtained',
      'benefits-not-obtained',
    ]);
    expect(findFor({ ...facts, person: null }, context).personReasons).toEqual([
      'income-not-obtained',
      'person-not-obtained',
    ]);
    expect(findFor({ ...facts, inquiry: null }, context).personReasons).toEqual(['not-asked']);
  });

  it.each([
    ['no benefit', aDebtor()],
    ['a benefit that is not on the list', aDebtor().receiving('sygedagpenge')],
    ['a listed benefit that has ended', aDebtor().receiving('kontanthjælp', '2025-01-01', '2026-03-09')],
    ['førtidspension, which must be the only income', aDebtor().receiving('førtidspension')],
    ['a benefit that the rule does not know beside it', onBenefit.receiving('månepension')],
  ])('income that was not obtained is missed by one with %s', (_, debtor) => {
    expect(findFor(withoutIncome(debtor), context)).toEqual({
      found: { outcome: 'none', reason: 'income-not-obtained' },
      steps: [],
      personReasons: ['income-not-obtained'],
    });
  });

  it.each([
    ['dead', { status: 90 }],
    ['missing', { status: 70 }],
    ['abroad', { status: 80 }],
    ['number-not-valid', { status: 60 }],
    ['guardianship', { guardianship: 'full' }],
    ['under-18', { born: date('2010-01-01') }],
  ] as const)('but who the debtor is stops it all the same: %s', (reason, person) => {
    const debtor = onBenefit.withPerson(person);
    for (const facts of [debtor.facts(), withoutIncome(debtor)])
      expect(findFor(facts, context)).toMatchObject({ found: deferral, personReasons: [reason] });
  });

  it('was found otherwise by the first rule version, which stays as it was', () => {
    const first = ruleVersion('1');
    if (first === null) throw new Error('the first rule version is gone');
    expect(findFor(withoutIncome(onBenefit), { ...context, rule: first }).found).toEqual({
      outcome: 'none',
      reason: 'income-not-obtained',
    });
    expect(findFor(onBenefit.facts(), { ...context, rule: first }).found).toMatchObject(deferral);
  });
});

describe('what two persons have given grounds for', () => {
  const accepted = (...reasons: readonly PersonReason[]): AcceptedReasons =>
    new Map(reasons.map((reason) => [reason, grounds]));
  const grounds: Grounds = {
    looked: date('2026-03-01'),
    upTo: kr(30_000),
    factsAsOf: null,
    person: aDebtor().withPerson({ status: 80 }).facts().person,
  };
  const odd = aDebtor()
    .withPerson({ status: 80 })
    .withReports(
      pay('2025-12', 21_000),
      pay('2026-01', 0, { amounts: amounts({ contributoryB: kr(30_000) }) }),
    );
  const find = (debtor: Debtor, reasons: AcceptedReasons): Finding =>
    findFor(debtor.facts(), { ...context, accepted: reasons });

  it('asks nobody to look again; everything else does', () => {
    expect(find(odd, accepted()).personReasons).toEqual(['abroad', 'b-income']);
    expect(find(odd, accepted('abroad')).personReasons).toEqual(['b-income']);
    expect(find(odd, accepted('abroad', 'b-income')).personReasons).toEqual([]);
  });

  it('changes nothing of what is found', () => {
    const { found, steps } = find(odd, accepted());
    expect(find(odd, accepted('abroad', 'b-income'))).toMatchObject({ found, steps });
  });
});
