import { fillIn } from '../letters/texts/fill-in.ts';
import type { NotificationKind } from './types.ts';

/** What messages say: that there is something, and where to see it. No amount, no name, no day and no link. */
const words = {
  da: {
    title: {
      'new-debt': 'Du har fået en ny regning',
      'due-soon': 'Du skal snart betale',
      'payment-received': 'Vi har fået en betaling fra dig',
    },
    text: {
      'new-debt': 'Du har en ny regning fra {municipality}. Log på kommunens hjemmeside for at se den.',
      'due-soon':
        'Du skal snart betale til {municipality}. Log på kommunens hjemmeside for at se hvad og hvornår.',
      'payment-received':
        '{municipality} har fået en betaling fra dig. Log på kommunens hjemmeside for at se den.',
    },
    chosen: 'Du får beskeden, fordi du har bedt om det. Du kan ændre det på siden “Beskeder til dig”.',
    unlessChosen:
      '{municipality} sender beskeden til alle, der ikke har valgt andet. Du kan sige nej til den på siden “Beskeder til dig”.',
  },
  en: {
    title: {
      'new-debt': 'You have got a new bill',
      'due-soon': 'You must soon pay',
      'payment-received': 'We have got a payment from you',
    },
    text: {
      'new-debt': 'You have a new bill from {municipality}. Sign in on its website to see it.',
      'due-soon': 'You must soon pay {municipality}. Sign in on its website to see what and when.',
      'payment-received': '{municipality} has got a payment from you. Sign in on its website to see it.',
    },
    chosen:
      'You get this message because you have asked for it. You can change it on the page “Messages to you”.',
    unlessChosen:
      '{municipality} sends this message to everybody who has not chosen otherwise. You can say no to it on the page “Messages to you”.',
  },
} as const;

export interface MessageWords {
  readonly title: string;
  readonly text: string;
}

/** What a message says: in the mailbox also why it comes, in a NemSMS the one sentence alone. */
export function messageWords(
  kind: NotificationKind,
  {
    channel,
    language,
    municipality,
    asked,
  }: {
    readonly channel: 'digital-post' | 'nemsms';
    readonly language: 'da' | 'en';
    readonly municipality: string;
    /** Whether the reader has asked for it, or the municipality has. */
    readonly asked: boolean;
  },
): MessageWords {
  const said = words[language];
  const text = fillIn(said.text[kind], { municipality });
  const why = asked ? said.chosen : fillIn(said.unlessChosen, { municipality });
  return { title: said.title[kind], text: channel === 'nemsms' ? text : `${text}\n\n${why}` };
}
