import type { Words } from '../texts.ts';
import type { overview as danish } from '../da/overview.ts';

export const overview: Words<typeof danish> = {
  heading: 'Your overview',
  owed: 'You owe {municipality}',
  owedInAll: 'in all',
  nothing: 'You do not owe {municipality} anything.',
  atRecovery:
    'You also owe {amount} that the Danish Debt Collection Agency (Gældsstyrelsen) has. You pay that to them, not to us.',
  readAt: 'The figure is from today at {time}.',
  missing: 'Have you had a letter, and do you not see the amount here? Call us on {phone}.',
};
