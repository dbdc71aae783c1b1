import type { Words } from '../texts.ts';
import type { session as danish } from '../da/session.ts';

export const session: Words<typeof danish> = {
  signedOut: 'You are signed out',
  signedOutText: 'Close the browser if others use it.',
  signedOutHere: 'You are signed out here',
  onToThere: 'We now sign you out of the page where you signed in with MitID, too.',
  outThere: 'Sign out there, too',
  notThere:
    'We cannot reach the page where you signed in with MitID. You may still be signed in there. Close all windows of the browser, so that nobody else can use your login.',
  tryThere: 'Try to sign out there',
  outThereToo:
    'You are also signed out of the page where you signed in with MitID. Close the browser if others use it.',
  inPart:
    'You may still be signed in to other pages with MitID. Close all windows of the browser, so that nobody else can use your login.',
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
