import { describe, expect, test } from 'vitest';
import { composed, letterText, partText } from '../../test/letter-text.ts';
import { date, month } from '../kernel/dates.ts';
import type { DeferralLetter, LapseLetter, PlanLetter, TransferNotice } from './model.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleJudgedLapse, sampleLapseLetter } from './sample-lapses.ts';
import {
  sampleDeferralLetter,
  sampleHeldBack,
  sampleIndividualPlan,
  sampleLetters,
  sampleLetterWithoutIncome,
  samplePlanLetter,
  sampleTransferNotice,
} from './sample-letters.ts';

const letters = sampleLetters();
const plan = samplePlanLetter();

describe('a rise', () => {
  const rise = letters.rise as PlanLetter; // of that kind

  test('says in its heading that it is more, how much and from when', () => {
    expect(composed(rise).title).toBe('Du skal betale mere: 2.100 kr. om måneden fra 1. maj 2026');
  });

  test('says from what to what, and that one pays as before until then', () => {
    const text = partText(rise, 'result');
    expect(text).toContain('Dit beløb stiger fra 1.800 kr. til 2.100 kr. om måneden.');
    expect(text).toContain('Indtil da betaler du 1.800 kr. om måneden, som du plejer.');
    expect(partText(rise, 'how-to-pay')).toContain('Første gang: 1. maj 2026');
  });
});

describe('a fall', () => {
  const fall = letters.fall as PlanLetter; // of that kind

  test('says in its heading that it is less', () => {
    expect(composed(fall).title).toBe('Du skal betale mindre: 2.100 kr. om måneden fra 1. april 2026');
  });

  test('counts from the day it was found, also for what was already asked for, and a person looks at what was paid', () => {
    const text = partText(fall, 'result');
    expect(text).toContain('Dit beløb falder fra 2.800 kr. til 2.100 kr. om måneden.');
    expect(text).toContain('Det gælder allerede fra den 10. februar 2026.');
    expect(text).toContain(
      'Skulle du have betalt 2.800 kr. den 10. februar 2026 eller senere, skal du kun betale 2.100 kr.',
    );
    expect(text).toContain('Har du betalt for meget siden da, ser en medarbejder på det og skriver til dig.');
    expect(text).not.toContain('tilbage');
    expect(partText(fall, 'how-to-pay')).toContain('Næste gang: 1. april 2026');
  });

  test('to the fixed amount, because the income is no longer known, is told as a fall too', () => {
    const letter: PlanLetter = {
      ...sampleLetterWithoutIncome(),
      previous: { state: 'plan', monthly: '2100.00' },
      countsFrom: date('2026-02-10'),
    };
    expect(partText(letter, 'result')).toContain('Dit beløb falder fra 2.100 kr. til 350 kr. om måneden.');
    expect(partText(letter, 'result')).toContain('Det gælder allerede fra den 10. februar 2026.');
  });

  test('that a caseworker has fixed does not count back', () => {
    const letter: PlanLetter = {
      ...sampleIndividualPlan(),
      previous: { state: 'plan', monthly: '2100.00' },
    };
    const text = partText(letter, 'result');
    expect(text).toContain('Dit beløb falder fra 2.100 kr. til 300 kr. om måneden.');
    expect(text).not.toContain('Det gælder allerede');
  });
});

test('payment after deferral says that one is able to pay now, how much and from when', () => {
  expect(composed(letters.resume).title).toBe(
    'Du skal begynde at betale 2.100 kr. om måneden fra 1. april 2026',
  );
  expect(partText(letters.resume, 'result')).toContain('Indtil nu har du ikke skullet betale noget.');
});

