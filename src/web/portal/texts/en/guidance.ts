import type { Words } from '../texts.ts';
import type { guidance as danish } from '../da/guidance.ts';

export const guidance: Words<typeof danish> = {
  title: 'Show your page to a member of staff',
  link: 'Show my page to a member of staff',
  lead: 'Are you on the telephone with us? Then you can let the member of staff see the same page as you.',
  sees: 'The member of staff sees only the page that you are on, and follows along when you go on.',
  cannot: 'The member of staff cannot press anything, pay or send anything for you.',
  form: 'What you type in fields, the member of staff cannot see.',
  noted: 'We write down what the member of staff saw. You can see that under Your data.',
  onlyCall: 'Only do it when you have called us yourself on {phone}. Do not give the code to others.',
  begin: 'Get a code',
  codeHeading: 'Say the code on the telephone',
  code: 'Your code is {code}',
  codeUntil: 'The code can be used once, until {time}.',
  goOn: 'Then go to the page that you want to talk about. It says on top of the page when the member of staff can see it.',
  stop: 'Stop',
  toOverview: 'To your overview',
  seen: 'A member of staff can see the page that you are on, until {time}.',
  waiting: 'You have a code so that a member of staff can see your page.',
  showCode: 'Show the code',
  region: 'A member of staff can see your page',
  staffRegion: 'You see the citizen’s page',
  staffSees:
    'You see the page that {name} is on. It follows the citizen and ends at {time}. You cannot press anything.',
  staffAgain: 'Get the page again',
  staffForm:
    'The citizen has sent a form and sees the answer. It cannot be shown here. Ask the citizen to read it aloud. Below is the page as it is before anything is typed.',
  staffNotHere: 'The citizen is on a page that cannot be shown here. Ask the citizen to tell what it says.',
  staffOver: 'The citizen’s page is no longer shown',
  staffOverText:
    'The citizen has stopped it, has signed out, or now looks for somebody else. Or time is up, or the command was stopped. To see more, the citizen must give you a new code.',
  staffLostText:
    'The command does not answer. Perhaps the citizen has stopped it, or the command was stopped. If it answers again, the page comes back by itself. Otherwise the citizen must give you a new code.',
};
