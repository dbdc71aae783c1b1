import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import type { Input, Source, Step, StepValue } from '../kernel/explanation.ts';
import { batchNumber } from '../kernel/ids.ts';
import { kroner, ore } from '../kernel/money.ts';
import { explanationInWords, sourceInDetail, sourceInWords } from './explanation-in-words.ts';
import { explanationDa } from './texts/explanation-da.ts';

const eIndkomst: Source = { register: 'eindkomst', batch: batchNumber(7), reference: 'message 12' };

describe('the explanation in Danish', () => {
  test('tells a month’s income with every amount, what is taken off, and who told us', () => {
    const [line] = inDanish(monthStep);
    expect(line).toEqual({
      question: 'net-income-of-month',
      title: 'Din indkomst efter skat i januar 2026',
      rows: [
        row('Løn og anden indkomst, du betaler AM-bidrag af', '30.000,00 kr.', 'eindkomst'),
        {
          ...row('Indkomst uden AM-bidrag, for eksempel pension eller dagpenge', '0,00 kr.', 'eindkomst'),
          role: 'zero',
        },
        { ...row('B-indkomst', '0,00 kr.', 'eindkomst'), role: 'zero' },
        row('Skat, der er trukket fra', '−8.000,50 kr.', 'eindkomst'),
        row('AM-bidrag, der er trukket fra', '−2.400,00 kr.', 'eindkomst'),
        { what: 'Tilbage efter skat', figure: '19.599,50 kr.', from: 'Regnet ud', role: 'result' },
      ],
      sentence: 'I januar 2026 havde du 19.599,50 kr. tilbage efter skat og AM-bidrag.',
      paragraph: 'gældsinddrivelsesbekendtgørelsen § 11, stk. 1',
    });
  });

  test('tells how the instalment came out, before and after rounding', () => {
    expect(inDanish(instalmentStep)[0]?.sentence).toBe(
      '19 % af 252.000,00 kr. delt med 12 er 3.990,00 kr. Vi runder ned til 3.950,00 kr. om måneden.',
    );
  });

  test('tells the band of the table, also the topmost, which has no end', () => {
    const [line] = inDanish(percentageStep);
    expect(line?.rows.find(({ what }) => what.startsWith('Det næste interval'))?.figure).toBe(
      'Der er ikke et højere interval',
    );
    expect(line?.sentence).toBe(
      'Vi regner med, at du har børn under 18 år. I tabellen for 2026 hører der 60 % til din indkomst.',
    );
  });

  test('says yes and no in different sentences', () => {
    const asked = {
      name: 'benefits',
      unit: 'codes',
      value: ['kontanthjælp', 'boligstøtte'],
      source: null,
    } as const;
    const yes = inDanish(step('receives-deferring-benefit', [asked], { unit: 'yes-no', value: true }));
    const no = inDanish(
      step('receives-deferring-benefit', [{ ...asked, value: [] }], { unit: 'yes-no', value: false }),
    );
    expect(yes[0]?.sentence).toContain('at du ikke skal betale nu');
    expect(yes[0]?.rows[0]?.figure).toBe('kontanthjælp, boligstøtte');
    expect(no[0]?.sentence).toContain('Du får ikke en ydelse');
    expect(no[0]?.rows[0]?.figure).toBe('Ingen');
  });
});

describe('the explanation in both languages', () => {
  test.each(allSteps().map((each) => [each.question, each] as const))('has words for %s', (_, each) => {
    for (const language of ['da', 'en'] as const) {
      const [line] = explanationInWords([each], language, ({ register }) => register);
      const words = [
        line?.title,
        line?.sentence,
        ...(line?.rows ?? []).flatMap(({ what, figure, from }) => [what, figure, from]),
      ];
      for (const word of words) expect(word).toMatch(/^[^{}]+$/);
    }
  });

  test('covers every question of the dictionary in these tests', () => {
    expect(new Set(allSteps().map(({ question }) => question))).toEqual(
      new Set(Object.keys(explanationDa.questions)),
    );
  });

  test('says nothing of it as the reader’s own to who acts for another', () => {
    for (const language of ['da', 'en'] as const)
      for (const { title, rows, sentence } of explanationInWords(allSteps(), language, () => '', 'another'))
        for (const words of [title, sentence, ...rows.map(({ what }) => what)])
          expect(words).not.toMatch(/\b(?:du|dine?|dit|dig|you|yours?)\b/i);
  });

  test('writes amounts, percentages and months as the language does', () => {
    const [english] = explanationInWords([monthStep], 'en', ({ register }) => register);
    expect(english?.title).toBe('Your income after tax in January 2026');
    expect(english?.rows.at(-1)?.figure).toBe('DKK 19,599.50');
    expect(explanationInWords([percentageStep], 'en', () => 'x')[0]?.rows.at(-1)?.figure).toBe('60%');
  });

  test('stops at a question or an input that it has no words for', () => {
    const unknown = step('favourite-colour', [], { unit: 'yes-no', value: true });
    expect(() => inDanish(unknown)).toThrow('no words for question favourite-colour');
    const odd = step('net-income-stated', [amount('shoe-size', 4_300n)], { unit: 'kroner', value: ore(1n) });
    expect(() => inDanish(odd)).toThrow('no words for input shoe-size');
  });
});

