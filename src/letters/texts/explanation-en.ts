import type { ExplanationTexts } from './explanation-texts.ts';

export const explanationEn: ExplanationTexts = {
  questions: {
    'receives-deferring-benefit': {
      title: 'Do you receive a benefit that pauses payment?',
      inputs: { benefits: 'Benefits you receive' },
      result: 'Answer',
      sentence: {
        yes: 'You receive a benefit which, under the rules, means that you do not have to pay now.',
        no: 'You do not receive a benefit which, under the rules, pauses payment.',
      },
    },
    'only-disability-pension': {
      title: 'Is disability pension (førtidspension) your only income?',
      inputs: { benefits: 'Benefits you receive', 'other-income': 'Income other than the benefits' },
      result: 'Answer',
      sentence: {
        yes: 'Disability pension is your only income. Therefore you do not have to pay now.',
        no: 'Disability pension is not your only income.',
      },
    },
    'income-known': {
      title: 'Do we know your income?',
      inputs: { state: 'Information about your income' },
      result: 'Answer',
      sentence: {
        yes: 'We know your income and use it in the calculation.',
        no: 'We do not know your current income.',
      },
    },
    'net-income-stated': {
      title: 'Your income after tax in a year',
      inputs: { 'stated-year': 'Income after tax in a year, documented in another way' },
      result: 'Your income after tax in a year',
      sentence: 'Your income after tax has been documented in another way. It is {result} a year.',
    },
    'net-income-of-month': {
      title: 'Your income after tax in {month}',
      inputs: {
        month: null,
        'contributory-pay': 'Pay and other income with labour market contribution (AM-bidrag)',
        'other-pay': 'Income without labour market contribution, for instance a pension or benefit',
        'b-income': 'B-income',
        tax: 'Tax deducted',
        'labour-contribution': 'Labour market contribution deducted',
      },
      result: 'Left after tax',
      sentence: 'In {month} you had {result} left after tax and labour market contribution.',
    },
    'net-income-of-year': {
      title: 'Your income after tax in a year',
      inputs: { 'earlier-month': 'The first month', 'later-month': 'The latest month' },
      result: 'The lower of the two months times 12',
      sentence: 'We take the lower of the two months and multiply by 12. That makes {result} a year.',
    },
    'instalment-without-income': {
      title: 'The amount when we do not know the income',
      inputs: { 'fixed-amount': 'Fixed amount in the rules' },
      result: 'What you must pay a month',
      sentence: 'When we do not know your income, the rules say that you must pay {result} a month.',
    },
    'below-low-income-limit': {
      title: 'Is your income below the limit for paying?',
      inputs: {
        'net-income': 'Your income after tax in a year',
        dependants: 'Do you have children under 18?',
        limit: 'The limit for you',
      },
      result: 'Answer',
      sentence: {
        yes: '{family} Then the limit is {limit} a year. Your income is below it. Therefore you do not have to pay now.',
        no: 'Your income is not below the limit of {limit} a year.',
      },
    },
    percentage: {
      title: 'How large a part of the income?',
      inputs: {
        'net-income': 'Your income after tax in a year',
        dependants: 'Do you have children under 18?',
        table: 'The table in the rules for the year',
        'band-from': 'Your band in the table begins at',
        'band-to': 'The next band begins at',
      },
      result: 'The percentage of your band',
      sentence: '{family} In the table for {table}, {result} belongs to your income.',
    },
    instalment: {
      title: 'What you must pay a month',
      inputs: {
        'net-income': 'Your income after tax in a year',
        percent: 'The percentage from the table',
        'ability-of-year': 'The percentage of your income, in a year',
        'before-rounding': 'The percentage of your income, divided by 12 months',
      },
      result: 'Rounded down to a multiple of DKK 50',
      sentence:
        '{percent} of {net-income} divided by 12 is {before-rounding}. We round down to {result} a month.',
    },
  },
  words: {
    yes: 'Yes',
    no: 'No',
    none: 'None',
    withChildren: 'We take it that you have children under 18.',
    withoutChildren: 'We take it that you do not have children under 18.',
    noUpperEnd: 'There is no higher band',
    fetched: 'fetched',
    computed: 'Calculated',
    computedAbove: 'Calculated above',
    fromTable: 'The table in the rules',
    followsFromRules: 'Follows from the rules',
  },
  incomeStates: {
    known: 'We have information from the income register',
    stated: 'The income has been documented in another way',
    'not-known': 'There is no current information',
  },
  registers: {
    eindkomst: 'The income register (eIndkomst)',
    cpr: 'The civil register (CPR)',
    ydelsesindeks: 'The benefit index (Ydelsesindeks)',
    statute: 'The rules',
    'statute-unverified': 'The rules (figures not read in a publication)',
    municipality: 'The municipality',
    stated: 'Told to us',
  },
};
