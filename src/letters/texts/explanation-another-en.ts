import type { AboutAnother } from './explanation-texts.ts';

/** The same to who acts for another: nothing of it is the reader's own. */
export const explanationAnotherEn: AboutAnother = {
  questions: {
    'receives-deferring-benefit': {
      title: 'Is there a benefit that pauses payment?',
      inputs: { benefits: 'Benefits' },
      result: 'Answer',
      sentence: {
        yes: 'There is a benefit which, under the rules, means that nothing has to be paid now.',
        no: 'There is no benefit which, under the rules, pauses payment.',
      },
    },
    'only-disability-pension': {
      title: 'Is disability pension (førtidspension) the only income?',
      inputs: { benefits: 'Benefits', 'other-income': 'Income other than the benefits' },
      result: 'Answer',
      sentence: {
        yes: 'Disability pension is the only income. Therefore nothing has to be paid now.',
        no: 'Disability pension is not the only income.',
      },
    },
    'income-known': {
      title: 'Do we know the income?',
      inputs: { state: 'Information about the income' },
      result: 'Answer',
      sentence: {
        yes: 'We know the income and use it in the calculation.',
        no: 'We do not know the current income.',
      },
    },
    'net-income-stated': {
      title: 'Income after tax in a year',
      inputs: { 'stated-year': 'Income after tax in a year, documented in another way' },
      result: 'Income after tax in a year',
      sentence: 'The income after tax has been documented in another way. It is {result} a year.',
    },
    'net-income-of-month': {
      title: 'Income after tax in {month}',
      inputs: {
        month: null,
        'contributory-pay': 'Pay and other income with labour market contribution (AM-bidrag)',
        'other-pay': 'Income without labour market contribution, for instance a pension or benefit',
        'b-income': 'B-income',
        tax: 'Tax deducted',
        'labour-contribution': 'Labour market contribution deducted',
      },
      result: 'Left after tax',
      sentence: 'In {month} {result} was left after tax and labour market contribution.',
    },
    'net-income-of-year': {
      title: 'Income after tax in a year',
      inputs: { 'earlier-month': 'The first month', 'later-month': 'The latest month' },
      result: 'The lower of the two months times 12',
      sentence: 'We take the lower of the two months and multiply by 12. That makes {result} a year.',
    },
    'instalment-without-income': {
      title: 'The amount when we do not know the income',
      inputs: { 'fixed-amount': 'Fixed amount in the rules' },
      result: 'What is to be paid a month',
      sentence: 'When we do not know the income, the rules say that {result} is to be paid a month.',
    },
    'below-low-income-limit': {
      title: 'Is the income below the limit for paying?',
      inputs: {
        'net-income': 'Income after tax in a year',
        dependants: 'Are there children under 18?',
        limit: 'The limit',
      },
      result: 'Answer',
      sentence: {
        yes: '{family} Then the limit is {limit} a year. The income is below it. Therefore nothing has to be paid now.',
        no: 'The income is not below the limit of {limit} a year.',
      },
    },
    percentage: {
      title: 'How large a part of the income?',
      inputs: {
        'net-income': 'Income after tax in a year',
        dependants: 'Are there children under 18?',
        table: 'The table in the rules for the year',
        'band-from': 'The band in the table begins at',
        'band-to': 'The next band begins at',
      },
      result: 'The percentage of the band',
      sentence: '{family} In the table for {table}, {result} belongs to the income.',
    },
    instalment: {
      title: 'What is to be paid a month',
      inputs: {
        'net-income': 'Income after tax in a year',
        percent: 'The percentage from the table',
        'ability-of-year': 'The percentage of the income, in a year',
        'before-rounding': 'The percentage of the income, divided by 12 months',
      },
      result: 'Rounded down to a multiple of DKK 50',
      sentence:
        '{percent} of {net-income} divided by 12 is {before-rounding}. We round down to {result} a month.',
    },
  },
  words: {
    withChildren: 'We take it that there are children under 18.',
    withoutChildren: 'We take it that there are no children under 18.',
  },
};
