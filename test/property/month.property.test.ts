import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noHistory } from '../../src/agreements/change.ts';
import { outcomesOf, type PageOfDebtors, type RunContext } from '../../src/agreements/run-page.ts';
import type { Agreement, DebtorOutcome } from '../../src/agreements/types.ts';
import type { OpenClaim } from '../../src/claims/types.ts';
import type { KnownFacts } from '../../src/facts/as-of.ts';
import type { IncomeReport } from '../../src/law/net-income.ts';
import { benefits } from '../../src/law/figures.ts';
import { currentRule } from '../../src/law/rule-versions.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { batchNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { ore } from '../../src/kernel/money.ts';
import {
  aClaimSince,
  aDebtor,
  aDeferral,
  amounts,
  aPlan,
  automatic,
  MARCH,
  pay,
  RUN_DAY,
  takenBack,
  historyOf,
} from '../vocabulary.ts';

/** What must hold for every page of a run, whatever the registers have told. */

const context: RunContext = {
  month: MARCH,
  calculationDate: RUN_DAY,
  factsAsOf: batchNumber(1),
  rule: currentRule,
  decisions: automatic,
  incomeLagMonths: 2,
};

const oneReport: fc.Arbitrary<IncomeReport[]> = fc
  .record({
    of: fc.constantFrom('2025-12', '2026-01'),
    kronerPaid: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 11_000, max: 17_000 })),
    tax: fc.integer({ min: 0, max: 9_000 }),
    incomeType: fc.constantFrom('00', '04', '06'),
    reversed: fc.constantFrom('no', 'no', 'no', 'yes', 'without its original'),
    bIncome: fc.constantFrom(0, 0, 0, 0, 500),
  })
  .map(({ of, kronerPaid, tax, incomeType, reversed, bIncome }) => {
    const given = {
      contributory: ore(BigInt(kronerPaid) * 100n),
      tax: ore(BigInt(tax) * 100n),
      contributoryB: ore(BigInt(bIncome) * 100n),
    };
    const report = pay(of, 0, { incomeType, amounts: amounts(given) });
    if (reversed === 'no') return [report];
    return reversed === 'yes' ? [report, takenBack(report)] : [takenBack(report)];
  });

const grant = fc.record({
  name: fc.constantFrom(...benefits.keys(), 'månepension'),
  from: fc.constantFrom('2025-01-01', '2026-03-10', '2026-04-01'),
  to: fc.constantFrom(null, null, '2026-03-09', '2026-03-31'),
});

const told = fc.record({
  reports: fc.array(oneReport, { maxLength: 4 }).map((each) => each.flat()),
  grants: fc.array(grant, { maxLength: 2 }),
  children: fc.array(fc.constantFrom('2008-03-10', '2010-05-05', '2026-02-01'), { maxLength: 2 }),
  status: fc.constantFrom(1, 1, 1, 1, 1, 80, 90),
  missing: fc.constantFrom(null, null, null, null, 'income', 'person', 'benefits', 'everything'),
});

function factsOf(index: number, { reports, grants, children, status, missing }: TypeOf<typeof told>) {
  let debtor = aDebtor(index)
    .withReports(...reports)
    .withChildren(...children)
    .withPerson({ status });
  for (const { name, from, to } of grants.filter(({ from, to }) => to === null || from <= to))
    debtor = debtor.receiving(name, from, to);
  const facts: KnownFacts = debtor.facts();
  if (facts.inquiry === null || missing === 'everything') return undefined;
  const inquiry = {
    ...facts.inquiry,
    incomeMissing: missing === 'income' ? 'unavailable' : null,
    personMissing: missing === 'person' ? 'refused' : null,
    benefitsMissing: missing === 'benefits' ? 'too-slow' : null,
  };
  return { ...facts, inquiry };
}

type TypeOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

// From claims that lapsed long ago to claims that cannot lapse for years.
const claim: fc.Arbitrary<OpenClaim> = fc
  .record({
    stopped: fc.integer({ min: -400, max: 1_000 }).map((days) => addDays(date('2023-03-10'), days)),
    balance: fc.bigInt({ min: 1n, max: 9_000_000n }),
    plannedBefore: fc.constantFrom(false, false, true),
    complaintPending: fc.constantFrom(false, false, true),
  })
  .map(({ stopped, balance, plannedBefore, complaintPending }) =>
    aClaimSince(stopped, {
      balance: ore(balance),
      complaintPending,
      planHistory: plannedBefore
        ? [{ planFrom: date('2020-01-01'), planTo: null, deferralGranted: null }]
        : [],
    }),
  );

const agreement: fc.Arbitrary<Agreement | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 80 }).map((fifties) => aPlan(fifties * 50)),
  fc.constantFrom('benefit', 'low-income', 'pension-only').map((reason) => aDeferral(reason)),
);

