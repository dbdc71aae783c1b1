import type { Words } from '../texts.ts';
import type { session as danish } from '../da/session.ts';

export const session: Words<typeof danish> = {
  signedOut: 'You are signed out',
  signedOutText: 'Close the browser if others use it.',
  timedOut: 'You are signed out because time was up',
  timedOutText:
    'We do that so that others do not see your figures. Nothing that you have sent to us is lost.',
  toFront: 'To the front page',
  stillThere: 'Are you still there?',
  soonOver: 'Soon you must sign in again',
  soonOut: 'You will be signed out at {time} if you do nothing.',
  outAtMost:
    'You will be signed out at {time}, and can then sign in again. If you are writing something, send it before.',
  stay: 'Stay signed in',
  goBack: 'Back',
  close: 'Close',
};
