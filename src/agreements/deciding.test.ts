import { describe, expect, it } from 'vitest';
import { decisionFrom, type Comparison } from '../../test/comparing.ts';
import {
  ableToPay,
  aDeferral,
  aManualPlan,
  aPlan,
  byPerson,
  entitledToDeferral,
} from '../../test/standing.ts';
import { aClaim, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { decidedOf } from './deciding.ts';
import type { Agreement, Decision } from './types.ts';

const due = { dueDay: 1, noticeDays: 14, paperWeekdays: 6, transferWaitDays: 14 };
const second = aClaim({ claimNumber: claimNumber(2n), balance: kr(500) });

/** What is proposed, decided by a person on a day. */
function decidedOn(day: string, given: Comparison, rule = due): Decision {
  const proposal = decisionFrom({ ...given, rule: byPerson });
  return decidedOf(proposal, { on: date(day), by: 'Bodil', due: rule, configurationVersion: 2 });
}

describe('what a decision says about its dates', () => {
  it('a first plan is due on the first due day two weeks after the letter must have arrived', () => {
    // Tuesday 10 March + 6 weekdays + 14 days = 1 April; a day later it is 1 May.
    expect(decidedOn('2026-03-10', {}).decided).toEqual({
      on: '2026-03-10',
      by: 'Bodil',
      firstDue: '2026-04-01',
      effectiveFrom: '2026-03-10',
    });
    expect(decidedOn('2026-03-11', {}).decided).toMatchObject({ firstDue: '2026-05-01' });
  });

  it('dates count from the day it is decided, not from the day it was proposed', () => {
    expect(decidedOn('2026-04-20', {})).toMatchObject({
      draftedOn: '2026-03-10',
      decided: { on: '2026-04-20', firstDue: '2026-06-01' },
    });
  });

  it('a rise applies from its first due date; until then the citizen pays as before', () => {
    const rise = decidedOn('2026-03-11', { inForce: aPlan(2_000) });
    expect(rise.decided).toMatchObject({ firstDue: '2026-05-01', effectiveFrom: '2026-05-01' });
  });

  it('a fall applies at once, and from the next due day', () => {
    const fall = decidedOn('2026-03-11', { inForce: aPlan(2_500) });
    expect(fall.decided).toMatchObject({ firstDue: '2026-04-01', effectiveFrom: '2026-03-11' });
  });

  it('a fall decided on a due day begins with the due day after it', () => {
    const fall = decidedOn('2026-04-01', { inForce: aPlan(2_500) });
    expect(fall.decided).toMatchObject({ firstDue: '2026-05-01', effectiveFrom: '2026-04-01' });
  });

  it('a fall of a plan that has not begun begins when that plan would have', () => {
    const notBegun: Agreement = { ...aPlan(2_500), firstDue: date('2026-06-01') };
    expect(decidedOn('2026-03-11', { inForce: notBegun }).decided?.firstDue).toBe('2026-06-01');
    expect(
      decidedOn('2026-03-11', {
        inForce: { ...aPlan(2_100), firstDue: date('2026-06-01') },
        claims: [aClaim(), second],
      }).decided?.firstDue,
    ).toBe('2026-06-01');
  });

  it('the same amount for other claims goes on from the next due day', () => {
    const changed = decidedOn('2026-03-11', { inForce: aPlan(2_100), claims: [aClaim(), second] });
    expect(changed.decided).toMatchObject({ firstDue: '2026-04-01', effectiveFrom: '2026-03-11' });
  });

  it('a suspension applies at once and asks for nothing', () => {
    for (const inForce of [aPlan(2_100), null])
      expect(decidedOn('2026-03-11', { inForce, found: entitledToDeferral() }).decided).toMatchObject({
        firstDue: null,
        effectiveFrom: '2026-03-11',
      });
  });

  it('payment after deferral, and a caseworker’s amount, give two weeks like a first plan', () => {
    const resumed = decidedOn('2026-03-11', { inForce: aDeferral(), found: ableToPay(600) });
    expect(resumed.decided?.firstDue).toBe('2026-05-01');
    const proposal: Decision = {
      ...decisionFrom({ inForce: aDeferral(), found: ableToPay(300), rule: byPerson }),
      change: 'manual',
      terms: aManualPlan(300).terms,
    };
    const manual = decidedOf(proposal, { on: date('2026-03-11'), by: 'Bodil', due, configurationVersion: 2 });
    expect(manual.decided).toMatchObject({ firstDue: '2026-05-01', effectiveFrom: '2026-03-11' });
  });

  it('a lapse is in force at once: it comes by law and does not wait for the letter', () => {
    const claims = [aClaim({ helpStopped: date('2023-02-20'), lapseEarliest: date('2026-02-20') })];
    const lapse = decidedOn('2026-03-11', { inForce: aDeferral(), claims, found: entitledToDeferral() });
    expect(lapse).toMatchObject({ change: 'lapse', state: 'in-force', decided: { firstDue: null } });
  });

  it('everything else is on its way to the debtor, and not in force', () => {
    expect(decidedOn('2026-03-11', {}).state).toBe('decided');
    expect(decidedOn('2026-03-11', { inForce: aPlan(2_500) }).state).toBe('decided');
  });

  it('where the municipality collects on the last day of the month, the due dates are those', () => {
    const rule = { ...due, dueDay: 31 };
    expect(decidedOn('2026-03-11', {}, rule).decided?.firstDue).toBe('2026-04-30');
    expect(decidedOn('2026-03-11', { inForce: aPlan(2_500) }, rule).decided?.firstDue).toBe('2026-03-31');
  });

  it('what is decided already cannot be decided again', () => {
    const decision = decidedOn('2026-03-11', {});
    expect(() =>
      decidedOf(decision, { on: date('2026-03-12'), by: 'Bodil', due, configurationVersion: 2 }),
    ).toThrow('from decided to decided');
  });
});
