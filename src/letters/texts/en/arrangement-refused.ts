import type { arrangementRefusedDa } from '../da/arrangement-refused.ts';
import type { InEnglish } from '../english.ts';

export const arrangementRefusedEn: InEnglish<typeof arrangementRefusedDa> = {
  'arrangement-refused.title': 'We cannot say yes to the payment that you asked for',
  'arrangement-refused.title.not-acknowledged': 'We need your signature before we can make an agreement',
  'arrangement-refused.title.others-must-sign': 'We need signatures before we can make an agreement',
  'arrangement-refused.title.nothing-owed': 'You do not owe what you have asked to pay later',
  'arrangement-refused.title.order-not-read': 'A staff member will answer you',
  'arrangement-refused.asked.plan':
    'On {askedOn} you asked to pay {monthly} a month, the first time on {firstDueDate}.',
  'arrangement-refused.asked.deferral': 'On {askedOn} you asked to wait until {until} to pay.',
  'arrangement-refused.no': 'We cannot say yes to that.',
  'arrangement-refused.not-yet': 'We cannot say yes to that yet.',
  'arrangement-refused.later': 'That has not been decided yet.',
  'arrangement-refused.none-needed': 'There is no need to.',
  'arrangement-refused.why.heading': 'Why?',
  'arrangement-refused.because.order-not-read':
    'The benefit that it is about is repaid by special rules. A staff member must look at your case first.',
  'arrangement-refused.because.bek-585-no-individual-assessment':
    'The amount follows from the rules. When benefit from the municipality must be repaid, the rules and your income decide how much you must pay a month, and whether you can wait. So we may not agree on anything else with you, and we may not look at your budget. The National Social Appeals Board (Ankestyrelsen) has said so in decision of principle 30-14.',
  'arrangement-refused.because.at-recovery':
    'The debt is at the Danish Debt Collection Agency (Gældsstyrelsen). As long as it is there, they and not we decide how it must be paid.',
  'arrangement-refused.because.on-its-way-to-recovery':
    'The debt is being sent to the Danish Debt Collection Agency (Gældsstyrelsen). Until that is over we cannot agree on anything about it.',
  'arrangement-refused.because.claim-held':
    'Something else is going on about what you owe. It may be an objection that you are waiting for an answer to, or an agreement that you have already. As long as that goes on, we cannot agree on anything new.',
  'arrangement-refused.because.nothing-owed': 'You do not owe us anything of what you asked about.',
  'arrangement-refused.because.below-least':
    'You must pay at least {least} a month. The municipality has decided so for agreements to pay a little at a time.',
  'arrangement-refused.because.too-long':
    'An agreement can last {mostMonths} months at most, and the time that you ask to wait counts. The municipality has decided so for agreements to pay a little at a time or to wait.',
  'arrangement-refused.because.past-limitation':
    'The debt, or a part of it, would be time-barred before it was paid. We cannot agree on that.',
  'arrangement-refused.because.not-acknowledged':
    'Before we can make the agreement, you must sign that you owe the money, and how much you owe.',
  'arrangement-refused.because.acknowledged-before-claim':
    'You signed that you owe the money before all of the bills had come about. So the signature does not count for all of them.',
  'arrangement-refused.because.acknowledged-after-last-day':
    'Some of it was time-barred when you signed. You do not have to pay that.',
  'arrangement-refused.because.others-must-sign':
    'Both holders of custody, or the guardian, must take part in and sign an agreement for somebody who is under 18 or under guardianship.',
  'arrangement-refused.because.by-person': 'A staff member has looked at it and writes:',
  'arrangement-refused.then.heading': 'What can you do?',
  'arrangement-refused.then.order-not-read':
    'You do not have to do anything now. The staff member will write to you.',
  'arrangement-refused.then.bek-585-no-individual-assessment':
    'If your income has fallen, you have children under 18 whom we have not counted, or you get cash benefit or the like, write or call us. Then we calculate again. Until then what we have written to you about payment applies.',
  'arrangement-refused.then.at-recovery': 'Write or call the Danish Debt Collection Agency, and ask them.',
  'arrangement-refused.then.on-its-way-to-recovery':
    'Write or call us if you want to know how far it has come.',
  'arrangement-refused.then.recalled':
    'We have asked to get the debt back. You can ask us again when we have it. Call us if you want to know whether it has come.',
  'arrangement-refused.then.claim-held': 'You can ask us again when that is over.',
  'arrangement-refused.then.nothing-owed': 'You do not have to do anything.',
  'arrangement-refused.then.below-least':
    'You can ask us again with a larger amount a month. If you cannot pay that much, call us.',
  'arrangement-refused.then.too-long':
    'You can ask us again with a larger amount a month or an earlier day. If you cannot, call us.',
  'arrangement-refused.then.past-limitation':
    'You can ask us again with a larger amount a month or an earlier day.',
  'arrangement-refused.then.not-acknowledged':
    'Write to us that you owe the amount in the table. Add your name and the date, sign it, and send it to us. Then we can look at the agreement again.',
  'arrangement-refused.then.acknowledged-before-claim':
    'Write to us that you owe the amount in the table. Add your name and the date, sign it, and send it to us. Then we can look at the agreement again.',
  'arrangement-refused.then.acknowledged-after-last-day':
    'We remove what is time-barred. Then you can ask us again about the rest.',
  'arrangement-refused.then.others-must-sign':
    'Have the others sign together with you that the money is owed, and send it to us. Then we can look at the agreement again.',
  'arrangement-refused.then.by-person': 'You can ask us again for another agreement.',
  'arrangement-refused.owe.heading': 'What you owe',
  'arrangement-refused.owe.intro': 'The table shows what you have asked for an agreement about.',
  'arrangement-refused.owe.none': 'There is nothing to pay to us.',
  'arrangement-refused.unpaid':
    'There is no agreement now. If you do not pay, we go on from where we were: you may get a reminder, and the debt may be sent to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'arrangement-refused.disagree':
    'If you think that we have misunderstood something, or something has changed, write or call us.',
  'arrangement-refused.no-appeal':
    'It is for the municipality to decide whether you can pay a little at a time or wait. You cannot complain to a higher authority about it.',
  'arrangement-refused.rules.collection':
    'Gældsinddrivelsesloven (Consolidation Act no. 1063 of 26 September 2024) section 2(3) (instalments and deferral)',
  'arrangement-refused.rules.order':
    "Executive Order no. 585 of 24 May 2023 on the municipalities' collection of repayment (how much is to be paid a month)",
};