describe('a source in words', () => {
  test('says the register and the day it was asked', () => {
    expect(sourceInWords(eIndkomst, 'da', date('2026-03-03'))).toBe('eIndkomst, hentet 3. marts 2026');
    expect(sourceInWords(eIndkomst, 'en', date('2026-03-03'))).toBe(
      'The income register (eIndkomst), fetched 3 March 2026',
    );
  });

  test('shows publication or message to those who audit, not to the citizen', () => {
    const statute: Source = { register: 'statute', batch: null, reference: 'SKM2025.686.GÆLDST' };
    expect(sourceInWords(statute, 'da', null)).toBe('Reglerne');
    expect(sourceInDetail(statute, 'da', null)).toBe('Reglerne (SKM2025.686.GÆLDST)');
  });
});

const monthStep = step(
  'net-income-of-month',
  [
    { name: 'month', unit: 'month', value: '2026-01', source: null },
    { ...amount('contributory-pay', 3_000_000n), source: eIndkomst },
    { ...amount('other-pay', 0n), source: eIndkomst },
    { ...amount('b-income', 0n), source: eIndkomst },
    { ...amount('tax', 800_050n), source: eIndkomst },
    { ...amount('labour-contribution', 240_000n), source: eIndkomst },
  ],
  { unit: 'kroner', value: ore(1_959_950n) },
  'gældsinddrivelsesbekendtgørelsen § 11, stk. 1',
);

const instalmentStep = step(
  'instalment',
  [
    amount('net-income', 25_200_000n),
    { name: 'percent', unit: 'percent', value: 19, source: null },
    amount('before-rounding', 399_000n),
  ],
  { unit: 'kroner', value: kroner(3_950) },
);

const percentageStep = step(
  'percentage',
  [
    amount('net-income', 60_000_000n),
    yesNo('dependants'),
    { name: 'table', unit: 'code', value: '2026', source: null },
    amount('band-from', 50_480_000n),
    { name: 'band-to', unit: 'kroner', value: null, source: null },
  ],
  { unit: 'percent', value: 60 },
);

function allSteps(): Step[] {
  const benefits: Input = { name: 'benefits', unit: 'codes', value: ['førtidspension'], source: null };
  const yes: StepValue = { unit: 'yes-no', value: true };
  const money: StepValue = { unit: 'kroner', value: kroner(350) };
  return [
    monthStep,
    instalmentStep,
    percentageStep,
    step('net-income-of-year', [amount('earlier-month', 1n), amount('later-month', 2n)], money),
    step('net-income-stated', [amount('stated-year', 1n)], money),
    step('receives-deferring-benefit', [benefits], yes),
    step('only-disability-pension', [benefits, yesNo('other-income')], yes),
    step('income-known', [{ name: 'state', unit: 'code', value: 'not-known', source: null }], yes),
    step('instalment-without-income', [amount('fixed-amount', 35_000n)], money),
    step('below-low-income-limit', [amount('net-income', 1n), yesNo('dependants'), amount('limit', 2n)], yes),
  ];
}

function step(question: string, inputs: readonly Input[], result: StepValue, paragraph = '§ 1'): Step {
  return { question, paragraph, inputs, operation: 'x', rounding: null, result };
}

function amount(name: string, value: bigint): Input {
  return { name, unit: 'kroner', value: ore(value), source: null };
}

function yesNo(name: string): Input {
  return { name, unit: 'yes-no', value: true, source: null };
}

function row(what: string, figure: string, from: string) {
  return { what, figure, from, role: 'given' };
}

function inDanish(each: Step) {
  return explanationInWords([each], 'da', ({ register }) => register);
}
