import type { InEnglish } from '../english.ts';
import type { demandDa } from '../da/demand.ts';

export const demandEn: InEnglish<typeof demandDa> = {
  'demand.title': '{total} has not been paid. Pay by {payBy} at the latest',
  'demand.result':
    'You pay {monthly} a month on your debt. We have not got all of it. You still have to pay {total}.',
  'demand.by': 'You must pay by {payBy} at the latest.',
  'demand.late':
    'If you get this letter later than we expect, you always have {payDays} days to pay from the day you got it.',
  'demand.crossed': 'If you have just paid, we may not have seen it yet. Then you do not have to pay again.',
  'demand.no-fee': 'This letter costs nothing.',

  'demand.owe.heading': 'What you have not paid',
  'demand.owe.column.due': 'Should have been paid on',
  'demand.owe.column.missing': 'Missing',
  'demand.owe.fee': 'Fee for this letter',
  'demand.owe.total': 'Total',

  'demand.fee.heading': 'Fee for this letter',
  'demand.fee':
    'This letter costs {fee} (gebyrloven section 2). The fee is in the table. If you had paid all of it before we wrote to you, or if it turns out that by the rules you cannot afford to pay, you do not have to pay the fee.',

  'demand.pay.heading': 'How to pay',
  'demand.pay.amount': 'Amount',
  'demand.pay.before': 'Pay by',
  'demand.pay.help':
    'You can pay in your online or mobile bank. You must still pay the next instalments as decided.',

  'demand.able.heading': 'If your income has fallen',
  'demand.able':
    'Call or write to us before the deadline has passed. If by the rules you cannot afford to pay, we pause the payment. Then you do not have to pay now.',

  'demand.unpaid.heading': 'If you do not pay',
  'demand.unpaid.check': 'When the deadline has passed, we look at your income again.',
  'demand.unpaid.all':
    'If by the rules you can afford to pay, the plan of {monthly} a month no longer applies. Then you must pay the whole debt at once. It is {wholeDebt} today.',
  'demand.unpaid.interest':
    'Interest then begins to be added to the debt, too. The municipality has decided so by gebyrloven section 3. It is {percent} of what you have not paid for each month that has begun, from the day after the whole debt must be paid. If you pay what is missing before the deadline, there is no interest.',
  'demand.unpaid.transfer':
    'The whole debt may then be sent to the Danish Debt Collection Agency (Gældsstyrelsen). We always write to you before that happens.',

  'demand.disagree.heading': 'If you disagree',
  'demand.disagree':
    'If you think that you have paid, or that something is wrong, write or call us, if possible before the deadline has passed.',

  'demand.rules.default':
    'Order no. 585 of 24 May 2023 sections 7 and 10 (when an instalment plan is not paid)',
  'demand.rules.plan':
    'Order no. 585 of 24 May 2023 sections 5 and 6 (what must be paid, and when there is deferral)',
  'demand.rules.data': 'The General Data Protection Regulation articles 13-16 (your information)',

  'invoice.title': 'You must pay back {total}',
  'invoice.result': 'You have received help that must be paid back. You owe {municipality} {total} in total.',
  'invoice.may-pay': 'You can pay all of it at once now. Do so by {payBy}, if you can.',
  'invoice.late':
    'If you get this letter later than we expect, we always wait {payDays} days from the day you got it.',
  'invoice.no-fee': 'There is no fee or interest on the debt.',

  'invoice.pay.heading': 'If you want to pay all of it now',
  'invoice.pay.amount': 'Amount',
  'invoice.pay.before': 'Pay by',
  'invoice.pay.help': 'You can pay in your online or mobile bank.',

  'invoice.rights.heading': 'If you cannot pay all of it now',
  'invoice.rights.instalments':
    'You have a right to pay a little at a time. The amount a month follows from your income by fixed rules.',
  'invoice.rights.deferral':
    'You have a right to wait with paying (deferral) if you receive cash benefit (kontanthjælp) or a similar benefit, if disability pension is your only income, or if your income is low.',
  'invoice.rights.call': 'If your income is low, or has fallen, call or write to us.',

  'invoice.then.heading': 'What happens then?',
  'invoice.then':
    'If you have not paid all of it when the deadline has passed, we fix what you must pay a month. You will get a letter about that. You get no reminder about this invoice.',

  'invoice.disagree.heading': 'If you disagree',
  'invoice.disagree':
    'If you think that you do not owe the money, or that something is wrong, write or call us.',

  'invoice.rules.collection':
    'Order no. 585 of 24 May 2023 sections 4-6 (how the help is paid back, and when there is deferral)',
  'invoice.rules.data': 'The General Data Protection Regulation articles 13-16 (your information)',
};
