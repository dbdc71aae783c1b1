import type { missing as danish } from '../da/missing.ts';
import type { Words } from '../texts.ts';

export const missing: Words<typeof danish> = {
  heading: 'We cannot show everything just now',
  again: 'Try again in a little while, or call us on {phone}.',
  plans: 'We cannot show your agreements and plans just now.',
  offers: 'We cannot show at the moment whether a plan can be made to pay a little at a time.',
  answers: 'We cannot show at the moment whether there is something that we have not answered.',
  recovery: 'We cannot show what is with the Danish Debt Collection Agency just now. It is not counted here.',
  steps: 'We cannot show what we have written about your bills, and what happens now.',
  'under-way':
    'We cannot see whether you are paying something. Wait before you pay, so that you do not pay twice.',
  interest: 'We cannot show the newest interest. It is not counted here.',
  bank: 'We cannot see what your bank pays for you. If you have Betalingsservice, look in your bank before you pay.',
  asked:
    'We cannot see whether we have asked you about something. If you have got a letter about it, it says when to answer.',
  decisions: 'We cannot show what we have decided about your payment.',
  calculation: 'We cannot show how we have worked it out.',
  letters: 'We cannot show your letters just now.',
  'about-letters': 'We cannot show what your letters are about. The letters say so, and also when to answer.',
  payments: 'We cannot show your payments just now.',
  'payment-lines': 'We cannot show your payment lines just now. They are in your letters.',
  messages: 'We cannot show what you have written to us.',
  looks: 'We cannot show who has seen your information.',
  section: 'We cannot read it just now. Get the file again later.',
  maybeMore: 'There may be more to pay that we cannot show.',
  pageTitle: 'We cannot show the page just now',
  pageText: 'Something at our end does not answer. It is nothing you have done.',
  fileTitle: 'We cannot make the file just now',
  fileText: 'We cannot read some of what should be in it. You get all of it or nothing.',
  formTitle: 'We could not do that just now',
  formText: 'Something at our end does not answer. Nothing has been changed or sent.',
  keptText: 'Something at our end does not answer. That is why we have not got your message.',
  filesGone: 'If you had chosen files, they are not with it.',
  sendAgain: 'Send again',
  chooseFiles: 'Choose files again',
};
