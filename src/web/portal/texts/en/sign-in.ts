import type { Words } from '../texts.ts';
import type { signIn as danish } from '../da/sign-in.ts';

export const signIn: Words<typeof danish> = {
  heading: 'Sign in',
  whatWeSee: 'We are told your name and your CPR number. We only use them to find what you owe.',
  withMitId: 'Sign in with MitID',
  withNemLogin: 'Sign in with MitID through NemLog-in',
  ownHeading: 'For yourself',
  ownWay: 'Use this, too, if you are a guardian or a parent, or have shown us a power of attorney on paper.',
  powersHeading: 'With a digital power of attorney, or for a company',
  powersWay:
    'This way we are also told for whom you may look. For a company, sign in as its employee (MitID Erhverv).',
  powersNext:
    'Have you been given a digital power of attorney, or do you come for a company? Then choose NemLog-in on the next page.',
  powersElsewhere:
    'Have you been given a digital power of attorney, or do you come for a company? We only see that when you sign in through NemLog-in. Sign out, and sign in again that way.',
  forCompany: 'Do you come for a company? Sign in as its employee (MitID Erhverv).',
  companyWay: 'Do you come for a company? Then choose Sign in with MitID through NemLog-in.',
  forOthers: 'Do you want to help somebody else? Sign in with your own MitID.',
  without: 'Do you not have MitID? Call us on {phone}.',
  noWay: 'You cannot sign in here yet. Call us on {phone} if you want to know what you owe.',
  refused: 'You are not signed in',
  again: 'Try again',
  cancelled: 'You stopped before you were signed in. You can start again.',
  'too-low':
    'Your way of signing in is not secure enough to show what you owe. Use MitID with the app, the code display or the chip.',
  expired: 'It took too long, or you came from an old link. You can start again.',
  'not-valid': 'We could not read the answer from MitID. You can start again.',
  'no-cpr':
    'We were not given your CPR number by MitID. Without it we cannot find what you owe. Call us on {phone}.',
  unavailable: 'We cannot reach MitID just now. Try again in a little while.',
  'too-young': 'You are under 15. Ask one of your parents to sign in for you, or call us on {phone}.',
  'not-admitted':
    'The site is on trial, and only chosen persons can sign in. Call us on {phone} if you want to know what you owe.',
  'no-power':
    'Your company has not given you access to see what it owes. It does so in NemLog-in. Call us on {phone} if you are in doubt.',
  noCompanies: 'Does a company owe us money? You cannot see that on this site. Call us on {phone}.',
  'no-access': 'We cannot sign you in. Call us on {phone}.',
};