describe('other claims, the same amount', () => {
  const changed = letters['claims-changed'] as PlanLetter; // of that kind

  test('says that the amount is the same, and which claims are others, and why', () => {
    expect(composed(changed).title).toBe(
      'Din gæld er ændret, men du skal stadig betale 2.100 kr. om måneden',
    );
    const text = partText(changed, 'claim-changes');
    expect(text).toContain('september 2024 | Sat ned: Du fik ret til en del af hjælpen | 14.000,00 kr.');
    expect(text).toContain('oktober 2024 | Nyt krav | 0,00 kr. | 12.400,00 kr.');
  });

  test('says so when the calculation gives more, and that we write before it is raised', () => {
    const text = partText(sampleHeldBack(), 'result');
    expect(text).toContain('Du skal stadig betale 1.900 kr. om måneden.');
    expect(text).toContain(
      'Beregningen længere nede giver 2.100 kr. om måneden. Men vi sætter ikke beløbet op nu. Skal det sættes op, skriver vi til dig først.',
    );
    expect(partText(sampleHeldBack('en'), 'result')).toContain(
      'The calculation further down gives DKK 2,100 a month. But we do not raise the amount now.',
    );
    expect(letterText(changed)).not.toContain('vi sætter ikke beløbet op nu');
  });

  test('needed no hearing, because the amount is the same', () => {
    expect(partText(changed, 'hearing')).toContain('fordi du skal betale det samme om måneden som før');
  });

  test('under deferral is a letter that says that nothing is to be paid still', () => {
    const letter: DeferralLetter = {
      ...sampleDeferralLetter(),
      previous: { state: 'deferral' },
      claimChanges: changed.claimChanges,
    };
    expect(composed(letter).title).toBe('Du skal stadig ikke betale noget nu');
    expect(partText(letter, 'result')).toContain('Du skylder nu Bøgevang Kommune 24.871,50 kr. i alt.');
    expect(partText(letter, 'claim-changes')).toContain('Nyt krav');
  });
});

describe('an amount that a caseworker has fixed', () => {
  const individual = sampleIndividualPlan();

  test('says that it is out of the ordinary, and gives the concrete reasons', () => {
    expect(partText(individual, 'result')).toContain('Normalt skal du efter reglerne ikke betale noget.');
    expect(partText(individual, 'because')).toContain('Du bor gratis hos din familie');
  });

  test('is changed by expenses and deductions, and never says that the budget may not be looked at', () => {
    expect(partText(individual, 'what-can-change')).toContain('dine udgifter er større, end vi tror');
    expect(letterText(individual)).not.toContain('vi må ikke se på dit budget');
    expect(partText(individual, 'legal-rules')).toContain('§ 6, stk. 2');
  });

  test('does not threaten with the whole debt when it is not paid: a person looks first', () => {
    expect(partText(individual, 'if-you-do-not-pay')).toContain('ser en medarbejder på din situation');
    expect(letterText(individual)).not.toContain('betale hele gælden på én gang');
  });
});

describe('a suspended plan', () => {
  const suspension = sampleDeferralLetter('suspension');

  test('says what was paid before, and from which day nothing is: the day it was found', () => {
    expect(composed(suspension).title).toBe('Din betaling er sat på pause');
    expect(partText(suspension, 'result')).toContain(
      'Du skal ikke betale noget nu. Det gælder allerede fra den 10. februar 2026. Før skulle du betale 2.100 kr. om måneden.',
    );
  });

  test('says what becomes of payments already asked for, missed, and made in advance', () => {
    const text = partText(suspension, 'paused-instalments');
    expect(text).toContain(
      'Skulle du have betalt noget den 10. februar 2026 eller senere, skal du ikke betale det.',
    );
    expect(text).toContain('Mangler du at betale noget fra før den 10. februar 2026');
    expect(text).toContain(
      'Har du allerede betalt noget, som du skulle betale den 10. februar 2026 eller senere, ser en medarbejder på det og skriver til dig.',
    );
    expect(text).not.toContain('tilbage');
    expect(partText(sampleDeferralLetter(), 'paused-instalments')).toBe('');
  });

  test('tells in the same letter that a part of the debt has lapsed', () => {
    const letter: DeferralLetter = { ...suspension, lapsedClaims: lapsedByDeferral };
    const text = partText(letter, 'lapsed-claims');
    expect(text).toContain('27.375 kr. af din gæld findes ikke længere.');
    expect(text).toContain(
      'efter reglerne skal du ikke betale noget nu. Derfor falder resten af gælden væk.',
    );
    expect(text).toContain('ser vi på, om du skal have pengene tilbage, og skriver til dig');
  });
});

