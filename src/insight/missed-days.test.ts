import { expect, test } from 'vitest';
import type { ClaimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';
import { sampleBillsLetters } from '../letters/sample-bills.ts';
import { sampleDemand } from '../letters/sample-demand.ts';
import { sampleReminder } from '../letters/sample-reminder.ts';
import { missedDays } from './missed-days.ts';

const claim = 7n as ClaimNumber;

function missed(facts: NoticeFacts, claimId: string) {
  return missedDays(facts, [{ claim, claimId }]).get(claim);
}

test('a reminder says the deadline of each bill as it was then; two bills with one number, from two sources, have none', () => {
  const reminder = sampleReminder();
  const [bill] = reminder.claims;
  if (bill?.reference == null) throw new Error('it is about a bill');
  const overdue = { ...bill, dueOn: date('2026-02-02') };
  expect(missed({ ...reminder, claims: [overdue] }, bill.reference)).toEqual({
    by: '2026-02-02',
    of: 'debt',
  });
  expect(missed({ ...reminder, claims: [overdue] }, 'another')).toBeUndefined();
  expect(missed({ ...reminder, claims: [overdue, overdue] }, bill.reference)).toBeUndefined();
});

test('a letter about a plan says the day of the first payment that was missing, of each debt on it; one that agrees on something says none', () => {
  const { 'plan-broken': broken, 'voluntary-plan': plan } = sampleBillsLetters();
  expect(missed(broken, 'any')).toEqual({ by: broken.missedOn, of: 'instalment' });
  expect(missed(plan, 'any')).toBeUndefined();
  const demand = sampleDemand();
  expect(missed(demand, 'any')).toEqual({ by: demand.missed[0]?.dueOn, of: 'instalment' });
});