const page: fc.Arbitrary<PageOfDebtors> = fc
  .array(fc.tuple(told, fc.array(claim, { minLength: 1, maxLength: 4 }), agreement), {
    minLength: 1,
    maxLength: 6,
  })
  .map((of) => {
    const numbers = of.map((_, index) => aDebtor(index + 1).number);
    const each = <T>(pick: (index: number, debtor: DebtorNumber) => T | null | undefined) =>
      new Map(
        numbers.flatMap((debtor, index): [DebtorNumber, T][] => {
          const value = pick(index, debtor);
          return value === null || value === undefined ? [] : [[debtor, value]];
        }),
      );
    return {
      debtors: numbers,
      facts: each((index) => factsOf(index + 1, (of[index] as (typeof of)[number])[0])), // one for each number
      claims: each((index) => of[index]?.[1]),
      inForce: each((index, debtor) => {
        const before = of[index]?.[2] ?? null;
        return before === null ? null : { ...before, debtor };
      }),
      histories: each((index) => historyOf(of[index]?.[2] ?? null)),
    };
  });

/** What is in force when the decisions of a run have been made. */
function afterwards(before: PageOfDebtors, outcomes: readonly DebtorOutcome[]): PageOfDebtors {
  const inForce = new Map(before.inForce);
  const histories = new Map(before.histories);
  for (const { decision } of outcomes) {
    if (decision === null) continue;
    const { id, debtor, terms, owed, effectiveFrom } = decision;
    const agreement = { id, debtor, terms, owed, inForceFrom: effectiveFrom };
    inForce.set(debtor, agreement);
    const earlier = before.histories.get(debtor) ?? noHistory;
    const begun = effectiveFrom <= RUN_DAY ? historyOf(agreement) : noHistory;
    histories.set(debtor, {
      plans: [...earlier.plans, ...begun.plans],
      deferralGranted: begun.deferralGranted ?? earlier.deferralGranted,
    });
  }
  return { ...before, inForce, histories };
}

describe('whatever the registers have told', () => {
  test('a month that is judged again after its own decisions gives nothing new', () => {
    fc.assert(
      fc.property(page, (before) => {
        const outcomes = outcomesOf(before, context);
        const again = outcomesOf(afterwards(before, outcomes), context);
        expect(again.map(({ decision }) => decision)).toEqual(outcomes.map(() => null));
        const foundOf = ({ determination, personReasons }: DebtorOutcome) => ({
          determination,
          personReasons,
        });
        expect(again.map(foundOf)).toEqual(outcomes.map(foundOf));
      }),
      { numRuns: 300 },
    );
  });

  test('a debtor’s answer depends neither on the other debtors nor on the order of debtors, claims, reports or grants', () => {
    fc.assert(
      fc.property(page, (all) => {
        const backwards = <T>(list: readonly T[]) => list.toReversed();
        const reordered: PageOfDebtors = {
          debtors: backwards(all.debtors),
          claims: new Map([...all.claims].map(([debtor, claims]) => [debtor, backwards(claims)])),
          inForce: all.inForce,
          histories: all.histories,
          facts: new Map(
            [...all.facts].map(([debtor, facts]) => [
              debtor,
              {
                ...facts,
                earlier: facts.earlier && { ...facts.earlier, reports: backwards(facts.earlier.reports) },
                later: facts.later && { ...facts.later, reports: backwards(facts.later.reports) },
                grants: facts.grants && { ...facts.grants, value: backwards(facts.grants.value) },
              },
            ]),
          ),
        };
        const answers = (outcomes: readonly DebtorOutcome[]) =>
          new Map(
            outcomes.map((outcome) => [
              outcome.determination.debtor,
              { ...outcome, personReasons: [...outcome.personReasons].toSorted() },
            ]),
          );
        const together = answers(outcomesOf(all, context));
        expect(answers(outcomesOf(reordered, context))).toEqual(together);
        for (const debtor of all.debtors) {
          const alone = answers(outcomesOf({ ...all, debtors: [debtor] }, context));
          expect(alone.get(debtor)).toEqual(together.get(debtor));
        }
      }),
    );
  });

  test('nothing is asked of a deferred debtor, and a plan asks for exactly what is owed', () => {
    fc.assert(
      fc.property(page, (all) => {
        for (const { decision, determination } of outcomesOf(all, context)) {
          if (decision === null) continue;
          expect(decision.terms.outcome).toBe(determination.found.outcome);
          const asked = decision.schedule.reduce(
            (sum, { amount, instalments }) => sum + amount * BigInt(instalments),
            0n,
          );
          expect(asked).toBe(decision.terms.outcome === 'plan' ? decision.owed : 0n);
          const balances = (all.claims.get(decision.debtor) ?? []).map(({ balance }) => balance);
          expect(decision.owed).toBe(balances.reduce((sum, balance) => sum + balance, 0n));
        }
      }),
    );
  });

  test('who is decided about has all facts and no contradiction; everybody else is seen by a person or unchanged', () => {
    fc.assert(
      fc.property(page, (all) => {
        for (const { decision, determination, personReasons } of outcomesOf(all, context)) {
          if (determination.found.outcome === 'none') expect(personReasons.length).toBeGreaterThan(0);
          if (decision !== null)
            expect(personReasons.filter((reason) => reason !== 'income-at-limit')).toEqual([]);
          expect(new Set(personReasons).size).toBe(personReasons.length);
          const facts = all.facts.get(determination.debtor);
          const dead = facts?.person?.status === 90;
          if (dead || facts === undefined) expect(decision).toBeNull();
        }
      }),
    );
  });
});
