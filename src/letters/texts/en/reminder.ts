import type { InEnglish } from '../english.ts';
import type { reminderDa } from '../da/reminder.ts';

export const reminderEn: InEnglish<typeof reminderDa> = {
  'reminder.title': 'Remember to pay {total} by {payBy} at the latest',
  'reminder.title-again': 'We still need your payment: {total} by {payBy} at the latest',
  'reminder.result': 'We have not got your payment for what is in the table. It is {total} in total.',
  'reminder.result-again':
    'We have written to you before about what is in the table. {total} in total is still missing.',
  'reminder.by': 'You must pay by {payBy} at the latest.',
  'reminder.late':
    'If you get this letter later than we expect, you always have {payDays} days to pay from the day you got it.',
  'reminder.crossed':
    'If you have just paid, we may not have seen it yet. Then you only have to pay what is missing.',

  'reminder.owe.heading': 'What you have not paid',
  'reminder.owe.intro': 'The table shows each bill and when it should have been paid.',
  'reminder.owe.column.what': 'Bill',
  'reminder.owe.column.debt': 'What',
  'reminder.owe.column.period': 'For',
  'reminder.owe.column.due': 'Should have been paid by',
  'reminder.owe.column.owed': 'You owe',
  'reminder.owe.total': 'Total',
  'reminder.owe.numbered': '{what} (no. {reference})',
  'reminder.owe.period': '{from} – {to}',
  'reminder.owe.joint':
    '* You owe that bill together with others. Each of you owes the whole amount, but it only has to be paid once. We subtract from yours what the others pay.',
  'reminder.owe.interest':
    'Interest is added until it is paid. If new interest is added before you pay, it must be paid, too. It is not in the amount here.',

  'reminder.fee.heading': 'Fee for this letter',
  'reminder.fee': 'This letter costs {fee}. The fee (rykkergebyr) is in the table.',

  'reminder.pay.heading': 'How to pay',
  'reminder.pay.amount': 'Amount',
  'reminder.pay.before': 'Pay by',
  'reminder.pay.help': 'You can pay in your online or mobile bank.',

  'reminder.unable.heading': 'If you cannot pay all of it',
  'reminder.unable':
    'Call us before the deadline has passed. Then we will see whether you can pay a little at a time or wait.',

  'reminder.transfer.heading': 'If we do not get the money',
  'reminder.transfer':
    'If you do not pay before the deadline has passed, we may send the debt to the Danish Debt Collection Agency (Gældsstyrelsen). Then you must pay to them and not to us, and they decide how you must pay. They may also add interest to the debt.',

  'reminder.disagree.heading': 'If you disagree',
  'reminder.disagree':
    'If you think that you do not owe the money, or that something is wrong, write or call us, if possible before the deadline has passed.',
  'reminder.disagree.wait':
    'While we look at it, we send you no more reminders about it, and we do not send it to the Danish Debt Collection Agency (Gældsstyrelsen).',

  'reminder.rules.gebyrloven':
    'Gebyrloven (Consolidation Act no. 56 of 23 January 2018) section 2 (reminder fee)',
  'reminder.rules.renteloven':
    'Renteloven (Consolidation Act no. 459 of 13 May 2014) section 9 b (reminder fee)',
  'reminder.rules.interest-gebyrloven':
    'Gebyrloven (Consolidation Act no. 56 of 23 January 2018) section 3 (interest when payment is late)',
  'reminder.rules.interest-renteloven':
    'Renteloven (Consolidation Act no. 459 of 13 May 2014) sections 3 and 5 (interest when payment is late)',
  'reminder.rules.collection':
    'Gældsinddrivelsesloven (Consolidation Act no. 1063 of 26 September 2024) section 2 (who collects, and when debt may be sent to the Danish Debt Collection Agency)',
  'reminder.rules.data': 'The General Data Protection Regulation articles 13-16 (your information)',
};
