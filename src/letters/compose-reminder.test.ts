import { describe, expect, test } from 'vitest';
import { composed, letterText, partText } from '../../test/letter-text.ts';
import { date } from '../kernel/dates.ts';
import type { ReminderLetter } from './model.ts';
import { checkModel } from './render.ts';
import { sampleBillsLetters } from './sample-bills.ts';
import { sampleReminder } from './sample-reminder.ts';

const reminder = sampleReminder();
const withoutFee: ReminderLetter = {
  ...reminder,
  fee: null,
  interestGoesOn: [],
  claims: reminder.claims.filter(({ level }) => level !== 'fee'),
  totalOwed: '1965.00',
};

describe('a reminder', () => {
  test('says first what is missing and until when', () => {
    expect(composed({ ...reminder, reminder: 1 }).title).toBe(
      'Husk at betale 2.065 kr. senest den 24. marts 2026',
    );
    expect(partText({ ...reminder, reminder: 1 }, 'result')).toContain(
      'Vi har ikke fået din betaling for det, der står i tabellen. Det er 2.065 kr. i alt. Du skal betale senest den 24. marts 2026.',
    );
  });

  test('says that we have written before where we have', () => {
    expect(composed(reminder).title).toBe(
      'Vi mangler stadig din betaling: 2.065 kr. senest den 24. marts 2026',
    );
    expect(partText(reminder, 'result')).toContain('Vi har skrevet til dig før');
  });

  test('lists each bill with its number, what it was for, and when it should have been paid', () => {
    const table = partText(reminder, 'what-you-owe');
    expect(table).toContain('Madservice (nr. 4711-02) | januar 2026 | 2. februar 2026 | 1.845,00 kr.');
    expect(table).toContain('Gebyr for udlån på biblioteket (nr. B-20391) |  | 9. februar 2026 | 120,00 kr.');
    expect(table).toContain('Rykkergebyr |  |  | 100,00 kr.');
    expect(table).toContain('I alt |  |  | 2.065,00 kr.');
    // A new month of interest may come before the deadline.
    expect(table).toContain('Der kommer renter på, indtil det er betalt.');
    expect(partText({ ...reminder, interestGoesOn: [] }, 'what-you-owe')).not.toContain('renter');
    expect(partText(reminder, 'legal-rules')).toMatch(
      /56 af 23\. januar 2018\) § 3 .*459 af 13\. maj 2014\) §§ 3 og 5/s,
    );
  });

  test.each([
    ['2026-01-05', '2026-01-18', '5. januar 2026 – 18. januar 2026'],
    ['2026-01-05', '2026-01-05', '5. januar 2026'],
    ['2025-12-01', '2026-01-31', 'december 2025 – januar 2026'],
  ])('writes the time from %s to %s as %s', (from, to, words) => {
    const [bill] = reminder.claims;
    const dated = { ...bill!, period: { from: date(from), to: date(to) } }; // the sample has bills
    expect(partText({ ...reminder, claims: [dated] }, 'what-you-owe')).toContain(`| ${words} |`);
  });

  test('says that others owe a bill too, and never who', () => {
    const [bill] = reminder.claims;
    const joint = { ...reminder, claims: [{ ...bill!, joint: true }] }; // the sample has bills
    expect(partText(joint, 'what-you-owe')).toContain('Madservice (nr. 4711-02) *');
    expect(partText(joint, 'what-you-owe')).toContain('skylder du sammen med andre');
  });

  test('tells its fee and the law that allows it, and neither where there is none', () => {
    expect(partText(reminder, 'letter-fee')).toContain('Det koster 100 kr. at få dette brev.');
    expect(partText(reminder, 'legal-rules')).toContain('§ 9 b');
    expect(partText({ ...reminder, fee: { amount: '100.00', law: 'gebyrloven' } }, 'legal-rules')).toContain(
      'Gebyrloven',
    );
    expect(letterText(withoutFee)).not.toMatch(/gebyrloven|renteloven|Det koster/i);
  });

  test('warns of Gældsstyrelsen only where it is meant to', () => {
    expect(partText(reminder, 'transfer-warning')).toContain('kan vi sende gælden til Gældsstyrelsen');
    expect(partText({ ...reminder, warnsOfTransfer: false }, 'transfer-warning')).toBe('');
  });

  test('is a letter with a number of its own, and no decision', () => {
    expect(composed(reminder).reference).toContainEqual(['Brev nr.', '20260303-100123-0']);
    expect(letterText(reminder)).not.toMatch(/afgørelse/i);
    expect(composed(sampleReminder('en')).notes[0]).toMatch(/^This is only a translation/);
  });

  test('says nothing of income or family, which we do not look at for a bill', () => {
    expect(partText(reminder, 'help-and-rights')).not.toMatch(/indkomst|familie/);
  });
});

describe('a reminder cannot be written', () => {
  test.each<[string, Partial<ReminderLetter>, string]>([
    ['with a total that is not the sum', { totalOwed: '2066.00' }, 'what-you-owe'],
    ['with a deadline that has passed', { payBy: date('2026-03-03') }, 'result'],
    ['with a fee that is not in the table', { fee: { amount: '250.00', law: 'gebyrloven' } }, 'letter-fee'],
    ['about a bill that may still be paid in time', { letterDate: date('2026-02-09') }, 'what-you-owe'],
    [
      'without a way to pay',
      { paymentLine: null, sender: { ...reminder.sender, bankAccount: null } },
      'how-to-pay',
    ],
  ])('%s', (_, change, part) => {
    const checked = checkModel({ ...reminder, ...change });
    expect(checked.ok ? null : checked.refusal).toMatchObject({
      tag: 'part-missing',
      part,
      missingFrom: 'model',
    });
  });
});

test('a letter that a plan is not kept says when the debt may be sent on before it says what that means', () => {
  expect(partText(sampleBillsLetters()['plan-broken'], 'transfer-warning')).toContain(
    'Falder aftalen væk, og betaler du heller ikke det hele, kan vi sende gælden til Gældsstyrelsen. Når gælden er sendt,',
  );
});
