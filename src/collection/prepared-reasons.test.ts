import { describe, expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import { asksAboutEnd, notLapsedReason, type NotLapsedRecords } from './prepared-reasons.ts';

const CLAIM = claimNumber(7n);
const [ASE, BO] = [debtorNumber(100_001), debtorNumber(100_002)];
const ON = date('2026-06-03');

function records(changes: Partial<NotLapsedRecords> = {}): NotLapsedRecords {
  return { lapse: date('2026-04-20'), liable: [ASE], plans: [], sourcePlans: [], judgements: [], ...changes };
}

function plan(from: string, to: string | null, debtor = ASE) {
  return {
    claim: CLAIM,
    debtor,
    agreement: '202603000001',
    from: date(from),
    to: to === null ? null : date(to),
  };
}

function judged(looked: string, until: string) {
  const because = 'Skyldneren havde betalingsevne i hele 2025 og er krævet hver måned.';
  return {
    debtor: ASE,
    acceptance: '3',
    looked: date(looked),
    approvedOn: date(looked),
    until: date(until),
    because,
  };
}

describe('the reason that a claim has not lapsed', () => {
  test('names the plan that was in force on the day, and how long', () => {
    const reason = notLapsedReason(records({ plans: [plan('2026-03-11', '2026-05-07')] }), ON);
    expect(reason).toEqual({
      because:
        'Kravet kunne tidligst bortfalde den 20. april 2026 (bek. 585/2023 § 9). Den dag gjaldt en afdragsordning, i kraft fra den 11. marts 2026 til og med den 7. maj 2026.',
      restsOn: ['agreement 202603000001'],
    });
  });

  test('is not made of a plan that had ended before the day, or began after it', () => {
    const plans = [plan('2025-01-01', '2026-04-19'), plan('2026-04-21', null)];
    expect(notLapsedReason(records({ plans }), ON)).toBeNull();
    expect(notLapsedReason(records(), ON)).toBeNull();
  });

  test('names a plan that the source told of', () => {
    const before = { claim: CLAIM, entry: 1, from: date('2024-01-01'), to: null };
    const reason = notLapsedReason(records({ sourcePlans: [before] }), ON);
    expect(reason?.because).toContain(
      'fra før kravet kom til Afdrag, i kraft fra den 1. januar 2024 og ikke ophørt',
    );
    expect(reason?.restsOn).toEqual(['plan_history 7/1']);
  });

  test('gives the grounds of two persons who looked after the day, while they count', () => {
    const reason = notLapsedReason(records({ judgements: [judged('2026-05-02', '2026-12-31')] }), ON);
    expect(reason?.because).toContain(
      'Kommunen har den 2. maj 2026 vurderet, at kravet ikke er bortfaldet: Skyldneren',
    );
    expect(reason?.because).not.toContain('afdragsordning');
    expect(notLapsedReason(records({ judgements: [judged('2026-04-20', '2026-12-31')] }), ON)).toBeNull();
    expect(notLapsedReason(records({ judgements: [judged('2026-05-02', '2026-06-02')] }), ON)).toBeNull();
  });

  test('is made only where something is on record for everyone who owes it', () => {
    const liable = [ASE, BO];
    const one = plan('2026-03-11', null);
    expect(notLapsedReason(records({ liable, plans: [one] }), ON)).toBeNull();
    const both = [one, { ...plan('2026-03-11', null, BO), agreement: '202603000002' }];
    expect(notLapsedReason(records({ liable, plans: both }), ON)?.restsOn).toHaveLength(2);
    expect(notLapsedReason(records({ liable: [], plans: both }), ON)).toBeNull();
  });
});

test('of the rules for repayment of benefits one asks about the end', () => {
  const rules = filterRulesByType.get('KTTIBAK')?.rules ?? [];
  expect(rules.filter(asksAboutEnd).map(({ rule }) => rule)).toEqual(['R_2_2a']);
});
