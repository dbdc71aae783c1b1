import type { setOffDa } from '../da/set-off.ts';
import type { InEnglish } from '../english.ts';

export const setOffEn: InEnglish<typeof setOffDa> = {
  'set-off-hearing.title': 'We intend to use {setOff} of your payment to pay your debt',
  'set-off-hearing.result':
    'The municipality is to pay you {payout} on {payoutOn} ({payoutFor}). You also owe the municipality money. We therefore intend to take {setOff} of the payment and use it to pay what you owe. In Danish this is called modregning.',
  'set-off-hearing.not-decided': 'It has not been decided yet. You can tell us what you think first.',
  'set-off-hearing.answer.heading': 'How to tell us what you think',
  'set-off-hearing.answer':
    'Write or call us by {answerBy}. Tell us, for instance, if you do not owe the money or cannot do without it.',
  'set-off-hearing.late':
    'If you get this letter later than we expect, you always have {answerDays} days to answer from the day you got it.',
  'set-off-hearing.then.heading': 'What happens then?',
  'set-off-hearing.then':
    'When the deadline has passed, a member of staff looks at the case and at what you have told us. Then you get a letter with the decision.',
  'set-off-hearing.paid': 'Meanwhile you get no reminders for the bills.',

  'set-off.title': 'We have used {setOff} of your payment to pay your debt',
  'set-off.result':
    'The municipality was to pay you {payout} on {payoutOn} ({payoutFor}). We have taken {setOff} of it and paid what is in the table. In Danish this is called modregning.',
  'set-off.by-person': 'A member of staff has decided it.',
  'set-off.taken.heading': 'What we have paid for you',
  'set-off.column.taken': 'Paid',
  'set-off.because.heading': 'Why?',
  'set-off.because':
    'The municipality was to pay you money, and you owed the municipality money that should have been paid. Then we may subtract the one from the other.',
  'set-off.no-answer': 'We have written to you about it before, and you have not answered.',
  'set-off.left.heading': 'Is there more to pay?',
  'set-off.left': 'You still owe {left} of what is in the table. You must pay it as we have written before.',
  'set-off.left.none': 'You owe no more of what is in the table.',
  'set-off.left.besides':
    'You also owe {left} of the other things that we wrote to you about. You must pay it as we have written before.',
  'set-off.rules.set-off':
    'The general rules of set-off (modregning), as described in Den juridiske vejledning, section G.A.3.7.3 (the municipality and you owe each other money, and what you owe should have been paid)',
  'set-off.rules.procedure':
    'Forvaltningsloven sections 19, 22, 24 and 25 (your right to be heard, to reasons and to complain)',
  'set-off.rules.data': 'The General Data Protection Regulation articles 13-16 (your information)',

  'liability.title': 'You are now liable for a debt of {total}',
  'liability.undivided-estate':
    'Your spouse has died, and you keep the estate undivided (uskiftet bo). You are therefore liable for the debt to the municipality in the table. It is {total} in total.',
  'liability.private-division':
    'You have taken over an estate, together with the other heirs if there are any. You are therefore liable for the debt to the municipality in the table. It is {total} in total.',
  'liability.none':
    'Together with those who owed it before, you are liable for the debt to the municipality in the table. It is {total} in total.',
  'liability.why': 'Why you are liable (in Danish): {why}',
  'liability.nothing-yet': 'You do not have to pay anything because of this letter.',
  'liability.next': 'We write to you when you have to pay, and how.',
  'liability.disagree':
    'If you think that you are not liable for the debt, or that something is wrong, write or call us.',
  'liability.rules': 'Dødsboskifteloven (who is liable for what a dead person owed)',
};
