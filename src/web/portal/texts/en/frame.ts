import type { Words } from '../texts.ts';
import type { frame as danish } from '../da/frame.ts';

export const frame: Words<typeof danish> = {
  toFront: 'To the front page',
  menu: 'Main menu',
  overview: 'Overview',
  pay: 'Pay',
  papers: 'Papers',
  write: 'Write to us',
  insight: 'Your data',
  help: 'Help',
  signedInAs: 'You are signed in as',
  signOut: 'Sign out',
  until: 'You are signed in until {time} if you do nothing.',
  untilAtMost: 'You are signed in until {time}. Then you must sign in again.',
  languages: 'Choose language',
  danish: 'Dansk',
  english: 'English',
  test: 'Trial. Only chosen persons can sign in.',
  testOpens: 'The site opens for all on {day}.',
  notice: 'Message from {municipality}',
};
