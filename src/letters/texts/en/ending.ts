import type { InEnglish } from '../english.ts';
import type { endingDa } from '../da/ending.ts';

export const endingEn: InEnglish<typeof endingDa> = {
  'lapse.heading': 'The debt can lapse',
  'lapse.two-things':
    'The debt, or the rest of it, can lapse (bortfald), so that it no longer exists. That takes two things:',
  'lapse.years':
    '{years} years have passed since you stopped receiving the help, or since we learned that the money must be paid back, if that was later.',
  'lapse.no-ability':
    'Under the rules you do not have to pay anything when the {years} years have passed, or at a later time.',
  'lapse.not-by-itself': 'As long as, under the rules, you can afford to pay, the debt does not lapse.',
  'lapse.ends-on':
    'For your debt the {years} years have passed on {first}. The date does not in itself mean that the debt lapses.',
  'lapse.ends-between':
    'For your debt the {years} years have passed between {first} and {last}. The dates do not in themselves mean that the debt lapses.',
  'lapse.we-write': 'If the debt lapses, we will write to you.',

  'lapsed.title-all': 'Your debt has lapsed',
  'lapsed.title-part': 'A part of your debt has lapsed',
  'lapsed.result-all':
    'The debt in the table no longer exists. It is {amount} in all. This is called lapse (bortfald).',
  'lapsed.result-part':
    '{amount} of your debt no longer exists. This is called lapse (bortfald). You can see in the table what it is.',
  'lapsed.nothing-to-do': 'You do not have to do anything.',
  'lapsed.no-longer-pay': 'You no longer have to pay {before} a month.',
  'lapsed.heading': 'What has lapsed',
  'lapsed.column.from': 'The years are counted from',
  'lapsed.column.on': 'Lapsed',
  'lapsed.column.amount': 'Amount',
  'lapsed.why-years':
    'When {years} years had passed, you did not, under the rules, have to pay anything. Therefore the debt lapsed.',
  'lapsed.why-deferral':
    'At least {years} years have passed, and under the rules you do not have to pay anything now. Therefore the rest of the debt lapses.',
  'lapsed.why-judged': 'We have looked at the case. Our judgement is that the claim lapsed on {lapsedOn}.',
  'lapsed.counted':
    'The years are counted from the day you stopped receiving the help, or from the day we learned that the money must be paid back, if that was later.',
  'lapsed.after.heading': 'You do not have to pay it any more',
  'lapsed.no-more': 'We will not ask you for the money again, and you will get no reminders about it.',
  'lapsed.money-back':
    'If you pay anyway, or have paid after the debt lapsed, we look at whether you are to have the money back, and write to you.',
  'lapsed.bank': 'If you have set up a regular payment in your bank, stop it.',

  'remains.heading': 'What you still owe',
  'remains.plan': 'You must still pay {monthly} a month, as usual.',
  'remains.deferral': 'You do not have to pay any of it now.',
  'remains.none': 'If you must pay any of it, we will write to you first.',

  'transfer.title': 'Your debt is being sent to Gældsstyrelsen',
  'transfer.result':
    'You owe {municipality} {total} in all. A payment from you is missing, and therefore the whole debt must be paid now. We send it to the Danish Debt Collection Agency (Gældsstyrelsen), at the earliest on {transferFrom}.',
  'transfer.pay-first': 'If you have paid all of it before then, we do not send it.',
  'transfer.call':
    'If your income has gone down, or something is wrong, call us now. If, under the rules, you cannot afford to pay, we do not send the debt on.',
  'transfer.why.heading': 'Why do we send it?',
  'transfer.missed': 'You were to pay {amount} on {dueOn}.',
  'transfer.missed-more': 'From {dueOn} to {until} you were to pay instalments of which {amount} is missing.',
  'transfer.demanded':
    'On {demandedOn} we wrote to you and gave you a new deadline, {deadline}. We have not received the money.',
  'transfer.able':
    'We have looked at your income again. Under the rules you can afford to pay. The figures are in the table.',
  'transfer.falls-away':
    'Therefore the plan of {monthly} a month no longer applies, and the whole debt must be paid at once.',
  'transfer.after.heading': 'What does it mean for you?',
  'transfer.pay-there': 'When Gældsstyrelsen has received the debt, you must pay to them and not to us.',
  'transfer.charges':
    'You also owe {charges} in fees, because we had to write to you about the payment. We send them to Gældsstyrelsen too, with the debt or later.',
  'transfer.interest-here':
    'Interest is added to the debt because it has not been paid in time. The municipality has decided this under gebyrloven section 3. The interest is {percent} of what you have not paid, for each month that has begun. It can be counted from {from} at the earliest. Our interest stops when you have paid, when you get a new plan or a deferral, or when Gældsstyrelsen gets the debt.',
  'transfer.interest-owed':
    'Today you owe us {interest} in interest. If you do not pay, we send it to Gældsstyrelsen too, with the debt or later.',
  'transfer.they-decide': 'Gældsstyrelsen decides how you must pay. They will write to you.',
  'transfer.interest':
    'Interest is added to the debt at Gældsstyrelsen. The interest is {percent} a year. That is the rate from {from}, and it can change. Interest is counted from the 1st of the month after Gældsstyrelsen received the debt.',
  'transfer.interest-not-known':
    'Interest is added to the debt at Gældsstyrelsen. It is counted from the 1st of the month after Gældsstyrelsen has received the debt. They will write to you about the rate.',
  'transfer.limitation':
    'With Gældsstyrelsen the rules about limitation (forældelse) apply instead of the rules about lapse (bortfald). The debt is time-barred at the earliest three years after Gældsstyrelsen received it.',
  'transfer.not-heard':
    'We wrote to you on {demandedOn} and asked you to pay, or to call if your income had fallen. We did not ask for more remarks before we decided this.',
  'transfer.pay.heading': 'If you want to pay all of it now',
  'transfer.pay.charges': 'Fees in addition',
  'transfer.pay.interest': 'Interest in addition',
  'transfer.pay.before': 'Pay before',
};
