import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterwards, answers, contexts, judge, page, reordered } from './pages.ts';
import { runs } from '../long/length.ts';

/** What must hold for every page of a run. */

describe('whatever the registers have told', () => {
  test('a month that is judged again after its own decisions gives nothing new, arrived or on their way', () => {
    fc.assert(
      fc.property(page, contexts, fc.boolean(), (before, context, arrived) => {
        const outcomes = judge(before, context);
        const after = afterwards(before, outcomes, arrived);
        const second = judge(after, context);
        for (const { decision, withdraws, determination } of second) {
          const first = outcomes.find((each) => each.determination.debtor === determination.debtor);
          expect(determination.found).toEqual(first?.determination.found);
          expect(withdraws).toBeNull();
          // When claims have lapsed, the others are decided about by the next look.
          if (first?.decision?.change !== 'lapse') expect(decision, `${determination.debtor}`).toBeNull();
        }
        const third = judge(afterwards(after, second, arrived), context);
        expect(third.filter(({ decision, withdraws }) => decision !== null || withdraws !== null)).toEqual(
          [],
        );
      }),
      runs(300),
    );
  });

  test('a debtor’s answer depends neither on the other debtors nor on the order of debtors, claims, reports or grants', () => {
    fc.assert(
      fc.property(page, contexts, (all, context) => {
        const together = answers(judge(all, context));
        expect(answers(judge(reordered(all), context))).toEqual(together);
        for (const number of all.debtors) {
          const alone = answers(judge({ ...all, debtors: [number] }, context));
          expect(alone.get(number)).toEqual(together.get(number));
        }
      }),
    );
  });

  test('a decision is about all that is owed, each claim once, covered or lapsing', () => {
    fc.assert(
      fc.property(page, contexts, (all, context) => {
        for (const { decision } of judge(all, context)) {
          if (decision === null) continue;
          const open = all.claims.get(decision.debtor) ?? [];
          const told = [...decision.covers, ...decision.lapses];
          expect(told.map(({ claim }) => claim).toSorted()).toEqual(
            open.map(({ claimNumber: number }) => number).toSorted(),
          );
          for (const { claim, owed } of told)
            expect(open.find(({ claimNumber: number }) => number === claim)?.balance).toBe(owed);
        }
      }),
    );
  });

  test('nothing is asked of one who is found entitled to deferral, but a caseworker’s amount; and never more than found', () => {
    fc.assert(
      fc.property(page, contexts, (all, context) => {
        for (const { decision, determination } of judge(all, context)) {
          if (decision === null || decision.terms.outcome !== 'plan') continue;
          const { found } = determination;
          const before = all.standings.get(decision.debtor)?.inForce?.terms;
          // Other claims change no amount, a caseworker's or the table's, also where a rise waits for a complaint.
          if (decision.change === 'claims-changed' && before?.outcome === 'plan')
            expect(decision.terms.monthly).toBe(before.monthly);
          else if (found.outcome === 'plan') expect(decision.terms.monthly).toBe(found.monthly);
          else expect(decision.terms).toEqual(before);
          if (found.outcome === 'plan') expect(decision.terms.monthly <= found.monthly).toBe(true);
          expect(decision.decided === null || decision.decided.firstDue !== null).toBe(true);
        }
      }),
    );
  });

  test('what burdens is never decided before the debtor was asked, unless a ground is recorded', () => {
    fc.assert(
      fc.property(page, contexts, (all, context) => {
        const { hearingLeftOut } = context.decisions;
        for (const { decision } of judge(all, context)) {
          if (decision === null || decision.terms.outcome !== 'plan') continue;
          const burdens = ['start-plan', 'rise', 'resume'].includes(decision.change);
          if (burdens && hearingLeftOut === null) expect(decision.state).toBe('hearing');
          if (burdens && decision.terms.reason === 'no-income') expect(decision.state).toBe('hearing');
        }
      }),
    );
  });

  test('who is decided about has all facts and no contradiction; everybody else is seen by a person or unchanged', () => {
    fc.assert(
      fc.property(page, contexts, (all, context) => {
        for (const { decision, determination, personReasons } of judge(all, context)) {
          if (determination.found.outcome === 'none') expect(personReasons.length).toBeGreaterThan(0);
          const allowed = ['income-at-limit', 'deferral-would-lapse'];
          if (decision !== null)
            expect(personReasons.filter((reason) => !allowed.includes(reason))).toEqual([]);
          if (personReasons.includes('deferral-would-lapse'))
            expect(decision?.state ?? 'waiting').toBe('waiting');
          expect(new Set(personReasons).size).toBe(personReasons.length);
          const facts = all.facts.get(determination.debtor);
          if (facts === undefined || facts.person?.status === 90) expect(decision).toBeNull();
        }
      }),
    );
  });
});
