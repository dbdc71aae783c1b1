import type { notifications as danish } from '../da/notifications.ts';
import type { Words } from '../texts.ts';

export const notifications: Words<typeof danish> = {
  title: 'Messages to you',
  lead: 'We can send you a short message when something happens. You choose, and you can always change it.',
  notLetters: 'You still get your letters from us, whatever you choose here.',
  says: 'The message has no names, amounts or links. You sign in to see the rest.',
  newDebt: 'When you have got a new bill',
  dueSoon: 'When you must soon pay',
  dueSoonHint: 'The message comes {days} days before.',
  dueSoonHintOne: 'The message comes the day before.',
  paymentReceived: 'When we have got a payment from you',
  digitalPost: 'Message in Digital Post',
  nemsms: 'Text message (NemSMS)',
  nemsmsHint: 'You must have signed up for NemSMS.',
  save: 'Save your choices',
  saved: 'Your choices are saved',
  savedText: 'They count from now on.',
  chosenOn: 'You last chose on {on}.',
  notYet: 'We do not send short messages yet.',
  exempt: 'You are exempt from Digital Post. So we cannot send you short messages.',
  cannot: 'We cannot send you short messages now. Call us on {phone} if you want to know why.',
  nobody: 'You owe nothing here. So there is nothing to choose.',
  link: 'Choose if you want a message when something happens',
};
