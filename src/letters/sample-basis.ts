import { date, month, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { stated, type Source, type Step } from '../kernel/explanation.ts';
import { batchNumber } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { assessByTable, type Circumstances } from '../law/assess.ts';
import { figuresEdition1 } from '../law/figures.ts';
import type { MonthOfIncome } from '../law/net-income.ts';
import { explanationInWords, sourceInWords } from './explanation-in-words.ts';
import type { Line } from './model.ts';
import type { LetterLanguage } from './words.ts';

/** The day of the sample letters' decisions. */
export const sampleDay: PlainDate = date('2026-03-03');

/** An invented person's month, as the rule explains it: pay, nothing known, or cash benefit. */
export function sampleBasis(
  life: 'pay' | 'nothing-known' | 'cash-benefit',
  language: LetterLanguage,
): Line[] {
  const steps: Step[] = [];
  const assessment = assessByTable(figuresEdition1, lives[life], steps);
  assert(assessment.ok, 'the sample is a case that the rule answers');
  return explanationInWords(steps, language, (source) =>
    sourceInWords(source, language, source.batch === null ? null : date('2026-03-02')),
  );
}

const incomeRegister: Source = { register: 'eindkomst', batch: batchNumber(7), reference: null };
const benefitIndex: Source = { register: 'ydelsesindeks', batch: batchNumber(7), reference: null };

const circumstances: Omit<Circumstances, 'income'> = {
  calculationDate: sampleDay,
  dependants: { value: true, source: { register: 'cpr', batch: batchNumber(7), reference: null } },
  benefits: { value: ['boligstøtte', 'børne- og ungeydelse'], source: benefitIndex },
  otherIncome: { value: true, source: stated },
};

const lives: Readonly<Record<'pay' | 'nothing-known' | 'cash-benefit', Circumstances>> = {
  pay: {
    ...circumstances,
    income: {
      state: 'known',
      earlier: monthOfPay('2025-12', 31_500),
      later: monthOfPay('2026-01', 30_000),
    },
  },
  'nothing-known': { ...circumstances, income: { state: 'not-known', source: incomeRegister } },
  'cash-benefit': {
    ...circumstances,
    benefits: { value: ['kontanthjælp'], source: benefitIndex },
    income: { state: 'not-known', source: incomeRegister },
  },
};

function monthOfPay(text: string, pay: number): MonthOfIncome {
  const value: YearMonth = month(text);
  return {
    month: value,
    source: incomeRegister,
    reports: [
      {
        kind: 'I',
        employer: '10000009',
        periodFrom: date(`${text}-01`),
        periodTo: date(`${text}-28`),
        paidOn: date(`${text}-28`),
        incomeType: '00',
        amounts: {
          contributory: kroner(pay),
          nonContributory: zeroOre,
          tax: kroner(6_600),
          labourContribution: kroner(2_400),
          contributoryB: zeroOre,
          nonContributoryB: zeroOre,
        },
      },
    ],
  };
}
