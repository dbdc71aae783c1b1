import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { claimColumns, columnNames } from './columns.ts';
import { checkRow } from './check-row.ts';
import type { PlainTag, RowRefusal } from './refusals.ts';
import type { RowText } from '../../test/integration/claims-rows.ts';

const today = date('2026-03-01');

function check(values: RowText) {
  const texts = columnNames.map((name) => values[name] ?? claimColumns[name].example);
  return checkRow({ row: 17, values: texts }, today);
}

function refusals(values: RowText): readonly RowRefusal[] {
  const checked = check(values);
  return checked.ok ? [] : checked.refusal.refusals;
}

/** Column and reason of each refusal. */
function reasons(values: RowText): string[] {
  return refusals(values).map(({ column, reason }) => `${column}: ${reason.tag}`);
}

const couple: RowText = { paragraph: '92', liability: 'joint', coDebtorCpr: '6101611242' };

describe('a row of the claims file', () => {
  test('is taken when every value is as the guide says', () => {
    expect(reasons({})).toEqual([]);
  });

  test('is refused with its line number, column, value and reason', () => {
    expect(refusals({ principal: '1234.50' })).toEqual([
      { row: 17, column: 'principal', value: '1234.50', reason: { tag: 'wrong-decimal-sign' } },
    ]);
  });

  test('is told everything that is wrong with its values at once', () => {
    expect(reasons({ principal: '0,00', law: 'lov', periodTo: '2021-05-32' })).toEqual([
      'law: unknown-law',
      'periodTo: impossible-date',
      'principal: amount-not-positive',
    ]);
  });

  test('is refused when it has too few or too many columns', () => {
    const checked = checkRow({ row: 3, values: null }, today);
    expect(checked.ok ? [] : checked.refusal.refusals).toEqual([
      { row: 3, column: '', value: '', reason: { tag: 'column-count' } },
    ]);
  });
});

