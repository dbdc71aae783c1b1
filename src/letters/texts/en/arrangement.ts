import type { arrangementDa } from '../da/arrangement.ts';
import type { InEnglish } from '../english.ts';

export const arrangementEn: InEnglish<typeof arrangementDa> = {
  'transfer-warning.title': 'Pay by {payBy}, or we send the debt to the Danish Debt Collection Agency',
  'transfer-warning.result':
    'You still have to pay {total}. If we have not got the money by {payBy}, we send the debt to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'warning.transfer':
    'When the debt has been sent, you must pay to the Danish Debt Collection Agency and not to us, and they decide how you must pay. They may take the money from your pay or from what you are otherwise paid. They may also add interest to the debt.',

  'voluntary-plan.title': 'Your instalments: {monthly} a month',
  'voluntary-plan.title-once': 'Your instalments: {amount} by {dueOn}',
  'voluntary-plan.result':
    'You have asked to pay a little at a time, and we have said yes. It is about the bills in the table. They are {total} in total. You have written to us that you owe the money.',
  'voluntary-plan.resumed':
    'Your instalments have been suspended for a time. Now they go on with what you owe today. It is {total} in all and stands in the table. You pay as much a month as before, and nothing of it counts as paid late. If you have had a letter saying that a payment was missing, it no longer applies.',
  'voluntary-plan.paid-in-time':
    'We wrote to you that a payment of your instalments was missing. Now we can see that you had paid in time. We are sorry. The plan therefore applies again to what you owe today. It is {total} in all and stands in the table. You pay as much a month as before. If you have since had a letter saying that everything must be paid, it no longer applies, and you do not pay a fee or interest for that time.',
  'voluntary-plan.each-month': 'Each month',
  'voluntary-plan.first': 'First time',
  'voluntary-plan.last': 'Last time',
  'voluntary-plan.instalments': 'Number of payments',
  'voluntary-plan.broken':
    'Then we write to you once and ask you to pay what is missing. If you do not pay by the deadline in that letter, the plan ends, and you must pay everything at once. If you cannot pay, call us before the payment is due.',

  'voluntary-deferral.title': 'You can wait until {until} to pay',
  'voluntary-deferral.result':
    'You have asked to pay later, and we have said yes. It is about the bills in the table. They are {total} in total, and you must pay them by {until}. You have written to us that you owe the money.',
  'voluntary-deferral.broken':
    'Then we go on from where we were: you may get a reminder, and the debt may be sent to the Danish Debt Collection Agency (Gældsstyrelsen). If you cannot pay in time, call us before that day.',

  'arrangement.no-interest': 'No interest is added as long as you keep the agreement.',
  'arrangement.interest-runs': 'Interest is still added to the debt during the agreement.',
  'arrangement.interest-before':
    'Interest had been added up before the agreement began. It is {interest} and is not in the table, because it is only charged at the end of the month. Pay it together with the last payment, by {last}, and you owe no more of the bills.',
  'arrangement.broken.heading': 'If you do not pay in time',

  'plan-broken.title': 'A payment of your instalments is missing. Pay by {payBy}',
  'plan-broken.owe.heading': 'The bills in the plan',
  'plan-broken.owe.intro':
    'The table shows all that is left of each bill, and when it should have been paid before we made the plan.',
  'plan-broken.result': '{missing} of your instalments is missing. It should have been paid on {missedOn}.',
  'plan-broken.result-several':
    '{missing} of your instalments is missing. The first of it should have been paid on {missedOn}.',
  'plan-broken.by':
    'If you pay it by {payBy}, the plan goes on as if nothing had happened. Otherwise it ends, and you must pay all that is left at once. It is {total} today.',
  'plan-broken.transfer':
    'If the plan ends, and you do not pay all of it either, we can send the debt to the Danish Debt Collection Agency (Gældsstyrelsen).',
};
