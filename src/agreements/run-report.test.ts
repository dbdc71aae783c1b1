import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../test/comparing.ts';
import {
  ableToPay,
  aDeferral,
  aManualPlan,
  aPlan,
  automatic,
  byPerson,
  entitledToDeferral,
  heard,
  notFound,
} from '../../test/standing.ts';
import { aClaim, aClaimSince, kr, MARCH, RUN_DAY } from '../../test/vocabulary.ts';
import { claimNumber, type OpenBalance } from '../claims/types.ts';
import { batchNumber, debtorNumber } from '../kernel/ids.ts';
import type { DecisionRule } from './decision-rule.ts';
import { addPageToReport, emptyReport, type ReportedOutcome, type RunReport } from './run-report.ts';
import type { Agreement, Found } from './types.ts';

const run = { month: MARCH, calculationDate: RUN_DAY, factsAsOf: batchNumber(1), ruleVersion: '1' };

function reported(...outcomes: readonly ReportedOutcome[]): RunReport {
  const report = emptyReport(run);
  addPageToReport(report, outcomes);
  return report;
}

interface Case {
  readonly inForce?: Agreement | null;
  readonly rule?: DecisionRule;
  readonly claims?: readonly OpenBalance[];
}

/** What the run does about a debtor for whom this was found while that was in force. */
function outcome(
  index: number,
  found: Found,
  { inForce = null, rule = automatic, claims = [aClaim()] }: Case = {},
): ReportedOutcome {
  const debtor = debtorNumber(100_000 + index);
  const { consequence, ...change } = compare({ debtor, found, inForce, rule, claims });
  return {
    outcome: {
      ...change,
      determination: { ...run, debtor, ordinal: 0, found, consequence },
      notices: [],
      askedTooMuch: [],
    },
    before: inForce?.terms ?? null,
  };
}

