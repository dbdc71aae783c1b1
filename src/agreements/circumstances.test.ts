import { describe, expect, it } from 'vitest';
import { aDebtor, amounts, kr, pay, RUN_DAY, takenBack, type Debtor } from '../../test/vocabulary.ts';
import { batchNumber } from '../kernel/ids.ts';
import { date, month } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import type { StatedIncome } from '../facts/stated-income.ts';
import { currentRule } from '../law/rule-versions.ts';
import { circumstancesOf, missingFacts, personReasons } from './circumstances.ts';
import { findFor, type Finding } from './finding.ts';

const context = {
  month: month('2026-03'),
  calculationDate: RUN_DAY,
  factsAsOf: batchNumber(1),
  rule: currentRule,
  represented: false,
};

function find(debtor: Debtor): Finding {
  return findFor(debtor.facts(), context);
}

describe('facts that are missing', () => {
  const complete = aDebtor().facts();

  it('nothing is missing when every register has answered', () => {
    expect(missingFacts(complete)).toEqual([]);
  });

  it('a debtor nobody has asked about is a matter for a person', () => {
    expect(missingFacts(undefined)).toEqual(['not-asked']);
    expect(missingFacts({ ...complete, inquiry: null })).toEqual(['not-asked']);
  });

  it.each([
    ['income', { incomeMissing: 'unavailable' }, 'income-not-obtained'],
    ['the person', { personMissing: 'unknown-person' }, 'person-not-obtained'],
    ['benefits', { benefitsMissing: 'too-slow' }, 'benefits-not-obtained'],
  ] as const)(
    '%s that could not be obtained this time is missing, also when we knew it before',
    (_, trouble, reason) => {
      const facts = { ...complete, inquiry: { ...complete.inquiry, ...trouble } };
      expect(missingFacts(facts)).toEqual([reason]);
      expect(findFor(facts, context)).toEqual({
        found: { outcome: 'none', reason },
        steps: [],
        personReasons: [reason],
      });
    },
  );

  it('a month of income that was never obtained is missing; it is not taken for 0 kr.', () => {
    expect(missingFacts({ ...complete, earlier: null })).toEqual(['income-not-obtained']);
    expect(missingFacts({ ...complete, later: null })).toEqual(['income-not-obtained']);
  });

  it('all that is missing is told, so that one look is enough', () => {
    const none = { ...complete, later: null, person: null, grants: null };
    expect(missingFacts(none)).toEqual([
      'income-not-obtained',
      'person-not-obtained',
      'benefits-not-obtained',
    ]);
  });
});

describe('income that the citizen has documented', () => {
  const stated: StatedIncome = {
    netIncomeYear: kr(252_000),
    from: month('2026-03'),
    to: month('2026-08'),
    evidence: 'Lønsedler for januar og februar 2026',
    statedOn: date('2026-03-02'),
    recordedBy: 'prøve',
    batch: batchNumber(7),
  };
  const complete = aDebtor().facts();

  it('is income information, also when the register did not answer', () => {
    const unanswered = {
      ...complete,
      inquiry: { ...complete.inquiry, incomeMissing: 'unavailable' },
      earlier: null,
      later: null,
      stated,
    };
    expect(missingFacts(unanswered)).toEqual([]);
    expect(findFor(unanswered, context)).toMatchObject({
      found: { outcome: 'plan', reason: 'table', monthly: kr(3_950), netIncomeYear: kr(252_000) },
      personReasons: [],
    });
  });

  it('counts instead of what the register has reported, and of the fixed amount', () => {
    const richer = aDebtor().withIncome(40_000, 40_000).facts();
    const silent = aDebtor().withoutIncomeInformation().facts();
    for (const facts of [richer, silent])
      expect(findFor({ ...facts, stated }, context).found).toMatchObject({ monthly: kr(3_950) });
  });

  it('makes up for no other register', () => {
    expect(missingFacts({ ...complete, grants: null, stated })).toEqual(['benefits-not-obtained']);
  });
});

