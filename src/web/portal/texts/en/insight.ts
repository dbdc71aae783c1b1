import type { Words } from '../texts.ts';
import type { insight as danish } from '../da/insight.ts';

export const insight: Words<typeof danish> = {
  title: 'Your data',
  who: 'Who has looked at your data?',
  noNames:
    'Here you see when our staff have looked you up, and what it was about. You also see when somebody who acts for you has been here. We do not show names. Nor do we show what our staff have written about why, because it may say something about others.',
  none: 'Nobody has looked you up.',
  every:
    'Our staff also work with lists of many people. You may be on one of them. That is not listed here. Every month a computer works out the payments of all who pay help back. That is not listed here either.',
  day: 'Day',
  by: 'Who',
  staff: 'A member of staff',
  helper: 'Somebody who acts for you',
  matter: 'What was it about?',
  everything: 'Your whole case',
  balance: 'What you owe',
  payment: 'A payment',
  agreement: 'An agreement',
  objection: 'Something that you disagree with',
  message: 'Something you have written to us',
  decision: 'A decision',
  letter: 'A letter',
  debt: 'Something that you owe',
  pages: 'Your pages here',
  person: 'Data about you',
  page: 'The page that you showed us',
  'direct-debit': 'Betalingsservice',
  'set-off': 'Money you are to have from us',
  errand: 'A bankruptcy, a debt restructuring or an estate',
  reminder: 'A letter about something that you have not paid',
  task: 'A task in your case',
  other: 'Something else in your case',
  get: 'Get your data',
  getText:
    'You can get a file with what we know about you. It is in Danish, and programs can read it, too. Look after it well.',
  files: 'The files that you send us',
  filesText:
    'We keep your files as long as the case goes on. When it is over, we keep them for the rest of the year and {years} whole years more. Then we delete them. If you still owe some of what they are about, the case is not over.',
  getLink: 'Get the file',
  more: 'Do you want any of it explained? Call us on {phone}.',
};
