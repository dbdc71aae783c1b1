import { describe, expect, test } from 'vitest';
import { letterText, partText } from '../../test/letter-text.ts';
import type { Bill } from '../claims/bills.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { localClaimTypes } from '../law/claim-types.ts';
import { billLines, billNames } from './bill-lines.ts';
import { sampleAnswers } from './sample-answers.ts';

const main: Bill = {
  claim: claimNumber(1n),
  main: claimNumber(1n),
  level: 'main',
  type: 'CFFAKTU',
  description: 'Madservice maj 2026',
  benefit: null,
  reference: 'M-17',
  of: null,
  period: null,
  srb: date('2026-05-01'),
  joint: false,
};
const { type, description, benefit, reference, period } = main;
const of = { type, description, benefit, reference, period };
const days = { from: date('2026-05-01'), to: date('2026-05-03') };
const interest: Bill = {
  ...main,
  claim: claimNumber(1_001n),
  level: 'interest',
  type: 'RENTE',
  description: null,
  reference: null,
  of,
  period: days,
};
const fee: Bill = { ...interest, claim: claimNumber(1_901n), level: 'fee', type: 'KFOPGEB' };

function named(...bills: Bill[]) {
  return billLines(
    bills.map((bill) => ({ bill, owed: kroner(2) })),
    localClaimTypes,
  ).map(({ what, reference }) => [what, reference]);
}

describe('the lines of bills in a letter', () => {
  test('are the bill, and under it its interest and its fees', () => {
    expect(named(main, interest, fee)).toEqual([
      ['Madservice maj 2026', 'M-17'],
      ['Renter', null],
      ['Rykkergebyr', null],
    ]);
  });

  test('have beside a source’s own words the name of the type, for who may not read these', () => {
    const owed = [main, interest, fee].map((bill) => ({ bill, owed: kroner(2) }));
    const own = localClaimTypes;
    const [type, ...charges] = billLines(owed, own).map(({ ofType }) => ofType);
    expect(type).not.toContain('Madservice');
    expect(charges).toEqual([undefined, undefined]);
    expect(billLines(owed.slice(1), own).map(({ ofType }) => ofType)).toEqual([
      `Renter af ${type}`,
      `Rykkergebyr for ${type}`,
    ]);
    expect(billLines([{ bill: { ...main, description: null }, owed: kroner(2) }], own)).toMatchObject([
      { what: type },
    ]);
  });

  test('say what interest and fees are of, where the bill itself has been paid', () => {
    expect(named(interest, fee)).toEqual([
      ['Renter af Madservice maj 2026', 'M-17'],
      ['Rykkergebyr for Madservice maj 2026', 'M-17'],
    ]);
  });
});

describe('repayment of a benefit', () => {
  const august = { from: date('2023-08-01'), to: date('2023-08-31') };
  const repayment: Bill = {
    ...main,
    type: 'KTTIBAK',
    description: 'Hjælpen blev givet mod tilbagebetaling.',
    benefit: 'kontanthjælp',
    reference: 'K-1490-2023-08',
    period: august,
  };
  const ofIt = {
    ...of,
    type: 'KTTIBAK',
    benefit: 'kontanthjælp',
    reference: 'K-1490-2023-08',
    period: august,
  };

  test('is called by its benefit and month in letters, as on the pages, and never by its ground', () => {
    const sample = sampleAnswers()['objection-answered'];
    const letter = {
      ...sample,
      about: billNames([repayment], localClaimTypes),
      claims: billLines([{ bill: repayment, owed: kroner(2_065) }], localClaimTypes),
    };
    expect(partText(letter, 'result')).toContain('Kontanthjælp, august 2023 (nr. K-1490-2023-08)');
    expect(partText(letter, 'what-you-owe')).toContain('Kontanthjælp (nr. K-1490-2023-08) | august 2023 |');
    expect(partText(letter, 'what-you-owe')).toContain('Hvad | For |');
    expect(letterText(letter)).not.toContain('mod tilbagebetaling');
    const english = partText({ ...letter, language: 'en' }, 'result');
    expect(english).toContain('Cash benefit (kontanthjælp), August 2023 (no. K-1490-2023-08)');
  });

  test('is what its interest and fees are of, where it has been paid', () => {
    expect(named({ ...interest, of: ofIt })).toEqual([
      ['Renter af kontanthjælp, august 2023', 'K-1490-2023-08'],
    ]);
  });
});
