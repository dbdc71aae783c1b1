import { describe, expect, it } from 'vitest';
import { aDebtor, amounts, kr, pay, RUN_DAY, takenBack, type Debtor } from '../../test/vocabulary.ts';
import { date } from '../kernel/dates.ts';
import { batchNumber } from '../kernel/ids.ts';
import { currentRule } from '../law/rule-versions.ts';
import type { Grounds, PersonReason } from './circumstances.ts';
import { findFor } from './finding.ts';

/** What was known when two persons gave grounds on 1 March about a debtor. */
function groundsAbout(debtor: Debtor, changes: Partial<Grounds> = {}): Grounds {
  const { person } = debtor.facts();
  return { looked: date('2026-03-01'), upTo: null, factsAsOf: batchNumber(1), person, ...changes };
}

interface Later {
  readonly grounds: Grounds;
  readonly facts?: ReturnType<Debtor['facts']>;
}

/** Why a person must look on the day of the run, when the grounds about a reason have been accepted. */
function stopped(debtor: Debtor, reason: PersonReason, { grounds, facts = debtor.facts() }: Later) {
  const accepted = new Map([[reason, grounds]]);
  const context = { calculationDate: RUN_DAY, rule: currentRule, represented: false, accepted };
  return findFor(facts, context).personReasons;
}

describe('grounds about B-income', () => {
  const small = bIncome(400, 500);
  const grounds = groundsAbout(small, { upTo: kr(500) });

  it('answer as much of it in a month as they say, and no more', () => {
    expect(stopped(small, 'b-income', { grounds })).toEqual([]);
    expect(stopped(bIncome(0, 501), 'b-income', { grounds })).toEqual(['b-income']);
    expect(stopped(bIncome(30_000, 0), 'b-income', { grounds })).toEqual(['b-income']);
  });

  it('count all kinds and reports of a month together, and not what was taken back', () => {
    const two = aDebtor().withReports(
      pay('2025-12', 21_000),
      pay('2026-01', 21_000, { amounts: amounts({ contributory: kr(21_000), contributoryB: kr(300) }) }),
      pay('2026-01', 0, { amounts: amounts({ nonContributoryB: kr(201) }) }),
    );
    expect(stopped(two, 'b-income', { grounds })).toEqual(['b-income']);
    const mistaken = pay('2026-01', 0, { employer: '2', amounts: amounts({ contributoryB: kr(90_000) }) });
    const corrected = small.withReports(...small.reports, mistaken, takenBack(mistaken));
    expect(stopped(corrected, 'b-income', { grounds })).toEqual([]);
  });
});

describe('grounds about who the debtor is', () => {
  const emigrant = aDebtor().withPerson({ status: 80 });

  it('answer the status that CPR told when they were given', () => {
    const grounds = groundsAbout(emigrant);
    expect(stopped(emigrant, 'abroad', { grounds })).toEqual([]);
    expect(stopped(emigrant.withPerson({ status: 7 }), 'abroad', { grounds })).toEqual(['abroad']);
    const young = emigrant.withPerson({ born: date('2010-01-01') });
    expect(stopped(young, 'under-18', { grounds: groundsAbout(aDebtor()) })).toEqual(['abroad', 'under-18']);
  });

  it('answer nothing where CPR had told nothing', () => {
    const grounds = groundsAbout(emigrant, { person: null });
    expect(stopped(emigrant, 'abroad', { grounds })).toEqual(['abroad']);
  });
});

describe('grounds about children', () => {
  const mother = aDebtor().withChildren('2018-04-04', '2020-01-01').withPerson({ childrenUnder18: 1 });
  const grounds = groundsAbout(mother);

  it('answer the numbers that disagreed when they were given', () => {
    expect(stopped(mother, 'children-disagree', { grounds })).toEqual([]);
    const toldOfMore = mother.withPerson({ childrenUnder18: 3 });
    expect(stopped(toldOfMore, 'children-disagree', { grounds })).toEqual(['children-disagree']);
    const another = mother.withChildren('2018-04-04', '2020-01-01', '2026-03-02');
    expect(stopped(another.withPerson({ childrenUnder18: 1 }), 'children-disagree', { grounds })).toEqual([
      'children-disagree',
    ]);
  });

  it('end when one of the children turns 18, though CPR tells nothing new', () => {
    const grown = aDebtor().withChildren('2008-03-05', '2020-01-01').withPerson({ childrenUnder18: 3 });
    const before = groundsAbout(grown);
    expect(stopped(grown, 'children-disagree', { grounds: before })).toEqual(['children-disagree']);
    const after = { ...before, looked: date('2026-03-06') };
    expect(stopped(grown, 'children-disagree', { grounds: after })).toEqual([]);
  });
});

describe('grounds about cash benefit', () => {
  const helped = aDebtor().withReports(pay('2025-12', 14_000), pay('2026-01', 14_000, { incomeType: '06' }));

  it('answer the payment that was reported then, and not one of a later month or a report since', () => {
    const grounds = groundsAbout(helped);
    expect(stopped(helped, 'cash-benefit-disagrees', { grounds })).toEqual([]);
    const facts = helped.facts();
    const since = { ...facts, later: { ...facts.later, batch: batchNumber(2) } };
    expect(stopped(helped, 'cash-benefit-disagrees', { grounds, facts: since })).toEqual([
      'cash-benefit-disagrees',
    ]);
  });
});

/** Pay, and B-income of the two months beside it. */
function bIncome(earlier: number, later: number): Debtor {
  const both = (of: string, b: number) =>
    pay(of, 0, { amounts: amounts({ contributory: kr(21_000), contributoryB: kr(b) }) });
  return aDebtor().withReports(both('2025-12', earlier), both('2026-01', later));
}
