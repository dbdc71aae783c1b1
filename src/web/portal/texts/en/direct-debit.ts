import type { Words } from '../texts.ts';
import type { directDebit as danish } from '../da/direct-debit.ts';

export const directDebit: Words<typeof danish> = {
  heading: 'Pay automatically',
  lead: 'With Betalingsservice your bank pays for you, in time.',
  everything:
    'It is for all that you are to pay to {municipality} when you are signed up, and your bank can pay it in time.',
  notBefore: 'What is to be paid before your bank can do it, you pay yourself.',
  seen: 'You see each amount in your bank before it is paid. You can reject it there.',
  mayStop: 'You can stop again on this page.',
  free: 'It costs you nothing with us.',
  signUp: 'Sign up',
  asked: 'One step is left',
  askedLead:
    'Tell your bank. Only the bank can make the agreement, because it knows that the account is yours.',
  stepOpen: 'Open your online bank, and find Betalingsservice.',
  stepNumbers: 'Make a new agreement, and type the three numbers here.',
  stepWait: 'Wait some days. Then you can see on this page that you are signed up.',
  elsewhere: 'Go to Betalingsservice',
  pbs: 'PBS number (PBS-nummer)',
  group: 'Group (Deb.gr.nr.)',
  customer: 'Customer number (kundenummer)',
  untilThen: 'Until then you pay yourself.',
  withdraw: 'I do not want to after all',
  active: 'You are signed up for Betalingsservice from {from}.',
  reach:
    'The first day your bank can pay for you is {first}. What you are to pay before that day, you pay yourself, unless it stands under "On its way".',
  notInTime: 'Your bank cannot pay it in time. Pay it yourself.',
  coming: 'On its way',
  comingLine: '{amount} will be paid on {on}.',
  nothingComing: 'Nothing is on its way just now.',
  comingHint: 'If you pay some of it yourself, reject it in your bank. Otherwise it is paid twice.',
  stopHeading: 'Do you want to stop?',
  stopLead:
    'Then you pay yourself from now on. What is on its way will be paid. You can reject it in your bank.',
  stop: 'Stop paying automatically',
  stopping: 'You have stopped paying automatically.',
  stoppingLead:
    'We send no more amounts to your bank. We wait to hear that the agreement has ended. Then you can sign up again.',
  ended: 'Your agreement ended on {on}. You pay yourself now.',
  told: 'What has happened',
  toldPaid: '{amount} was paid on {on}.',
  toldRejected: '{amount} was not paid on {on}. See on your overview whether you still have to pay.',
  toldBack: '{amount} of {on} has been sent back to you. See on your overview whether you still have to pay.',
  nobody: 'You have nothing to pay to us. You can sign up when you get a bill.',
  back: 'Back to Pay',
  link: 'Pay automatically with Betalingsservice',
  awaited: 'Your bank was to pay {amount} on {on}. We wait for an answer. Do not pay again.',
  unanswered:
    'Your bank was to pay {amount} on {on}. We have not heard whether it did. Look in your bank. If it has not been paid, pay it yourself.',
  automatic: 'Paid automatically: {amount} on {on}.',
  next: 'Your bank pays {amount} for you on {on}. You need not pay that yourself.',
  payHint: 'Your bank pays it for you on {on}. You need not pay it here.',
};