describe('the letter about lapse', () => {
  const lapse = sampleLapseLetter();

  test('says what no longer exists, from when, and that there is nothing to do', () => {
    expect(composed(lapse).title).toBe('En del af din gæld er faldet væk');
    expect(partText(lapse, 'result')).toContain('27.375 kr. af din gæld findes ikke længere.');
    expect(partText(lapse, 'result')).toContain('Du skal ikke gøre noget.');
    expect(partText(lapse, 'lapsed-claims')).toContain(
      'november – december 2022 | 28. februar 2023 | 28. februar 2026 | 18.250,00 kr.',
    );
    expect(partText(lapse, 'after-lapse')).toContain(
      'ser vi på, om du skal have pengene tilbage, og skriver til dig',
    );
    expect(letterText(lapse)).not.toContain('får du pengene tilbage');
  });

  test('that a caseworker has judged gives the judgement and its reasons, and not the rule of the years', () => {
    const judged = sampleJudgedLapse();
    expect(partText(judged, 'lapsed-claims')).toContain(
      'Vi har set på sagen. Vi vurderer, at kravet er bortfaldet den 28. februar 2026.',
    );
    expect(partText(judged, 'because')).toBe(
      `Hvorfor er gælden faldet væk?\nMedarbejderens begrundelse er:\n${judged.because}`,
    );
    expect(partText(judged, 'who-decided')).toContain('Afgørelsen er truffet af en sagsbehandler');
    expect(letterText(judged)).not.toContain('skulle du efter reglerne ikke betale noget');
    expect(partText(sampleJudgedLapse('en'), 'lapsed-claims')).toContain(
      'Our judgement is that the claim lapsed on 28 February 2026.',
    );
  });

  test('says what holds for the claims that remain', () => {
    expect(partText(lapse, 'what-remains')).toContain('Du skal ikke betale noget af det nu.');
    const paying: LapseLetter = { ...lapse, now: { state: 'plan', monthly: '900.00' } };
    expect(partText(paying, 'what-remains')).toContain('Du skal stadig betale 900 kr. om måneden');
  });

  test('when nothing remains says so, that the plan has ended, and why nothing was to be paid', () => {
    const all: LapseLetter = {
      ...lapse,
      lapsedClaims: lapsedByDeferral,
      claims: [],
      totalOwed: '0.00',
      now: { state: 'none' },
      previous: { state: 'plan', monthly: '2100.00' },
      ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
    };
    expect(composed(all).title).toBe('Din gæld er faldet væk');
    expect(partText(all, 'result')).toContain('Du skal ikke længere betale 2.100 kr. om måneden.');
    expect(partText(all, 'deferral-ground')).toContain('Du får kontanthjælp.');
    expect(partText(all, 'what-remains')).toBe('');
  });
});

