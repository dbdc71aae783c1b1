import type { Words } from '../texts.ts';
import type { acting as danish } from '../da/acting.ts';

export const acting: Words<typeof danish> = {
  heading: 'Whose debts do you want to see?',
  question: 'Choose whom it is about',
  noted: 'When you look for somebody else, we note that you did.',
  oneself: 'yourself',
  guardian: 'a guardian (værge)',
  'power-of-attorney': 'one who has a power of attorney (fuldmagt)',
  'custody-holder': 'a parent',
  estate: 'one who acts for the estate (dødsboet)',
  power: 'one who has a digital power of attorney (digital fuldmagt)',
  company: 'employed by the company',
  ended: 'You can no longer look for {person}',
  endedText: 'Our records say that you no longer act for the person. If that is wrong, call us on {phone}.',
  goOn: 'Go on',
  chooseOne: 'Choose whose debts you want to see.',
  youSee: 'You see what concerns',
  youAre: 'You act as {as}.',
  change: 'Change person',
  forAnother: 'See for somebody else',
  region: 'For whom you act',
};
