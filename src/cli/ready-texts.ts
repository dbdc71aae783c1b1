import { fillIn } from '../letters/texts/fill-in.ts';

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

/** The texts, ready to be read aloud or put in place. */
export function readyTexts(places: ReadyPlaces): readonly ReadyText[] {
  const filled: Readonly<Record<string, string>> = { ...places };
  return texts.map(({ heading, lines }) => ({
    heading,
    lines: lines.map((line) => fillIn(line, filled)),
  }));
}

const texts: readonly ReadyText[] = [
  {
    heading: 'Til hjemmesiden',
    lines: [
      'Se, hvad du skylder',
      'Skylder du {municipality} penge? På {address} kan du se, hvad du skylder, hvorfor, og hvad der sker nu. Du kan også betale.',
      'Log på med MitID. Du kan også se for en anden, hvis du er værge eller har fuldmagt.',
      'Har du ikke MitID, eller har du brug for hjælp? Ring til os på {phone}. {hours}',
      'Kan du ikke betale til tiden? Ring til os, før fristen går. Så finder vi ud af det sammen.',
      'Pas på svindel: Vi beder dig aldrig om dit kodeord.',
    ],
  },
  {
    heading: 'Til hjemmesiden, kort',
    lines: ['Se, hvad du skylder {municipality}, og betal på {address}. Log på med MitID.'],
  },
  {
    heading: 'Til telefonsvareren, når telefonen er lukket',
    lines: [
      'Du har ringet til {municipality}. Vi har lukket lige nu.',
      '{hours}',
      'Du kan se, hvad du skylder, og betale hele døgnet på {address}.',
      'Er din frist i dag? Så betal på siden eller i din bank, eller ring til os, så snart vi åbner.',
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
];