describe('the circumstances that the rule is asked about', () => {
  it('are those of the calculation date: benefits that run then, children under 18 then', () => {
    const debtor = aDebtor()
      .receiving('kontanthjælp', '2025-01-01', '2026-03-09')
      .receiving('boligstøtte', '2025-01-01')
      .receiving('folkepension', '2026-03-11')
      .withChildren('2008-03-10');
    const circumstances = circumstancesOf(debtor.facts(), RUN_DAY);
    if (circumstances === 'unknown-benefit') throw new Error(circumstances);
    expect(circumstances.benefits.value).toEqual(['boligstøtte']);
    // Eighteen on the very day: no longer a dependant.
    expect(circumstances.dependants.value).toBe(false);
  });

  it('a benefit that the rule does not know is never passed over', () => {
    const debtor = aDebtor().receiving('månepension');
    expect(circumstancesOf(debtor.facts(), RUN_DAY)).toBe('unknown-benefit');
    expect(find(debtor)).toMatchObject({
      found: { outcome: 'none', reason: 'unknown-benefit' },
      personReasons: ['unknown-benefit'],
    });
  });

  it('an unknown benefit that has ended does not matter any more', () => {
    const debtor = aDebtor().receiving('månepension', '2025-01-01', '2025-12-31');
    expect(find(debtor).found).toMatchObject({ outcome: 'plan', monthly: kr(3_950) });
  });
});

describe('a person must look', () => {
  const reasonsOf = (debtor: Debtor, represented = false) =>
    personReasons(debtor.facts(), { calculationDate: RUN_DAY, represented });

  it('at nothing, in an ordinary case', () => {
    expect(reasonsOf(aDebtor())).toEqual([]);
    expect(reasonsOf(aDebtor().withPerson({ status: 3 }))).toEqual([]);
  });

  it.each([
    [5, 'abroad'],
    [7, 'abroad'],
    [20, 'abroad'],
    [80, 'abroad'],
    [70, 'missing'],
    [90, 'dead'],
    [30, 'number-not-valid'],
    [50, 'number-not-valid'],
    [60, 'number-not-valid'],
  ] as const)('at someone with status %i in CPR (%s)', (status, reason) => {
    expect(reasonsOf(aDebtor().withPerson({ status }))).toEqual([reason]);
  });

  it('at someone under guardianship, until it is recorded who the guardian is', () => {
    const guarded = aDebtor().withPerson({ guardianship: 'partial' });
    expect(reasonsOf(guarded)).toEqual(['guardianship']);
    expect(reasonsOf(guarded, true)).toEqual([]);
  });

  it('at someone under 18', () => {
    expect(reasonsOf(aDebtor().withPerson({ born: date('2008-03-11') }))).toEqual(['under-18']);
    expect(reasonsOf(aDebtor().withPerson({ born: date('2008-03-10') }))).toEqual([]);
  });

  it('at B-income, of which no tax has been withheld', () => {
    for (const given of [{ contributoryB: kr(1) }, { nonContributoryB: kr(1) }]) {
      const report = pay('2026-01', 0, { amounts: amounts(given) });
      expect(reasonsOf(aDebtor().withReports(report))).toEqual(['b-income']);
    }
  });

  it('at children who do not agree with the register’s own count', () => {
    const child = { cpr: null, born: date('2015-05-05') };
    expect(reasonsOf(aDebtor().withPerson({ children: [child], childrenUnder18: 2 }))).toEqual([
      'children-disagree',
    ]);
    expect(reasonsOf(aDebtor().withPerson({ children: [], childrenUnder18: 1 }))).toEqual([
      'children-disagree',
    ]);
    const unknown = { cpr: null, born: null };
    expect(reasonsOf(aDebtor().withPerson({ children: [unknown], childrenUnder18: 1 }))).toEqual([
      'children-disagree',
    ]);
    expect(reasonsOf(aDebtor().withChildren('2015-05-05', '2007-01-01'))).toEqual(['children-disagree']);
    expect(reasonsOf(aDebtor().withChildren('2015-05-05'))).toEqual([]);
  });

  it('at cash benefit in the income register that the benefit index does not know', () => {
    const paid = pay('2026-01', 12_000, { incomeType: '06' });
    const known = aDebtor().withReports(paid).receiving('kontanthjælp', '2025-01-01', '2026-01-31');
    expect(reasonsOf(aDebtor().withReports(paid))).toEqual(['cash-benefit-disagrees']);
    expect(reasonsOf(known)).toEqual([]);
    // In the month before, it may have ended; only the later month counts.
    const earlier = pay('2025-12', 12_000, { incomeType: '06' });
    expect(reasonsOf(aDebtor().withReports(earlier))).toEqual([]);
  });

  it('at such cash benefit also when the index knows of housing support, which does not defer', () => {
    const paid = pay('2026-01', 12_000, { incomeType: '06' });
    expect(reasonsOf(aDebtor().withReports(paid).receiving('boligstøtte'))).toEqual([
      'cash-benefit-disagrees',
    ]);
  });

  it('at income exactly on the limit, though the rule’s answer stands (Q2)', () => {
    // 133.590 kr. a year is the limit of 2024, and 11.132,50 kr. a month.
    const on = { ...context, calculationDate: date('2024-06-10') };
    const earning = (oreOfMonth: bigint) => {
      const paid = { amounts: amounts({ contributory: ore(oreOfMonth) }) };
      return findFor(
        aDebtor()
          .withReports(pay('2025-12', 0, paid), pay('2026-01', 0, paid))
          .facts(),
        on,
      );
    };
    expect(earning(1_113_250n)).toMatchObject({
      found: { outcome: 'plan', reason: 'table' },
      personReasons: ['income-at-limit'],
    });
    expect(earning(1_113_249n)).toMatchObject({ found: { outcome: 'deferral' }, personReasons: [] });
    expect(earning(1_113_251n)).toMatchObject({ found: { outcome: 'plan' }, personReasons: [] });
  });
});

