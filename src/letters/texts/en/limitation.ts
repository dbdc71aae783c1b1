import type { InEnglish } from '../english.ts';
import type { limitationDa } from '../da/limitation.ts';

export const limitationEn: InEnglish<typeof limitationDa> = {
  'limitation.title': 'You do not have to pay {total}: the debt is time-barred',
  'limitation.result':
    'The debt in the table has become too old. It is {total} in total. In Danish this is called forældelse.',
  'limitation.nothing-to-do': 'You do not have to pay it, and you do not have to do anything.',
  'limitation.bank': 'If you have set up a standing payment in your bank, stop it.',

  'limitation.heading': 'What is time-barred',
  'limitation.intro': 'The table shows what it was for and on which day the time ran out.',
  'limitation.column.what': 'Bill',
  'limitation.column.due': 'Should have been paid by',
  'limitation.column.until': 'Time ran out',
  'limitation.column.amount': 'Amount',
  'limitation.total': 'Total',
  'limitation.numbered': '{what} (no. {reference})',
  'limitation.with-main': '* Interest and fees end together with the bill that they belong to.',

  'limitation.after.heading': 'You no longer have to pay it',
  'limitation.no-more': 'We do not ask you for the money again, and you get no reminders about it.',
  'limitation.money-back':
    'If you pay all the same, or have paid after the time ran out, we look at whether you must have the money back, and write to you.',

  'limitation.rules.intro': 'The letter rests on these rules:',
  'limitation.rules.period':
    'The Danish Limitation Act (forældelsesloven) sections 2, 3 and 5 (when debt is time-barred, and from when the time counts)',
  'limitation.rules.accessory':
    'The Danish Limitation Act (forældelsesloven) section 23(2) (interest and fees)',
  'limitation.rules.days':
    'The Danish Limitation Act (forældelsesloven) section 27 (when the time ends on a day that is closed)',
  'limitation.rules.data': 'The General Data Protection Regulation articles 13-16 (your information)',
};
