import type { InEnglish } from '../english.ts';
import type { reversalDa } from '../da/reversal.ts';

export const reversalEn: InEnglish<typeof reversalDa> = {
  'reversal.title': 'We have taken back our decision of {decidedOn}',
  'reversal.result.plan':
    'On {decidedOn} we decided that you must pay {monthly} a month. We have now taken that decision back.',
  'reversal.result.deferral':
    'On {decidedOn} we decided that you did not have to pay anything. We have now taken that decision back.',
  'reversal.result.transfer':
    'On {decidedOn} we decided that your whole debt should be sent to the Danish Debt Collection Agency (Gældsstyrelsen). We have now taken that decision back.',
  'reversal.result.reached': 'It no longer applies.',
  'reversal.result.replaced': 'A newer decision had already replaced it.',
  'reversal.result.not-reached':
    'It had not begun to apply, and now it will not. If you have got a letter about it, you can disregard that letter.',
  'reversal.result.called': 'Taking a decision back is called reversing it (omgøre).',

  'reversal.now.heading': 'What applies now',
  'reversal.now.as-before': 'Now the same applies as before the decision.',
  'reversal.now.unchanged': 'Nothing changes for you.',
  'reversal.now.replaced': 'The newer decision has not been taken back. It still applies.',
  'reversal.now.plan': 'You must pay {monthly} a month.',
  'reversal.now.plan-due': 'You must pay {monthly} a month. The next time is {nextDue}.',
  'reversal.now.how-to-pay':
    'How to pay is in the letter where we wrote to you about that amount. If you cannot find it, call us.',
  'reversal.now.bank-amount':
    'If you have set up a regular payment in your bank, check that the amount is right.',
  'reversal.now.deferral':
    'You still owe the money, but you do not have to pay anything now. This is called deferral (henstand).',
  'reversal.now.undecided':
    'You still owe the money, but right now it has not been decided what you must pay a month. You do not have to pay anything before you have received a letter with a new decision.',
  'reversal.now.settled': 'You owe no more in this case, and you do not have to pay anything.',

  'reversal.because.heading': 'Why have we taken it back?',
  'reversal.because.intro': 'The member of staff’s reasons are (in Danish):',

  'reversal.money.heading': 'What about the money?',
  'reversal.money.taken-back':
    'We have asked you for {takenBack} too much that you have not paid. We no longer ask you for that.',
  'reversal.money.still-owed': 'But the amount is still a part of your debt.',
  'reversal.money.paid-beyond':
    'You have paid {paidBeyond} more than we should have asked you for. A member of staff looks at whether you get the money back, or whether it is used to pay off your debt. We will write to you when it has been decided.',
  'reversal.money.none': 'We have not asked you for too much, and you have not paid too much.',
  'reversal.money.not-asked': 'We have not asked you for money under the decision.',

  'reversal.again.heading': 'We have looked at your case again',
  'reversal.again':
    'We have used the information we have now. If that leads to a new decision, you get it in a letter of its own. Until then, what is in this letter applies.',

  'reversal.decided':
    'A member of staff in the department {department} has decided to take the decision back. Call or write if you want to talk about it or have us look at it again.',

  'reversal.rules.collection':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 4-7 (what you must pay)',
  'reversal.rules.procedure':
    'The public administration act (forvaltningsloven) §§ 22, 24 and 25 (reasons and complaint) and the act on legal protection in social matters (retssikkerhedsloven) §§ 60, 66, 67 and 72 (complaint, and that we look at the case again)',
  'reversal.rules.procedure-no-complaint':
    'The public administration act (forvaltningsloven) §§ 22 and 24 (reasons) and the act on debt collection (gældsinddrivelsesloven) § 2(3) (complaint)',
};
