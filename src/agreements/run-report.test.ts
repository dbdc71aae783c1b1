import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ableToPay,
  aDeferral,
  aPlan,
  automatic,
  byPerson,
  entitledToDeferral,
  aClaim,
  MARCH,
  RUN_DAY,
  historyOf,
} from '../../test/vocabulary.ts';
import { batchNumber, debtorNumber } from '../kernel/ids.ts';
import { changeFrom, type DecisionRule } from './change.ts';
import { addPageToReport, emptyReport, type ReportedOutcome, type RunReport } from './run-report.ts';
import type { Agreement, Found } from './types.ts';

const run = { month: MARCH, calculationDate: RUN_DAY, factsAsOf: batchNumber(1), ruleVersion: '1' };

function reported(...outcomes: readonly ReportedOutcome[]): RunReport {
  const report = emptyReport(run);
  addPageToReport(report, outcomes);
  return report;
}

/** What the run does about a debtor for whom this was found while that was in force. */
function outcome(
  index: number,
  found: Found,
  inForce: Agreement | null = null,
  rule: DecisionRule = automatic,
): ReportedOutcome {
  const debtor = debtorNumber(100_000 + index);
  const question = { debtor, month: MARCH, calculationDate: RUN_DAY, claims: [aClaim()] };
  const change = changeFrom({ ...question, found, inForce, history: historyOf(inForce), rule });
  return {
    outcome: {
      determination: { ...run, debtor, found },
      decision: change.kind === 'decision' ? change.decision : null,
      personReasons: change.kind === 'person' ? change.reasons : [],
    },
    before: inForce?.terms ?? null,
  };
}

const notObtained = { outcome: 'none', reason: 'income-not-obtained' } as const;

describe('the report of a run', () => {
  it('counts who starts, rises, falls, is deferred and needs a person, and why', () => {
    const report = reported(
      outcome(1, ableToPay(600)),
      outcome(2, ableToPay(700), aPlan(600)),
      outcome(3, ableToPay(500), aPlan(600)),
      outcome(4, entitledToDeferral('low-income'), aPlan(600)),
      outcome(5, ableToPay(600), aDeferral()),
      outcome(6, entitledToDeferral('benefit')),
      outcome(7, ableToPay(600), aPlan(600)),
      outcome(8, notObtained, aPlan(600)),
    );
    expect(report).toMatchObject({
      debtors: 8,
      outcomes: { plan: 5, deferral: 2, none: 1 },
      unchanged: 1,
      drafts: 0,
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
      },
      monthlyBefore: '3000.00',
      // 600 + 700 + 500 + 0 + 600 + 0 + 600, and the 600 that stay where nothing could be found.
      monthlyAfter: '3600.00',
    });
  });

  it('a draft changes nothing of what is paid until a person has approved it', () => {
    const report = reported(outcome(1, ableToPay(900), aPlan(600), byPerson));
    expect(report).toMatchObject({ drafts: 1, monthlyBefore: '600.00', monthlyAfter: '600.00' });
    expect(report.changes.rise.count).toBe(1);
  });

  it('shows the ten largest changes, the largest first; of equal ones the lower number first', () => {
    const rises = Array.from({ length: 14 }, (_, index) =>
      outcome(index + 1, ableToPay(1_000 + 50 * (index % 12)), aPlan(1_000 - 50)),
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
    expect(reported(outcome(1, entitledToDeferral(), aPlan(4_000))).largestChanges).toEqual([
      { debtor: 100_001, change: 'suspend', before: '4000.00', after: '0.00' },
    ]);
    expect(reported(outcome(1, ableToPay(600), aPlan(600, '2026-01-10', 9_000))).largestChanges).toEqual([]);
  });

  it('names the first thousand of a list and counts them all', () => {
    const many = Array.from({ length: 1_005 }, (_, index) => outcome(index + 1, notObtained));
    const { needsPerson } = reported(...many);
    expect(needsPerson['income-not-obtained']?.count).toBe(1_005);
    expect(needsPerson['income-not-obtained']?.debtors).toHaveLength(1_000);
  });

  it('is the same however the run is cut into pages, also when it was stored between them', () => {
    const found = fc.oneof(
      fc.integer({ min: 1, max: 60 }).map((fifties) => ableToPay(50 * fifties)),
      fc.constant(entitledToDeferral()),
      fc.constant<Found>(notObtained),
    );
    const before = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 1, max: 60 }).map((fifties) => aPlan(50 * fifties)),
      fc.constant(aDeferral()),
    );
    const cases = fc.array(fc.tuple(found, before), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 40 }), (of, pageSize) => {
        const all = of.map(([each, inForce], index) => outcome(index + 1, each, inForce));
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