describe('the notice that the debt goes to Gældsstyrelsen', () => {
  const notice: TransferNotice = sampleTransferNotice();

  test('says how much, why and when, and that it can still be paid', () => {
    expect(partText(notice, 'result')).toContain('Du skylder Bøgevang Kommune 24.871,50 kr. i alt.');
    expect(partText(notice, 'result')).toContain('tidligst den 7. april 2026');
    expect(partText(notice, 'result')).toContain('Har du betalt det hele inden da, sender vi den ikke.');
    expect(partText(notice, 'transfer-reason')).toContain(
      'Du skulle betale 2.100 kr. den 2. januar 2026. Den 20. januar 2026 skrev vi til dig',
    );
    expect(partText(notice, 'how-to-pay')).toContain('Beløb: 24.871,50 kr.');
  });

  test('says what changes there: interest with its day, and limitation instead of lapse', () => {
    const text = partText(notice, 'consequences');
    expect(text).toContain('Renten er 5,75 % om året. Det er satsen fra 1. januar 2026');
    expect(text).toContain('reglerne om forældelse i stedet for reglerne om bortfald');
  });

  test('says that a complaint does not by itself stop it, but that one on the pages does until it is answered', () => {
    const not = 'En klage betyder ikke i sig selv, at vi venter';
    expect(partText(notice, 'complaint-guidance')).toContain(not);
    const waits = partText({ ...notice, complaintWaits: true }, 'complaint-guidance');
    expect(waits).not.toContain(not);
    expect(waits).toContain(
      'Klager du på nettet, sender vi ikke gælden til Gældsstyrelsen, før vi har svaret dig.',
    );
  });
});

test('the letter about an objection that its writer has taken back on the pages quotes nobody; one that a caseworker noted gives their words', () => {
  const sample = { ...sampleAnswers()['objection-answered'], outcome: 'withdrawn' } as const;
  const own = letterText({ ...sample, answer: null });
  expect(own).toContain('Du har siden trukket din indsigelse tilbage.');
  expect(own).not.toContain('En medarbejder skriver');
  expect(own).not.toContain('Hvorfor?');
  const noted = { ...sample, answer: 'Du ringede den 2. marts.' };
  expect(partText(noted, 'because')).toContain('Vores svar\nEn medarbejder skriver');
});

describe('every decision', () => {
  test('that cannot be brought before a higher authority says so, and how to be heard all the same', () => {
    const letter: PlanLetter = { ...plan, complaint: { none: 'no-higher-authority' } };
    const text = partText(letter, 'complaint-guidance');
    expect(text).toContain('Du kan ikke klage over afgørelsen til en anden myndighed.');
    expect(text).toContain('Så ser vi på den igen.');
    expect(partText(letter, 'legal-rules')).not.toContain('retssikkerhedsloven');
  });

  test('about a claim that spouses share says so without naming the other', () => {
    const [first] = plan.claims;
    const letter: PlanLetter = { ...plan, claims: [{ ...first!, joint: true }] }; // the sample has two claims
    expect(partText(letter, 'what-you-owe')).toContain('Kontanthjælp * |');
    expect(partText(letter, 'what-you-owe')).toContain('I skylder begge hele beløbet');
    expect(partText(plan, 'what-you-owe')).not.toContain('*');
  });

  test('that was taken up again says why', () => {
    const letter: PlanLetter = { ...plan, because: 'Du har klaget og fået medhold.' };
    expect(partText(letter, 'because')).toBe(
      'Hvorfor har vi set på din sag?\nGrunden er:\nDu har klaget og fået medhold.',
    );
    expect(partText(plan, 'because')).toBe('');
  });
});

describe('a letter to another than the debtor', () => {
  const to = (role: 'guardian' | 'estate', how: 'copy' | 'instead'): PlanLetter => ({
    ...plan,
    recipient: { ...plan.recipient, name: 'Bent Værge', onBehalfOf: { name: 'Åse Kjær', role, how } },
  });

  test('says first why, and who is meant', () => {
    expect(composed(to('guardian', 'instead')).notes).toEqual([
      'Du får brevet som værge for Åse Kjær. Brevet er kun sendt til dig. Når der står »du« i brevet, er det Åse Kjær.',
    ]);
    expect(composed(to('guardian', 'copy')).notes[0]).toContain('Det er en kopi.');
    expect(composed(to('estate', 'instead')).notes[0]).toContain('er det boet efter Åse Kjær.');
    expect(composed(plan).notes).toEqual([]);
  });
});

const lapsedByDeferral = sampleLapseLetter().lapsedClaims.map((claim) => ({
  ...claim,
  monthFrom: month('2022-11'),
  ground: 'deferral-after-years' as const,
  lapsedOn: date('2026-03-03'),
}));
