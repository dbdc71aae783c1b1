import type { Words } from '../texts.ts';
import type { card as danish } from '../da/card.ts';

export const card: Words<typeof danish> = {
  title: 'See what you owe {municipality}',
  lead: 'On the site you can see what you owe, why, and what happens now.',
  leadPay: 'You can pay there, too.',
  leadHow: 'You can see how to pay, too.',
  step1: 'Point your telephone’s camera at the code, or type the address below it in your browser.',
  step2: 'Sign in with MitID.',
  step2Choose:
    'Sign in with MitID. If you have been given a digital power of attorney, or come for a company, choose NemLog-in.',
  step3: 'See your overview. Sign out when you are done.',
  code: 'Code that leads to {address}',
  arms: 'The municipality’s arms',
  help: 'Do you need help?',
  safe: 'We never ask for your password.',
  file: 'card',
};
