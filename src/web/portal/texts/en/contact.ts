import type { Words } from '../texts.ts';
import type { contact as danish } from '../da/contact.ts';

export const contact: Words<typeof danish> = {
  heading: 'Do you need help?',
  phone: 'Call us on {phone}.',
  hours: 'We answer the telephone {hours}.',
  hoursInDanish: 'Telephone hours (in Danish): {hours}.',
  openNow: 'The telephone is open now. It closes at {time}.',
  closedNow: 'The telephone is closed now.',
  closedWhy: 'The telephone is closed now. {why}',
  opens: 'It opens {day} at {time}.',
  today: 'today',
  tomorrow: 'tomorrow',
  onDay: 'on {day}',
  page: 'Read more at',
  help: 'Get help to use the site',
  aboutThis: 'Do you have questions about this?',
  translation: 'This is only a translation. The Danish page applies.',
};
