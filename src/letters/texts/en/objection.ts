import type { objectionDa } from '../da/objection.ts';
import type { InEnglish } from '../english.ts';

export const objectionEn: InEnglish<typeof objectionDa> = {
  'objection.title.refused': 'Answer to your objection: you still have to pay',
  'objection.title.upheld': 'Answer to your objection: you were right',
  'objection.title.partly': 'Answer to your objection: you were partly right',
  'objection.title.withdrawn': 'You have withdrawn your objection',
  'objection.noted.existence':
    'On {notedOn} we were told that you do not think you owe the money. It is about:',
  'objection.noted.amount': 'On {notedOn} we were told that you think the amount is wrong. It is about:',
  'objection.noted.fee': 'On {notedOn} we were told that you think you should not pay a fee. It is about:',
  'objection.refused.existence': 'We have looked at it, and we still think that you owe the money.',
  'objection.refused.amount': 'We have looked at it, and we still think that the amount is right.',
  'objection.refused.fee': 'We have looked at it, and the fee stands.',
  'objection.upheld.existence': 'You were right: you do not owe the money.',
  'objection.upheld.amount': 'You were right: the amount was wrong.',
  'objection.upheld.fee': 'You were right: the fee has been removed.',
  'objection.partly.existence': 'You were right about some of it.',
  'objection.partly.amount': 'You were right about some of it.',
  'objection.partly.fee': 'You were right about some of it.',
  'objection.withdrawn.existence': 'You have withdrawn your objection since.',
  'objection.withdrawn.amount': 'You have withdrawn your objection since.',
  'objection.withdrawn.fee': 'You have withdrawn your objection since.',
  'objection.answer.heading': 'Why?',
  'objection.answer.heading-withdrawn': 'Our answer',
  'objection.answer.intro': 'A staff member writes:',
  'objection.owe.heading': 'What you owe now',
  'objection.owe.intro': 'The table shows what is left of what your objection is about.',
  'objection.owe.none': 'You do not have to pay anything because of this letter.',
  'objection.then.heading': 'What happens now?',
  'objection.then.dunning':
    'While we looked at your objection, the case rested. Now what is in the table must be paid.',
  'objection.then.dunning-until':
    'We do nothing more about it until after {quietUntil}. If you have not paid by then, you may get a reminder, and the debt may be sent to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'objection.then.dunning-now':
    'If you do not pay, you may get a reminder, and the debt may be sent to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'objection.then.unable':
    'If you cannot pay all of it at once, call us. Then we will see whether you can pay a little at a time or wait.',
  'objection.then.plan':
    'For the benefit that must be repaid, what we have written to you about payment still applies.',
  'objection.then.agreed': 'The agreement we have made about payment still applies.',
  'objection.then.plan-until':
    'If something that you should have paid is missing, we do nothing more about it until after {planQuietUntil}. So you can still pay it in time.',
  'objection.then.late':
    'If you get the letter later than we expect, you always have {payDays} days to pay, counted with the day you get it.',
  'objection.then.source':
    'It was decided elsewhere in the municipality or by another authority. We have asked for it to be corrected. Until it has been, we do not ask you to pay it, and we do not send it to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'objection.then.source-some':
    'Some of it was decided elsewhere in the municipality or by another authority. We have asked for it to be corrected. Until it has been, we do not ask you to pay it, and we do not send it to the Danish Debt Collection Agency (Gældsstyrelsen).',
  'objection.then.source-table': 'It is not in the table.',
  'objection.then.disputed':
    'You, or somebody else who owes the same, have said something more that we have not answered yet. Until then we send no reminders about it.',
  'objection.then.recovery':
    'Some of it is at the Danish Debt Collection Agency (Gældsstyrelsen). You must not pay that to us. If you want to know how much it is, ask them.',
  'objection.then.nothing': 'You do not have to do anything more.',
  'objection.disagree.heading': 'If you disagree',
  'objection.disagree':
    'If you think that we have misunderstood something, or you know of something that we have not seen, write or call us.',
};
