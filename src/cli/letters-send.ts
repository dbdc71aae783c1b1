import { heldLetters } from '../agreements/held-letters.ts';
import { dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import { parseLetterId, type LetterId, type MunicipalityCode } from '../kernel/ids.ts';
import { unreachable, type Result } from '../kernel/result.ts';
import {
  deliverDue,
  type DeliveryJob,
  type DeliveryRefusal,
  type LettersHanded,
} from '../letters/deliver-due.ts';
import {
  registerArrival,
  registerReturn,
  type Registration,
  type RegistrationRefusal,
} from '../letters/delivery-by-hand.ts';
import { takeDeliveryNews, type NewsTaken } from '../letters/delivery-news.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { clockOn, type Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityTx,
} from '../platform/database.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { connectDelivery } from './composition.ts';

/** `afdrag letters send`: takes the news about letters on their way, and hands over those that are due. */
export const lettersSendCommand: Command = {
  words: 'letters send',
  usage: '--municipality 998 [--on 2026-03-11] [--json]',
  summary: 'sender breve, og noterer hvad der er blevet af dem, der er sendt',
  options: { ...municipalityOption, ...jsonOption, on: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    return shell.withDatabase(async (database) => {
      const sent = await sendLetters(database, { ...shell, clock }, municipality);
      if (given.flag('json')) shell.say(JSON.stringify(sent));
      else for (const line of lettersSentLines(sent)) shell.say(line);
      const { unavailable, withoutDocument } = sent.handed;
      return unavailable + withoutDocument + sent.news.unavailable === 0 ? 0 : 1;
    });
  },
};

/** `afdrag letters arrived`: a person says that a letter has reached its recipient. */
export const lettersArrivedCommand: Command = registrationCommand('arrived', {
  summary: 'noterer, at et brev er kommet frem',
  register: registerArrival,
  done: (on) => `Noteret: brevet kom frem ${readableDate(on)}.`,
});

/** `afdrag letters returned`: a letter on paper came back. */
export const lettersReturnedCommand: Command = registrationCommand('returned', {
  summary: 'noterer, at et brev er kommet retur',
  register: registerReturn,
  done: (on) => `Noteret: brevet kom retur ${readableDate(on)}. En medarbejder skal se på det.`,
});

export interface LettersSent {
  readonly news: NewsTaken;
  readonly handed: LettersHanded;
}

/** News first: a letter that could not come digitally goes on paper the same day. */
export async function sendLetters(
  database: Database,
  shell: Pick<Shell, 'config' | 'clock' | 'by' | 'progress'>,
  municipality: MunicipalityCode,
): Promise<LettersSent> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(refusalText({ tag: 'no-configuration' }));
  const delivery = await connectDelivery(shell.config, configured.configuration);
  const { by, clock } = shell;
  const job: DeliveryJob = { database, municipality, delivery, by, clock };
  const news = plainly(await takeDeliveryNews(job));
  const handed = plainly(
    await deliverDue({ ...job, heldAmong: heldLetters, progress: shell.progress('Breve afleveret') }),
  );
  return { news, handed };
}

export function plainly<T>(done: Result<T, DeliveryRefusal>): T {
  if (!done.ok) throw new PlainError(refusalText(done.refusal));
  return done.value;
}

/** What was done, for the terminal; lines without line ends. */
export function lettersSentLines({ news, handed }: LettersSent): string[] {
  const lines = [
    `${letters(handed.handed)} er afleveret til udsendelse. ${letters(news.arrived)} er kommet frem.`,
  ];
  if (news.returned > 0)
    lines.push(`  ${letters(news.returned)} er kommet retur; en medarbejder skal se på det.`);
  const failed = news.failed + handed.refused;
  if (failed > 0)
    lines.push(
      `  ${letters(failed)} kunne ikke leveres: sendes på papir i stedet, eller en medarbejder skal se på det.`,
    );
  if (handed.unavailable > 0)
    lines.push(`  ${letters(handed.unavailable)} kunne ikke afleveres nu; det prøves igen ved næste kald.`);
  if (handed.withoutDocument > 0)
    lines.push(
      `  ${letters(handed.withoutDocument)} er kun gemt som data uden PDF og kan ikke sendes til nogen.`,
    );
  if (news.unavailable > 0)
    lines.push(`  Der kom ikke svar om ${letters(news.unavailable)}; prøv igen senere.`);
  if (news.notBelieved > 0)
    lines.push(`  Meddelelser, som ikke kunne passe, og som ikke er brugt: ${news.notBelieved}.`);
  return lines;
}