describe('the report of a run', () => {
  it('counts who starts, rises, falls, is deferred and needs a person, and why', () => {
    const report = reported(
      outcome(1, ableToPay(600)),
      outcome(2, ableToPay(700), { inForce: aPlan(600) }),
      outcome(3, ableToPay(500), { inForce: aPlan(600) }),
      outcome(4, entitledToDeferral('low-income'), { inForce: aPlan(600) }),
      outcome(5, ableToPay(600), { inForce: aDeferral() }),
      outcome(6, entitledToDeferral('benefit')),
      outcome(7, ableToPay(600), { inForce: aPlan(600) }),
      outcome(8, notFound, { inForce: aPlan(600) }),
    );
    expect(report).toMatchObject({
      debtors: 8,
      outcomes: { plan: 5, deferral: 2, none: 1 },
      unchanged: 1,
      drafts: 0,
      hearings: 0,
      consequences: { decision: 6, same: 1, person: 1 },
      reasons: { table: 5, 'low-income': 1, benefit: 1 },
      needsPerson: { 'income-not-obtained': { count: 1, debtors: [100_008] } },
      changes: {
        'start-plan': { count: 1, debtors: [100_001] },
        rise: { count: 1, debtors: [100_002] },
        fall: { count: 1, debtors: [100_003] },
        suspend: { count: 1, debtors: [100_004] },
        resume: { count: 1, debtors: [100_005] },
        'start-deferral': { count: 1, debtors: [100_006] },
        'claims-changed': { count: 0, debtors: [] },
        manual: { count: 0, debtors: [] },
        lapse: { count: 0, debtors: [] },
      },
      monthlyBefore: '3000.00',
      // 600 + 700 + 500 + 0 + 600 + 0 + 600, and the 600 that stay where nothing could be found.
      monthlyAfter: '3600.00',
    });
  });

  it('a proposal changes nothing of what is paid until it is decided, and is told as what it is', () => {
    const inForce = aPlan(600);
    const waiting = reported(outcome(1, ableToPay(900), { inForce, rule: byPerson }));
    const hearing = reported(outcome(1, ableToPay(900), { inForce, rule: heard }));
    const same = { monthlyBefore: '600.00', monthlyAfter: '600.00' };
    expect(waiting).toMatchObject({ drafts: 1, hearings: 0, ...same });
    expect(hearing).toMatchObject({ drafts: 0, hearings: 1, ...same });
    for (const { changes } of [waiting, hearing]) expect(changes.rise.count).toBe(1);
  });

  it('tells why nothing changed, one by one', () => {
    const threshold = { ...automatic, riseThreshold: kr(200), runsToConfirmRise: 2 };
    const complaint = [aClaim({ complaintPending: true })];
    const report = reported(
      outcome(1, ableToPay(600), { inForce: aPlan(600) }),
      outcome(2, ableToPay(700), { inForce: aPlan(600), rule: threshold }),
      outcome(3, ableToPay(900), { inForce: aPlan(600), rule: threshold }),
      outcome(4, ableToPay(900), { inForce: aPlan(600), claims: complaint }),
      outcome(5, entitledToDeferral(), { inForce: aManualPlan(300) }),
    );
    expect(report.consequences).toEqual({
      same: 1,
      'rise-below-threshold': 1,
      'rise-to-confirm': 1,
      'rise-waits-for-complaint': 1,
      'manual-stands': 1,
    });
    expect(report).toMatchObject({ unchanged: 5, monthlyBefore: '2700.00', monthlyAfter: '2700.00' });
  });

  it('a debt that has lapsed wholly asks for nothing any more; beside others it leaves the amount as it is', () => {
    const old = aClaimSince('2023-02-20');
    const both = [old, aClaim({ claimNumber: claimNumber(2n) })];
    const alone = { inForce: aPlan(600, { from: '2025-05-10', covers: [old] }), claims: [old] };
    expect(reported(outcome(1, entitledToDeferral(), alone))).toMatchObject({
      monthlyBefore: '600.00',
      monthlyAfter: '0.00',
    });
    const deferred = { inForce: aDeferral('benefit', { covers: both }), claims: both };
    expect(reported(outcome(1, ableToPay(600), deferred))).toMatchObject({ monthlyAfter: '0.00' });
  });

  it('a lapse that waits for a person is counted with those who must be looked at, and nothing changes', () => {
    const old = aClaimSince('2023-02-20');
    const report = reported(
      outcome(1, entitledToDeferral(), { inForce: aDeferral(), claims: [old] }),
      outcome(2, entitledToDeferral('low-income'), {
        inForce: aPlan(600, { from: '2025-05-10', covers: [old] }),
        claims: [old],
      }),
    );
    expect(report.changes.lapse).toEqual({ count: 2, debtors: [100_001, 100_002] });
    expect(report).toMatchObject({
      drafts: 1,
      needsPerson: { 'deferral-would-lapse': { count: 1, debtors: [100_002] } },
      monthlyBefore: '600.00',
      monthlyAfter: '600.00',
      largestChanges: [],
    });
  });

  it('shows the ten largest changes, the largest first; of equal ones the lower number first', () => {
    const rises = Array.from({ length: 14 }, (_, index) =>
      outcome(index + 1, ableToPay(1_000 + 50 * (index % 12)), { inForce: aPlan(1_000 - 50) }),
    );
    const { largestChanges } = reported(...rises);
    expect(largestChanges).toHaveLength(10);
    expect(largestChanges[0]).toEqual({
      debtor: 100_012,
      change: 'rise',
      before: '950.00',
      after: '1550.00',
    });
    const sizes = largestChanges.map(({ before, after }) => Number(after) - Number(before));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('a suspension counts by what is no longer paid, and a change of claims alone is not among the largest', () => {
    expect(reported(outcome(1, entitledToDeferral(), { inForce: aPlan(4_000) })).largestChanges).toEqual([
      { debtor: 100_001, change: 'suspend', before: '4000.00', after: '0.00' },
    ]);
    const claims = [aClaim(), aClaim({ claimNumber: claimNumber(2n) })];
    const changed = reported(outcome(1, ableToPay(600), { inForce: aPlan(600), claims }));
    expect(changed.changes['claims-changed'].count).toBe(1);
    expect(changed.largestChanges).toEqual([]);
  });

  it('names the first thousand of a list and counts them all', () => {
    const many = Array.from({ length: 1_005 }, (_, index) => outcome(index + 1, notFound));
    const { needsPerson } = reported(...many);
    expect(needsPerson['income-not-obtained']?.count).toBe(1_005);
    expect(needsPerson['income-not-obtained']?.debtors).toHaveLength(1_000);
  });

  it('is the same however the run is cut into pages, also when it was stored between them', () => {
    const found = fc.oneof(
      fc.integer({ min: 1, max: 60 }).map((fifties) => ableToPay(50 * fifties)),
      fc.constant(entitledToDeferral()),
      fc.constant<Found>(notFound),
    );
    const before = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 1, max: 60 }).map((fifties) => aPlan(50 * fifties)),
      fc.constant(aDeferral()),
    );
    const cases = fc.array(fc.tuple(found, before), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 40 }), (of, pageSize) => {
        const all = of.map(([each, inForce], index) => outcome(index + 1, each, { inForce }));
        let inPages = emptyReport(run);
        for (let start = 0; start < all.length; start += pageSize) {
          addPageToReport(inPages, all.slice(start, start + pageSize));
          inPages = JSON.parse(JSON.stringify(inPages)) as RunReport; // as the table keeps it
        }
        expect(JSON.stringify(inPages)).toBe(JSON.stringify(reported(...all)));
      }),
    );
  });
});
