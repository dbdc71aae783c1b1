import type { Words } from '../texts.ts';
import type { front as danish } from '../da/front.ts';

export const front: Words<typeof danish> = {
  title: 'Front page',
  heading: 'See what you owe {municipality}',
  lead: 'When you have signed in, you can see how much you owe in all.',
  signInHeading: 'Sign in',
  toOverview: 'Go to your overview',
  payHeading: 'Do you want to pay a bill?',
  pay: 'Use the payment line of the letter (betalingslinjen) in your own bank. We charge nothing for it.',
  payToAccount: 'Pay in your own bank to the account in the letter. We charge nothing for it.',
  closedHeading: '{municipality} has not opened this site yet',
  closed: 'Call us on {phone} if you want to know what you owe.',
  opens: 'The site opens on {day}.',
};
