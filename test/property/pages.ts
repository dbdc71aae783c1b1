import fc from 'fast-check';
import type { DecisionRule } from '../../src/agreements/decision-rule.ts';
import type { PageOfDebtors } from '../../src/agreements/read-run-page.ts';
import { findingsOf, outcomesOf } from '../../src/agreements/run-page.ts';
import type { RunContext } from '../../src/agreements/run-context.ts';
import type { Agreement, DebtorOutcome, Decision } from '../../src/agreements/types.ts';
import { claimNumber, type OpenClaim } from '../../src/claims/types.ts';
import type { KnownFacts } from '../../src/facts/as-of.ts';
import type { IncomeReport } from '../../src/law/net-income.ts';
import { benefits } from '../../src/law/figures.ts';
import { currentRule } from '../../src/law/rule-versions.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { batchNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import {
  aDeferral,
  aManualPlan,
  aPlan,
  aSuspension,
  automatic,
  byPerson,
  heard,
  historyOf,
  standing,
} from '../standing.ts';
import { aClaimSince, aDebtor, amounts, MARCH, pay, RUN_DAY, takenBack } from '../vocabulary.ts';

/** Pages of a run with whatever the registers may have told, and what stands after one. */

const rules: fc.Arbitrary<DecisionRule> = fc.constantFrom(automatic, byPerson, heard, {
  ...automatic,
  riseThreshold: kroner(200),
  runsToConfirmRise: 2,
});

export const contexts: fc.Arbitrary<RunContext> = rules.map((decisions) => ({
  month: MARCH,
  calculationDate: RUN_DAY,
  factsAsOf: batchNumber(1),
  rule: currentRule,
  decisions,
  incomeLagMonths: 2,
  ordinal: 0,
  because: null,
  proposedBy: null,
  configurationVersion: 1,
}));

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
const claims: fc.Arbitrary<OpenClaim[]> = fc
  .array(
    fc.record({
      stopped: fc.integer({ min: -400, max: 1_000 }).map((days) => addDays(date('2023-03-10'), days)),
      balance: fc.bigInt({ min: 1n, max: 9_000_000n }),
      plannedBefore: fc.constantFrom(false, false, true),
      complaintPending: fc.constantFrom(false, false, true),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ stopped, balance, plannedBefore, complaintPending }, index) =>
      aClaimSince(stopped, {
        claimNumber: claimNumber(BigInt(index + 1)),
        balance: ore(balance),
        complaintPending,
        planHistory: plannedBefore
          ? [{ planFrom: date('2020-01-01'), planTo: null, deferralGranted: null }]
          : [],
      }),
    ),
  );

/** What may be in force, for all of the claims or only the first of them. */
const agreement = (owed: readonly OpenClaim[]): fc.Arbitrary<Agreement | null> =>
  fc
    .record({
      monthly: fc.integer({ min: 1, max: 80 }).map((fifties) => fifties * 50),
      covers: fc.constantFrom(owed, owed, owed.slice(0, 1)),
      kind: fc.constantFrom('none', 'plan', 'manual', 'deferral', 'suspension'),
      reason: fc.constantFrom('benefit', 'low-income', 'pension-only'),
    })
    .map(({ monthly, covers, kind, reason }) => {
      if (kind === 'none') return null;
      if (kind === 'plan') return aPlan(monthly, { covers });
      if (kind === 'manual') return aManualPlan(monthly, { covers });
      return kind === 'deferral' ? aDeferral(reason, { covers }) : aSuspension(reason, { covers });
    });

const debtor = claims.chain((owed) =>
  fc.record({ told, claims: fc.constant(owed), inForce: agreement(owed) }),
);

