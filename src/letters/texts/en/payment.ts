import type { InEnglish } from '../english.ts';
import type { paymentDa } from '../da/payment.ts';

export const paymentEn: InEnglish<typeof paymentDa> = {
  'plan.title': 'You must pay {monthly} a month from {firstDueDate}',
  'rise.title': 'You must pay more: {monthly} a month from {firstDueDate}',
  'fall.title': 'You must pay less: {monthly} a month from {firstDueDate}',
  'resume.title': 'You must begin to pay {monthly} a month from {firstDueDate}',
  'claims-changed.title': 'Your debt has changed, but you must still pay {monthly} a month',

  'plan.result.help': 'You have received help that must be paid back.',
  'plan.result.owed': 'You owe {municipality} {total} in all.',
  'plan.result.owed-now': 'You now owe {municipality} {total} in all.',
  'plan.result.amount': 'You must pay {monthly} a month.',
  'plan.result.by-rule': 'The amount follows from your income by fixed rules.',
  'plan.result.without-income':
    'We do not know your income, and therefore it is the fixed amount in the rules. If you show us your income, we will calculate from it instead.',
  'plan.result.individual':
    'Normally, under the rules, you do not have to pay anything. But we may ask for an amount when a person has very small expenses or especially large tax deductions. A member of staff has looked at your case and decided that you must pay {monthly} a month.',
  'plan.result.rise':
    'Your amount goes up from {before} to {monthly} a month. You pay the new amount for the first time on {firstDueDate}. Until then you pay {before} a month, as usual.',
  'plan.result.fall':
    'Your amount goes down from {before} to {monthly} a month. This applies already from {countsFrom}. You pay the new amount for the first time on {firstDueDate}.',
  'plan.result.fall-asked':
    'If you were to pay {before} on {countsFrom} or later, you only have to pay {monthly}. If you have paid too much since then, a member of staff will look at it and write to you.',
  'plan.result.lower':
    'Your amount goes down from {before} to {monthly} a month. You pay the new amount for the first time on {firstDueDate}.',
  'plan.result.before-deferral': 'Until now you have not had to pay anything.',
  'plan.result.resume':
    'But under the rules you can now afford to pay. You must pay {monthly} a month, the first time on {firstDueDate}.',
  'plan.result.same': 'You must still pay {monthly} a month. It is the same as before.',
  'plan.result.held-back':
    'The calculation further down gives {heldBack} a month. But we do not raise the amount now. If it is to be raised, we will write to you first.',
  'plan.result.bank-amount':
    'If you have set up a regular payment in your bank, remember to change the amount.',

  'plan.how-to-pay.heading': 'How to pay',
  'plan.how-to-pay.amount': 'Amount',
  'plan.how-to-pay.first': 'First time',
  'plan.how-to-pay.next': 'Next time',
  'plan.how-to-pay.then': 'After that',
  'plan.how-to-pay.then-day': 'Day {day} of each month',
  'plan.how-to-pay.then-last-day': 'The last day of each month',
  'plan.how-to-pay.line': 'Payment line',
  'plan.how-to-pay.account': 'The municipality’s account',
  'plan.how-to-pay.or-account': 'Or to our account',
  'plan.how-to-pay.account-number': 'Reg. no. {registration}, account no. {number}',
  'plan.how-to-pay.message': 'Write in the message',
  'plan.how-to-pay.help':
    'You can pay in your online bank or mobile bank. If you pay ahead of time, we take it off the next payments. The very last payment may be smaller than the others.',

  'change.heading': 'What can change the amount?',
  'change.budget':
    'The amount is fixed in the rules. Therefore we may not agree on a lower amount with you, and we may not look at your budget.',
  'change.write': 'But write or call us if',
  'change.income': 'your income is wrong in the table, or it has gone down',
  'change.children': 'you have children under 18 whom we have not counted',
  'change.benefit': 'you receive cash benefit (kontanthjælp) or a similar benefit',
  'change.pension': 'disability pension (førtidspension) is your only income.',
  'change.again':
    'Then we will calculate again. We also look at your income ourselves every month, and you will get a letter if the amount changes.',
  'change.individual':
    'A member of staff has fixed the amount from your expenses and deductions. Write or call us if',
  'change.expenses': 'your expenses are larger than we think, or they have gone up',
  'change.deductions': 'your tax deductions are smaller than we think, or they have gone down',
  'change.individual-income': 'your income has gone down.',
  'change.individual-again': 'Then a member of staff will look at the amount again.',

  'document.heading': 'How you can show your income',
  'document.send': 'Send us for instance',
  'document.pay': 'your payslips for the last two months',
  'document.benefit':
    'the letter about your payment if you receive unemployment benefit, a pension, a student grant or similar',
  'document.self-employed':
    'your accounts or your preliminary tax assessment if you are self-employed or work abroad.',
  'document.none':
    'If you have no income, write that to us. Also write if you receive cash benefit (kontanthjælp) or a similar benefit. Then perhaps you do not have to pay anything now.',
  'document.where':
    'Send the papers at {contactPage}, or come by with them. Do not send them in an ordinary e-mail.',

  'unpaid.heading': 'If you do not pay',
  'unpaid.call': 'Call us if it becomes hard for you to pay. Then we will help you find out what you can do.',
  'unpaid.first': 'If we do not get your payment, we first send a letter with a new deadline.',
  'unpaid.check':
    'We look at your income again. If, under the rules, you cannot afford to pay, we pause the payment.',
  'unpaid.all':
    'If, under the rules, you can afford it, and you do not pay before the new deadline, you must pay the whole debt at once. The debt may then be sent to the Danish Debt Collection Agency (Gældsstyrelsen). We always write to you about that before it happens.',
  'unpaid.individual':
    'If you still do not pay, a member of staff looks at your situation before anything more happens.',
};
