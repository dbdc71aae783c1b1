import type { Words } from '../texts.ts';
import type { forAnother as danish } from '../da/for-another.ts';

export const forAnother: Words<typeof danish> = {
  'overview.title': 'Overview',
  'overview.heading': 'What {person} owes',
  'overview.late': '{amount} has not been paid. The deadline was {by}.',
  'overview.lateOldest': '{amount} has not been paid. The oldest deadline was {by}.',
  'overview.keeps': 'If {amount} is paid by {by}, the rest can still be paid a little at a time.',
  'overview.lateNow': '{amount} must be paid now.',
  'overview.waitingNow':
    'We do not ask for anything to be paid right now. But interest is added to {amount} until it is paid.',
  'overview.nothingNow': 'Nothing has to be paid now.',
  'overview.nothingElse': 'Nothing else has to be paid now.',
  'overview.nextNotKnown': 'We cannot show the next payment right now.',
  'overview.total': 'In all, {person} owes {amount}.',
  'overview.totalThere': 'In all, {person} owes {amount}. Of this, {there} is with Gældsstyrelsen.',
  'overview.totalWithout': 'Right now {person} owes {amount}, not counting what is with Gældsstyrelsen.',
  'overview.nothing': 'There is nothing that {person} owes {municipality}.',
  'overview.missing': 'Is something missing here that there has been a letter about? Call us on {phone}.',
  'overview.held': 'We have {amount} that may be for {person}. A member of staff is looking at it.',
  'overview.heldFirst':
    'We have {amount} that may be for {person}. A member of staff looks at whether it can pay this. Call us on {phone} before you pay.',
  'overview.onItsWayBack': '{amount} is on its way back to {person}. It was more than there was to pay.',
  'overview.owedBack':
    'We have paid {amount} too much back to {person}. We must have that again. We will write about it.',
  'overview.toPay': 'This has to be paid',
  'overview.onPlan': 'This is being paid bit by bit',
  'overview.notNow': 'This does not have to be paid now',
  'overview.disputed': 'Somebody has written to us that this is wrong',
  'overview.backToOverview': 'To the overview',
  'debts.instalments': '{monthly} is to be paid a month. Next time by {by}.',
  'debts.instalmentsDone': '{monthly} is to be paid a month.',
  'debts.deferred': 'Nothing has to be paid now. We look at it again every month.',
  'debts.deferredUntil': 'It does not have to be paid before {until}.',
  'debts.undecided': 'We are looking at what should be paid. We will write about it.',
  'debts.disputed':
    'Somebody has written to us that this is wrong. We send no reminders while we look at it.',
  'debts.toCorrect':
    'We have asked for it to be put right. Until it is, we do not ask for it to be paid, and we do not send it to Gældsstyrelsen.',
  'debts.withdrawn': 'We have taken it back. It does not have to be paid.',
  'debts.lapsed': 'It has lapsed. It does not have to be paid.',
  'debts.timeBarred': 'It is too old. It does not have to be paid.',
  'debts.discharged': 'It does not have to be paid any longer.',
  'debts.writtenOff': 'We do not ask for it to be paid.',
  'debts.heldLiability':
    'It is now owed together with others. We will write to {person} before anything has to be paid.',
  'debts.interestRun':
    'There is also new interest of {amount} up to and including today. It is added when the month is over, or when it has been paid.',
  'debts.askedLater': 'We will write when it has to be paid.',
  'debts.written': 'We wrote about it on {on}. Pay by {by}.',
  'debts.writtenLate':
    'We wrote about it on {on}. The deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  'debts.writtenNow': 'We wrote about it on {on}. Pay now, or call us on {phone} if you cannot.',
  'debts.writtenBeforeRecovery':
    'We wrote about it on {on}. If it is paid by {by}, we do not send it to Gældsstyrelsen. Call us on {phone} if you cannot pay.',
  'debts.beforeRecovery': 'If it is paid by {by}, we do not send it to Gældsstyrelsen.',
  'debts.complaintOwn':
    'There has been a complaint that it must be paid back. The complaint has not been decided yet.',
  'debts.complaintOwnKept':
    'There has been a complaint that it must be paid back. We do not send it to Gældsstyrelsen before the complaint has been decided.',
  'debts.instalmentsLate':
    '{missing} of what is to be paid each month is missing. The deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  'debts.instalmentsQuiet':
    '{missing} of what is to be paid each month is missing. Pay it by {by}. We do nothing more about it until then. Call us on {phone} if you cannot pay.',
  'debts.instalmentsLateOldest':
    '{missing} of what is to be paid each month is missing. The oldest deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  'debts.planDemandedPart':
    '{missing} of what is to be paid each month is missing. If {demanded} of it is paid by {by}, the rest can still be paid a little at a time. Otherwise we can ask for the rest all at once. We wrote about it on {on}. Call us on {phone} if you cannot pay.',
  'debts.planDemanded':
    '{missing} of what is to be paid each month is missing. If it is paid by {by}, the rest can still be paid a little at a time. Otherwise we can ask for the rest all at once. We wrote about it on {on}. Call us on {phone} if you cannot pay.',
  'debts.planDemandedLate':
    '{missing} of what is to be paid each month is missing. We wrote about it on {on}. The last deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  'debts.planDemandedLateMore':
    '{missing} of what is to be paid each month is missing. We wrote about {demanded} of it on {on}. The last deadline was {by}. The rest has come since. Pay now, or call us on {phone} if you cannot.',
  'debts.planDisputed':
    'Somebody has written to us that some of what is to be paid each month is wrong. It need not be paid while we look at it.',
  'debts.planDisputedElse':
    'We are looking at some of what is to be paid each month. It need not be paid while we look at it.',
  'debts.onItsWay': 'It is on its way to Gældsstyrelsen. They will write to {person}.',
  'debts.therePage': 'Pay at {page}.',
  'debts.disputedOnPlan':
    'Somebody has written to us that this is wrong. We send no reminder while we look at it. What is to be paid each month goes on as before.',
  'debts.heldRequest':
    'We have been asked whether it can be paid in another way. We send no reminder before {review}.',
  'debts.wishWaits':
    'We have been asked whether it can be paid in another way. We have not answered yet. Until we answer, it must be paid as we have written. If that cannot be done, call us on {phone}.',
  'debts.rests': 'We are waiting with it just now. We send no reminder meanwhile.',
  'debts.heldAddress': 'We are waiting because we do not have an address for {person}. Call us on {phone}.',
  'debts.heldComplaint': 'There has been a complaint. We send no reminder while we look at it.',
  'debts.heldSetOff':
    'We are looking at whether another amount from us can pay it. We have written about it.',
  'debts.heldInterest': 'The deadline was {by}, and interest is added until it is paid. It may be paid now.',
  'debts.stoppedLapse':
    'A member of staff looks at whether it is no longer owed. It need not be paid while we look at it.',
  'debt.title': 'A debt',
  'debt.joint': 'It is owed together with others. Each of them owes the whole amount.',
  'debt.decided': 'The municipality decided on {on} that it must be paid back.',
  'debt.raised': 'The debt arose',
  'debt.freedNote':
    'The money that is not used here any longer covers something else, or we hold it for whoever paid. If we hold money for {person}, the overview says so.',
  'debt.ended': 'It is not owed any longer',
  'debt.letters': 'What we have written',
  'debt.receipts': 'See payments, and get receipts',
  'debt.seePlan': 'See the payment, and how the amount was found',
  'debt.paidTogether': 'It is paid off together with other debts. What is paid goes to the oldest first.',
  'debt.ruleDaily': '{rate} a year of {basis} for the days after the deadline.',
  'debt.ruleSpecial': '{rate} of {basis}. The interest follows the law about what is to be paid for.',
  'debt.whyReminder': 'Why has there been a reminder?',
  'debt.because': 'The deadline was {by}. We had not had all the money when we wrote.',
  'debt.becauseInstalment': 'A payment was due by {by}. We had not had all the money when we wrote.',
  'debt.becauseMissing': 'We had not had all the money in time when we wrote.',
  'debt.needNotPay': 'It may be paid, but it does not have to be.',
  'debt.mayPayNow': 'It may be paid now. Interest is added until it is paid.',
  'debt.payThere': 'It is paid to Gældsstyrelsen at {page}.',
  'debt.disagree': 'Is it wrong, or can it not be paid? Call us on {phone}.',
  'yourPayment.title': 'Payment each month',
  'yourPayment.headingPlan': '{amount} is to be paid a month',
  'yourPayment.headingNothing': 'Nothing has to be paid now',
  'yourPayment.headingUndecided': 'We are looking at what should be paid',
  'yourPayment.headingSettled': 'There is nothing more to pay back',
  'yourPayment.headingThere': 'Gældsstyrelsen has what must be paid back',
  'yourPayment.headingNotKnown': 'We cannot show the payment right now',
  'yourPayment.left': '{amount} is left in all of the help that must be paid back.',
  'yourPayment.whyNothing': 'Why is nothing to be paid now?',
  'yourPayment.whyWhole': 'Why is all of it to be paid now?',
  'yourPayment.ahead': '{amount} has been paid ahead. We take it off the next payments.',
  'yourPayment.fixed':
    'The amount is set by the rules. We may not agree on a lower amount, and may not look at the budget.',
  'yourPayment.decidedPlan': '{on}: We decided that {amount} is to be paid a month.',
  'yourPayment.decidedDeferral': '{on}: We decided that nothing has to be paid now.',
  'yourPayment.decidedLapse': '{on}: We decided that {amount} has lapsed. Nobody has to pay that.',
  'yourPayment.decidedTransfer': '{on}: We decided to send what is left to be paid back to Gældsstyrelsen.',
  'yourPayment.inForce': '{on}: The decision has arrived.',
  'yourPayment.demanded': '{on}: We wrote that {missing} was missing and was to be paid by {by}.',
  'yourPayment.demandPaid': '{on}: What was missing had been paid.',
  'yourPayment.fellAwayNoMore': '{on}: The whole amount no longer has to be paid at once.',
  'yourPayment.wholeMissed':
    'It was paid a little at a time. We were missing {missing} that was to be paid by {since}.',
  'yourPayment.wholeAsked':
    'We wrote about it on {on}. The deadline was {by}. We did not get the money in time. So it can no longer be paid a little at a time.',
  'yourPayment.wholeThen': 'The debt can be sent to Gældsstyrelsen. We write about that before it happens.',
  'yourPayment.wholeCan': 'Can all of it not be paid, or was it paid in time? Call us on {phone}.',
  'yourPayment.byHand': 'A member of staff has found the amount. The reasons are in the letter.',
  'yourPayment.whatIf': 'How it will be if something changes',
  'yourPayment.noEvents': 'We will write when something happens.',
  'yourPayment.asked': '{on}: We asked before we decided anything. The answer must come by {by}.',
  'yourPayment.askedBefore': '{on}: We asked before we decided anything. The answer could come until {by}.',
  'yourPayment.answered': '{on}: We asked before we decided anything. We have got an answer.',
  'yourPayment.demandTakenBack': '{on}: We no longer ask for what was missing.',
  'yourPayment.bankPays': '{on}: The bank pays {amount} by itself.',
  'yourPayment.wrongIncome': 'Is the income lower now? Or is it wrong with us? Call us on {phone}.',
  'yourPayment.wrongChildren':
    'Are there children under 18 that we do not know of? Call us on {phone}. It may change what must be paid.',
  'yourPayment.wrongBenefit':
    'Does {person} receive cash benefit or the like? Then nothing is to be paid meanwhile. Call us on {phone}.',
  'yourPayment.wrongAny': 'Is something we know about {person} wrong? Call us on {phone}.',
  'yourPayment.sendPapers': 'Send papers about income or children',
  'yourPayment.complainAny': 'Do you disagree? The letter says how to complain, and until when.',
  'yourPayment.thereText': '{amount} is with Gældsstyrelsen. It is paid to them at {page}.',
  'yourPayment.barYear': 'Income after tax in a year',
  'whatIf.income': 'How much is there a month after tax?',
  'whatIf.children': 'Are there children under 18?',
  'whatIf.benefit': 'Does {person} receive cash benefit (kontanthjælp) or the like?',
  'whatIf.pension': 'Is disability pension (førtidspension) the only income?',
  'whatIf.plan': '{amount} a month would have to be paid.',
  'whatIf.nothing': 'Nothing would have to be paid.',
  'whatIf.back': 'To the payment',
  'pay.free': 'You pay something that {person} owes. It costs you nothing to pay here.',
  'pay.toOverview': 'To the overview',
  'pay.now': 'This must be paid now',
  'pay.waiting': 'This may be paid now',
  'pay.waitingHint': 'We send no reminders about it right now, but interest is added until it is paid.',
  'pay.notNeeded': 'This does not have to be paid now',
  'pay.notNeededHint': 'It may be paid, but it does not have to be.',
  'pay.monthly': '{name}, payment each month',
  'pay.instalments': 'The payment on the agreement about {name}',
  'pay.atRecovery':
    'Gældsstyrelsen (the Danish Debt Collection Agency) has {amount} that {person} owes too. You cannot pay it here. It is paid to Gældsstyrelsen at {page}.',
  'pay.noLine':
    'This has no payment line. If you want to pay it, use another way here, or call us on {phone}.',
  'pay.noLineCall': 'This has no payment line. If you want to pay it, call us on {phone}.',
  'pay.tooOften': 'Many payments have been begun. Wait ten minutes and try again.',
  'pay.tooManyOpen': 'Several payments are under way. Finish them or stop them first.',
  'payment.held': 'Some of it had been paid already. A member of staff looks at it and writes about it.',
  'payment.heldAll':
    'It was nothing that {person} owed any longer. A member of staff looks at it and writes about it.',
  'payment.notOwedText': 'What was to be paid is no longer owed.',
  'payment.owedAgain': 'What the payment had covered is owed again.',
  'payment.toOverview': 'To the overview',
  'payment.other':
    'It is another amount than the one that was chosen. A member of staff looks at the difference.',
};