function letters(count: number): string {
  return count === 1 ? '1 brev' : `${count} breve`;
}

/** The clock at nine in the morning of a day that is played; in production only today is real. */
export function clockAsked(on: PlainDate | null, { clock, config }: Shell): Clock {
  if (on === null) return clock;
  if (config.production) throw new UsageError('--on er kun til prøver: breve sendes i dag');
  if (on > dayInCopenhagen(clock())) throw new PlainError('Den dag er ikke kommet endnu.');
  return clockOn(on);
}

interface RegistrationWords {
  readonly summary: string;
  readonly register: (
    tx: MunicipalityTx,
    registration: Registration,
  ) => Promise<Result<number, RegistrationRefusal>>;
  readonly done: (on: PlainDate) => string;
}

function registrationCommand(
  word: 'arrived' | 'returned',
  { summary, register, done }: RegistrationWords,
): Command {
  return {
    words: `letters ${word}`,
    usage: '--municipality 998 --letter NUMMER --on 2026-03-11 [--recipient 1] [--json]',
    summary,
    options: {
      ...municipalityOption,
      ...jsonOption,
      letter: { type: 'string' },
      on: { type: 'string' },
      recipient: { type: 'string' },
    },
    run: async (given, shell) => {
      const municipality = given.municipality();
      const on = given.date('on');
      if (on === null) throw new UsageError('--on mangler');
      const registration: Registration = {
        letter: letterGiven(given),
        recipient: given.wholeNumber('recipient'),
        on,
        by: shell.by,
        at: shell.clock(),
      };
      return shell.withDatabase(async (database) => {
        const noted = await inMunicipality(database, municipality, (tx) => register(tx, registration));
        if (!noted.ok) throw new PlainError(refusalText(noted.refusal));
        shell.say(given.flag('json') ? JSON.stringify({ recipients: noted.value }) : done(on));
        return 0;
      });
    },
  };
}

/** The number of a letter, as lists show it. */
export function letterGiven(given: Given): LetterId {
  const letter = parseLetterId(given.required('letter'));
  if (letter === null) throw new UsageError('--letter skal være et brevnummer på 18 eller 19 cifre');
  return letter;
}

function refusalText(refusal: DeliveryRefusal | RegistrationRefusal): string {
  switch (refusal.tag) {
    case 'busy':
      return 'Breve er ved at blive sendt af en anden. Prøv igen, når det er færdigt.';
    case 'no-configuration':
      return 'Kommunen har ingen opsætning endnu. Gem den med: afdrag municipality configure';
    case 'unknown-letter':
      return 'Der er ikke lavet et brev med det nummer.';
    case 'unknown-recipient':
      return 'Brevet er ikke til den modtager. 0 er borgeren, 1, 2 … dem, der handler for borgeren.';
    case 'later-than-today':
      return `Dagen er ikke kommet endnu; i dag er det ${readableDate(refusal.today)}.`;
    case 'before-the-letter':
      return `Brevet er først lavet ${readableDate(refusal.madeOn)}.`;
    case 'already-arrived':
      return 'Det er allerede noteret, at brevet er kommet frem. Dagen ændres ikke.';
    case 'already-returned':
      return 'Det er allerede noteret, at brevet er kommet retur.';
    case 'not-sent':
      return 'Brevet er ikke sendt på papir, så det kan ikke være kommet retur.';
    default:
      return unreachable(refusal);
  }
}
