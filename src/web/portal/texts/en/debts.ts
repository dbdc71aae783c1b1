import type { Words } from '../texts.ts';
import type { debts as danish } from '../da/debts.ts';

export const debts: Words<typeof danish> = {
  interestRun:
    'There is also new interest of {amount} up to and including today. It is added when the month is over, or when you have paid.',
  amountNow: 'Amount now',
  amountThere: 'Amount with Gældsstyrelsen',
  by: 'Pay by',
  byMissing: 'Pay what is missing by',
  wasBy: 'The deadline was',
  nextInstalment: 'Next payment',
  from: 'Comes from',
  next: 'What happens now?',
  more: 'See more, and what you can do',
  payBy: 'Pay by {by}.',
  askedLater: 'We will write to you when you have to pay.',
  overdue: 'The deadline was {by}. Pay, or call us on {phone} if you cannot.',
  written: 'We wrote to you on {on}. Pay by {by}.',
  writtenBeforeRecovery:
    'We wrote to you on {on}. If you pay by {by}, we do not send it to Gældsstyrelsen. Call us on {phone} if you cannot pay.',
  writtenLate:
    'We wrote to you on {on}. The deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  writtenNow: 'We wrote to you on {on}. Pay now, or call us on {phone} if you cannot.',
  quiet: 'Pay by {by}. We do nothing more about it until then. Call us on {phone} if you cannot pay.',
  quietAgain:
    'A payment was taken off again on {on}, and therefore the money is missing. Pay by {by}. We do nothing more about it until then. Call us on {phone} if you cannot pay, or if it is wrong.',
  planFellAwayQuiet: 'The whole amount is to be paid, because a payment was missing.',
  planFellAway:
    'The whole amount is to be paid now, because a payment was missing. Call us on {phone} if you cannot.',
  planBroke: 'The agreement to pay a little at a time fell away on {on}, because a payment was missing.',
  planStopped: 'The agreement to pay a little at a time ended on {on}.',
  wholeNow: 'The whole amount is therefore to be paid now. Call us on {phone} if you cannot.',
  beforeRecovery: 'If you pay by {by}, we do not send it to Gældsstyrelsen.',
  recoveryNext: 'We will soon send it to Gældsstyrelsen. Pay now, or call us on {phone}.',
  payNow: 'Pay now, or call us on {phone} if you cannot.',
  complaintOwn: 'You have complained that you must pay it back. The complaint has not been decided yet.',
  complaintOwnKept:
    'You have complained that you must pay it back. We do not send it to Gældsstyrelsen before the complaint has been decided.',
  complaintKept: 'We do not send it to Gældsstyrelsen right now.',
  instalments: 'You pay {monthly} a month. Next time by {by}.',
  instalmentsDone: 'You pay {monthly} a month.',
  instalmentsLate:
    '{missing} of what you pay each month is missing. The deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  instalmentsQuiet:
    '{missing} of what you pay each month is missing. Pay it by {by}. We do nothing more about it until then. Call us on {phone} if you cannot pay.',
  instalmentsLateOldest:
    '{missing} of what you pay each month is missing. The oldest deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  instalmentAfter: 'The next payment is {amount} by {due}.',
  planDemanded:
    '{missing} of what you pay each month is missing. If you pay it by {by}, you can go on paying a little at a time. Otherwise we can ask for the rest all at once. We wrote to you on {on}. Call us on {phone} if you cannot pay.',
  planDemandedPart:
    '{missing} of what you pay each month is missing. If you pay {demanded} of it by {by}, you can go on paying a little at a time. Otherwise we can ask for the rest all at once. We wrote to you on {on}. Call us on {phone} if you cannot pay.',
  planDemandedLate:
    '{missing} of what you pay each month is missing. We wrote to you on {on}. The last deadline was {by}. Pay now, or call us on {phone} if you cannot.',
  planDemandedLateMore:
    '{missing} of what you pay each month is missing. We wrote to you about {demanded} of it on {on}. The last deadline was {by}. The rest has come since. Pay now, or call us on {phone} if you cannot.',
  planDisputed:
    'You have written that you disagree with some of what you pay each month. You need not pay while we look at it.',
  planDisputedElse:
    'We are looking at some of what you pay each month. You need not pay while we look at it.',
  this: 'this',
  both: '{first} and {second}',
  andMore: '{first} and {count} other things',
  oneAmount: 'That is one amount for {all} together.',
  agreed: 'There is an agreement about how it is paid.',
  deferred: 'You do not have to pay anything now. We look at it again every month.',
  deferredUntil: 'You do not have to pay before {until}.',
  undecided: 'We are looking at what you should pay. We will write to you.',
  onItsWay: 'It is on its way to Gældsstyrelsen. They will write to you.',
  there: 'Gældsstyrelsen has it now. Pay them, not us.',
  therePage: 'You do that at {page}.',
  disputed: 'You have written that you disagree. We send no reminders while we look at it.',
  disputedOnPlan:
    'You have written that you disagree. We send no reminder while we look at it. What you pay each month goes on as before.',
  toCorrect:
    'We have asked for it to be put right. Until it is, we do not ask you to pay it, and we do not send it to Gældsstyrelsen.',
  notKnown: 'We cannot show what happens with it right now. Try again in a moment.',
  paid: 'It is paid.',
  paidOn: 'It was paid on {on}.',
  withdrawn: 'We have taken it back. You do not have to pay it.',
  lapsed: 'It has lapsed. You do not have to pay it.',
  timeBarred: 'It is too old. You do not have to pay it.',
  discharged: 'You do not owe it any longer.',
  writtenOff: 'We do not ask you to pay it.',
  heldManual: 'We are waiting with it. We look at it again on {review}.',
  heldMeanwhile: 'We are waiting with it while we look at it.',
  heldRequest: 'You have asked if it can be paid in another way. We send no reminder of it before {review}.',
  wishWaits:
    'You have asked if it can be paid in another way. We have not answered yet. Until we do, it must be paid as we have written. Call us on {phone} if you cannot.',
  rests: 'We are waiting with it right now. We send you no reminder meanwhile.',
  heldAddress: 'We are waiting because we do not have your address. Call us on {phone}.',
  heldComplaint: 'You have complained. We do not remind you while we look at it.',
  heldMail: 'We are waiting because our letter came back. Call us on {phone}.',
  heldAddressToo: 'We also need an address that we can write to. Call us on {phone}.',
  heldMailToo: 'A letter from us has also come back. Call us on {phone}.',
  heldSetOff: 'We are looking at whether another amount from us can pay it. We have written to you.',
  heldLiability: 'You have come to owe it together with others. We will write to you before you have to pay.',
  heldInterest: 'Latest deadline: {by}. Interest is added until it is paid. You may pay now.',
  heldInterestAsk: 'Latest deadline: {by}. Interest is added. Call us on {phone} before you pay.',
  askFirst: 'Call us on {phone} before you pay. Another amount from us can perhaps pay some of it.',
  stoppedEstate: 'We are waiting while the estate is settled.',
  stoppedBankruptcy: 'We are waiting while the bankruptcy is dealt with.',
  stoppedRelief: 'We are waiting while the debt relief is dealt with.',
  stoppedLapse: 'A member of staff is looking at whether it has lapsed. You do not have to pay meanwhile.',
  bill: '{municipality}, bill {reference}',
  caseAt: '{municipality}, case {reference}',
  chargesOf: 'Interest and fees: {name}',
  months: '{municipality}, {count} months',
  eachMonth: 'See each month',
  and: '{first} – {last}',
  apart: '{count} periods in the time {first} – {last}',
};
