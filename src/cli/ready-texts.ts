import { fillIn } from '../letters/texts/fill-in.ts';
import type { PaysAs } from '../web/portal/pay/paying-here.ts';

/** What a municipality may say about its citizens' pages where they are not: on its website, on the telephone, in the queue. */
export interface ReadyText {
  readonly heading: string;
  readonly lines: readonly string[];
}

export interface ReadyPlaces {
  readonly municipality: string;
  /** Of the pages, as it is said and typed. */
  readonly address: string;
  readonly phone: string;
  /** When the telephone is answered, as a sentence. */
  readonly hours: string;
}

export interface ReadyFor {
  readonly language: 'da' | 'en';
  readonly pays: PaysAs;
  /** Whether it matters which of two ways in one takes. */
  readonly mustChooseWay: boolean;
}

/** The texts, ready to be read aloud or put in place. */
export function readyTexts(
  places: ReadyPlaces,
  { language, pays, mustChooseWay }: ReadyFor,
): readonly ReadyText[] {
  const { texts, paying, ways } = said[language];
  const filled: Record<string, string> = { ...places, ways: mustChooseWay ? ` ${ways}` : '' };
  for (const [name, sentence] of Object.entries(paying[pays])) filled[name] = fillIn(sentence, { ...places });
  return texts.map(({ heading, lines }) => ({
    heading,
    lines: lines.map((line) => fillIn(line, filled).trimEnd()),
  }));
}

/** What the texts say of paying. */
type Paying = Readonly<Record<'also' | 'short' | 'always' | 'today', string>>;

interface Said {
  readonly paying: Readonly<Record<PaysAs, Paying>>;
  /** Who signs in which way. */
  readonly ways: string;
  readonly texts: readonly ReadyText[];
}

const da: Said = {
  paying: {
    here: {
      also: 'Du kan også betale.',
      short: 'Se, hvad du skylder {municipality}, og betal på {address}.',
      always: 'Du kan se, hvad du skylder, og betale hele døgnet på {address}.',
      today: 'Så betal på siden eller i din bank, eller ring til os, så snart vi åbner.',
    },
    how: {
      also: 'Du kan også se, hvordan du betaler.',
      short: 'Se, hvad du skylder {municipality}, og hvordan du betaler. Gå ind på {address}.',
      always: 'Du kan hele døgnet se, hvad du skylder, og hvordan du betaler, på {address}.',
      today: 'Så betal i din bank, eller ring til os, så snart vi åbner.',
    },
    not: {
      also: '',
      short: 'Se, hvad du skylder {municipality}, på {address}.',
      always: 'Du kan hele døgnet se, hvad du skylder, på {address}.',
      today: 'Så betal, som der står i dit brev, eller ring til os, så snart vi åbner.',
    },
  },
  ways: 'Er fuldmagten digital, eller kommer du for en virksomhed? Så vælg MitID gennem NemLog-in.',
  texts: [
    {
      heading: 'Til hjemmesiden',
      lines: [
        'Se, hvad du skylder',
        'Skylder du {municipality} penge? På {address} kan du se, hvad du skylder, hvorfor, og hvad der sker nu. {also}',
        'Log på med MitID. Du kan også se for en anden, hvis du er værge eller har fuldmagt.{ways}',
        'Har du ikke MitID, eller har du brug for hjælp? Ring til os på {phone}. {hours}',
        'Kan du ikke betale til tiden? Ring til os, før fristen går. Så finder vi ud af det sammen.',
        'Pas på svindel: Vi beder dig aldrig om dit kodeord.',
      ],
    },
    { heading: 'Til hjemmesiden, kort', lines: ['{short} Log på med MitID.'] },
    {
      heading: 'Til telefonsvareren, når telefonen er lukket',
      lines: [
        'Du har ringet til {municipality}. Vi har lukket lige nu.',
        '{hours}',
        '{always}',
        'Er din frist i dag? {today}',
      ],
    },
    {
      heading: 'Til telefonkøen',
      lines: [
        'Du er i kø til {municipality}. Vi tager telefonen så hurtigt, vi kan.',
        'Mens du venter: På {address} kan du selv se, hvad du skylder, hvorfor, og hvad der sker nu.',
        'Hav gerne dit brev ved hånden. Du skal aldrig sige dit kodeord til os.',
      ],
    },
    {
      heading: 'Til telefonkøen, når mange ringer om en rykker',
      lines: [
        'Du er i kø til {municipality}. Mange ringer lige nu, fordi vi har sendt rykkere.',
        'Har du lige betalt? Så kan din betaling og vores brev have krydset hinanden. På {address} kan du se, om vi har fået pengene.',
        'Kan du ikke betale? Bliv i røret. Så finder vi ud af det sammen.',
      ],
    },
  ],
};

const en: Said = {
  paying: {
    here: {
      also: 'You can pay there, too.',
      short: 'See what you owe {municipality}, and pay, at {address}.',
      always: 'You can see what you owe, and pay, day and night at {address}.',
      today: 'Then pay on the site or in your bank, or call us as soon as we open.',
    },
    how: {
      also: 'You can see how to pay, too.',
      short: 'See what you owe {municipality}, and how to pay, at {address}.',
      always: 'You can see what you owe, and how to pay, day and night at {address}.',
      today: 'Then pay in your bank, or call us as soon as we open.',
    },
    not: {
      also: '',
      short: 'See what you owe {municipality} at {address}.',
      always: 'You can see what you owe, day and night, at {address}.',
      today: 'Then pay as your letter says, or call us as soon as we open.',
    },
  },
  ways: 'Is the power of attorney digital, or do you come for a company? Then choose MitID through NemLog-in.',
  texts: [
    {
      heading: 'For the website',
      lines: [
        'See what you owe',
        'Do you owe {municipality} money? At {address} you can see what you owe, why, and what happens now. {also}',
        'Sign in with MitID. You can also see for somebody else, if you are their guardian or they have given you a power of attorney.{ways}',
        'Do you not have MitID, or do you need help? Call us on {phone}. {hours}',
        'Can you not pay in time? Call us before the deadline. Then we find a way together.',
        'Beware of fraud: We never ask for your password.',
      ],
    },
    { heading: 'For the website, short', lines: ['{short} Sign in with MitID.'] },
    {
      heading: 'For the answering machine, when the telephone is closed',
      lines: [
        'You have called {municipality}. We are closed right now.',
        '{hours}',
        '{always}',
        'Is your deadline today? {today}',
      ],
    },
    {
      heading: 'For the telephone queue',
      lines: [
        'You are in the queue to {municipality}. We answer as soon as we can.',
        'While you wait: At {address} you can see what you owe, why, and what happens now.',
        'Please have your letter at hand. You must never tell us your password.',
      ],
    },
    {
      heading: 'For the telephone queue, when many call about a reminder',
      lines: [
        'You are in the queue to {municipality}. Many are calling now, because we have sent reminders.',
        'Have you just paid? Then your payment and our letter may have crossed. At {address} you can see whether we have got the money.',
        'Can you not pay? Stay on the line. Then we find a way together.',
      ],
    },
  ],
};

const said = { da, en } as const;
