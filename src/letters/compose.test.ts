import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { composed, partText } from '../../test/letter-text.ts';
import type { DeferralLetter, LetterModel, PlanLetter } from './model.ts';
import { sampleDeferralLetter, sampleLetterWithoutIncome, samplePlanLetter } from './sample-letters.ts';

describe('the decision to pay', () => {
  const plan = samplePlanLetter();

  test('says in its heading how much a month and from when', () => {
    expect(composed(plan).title).toBe('Du skal betale 2.100 kr. om måneden fra 1. april 2026');
  });

  test('keeps the øre where there are some', () => {
    expect(partText(plan, 'result')).toContain('Du skylder Bøgevang Kommune 24.871,50 kr. i alt.');
  });

  test('says how and when to pay', () => {
    const text = partText(plan, 'how-to-pay');
    expect(text).toContain('+71<000100123260307 +81234567<');
    expect(text).toContain('Reg.nr. 0000, kontonr. 0009980001');
    expect(text).toContain('Den 1. i hver måned');
    expect(partText({ ...plan, dueDay: 31 }, 'how-to-pay')).toContain('Den sidste dag i hver måned');
  });

  test('shows each claim with its month, its repayment decision and its share of the first instalment', () => {
    const text = partText(plan, 'what-you-owe');
    expect(text).toContain('Kontanthjælp | september 2024 | 14. februar 2025 | 12.471,50 kr. | 2.100,00 kr.');
    expect(text).toContain('I alt |  |  | 24.871,50 kr. | 2.100,00 kr.');
  });

  test('shows every step with the number and where it came from', () => {
    const text = partText(plan, 'calculation');
    expect(text).toContain('5. Din indkomst efter skat i januar 2026');
    expect(text).toContain('AM-bidrag, der er trukket fra | −2.400,00 kr. | eIndkomst, hentet 2. marts 2026');
    expect(text).toContain('Den laveste af de to måneder gange 12 | 252.000,00 kr. | Regnet ud');
    expect(text).toContain('Har du børn under 18 år? | Ja | CPR, hentet 2. marts 2026');
    expect(text).toContain('Procenten for dit interval | 10 % | Regnet ud');
    expect(text).toContain('ATP og pension');
    expect(text).not.toContain('B-indkomst');
  });

  test('says that the amount is the fixed one when no income is known, and how to change that', () => {
    const text = partText(sampleLetterWithoutIncome(), 'result');
    expect(text).toContain('Vi kender ikke din indkomst, og derfor er det det faste beløb i reglerne.');
    expect(text).toContain('Viser du os din indkomst, regner vi på den i stedet.');
    expect(partText(sampleLetterWithoutIncome(), 'how-to-document')).toContain(
      'dine lønsedler for de seneste to måneder',
    );
  });

  test('says that the municipality may not look at the budget, and what does change the amount', () => {
    const text = partText(plan, 'what-can-change');
    expect(text).toContain('vi må ikke se på dit budget');
    expect(text).toContain('du har børn under 18 år, som vi ikke har regnet med');
  });

  test('says to pay while a complaint is treated, unless told otherwise', () => {
    const text = partText(plan, 'complaint-guidance');
    expect(text).toContain('inden 4 uger, fra du har fået dette brev');
    expect(text).toContain('sender vi din klage videre til Ankestyrelsen');
    expect(text).toContain('Du skal betale, mens din klage bliver behandlet, medmindre vi skriver andet');
  });
});