export const page: fc.Arbitrary<PageOfDebtors> = fc
  .array(debtor, { minLength: 1, maxLength: 6 })
  .map((of) => {
    const numbers = of.map((_, index) => aDebtor(index + 1).number);
    const each = <T>(
      pick: (one: (typeof of)[number], debtor: DebtorNumber, index: number) => T | undefined,
    ) =>
      new Map(
        of.flatMap((one, index): [DebtorNumber, T][] => {
          const debtor = numbers[index] as DebtorNumber; // one for each
          const value = pick(one, debtor, index);
          return value === undefined ? [] : [[debtor, value]];
        }),
      );
    return {
      debtors: numbers,
      facts: each((one, _, index) => factsOf(index + 1, one.told)),
      represented: new Set<DebtorNumber>(),
      sharingNumber: new Set<DebtorNumber>(),
      inErrand: new Map(),
      claims: each((one) => one.claims),
      standings: each(({ inForce }, debtor) =>
        standing({ inForce: inForce === null ? null : { ...inForce, debtor } }),
      ),
      histories: each(({ inForce }) => historyOf(inForce)),
      accepted: new Map(),
      askedTooMuch: new Map(),
    };
  });

/** What the run does about each debtor of a page; no run was before it. */
export function judge(all: PageOfDebtors, context: RunContext): DebtorOutcome[] {
  return outcomesOf({ page: all, findings: findingsOf(all, context), context }, new Map());
}

/** What stands when the decisions of a run have been written, and those that were decided have arrived or not. */
export function afterwards(
  before: PageOfDebtors,
  outcomes: readonly DebtorOutcome[],
  arrived: boolean,
): PageOfDebtors {
  const standings = new Map(before.standings);
  const histories = new Map(before.histories);
  const owed = new Map(before.claims);
  for (const { decision } of outcomes) {
    if (decision === null) continue;
    const { debtor, lapses } = decision;
    if (decision.decided !== null) {
      const gone = new Set(lapses.map(({ claim }) => claim));
      const left = (owed.get(debtor) ?? []).filter(({ claimNumber: number }) => !gone.has(number));
      if (left.length === 0) owed.delete(debtor);
      else owed.set(debtor, left);
    }
    const next = asAgreed(decision);
    const stood = standings.get(debtor) ?? standing();
    if (next !== null && arrived) {
      standings.set(debtor, { ...stood, inForce: next });
      const earlier = before.histories.get(debtor) ?? historyOf(null);
      const begun = historyOf(next);
      histories.set(debtor, {
        ...earlier,
        plans: [...earlier.plans, ...begun.plans],
        deferralGranted: begun.deferralGranted ?? earlier.deferralGranted,
      });
    } else if (decision.state !== 'in-force') standings.set(debtor, { ...stood, underWay: decision });
  }
  return { ...before, standings, histories, claims: owed };
}

function asAgreed({ id, debtor, terms, decided, covers }: Decision): Agreement | null {
  if (decided === null || terms.outcome === 'lapse' || terms.outcome === 'transfer') return null;
  return { id, debtor, terms, covers, firstDue: decided.firstDue, inForceFrom: decided.on };
}

const backwards = <T>(list: readonly T[]): T[] => list.toReversed();

/** The same page with everything in another order. */
export function reordered(all: PageOfDebtors): PageOfDebtors {
  return {
    ...all,
    debtors: backwards(all.debtors),
    claims: new Map([...all.claims].map(([debtor, owed]) => [debtor, backwards(owed)])),
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
}

/** The answers by debtor, with all that has no order in an order. */
export function answers(outcomes: readonly DebtorOutcome[]) {
  const byClaim = <T extends { readonly claim: bigint }>(list: readonly T[]) =>
    list.toSorted((a, b) => Number(a.claim - b.claim));
  return new Map(
    outcomes.map(({ decision, personReasons, ...outcome }) => [
      outcome.determination.debtor,
      {
        ...outcome,
        decision: decision && {
          ...decision,
          covers: byClaim(decision.covers),
          lapses: byClaim(decision.lapses),
        },
        personReasons: personReasons.toSorted(),
      },
    ]),
  );
}
