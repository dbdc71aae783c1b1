import type { Words } from '../texts.ts';
import type { whatIf as danish } from '../da/what-if.ts';

export const whatIf: Words<typeof danish> = {
  title: 'How it will be if …',
  lead: 'Write some figures, and see what the rules say. We do not keep them.',
  income: 'How much do you have a month after tax?',
  incomeHint: 'In Danish kroner, such as 21,000. A guess will do.',
  incomeWrong: 'Write an amount in kroner, such as 21,000.',
  children: 'Do you have children under 18?',
  benefit: 'Do you receive cash benefit (kontanthjælp) or the like?',
  pension: 'Is disability pension (førtidspension) your only income?',
  choose: 'Choose yes or no.',
  yes: 'Yes',
  no: 'No',
  show: 'Show what it will be',
  answer: 'This is what the rules say',
  example: 'Only an example. Nothing has changed.',
  plan: 'You would pay {amount} a month.',
  nothing: 'You would not have to pay anything.',
  noTable: 'We do not have the figures for today and cannot work it out.',
  back: 'To your payment',
};