describe('the decision that nothing is to be paid', () => {
  const deferral = sampleDeferralLetter();

  test('says so in its heading', () => {
    expect(composed(deferral).title).toBe('Du skal ikke betale noget nu');
  });

  test('says from when, and that there is nothing to do', () => {
    expect(partText(deferral, 'result')).toContain('Det gælder fra den 3. marts 2026.');
    expect(partText(deferral, 'result')).toContain('Du behøver ikke gøre noget.');
  });

  test.each<[string, DeferralLetter['ground'], string]>([
    ['a benefit', { ground: 'benefit', benefits: ['kontanthjælp'] }, 'Du får kontanthjælp.'],
    [
      'two benefits',
      { ground: 'benefit', benefits: ['kontanthjælp', 'kontantydelse'] },
      'Du får kontanthjælp og kontantydelse.',
    ],
    ['a disability pension only', { ground: 'pension-only' }, 'Førtidspension er din eneste indkomst.'],
    [
      'a low income',
      { ground: 'low-income', netIncomeOfYear: '120000.00', limit: '181390.00', dependants: true },
      'Din indkomst er 120.000 kr. om året efter skat. Det er under den grænse, hvor man skal begynde at betale. Grænsen er 181.390 kr. om året, når man har børn under 18 år.',
    ],
  ])('gives its ground: %s', (_, ground, words) => {
    expect(partText({ ...deferral, ground }, 'deferral-ground')).toContain(words);
  });

  test('says that it is looked at again every month', () => {
    expect(partText(deferral, 'looked-at-again')).toContain(
      'Hver måned ser vi på, om du stadig ikke skal betale.',
    );
  });
});

describe('every letter', () => {
  const plan = samplePlanLetter();

  test('says who decided, and that a person can look at what a program decided', () => {
    const automatic = partText({ ...plan, decidedBy: { how: 'automatic' } }, 'who-decided');
    expect(automatic).toContain('Afgørelsen er truffet automatisk af et it-system.');
    expect(automatic).toContain('Du har ret til, at et menneske ser på afgørelsen');
    const person = partText(
      { ...plan, decidedBy: { how: 'caseworker', title: 'sagsbehandler' } },
      'who-decided',
    );
    expect(person).toContain('Afgørelsen er truffet af en sagsbehandler i Opkrævning.');
    expect(person).not.toContain('automatisk');
  });

  test.each<[string, PlanLetter['hearing'], string]>([
    ['nobody needed to be heard', { state: 'not-needed' }, 'fordi afgørelsen ikke stiller dig ringere'],
    [
      'the hearing was left out',
      { state: 'left-out', ground: 'Du har selv sendt tallene.' },
      'Grunden er: Du har selv sendt tallene.',
    ],
    [
      'nobody answered',
      { state: 'no-answer', askedOn: date('2026-02-10'), deadline: date('2026-02-24') },
      'Da fristen gik ud den 24. februar 2026, havde vi ikke fået noget svar.',
    ],
    [
      'the citizen answered',
      {
        state: 'answered',
        askedOn: date('2026-02-10'),
        answer: 'Jeg har to børn.',
        reply: 'Det har vi regnet med.',
      },
      'Det har vi regnet med.',
    ],
  ])('tells about the hearing when %s', (_, heard, words) => {
    expect(partText({ ...plan, hearing: heard }, 'hearing')).toContain(words);
  });

  test('never gives a date of lapse without saying that the date alone means nothing', () => {
    const text = partText(plan, 'lapse');
    expect(text).toContain('Det kræver to ting:');
    expect(text).toContain(
      'For din gæld er de 3 år gået den 31. oktober 2027. Datoen betyder ikke i sig selv',
    );
  });

  test('gives no date of lapse while help still runs, or when the years had already passed', () => {
    const [first] = plan.claims;
    const withDay = (lapseEarliest: PlanLetter['claims'][number]['lapseEarliest']): PlanLetter => ({
      ...plan,
      claims: [{ ...first!, lapseEarliest }], // the sample has two claims
    });
    expect(partText(withDay(null), 'lapse')).not.toMatch(/\d{4}/);
    expect(partText(withDay(date('2025-06-30')), 'lapse')).not.toMatch(/\d{4}/);
  });

  test('shows the address for the window, and none when the address is protected', () => {
    expect(composed(plan).recipient).toEqual(['Åse Sørine Kjær', 'Ægirsvej 7, 2. th.', '9998 Bøgevang']);
    const hidden: LetterModel = {
      ...plan,
      recipient: { ...plan.recipient, address: { kind: 'digital-only' } },
    };
    expect(JSON.stringify(composed(hidden))).not.toContain('Ægirsvej');
  });

  test('cites the rules last, those of the calculation among them', () => {
    expect(partText(plan, 'legal-rules')).toContain('gældsinddrivelsesbekendtgørelsen § 11, stk. 2');
  });

  test('says each thing about the months in the shortest right way', () => {
    expect(partText(sampleDeferralLetter(), 'what-you-owe')).toContain('september – oktober 2024');
  });
});
