import type { Words } from '../texts.ts';
import type { forAnotherPlans as danish } from '../da/for-another-plans.ts';

export const forAnotherPlans: Words<typeof danish> = {
  'plan.planHeading': 'The plan',
  'plan.planNotYet': 'Nothing has been agreed yet. Look at the plan first.',
  'plan.meansHeading': 'What the signature means',
  'plan.meansOwe': 'You say that {person} owes the money. If that is wrong, do not sign. Call us on {phone}.',
  'plan.meansLast': 'The last day to pay all of it becomes {last}.',
  'plan.meansRests': 'We send no reminders and add no interest as long as the agreement is kept.',
  'plan.meansInterest':
    'Interest of {interest} has run up to today. It is paid together with the last payment.',
  'plan.meansMissed':
    'If a payment is missing, we write to {person} once. There are at least {days} days to pay it.',
  'plan.meansBroken':
    'If it is still not paid, the agreement falls away. The rest must then be paid at once.',
  'plan.meansFree': 'More, or all of it, may be paid early. The agreement can also be stopped on this page.',
  'plan.meansJoint':
    'Others owe some of it too. The signature counts only for {person}. The others still owe it.',
  'plan.meansAsked':
    'It is more than can be agreed on here. A member of staff looks at it and writes about it. Until then there is no agreement.',
  'plan.confirm': 'I have read it, and {person} owes the money',
  'plan.mustConfirm': 'Tick the box if you have read it and {person} owes the money.',
  'plan.chooseDebts': 'What is to be paid a little at a time?',
  'plan.howHeading': 'How is it to be paid?',
  'plan.day': 'On which day of the month is it to be paid?',
  'plan.dayHint': 'It helps to choose a day just after {person} gets money.',
  'plan.liveAsked': 'It is more than can be agreed on here. A member of staff must look at it first.',
  'plan.chooseOne': 'Choose at least one thing that is to be paid a little at a time.',
  'plan.tooLittle':
    'It becomes too little. At least {least} a month must be paid. Try again, or call us on {phone}.',
  'plan.nothing': 'There is nothing that can be paid a little at a time here.',
  'plan.call': 'Can it not be paid? Call us on {phone}. We will find a way together.',
  'plan.whyTable': 'The rules decide what must be paid of it. We may not agree on anything else.',
  'plan.whyTableLink': 'See the payment, and what can change it',
  'plan.whyThere':
    'The Danish Debt Collection Agency has it now. An agreement about it is made with them: {page}.',
  'plan.whyAsked': 'We have already been asked for an agreement. A member of staff will answer.',
  'plan.whyBank': 'If it should rather be paid a little at a time, call us on {phone}.',
  'plan.otherHeading': 'Should it rather be paid in another way?',
  'plan.answeredByLetter': 'It could not be done. We write about why. Call us on {phone}.',
  'plans.title': 'Agreements to pay a little at a time',
  'plans.none': 'There are no agreements to pay a little at a time.',
  'plans.planTitle': 'The agreement to pay a little at a time',
  'plans.restToPay': '{amount} is still to be paid. It must be paid at once.',
  'plans.restResting': '{amount} of it need not be paid now. The overview shows why.',
  'plans.restNothing': 'There is no more of it to pay.',
  'plans.back': 'Back to the agreements',
  'plans.linkHave': 'See the agreement',
  'plans.seeWish': 'See the request',
  'plans.wishOf': 'Request of {on}',
  'plans.wishTitle': 'The request to pay a little at a time',
  'plans.waits':
    'We have been asked. A member of staff looks at it and writes about it. There is no agreement yet.',
  'plans.disputed':
    'Somebody has written to us that some of it is wrong. Nothing need be paid on the agreement while we look at it.',
  'plans.disputedElse':
    'We are looking at some of it. Nothing need be paid on the agreement while we look at it.',
  'plans.disputedElseThen':
    'We send no reminders meanwhile. Afterwards there is time to pay what is then missing.',
  'plans.disputedThen':
    'We send no reminders meanwhile. When we have answered, there is time to pay what is then missing.',
  'plans.stoppedThen': 'Nothing need be paid on the agreement meanwhile.',
  'plans.askedPart':
    'We are missing {missing}. We wrote about {demanded} of it on {on}. Pay that by {by}, and the agreement goes on.',
  'plans.askedBy':
    'We are missing {missing}. We wrote about it on {on}. Pay it by {by}, and the agreement goes on as before.',
  'plans.askedLate':
    'We are missing {missing}. We wrote about it on {on}. The deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  'plans.askedLateMore':
    'We are missing {missing}. We wrote about {demanded} of it on {on}. The last deadline was {by}. The rest has come since. Pay now, or call us on {phone} if you cannot.',
  'plans.askedPaid': 'What was missing has been paid. The agreement goes on.',
  'plans.askedThen': 'If it is not paid, the agreement falls away. The rest must then be paid at once.',
  'plans.cannot': 'Can it not be paid? Call us on {phone} before that day.',
  'plans.restOnItsWay': '{amount} of it is on its way to Gældsstyrelsen. They write to {person}.',
  'plans.brokenCan': 'If that cannot be done, call us on {phone}.',
  'plans.keptBut': 'All payments of the agreement have been made. It ended on {on}.',
  'plans.kept': 'All of it has been paid. The agreement ended on {on}.',
  'plans.refused': 'We could not say yes to what we were asked for on {on}. The reason is in our letter.',
  'plans.made': 'The agreement is in force',
  'plans.madeText': 'We also send a letter about it. Nothing more need be done now.',
  'plans.sentText': 'A member of staff looks at it and writes about it. There is no agreement yet.',
  'plans.datesAsked': 'This is the request',
  'plans.withdraw': 'Take back the request',
  'plans.signedOn': 'It was signed on {on} at {time}. This was the text:',
  'plans.signed': 'What was signed',
  'plans.stopTextRests':
    'There is {amount} left. It need not be paid now, even if you stop the agreement. The overview shows why. Afterwards what is left must be paid at once.',
  'plans.stopTextPart':
    'There is {amount} left. If you stop the agreement, {part} of it must be paid at once.',
  'plans.stopRestsPart':
    'The other {amount} need not be paid now, and we send no reminders of it meanwhile. The overview shows why. Afterwards what is left of it must be paid at once.',
  'plans.stopThenRests':
    'We send no reminders meanwhile, but interest may be added. Afterwards there may be reminders again, and the debt may be sent to Gældsstyrelsen.',
  'plans.stopText': 'If you stop it, the {amount} that is left must be paid at once.',
  'plans.withdrawHeading': 'Do you want to take back the request?',
  'plans.withdrawText': 'We then do not look at it. The bills must be paid as the letters say.',
  'plans.offer': 'Can it not all be paid now?',
  'plans.takenBack': 'The request was taken back on {on}. No agreement was made.',
  'plans.neverAgreed': 'The request lapsed on {on}. No agreement was made.',
  'directDebit.lead': 'With Betalingsservice the bank pays for {person}, in time.',
  'directDebit.everything':
    'It is for all that {person} is to pay to {municipality} when it is signed up, and the bank can pay it in time.',
  'directDebit.notBefore': 'What is to be paid before the bank can do it, the bank does not pay.',
  'directDebit.seen': '{person} sees each amount in the bank before it is paid. It can be rejected there.',
  'directDebit.free': 'It costs nothing with us.',
  'directDebit.signUp': 'Sign up',
  'directDebit.asked': 'One step is missing',
  'directDebit.askedLead':
    'Tell the bank that {person} uses. Only the bank can make the agreement, because it knows whose account it is.',
  'directDebit.stepOpen': 'Open the online bank, and find Betalingsservice.',
  'directDebit.stepWait': 'Wait some days. Then this page says that it is signed up.',
  'directDebit.untilThen': 'Until then the bank does not pay.',
  'directDebit.active': '{person} is signed up for Betalingsservice from {from}.',
  'directDebit.reach':
    'The first day the bank can pay for {person} is {first}. What is to be paid before that day, the bank does not pay, unless it stands under "On its way".',
  'directDebit.notInTime': 'The bank cannot pay it in time. It must be paid in another way.',
  'directDebit.comingHint':
    'If some of it is paid in another way, it must be rejected in the bank. Otherwise it is paid twice.',
  'directDebit.stopLead':
    'Then the bank pays no more. What is on its way is paid. It can be rejected in the bank.',
  'directDebit.stopping': 'Automatic payment has been stopped.',
  'directDebit.stoppingLead':
    'We send no more amounts to the bank. We wait to hear that the agreement has ended. Then it can be signed up again.',
  'directDebit.ended': 'The agreement ended on {on}. The bank pays no more.',
  'directDebit.toldRejected':
    '{amount} was not paid on {on}. See on the overview whether something still has to be paid.',
  'directDebit.toldBack':
    '{amount} of {on} has been sent back to {person}. See on the overview whether something still has to be paid.',
  'directDebit.nobody': '{person} has nothing to pay with us. It can be signed up when there is a bill.',
  'directDebit.awaited': 'The bank was to pay {amount} on {on}. We wait for an answer. Do not pay again.',
  'directDebit.unanswered':
    'The bank was to pay {amount} on {on}. We have not heard whether it did. Look in the bank. If it has not been paid, it must be paid in another way.',
  'directDebit.next': 'The bank pays {amount} for {person} on {on}. It need not be paid in another way.',
  'directDebit.payHint': 'The bank pays it for {person} on {on}. It need not be paid here.',
};