const oneValueWrong: readonly [string, RowText, PlainTag][] = [
  ['a needed value is empty', { claimId: '' }, 'missing'],
  ['a text holds a tab', { description: 'Hjælp\ti maj' }, 'control-character'],
  [
    'a text holds a sign that turns what stands beside it around',
    { description: '\u202EVik' },
    'control-character',
  ],
  ['a text holds a number that hides', { description: 'Hjælp til 010161\u200B1234' }, 'control-character'],
  ['a text holds nothing that is seen', { description: '\u3164' }, 'control-character'],
  ['a text holds a CPR number', { description: 'Hjælp til 010161-1234' }, 'contains-cpr'],
  ['a case number can be a CPR number', { claimId: '0101611234' }, 'contains-cpr'],
  ['a case number is the debtor’s CPR number', { accountId: '6101611234' }, 'contains-cpr'],
  ['the amount has a point as decimal sign', { principal: '1234.50' }, 'wrong-decimal-sign'],
  ['the amount is written in the American way', { principal: '1,234.50' }, 'wrong-decimal-sign'],
  ['the amount has a thousands mark', { principal: '1.234,50' }, 'thousands-mark'],
  ['the amount has no decimals', { principal: '1234' }, 'amount-form'],
  ['the amount has one decimal', { principal: '1234,5' }, 'amount-form'],
  ['the amount has three decimals', { principal: '1234,505' }, 'amount-form'],
  ['the amount is words', { principal: 'tusind' }, 'amount-form'],
  ['the amount is nothing', { principal: '0,00' }, 'amount-not-positive'],
  ['the amount is negative', { principal: '-1234,50' }, 'amount-not-positive'],
  ['the amount is above a million for one month', { principal: '1000000,01' }, 'amount-too-large'],
  ['nothing is left of the claim', { outstanding: '0,00' }, 'amount-not-positive'],
  ['more is left than was decided', { outstanding: '11423,01' }, 'outstanding-above-principal'],
  ['the date is written in the Danish way', { paidOn: '31-05-2021' }, 'date-form'],
  ['the date is not in the calendar', { paidOn: '2021-02-29' }, 'impossible-date'],
  ['the date is before aktivloven', { helpStopped: '1998-06-30' }, 'date-too-early'],
  ['the date stands for never', { helpStopped: '9999-12-31' }, 'stands-for-never'],
  ['the month stands for never', { decisionPeriodTo: '9999-12' }, 'stands-for-never'],
  ['the benefit is paid in the future', { paidOn: '2026-03-02' }, 'future-date'],
  ['the month is a date', { decisionPeriodTo: '2021-08-01' }, 'month-form'],
  ['the month is the thirteenth', { decisionPeriodTo: '2021-13' }, 'month-form'],
  ['a spreadsheet has taken the first nought of a CPR number', { debtorCpr: '101611234' }, 'cpr-form'],
  ['the CPR number begins with an impossible date', { debtorCpr: '3102611234' }, 'cpr-impossible-date'],
  ['the refund has a percent sign', { refundPercent: '30%' }, 'percent-form'],
  ['the refund is above 100', { refundPercent: '101' }, 'percent-form'],
  ['the law is not known', { law: 'boligstøtteloven' }, 'unknown-law'],
  ['the paragraph is one of another law', { law: 'beskæftigelsesindsatsloven' }, 'unknown-paragraph'],
  ['the type is no repayment', { claimType: 'CFFAKTU' }, 'unknown-repayment-type'],
  ['the type is of another law', { claimType: 'KTBRFLX' }, 'type-of-other-law'],
  ['the law has several types and none is usual', { law: 'dagtilbudsloven' }, 'type-missing'],
  [
    'spouses are liable together by another law than aktivloven',
    { law: 'kontantydelsesloven', paragraph: '92', liability: 'joint', coDebtorCpr: '6808771234' },
    'joint-only-92',
  ],
  ['the paragraph is no ground for repayment', { paragraph: '95' }, 'unknown-paragraph'],
  ['the period ends before it begins', { periodTo: '2021-04-30' }, 'period-backwards'],
  ['the period goes over a month boundary', { periodTo: '2021-06-01' }, 'period-over-month-boundary'],
  ['the decision’s months are backwards', { decisionPeriodTo: '2021-02' }, 'decision-period-backwards'],
  ['the month is before the decision’s months', { decisionPeriodFrom: '2021-06' }, 'month-outside-decision'],
  ['the month is after the decision’s months', { decisionPeriodTo: '2021-04' }, 'month-outside-decision'],
  [
    'the decision arrived before it was made',
    { decisionDelivered: '2021-09-13' },
    'delivered-before-decided',
  ],
  ['the help stopped before the period', { helpStopped: '2021-04-30' }, 'help-stopped-before-period'],
  ['it is late known without a reason', { knownFrom: '2022-01-01' }, 'known-reason-missing'],
  ['it has a reason but no day of knowledge', { knownReason: 'Registersamkøring' }, 'known-date-missing'],
  ['the plan ends without a beginning', { planTo: '2025-09-30' }, 'plan-start-missing'],
  ['the plan is backwards', { planFrom: '2024-01-02', planTo: '2024-01-01' }, 'plan-backwards'],
  ['the spouses’ claim lacks the other spouse', { ...couple, coDebtorCpr: '' }, 'co-debtor-missing'],
  ['one is liable, yet two are named', { coDebtorCpr: '6101611242' }, 'co-debtor-not-expected'],
  [
    'a person is liable together with itself',
    { ...couple, coDebtorCpr: '6101611234' },
    'co-debtor-is-debtor',
  ],
  ['two are liable under another paragraph than § 92', { ...couple, paragraph: '91' }, 'joint-only-92'],
];

describe('a row is refused when', () => {
  test.each(oneValueWrong)('%s', (_, values, tag) => {
    expect(refusals(values).map(({ reason }) => reason.tag)).toEqual([tag]);
  });

  test('a word is none of those allowed', () => {
    expect(refusals({ amountBasis: 'brutto' })[0]?.reason).toEqual({
      tag: 'not-one-of',
      allowed: ['gross', 'net'],
    });
    expect(refusals({ complaintPending: 'ja' })[0]?.reason).toEqual({
      tag: 'not-one-of',
      allowed: ['yes', 'no'],
    });
  });

  test('a text is too long for its column', () => {
    expect(refusals({ description: 'x'.repeat(201) })[0]?.reason).toEqual({
      tag: 'text-too-long',
      most: 200,
    });
  });
});

describe('a row is taken when', () => {
  test.each<[string, RowText]>([
    ['the help still runs', { helpStopped: '' }],
    ['spouses are liable together for special support', couple],
    ['the CPR number is written with a dash', { debtorCpr: '610161-1234' }],
    [
      'the municipality learned of the claim later and says why',
      { knownFrom: '2022-01-01', knownReason: 'Samkøring' },
    ],
    [
      'an old case tells of its plan and its deferral',
      { planFrom: '2024-01-01', planTo: '2025-09-30', deferralGranted: '2025-10-10' },
    ],
    ['part of an old claim has been paid', { outstanding: '0,01' }],
    [
      'the decision was made and the benefit paid on the day of the import',
      { decisionDate: '2026-03-01', decisionDelivered: '2026-03-01' },
    ],
    ['a case number has ten digits whose date does not exist', { accountId: '0113611111' }],
    ['a case number has a letter among its ten digits', { accountId: '01016K11111' }],
  ])('%s', (_, values) => {
    expect(reasons(values)).toEqual([]);
  });
});
