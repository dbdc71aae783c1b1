import type { InEnglish } from '../english.ts';
import type { deferralDa } from '../da/deferral.ts';

export const deferralEn: InEnglish<typeof deferralDa> = {
  'deferral.title': 'You do not have to pay anything now',
  'deferral.title-still': 'You still do not have to pay anything now',
  'suspension.title': 'Your payment is paused',

  'deferral.result.owed':
    'You have received help that must be paid back. You owe {municipality} {total} in all. But right now you do not have to pay anything. This is called deferral (henstand).',
  'deferral.result.still':
    'Your debt has changed. You now owe {municipality} {total} in all. But you still do not have to pay anything. This is called deferral (henstand).',
  'deferral.result.from': 'This applies from {from}.',
  'deferral.result.nothing-to-do': 'You do not have to do anything.',
  'suspension.result':
    'You do not have to pay anything now. This applies already from {countsFrom}. Before, you had to pay {before} a month. We have paused that.',
  'suspension.owed':
    'You owe {municipality} {total} in all. You do not have to pay any of it while the pause lasts.',

  'paused.heading': 'What about payments that you have been told about?',
  'paused.later': 'If you were to pay something on {countsFrom} or later, you do not have to pay it.',
  'paused.earlier':
    'If you still have something to pay from before {countsFrom}, you do not have to pay that either while the pause lasts.',
  'paused.in-advance':
    'If you have already paid something that you were to pay on {countsFrom} or later, a member of staff will look at it and write to you.',
  'paused.bank': 'If you have set up a regular payment in your bank, stop it.',

  'ground.heading': 'Why do you not have to pay?',
  'ground.benefit':
    'You receive {benefits}. Those who receive that benefit do not, under the rules, have to pay off their debt.',
  'ground.benefits':
    'You receive {benefits}. Those who receive one of the benefits named in the rules do not have to pay off their debt.',
  'ground.pension-only':
    'Disability pension (førtidspension) is your only income. Then, under the rules, one does not have to pay off one’s debt.',
  'ground.low-income':
    'Your income is {income} a year after tax. That is below the limit where one must begin to pay. The limit is {limit} a year for those who {dependants}.',
  'ground.with-dependants': 'have children under 18',
  'ground.without-dependants': 'do not have children under 18',

  'again.heading': 'We look at it again every month',
  'again.monthly':
    'Every month we look at whether you still do not have to pay. You only get a letter if something changes.',
  'again.warned':
    'If you must begin to pay, we will write to you in good time before you have to pay for the first time.',
  'again.tell-us': 'If something in this letter is wrong, or you get another income, write or call us.',
};