describe('what is found', () => {
  it('the lower of the two months counts, times twelve', () => {
    expect(find(aDebtor().withIncome(31_000, 21_000)).found).toMatchObject({
      outcome: 'plan',
      reason: 'table',
      monthly: kr(3_950),
      percent: 19,
      earlierMonth: kr(31_000),
      laterMonth: kr(21_000),
      netIncomeYear: kr(252_000),
    });
  });

  it('one month without pay is a known 0 kr., and gives deferral', () => {
    const { found } = find(aDebtor().withReports(pay('2025-12', 21_000)));
    expect(found).toMatchObject({ outcome: 'deferral', reason: 'low-income', laterMonth: 0n });
  });

  it('no income information at all gives 350 kr. (§ 5, stk. 2)', () => {
    const { found } = find(aDebtor().withoutIncomeInformation());
    expect(found).toMatchObject({
      outcome: 'plan',
      reason: 'no-income',
      monthly: kr(350),
      netIncomeYear: null,
    });
  });

  it('førtidspension as the only income gives deferral also above the limit; wages beside it do not', () => {
    const pension = (of: string) => pay(of, 0, { amounts: amounts({ nonContributory: kr(21_000) }) });
    const pensioner = aDebtor()
      .receiving('førtidspension')
      .withReports(pension('2025-12'), pension('2026-01'));
    expect(find(pensioner).found).toMatchObject({ outcome: 'deferral', reason: 'pension-only' });
    expect(find(aDebtor().receiving('førtidspension')).found).toMatchObject({ outcome: 'plan' });
  });

  it('a reversal with its original counts as nothing; without it nothing can be found', () => {
    const wrong = pay('2026-01', 40_000);
    const corrected = aDebtor().withReports(
      pay('2025-12', 30_000),
      wrong,
      takenBack(wrong),
      pay('2026-01', 21_000),
    );
    expect(find(corrected).found).toMatchObject({ monthly: kr(3_950), laterMonth: kr(21_000) });
    const orphan = aDebtor().withReports(pay('2025-12', 30_000), takenBack(wrong));
    expect(find(orphan)).toMatchObject({
      found: { outcome: 'none', reason: 'reversal-without-original' },
      personReasons: ['reversal-without-original'],
    });
  });

  it('tax above income is no income that the rule can use', () => {
    const odd = pay('2026-01', 0, { amounts: amounts({ contributory: kr(10), tax: kr(20) }) });
    expect(find(aDebtor().withReports(odd)).found).toEqual({
      outcome: 'none',
      reason: 'negative-net-income',
    });
  });

  it('the explanation’s hash tells two explanations apart and is the same for the same', () => {
    const hashOf = (debtor: Debtor) => {
      const { found } = find(debtor);
      return found.outcome === 'none' ? null : found.explanationHash.toString('hex');
    };
    expect(hashOf(aDebtor(1))).toBe(hashOf(aDebtor(2)));
    // The same result of another way: the higher month is another one.
    expect(hashOf(aDebtor().withIncome(21_000, 22_000))).not.toBe(
      hashOf(aDebtor().withIncome(21_000, 23_000)),
    );
  });
});
