import type { Words } from '../texts.ts';
import type { overview as danish } from '../da/overview.ts';

export const overview: Words<typeof danish> = {
  title: 'Your overview',
  heading: 'Your overview',
  next: 'Next payment: {amount} by {by}.',
  late: 'You still have to pay {amount}. The deadline was {by}.',
  lateOldest: 'You still have to pay {amount}. The oldest deadline was {by}.',
  keeps: 'If you pay {amount} by {by}, you can go on paying a little at a time.',
  keepsOf: '{plan}: {kept}',
  lateNow: 'You must pay {amount} now.',
  waitingNow:
    'We do not ask you to pay anything right now. But interest is added to {amount} until it is paid.',
  nothingNow: 'You do not have to pay anything now.',
  nothingElse: 'You do not have to pay anything else now.',
  nextNotKnown: 'We cannot show your next payment right now.',
  total: 'You owe {amount} in all.',
  totalThere: 'You owe {amount} in all. Of this, {there} is with Gældsstyrelsen.',
  totalWithout: 'You owe {amount}, not counting what is with Gældsstyrelsen.',
  nothing: 'You do not owe {municipality} anything.',
  readAt: 'The figures are from today at {time}.',
  missing: 'Have you had a letter, and do you not see it here? Call us on {phone}.',
  held: 'We have {amount} that may be yours. A member of staff is looking at it.',
  heldFirst:
    'We have {amount} that may be yours. A member of staff looks at whether it can pay this. Call us on {phone} before you pay.',
  onItsWayBack: '{amount} is on its way back to you. It was more than you owed.',
  owedBack:
    'We have paid you back {amount} too much. We must have that again. We will write to you about it.',
  toPay: 'This you have to pay',
  onPlan: 'You are paying this bit by bit',
  waiting: 'We are waiting, but interest is added',
  notNow: 'You do not have to pay this now',
  there: 'With the Danish Debt Collection Agency (Gældsstyrelsen)',
  disputed: 'You have said that you disagree',
  notKnown: 'We cannot show all about this right now',
  settled: 'Paid and closed',
  showSettled: 'Show the newest',
  allSettled: 'Show all {count}',
  nothingSettled: 'There is nothing here yet.',
  backToOverview: 'To your overview',
};
