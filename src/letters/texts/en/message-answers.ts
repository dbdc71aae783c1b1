import type { messageAnswersDa } from '../da/message-answers.ts';
import type { InEnglish } from '../english.ts';

export const messageAnswersEn: InEnglish<typeof messageAnswersDa> = {
  'complaint-answer.title.changed': 'Answer to your complaint: we have changed the decision',
  'complaint-answer.title.partly': 'Answer to your complaint: we have changed some of the decision',
  'complaint-answer.title.kept': 'Answer to your complaint: we do not change the decision',
  'complaint-answer.noted.plan':
    'On {complainedOn} you complained that you must pay {monthly} a month. We decided that on {decidedOn} (number {reference}).',
  'complaint-answer.noted.deferral':
    'On {complainedOn} you complained about our decision that you do not have to pay anything for the time being. We decided that on {decidedOn} (number {reference}).',
  'complaint-answer.noted.transfer':
    'On {complainedOn} you complained that the debt is sent to the Danish Debt Collection Agency (Gældsstyrelsen). We decided that on {decidedOn} (number {reference}).',
  'complaint-answer.noted.lapse':
    'On {complainedOn} you complained about our decision on what has lapsed of your debt. We decided that on {decidedOn} (number {reference}).',
  'complaint-answer.changed':
    'You were right, and we have changed the decision. You get a letter of its own about that.',
  'complaint-answer.partly':
    'You were right about some of it. We have changed that, and you get a letter of its own about it. We have sent the rest of your complaint on to {authority} on {sentOn}. We have done that for you.',
  'complaint-answer.kept':
    'We have looked at the case again, and we do not change the decision. So we have sent your complaint on to {authority} on {sentOn}. We have done that for you.',
  'complaint-answer.late':
    'The last day to complain was {lateAfter}. It is not certain that {authority} deals with a complaint that comes after it.',
  'complaint-answer.then.changed': 'You do not have to do anything more about the complaint.',
  'complaint-answer.then.sent-on':
    '{authority} will write to you. You do not have to do anything more about the complaint.',
  'complaint-answer.then.meanwhile':
    'Meanwhile, what we last wrote to you about payment applies, unless you are told otherwise.',
  'complaint-answer.then.owed': 'The debt must still be paid. {owed} is left.',
  'complaint-answer.then.transfer-until':
    'If you pay all of it by {quietUntil}, we do not send it to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'complaint-answer.then.transfer':
    'If you do not pay, we may send it to the Danish Debt Collection Agency (Gældsstyrelsen), also while {authority} looks at your complaint. If you cannot pay all of it at once, call us.',
  'complaint-answer.disagree.changed':
    'If you disagree with what applies now, you can complain again. The letter about the change says how.',
  'complaint-answer.disagree.kept':
    'If you know of something new, or think that we have misunderstood something, write or call us.',
  'documentation-answer.title.used': 'Answer about your papers: we use them',
  'documentation-answer.title.not-used': 'Answer about your papers: we do not use them',
  'documentation-answer.noted.income': 'On {papersOn} you sent us papers about your income.',
  'documentation-answer.noted.children': 'On {papersOn} you sent us papers about your children.',
  'documentation-answer.noted.benefit': 'On {papersOn} you sent us papers about a benefit that you get.',
  'documentation-answer.noted.other': 'On {papersOn} you sent us papers about your situation.',
  'documentation-answer.used': 'We use your papers from {usedFrom} on.',
  'documentation-answer.not-used': 'We do not use your papers to change what you pay.',
  'documentation-answer.then.used':
    'If that changes what you pay, you get a letter of its own about it. Until then, what we last wrote to you about payment applies.',
  'documentation-answer.then.not-used':
    'What we last wrote to you about payment still applies. You do not have to do anything more.',
  'documentation-answer.disagree':
    'If you disagree, or have more papers, write or call us. Then we look at it again.',
  'documentation-answer.rules.collection':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 5-7 (what you must pay, and what can change it)',
};
