import { logAccess } from '../access/access-log.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { readableDecisionId } from '../kernel/ids.ts';
import { fileForStaff, readForStaff } from '../messages/act-on-message.ts';
import { messagesOf, openMessages, type MessageStanding } from '../messages/messages.ts';
import type { Scanner } from '../messages/scanner-port.ts';
import { messageText, type About, type StoredFile } from '../messages/types.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  type Command,
} from './command.ts';
import { writeGivenFile } from './given-file.ts';
import { messageGiven, messageOption, noteLook, UNKNOWN_MESSAGE } from './message-given.ts';
import { lateWords, messageAbout } from './message-words.ts';
import { connectScanner } from './scanner-connection.ts';

const acting = { ...municipalityOption, ...byOption, ...onOption } as const;

/** `afdrag message list`: what citizens have written on their pages and nobody has answered, or all that one of them has. */
export const messageListCommand: Command = {
  words: 'message list',
  usage: '--municipality 998 [--debtor 100123] [--json]',
  summary: 'viser, hvad borgere har skrevet på deres sider, og som venter på svar, eller alt fra én',
  options: { ...municipalityOption, ...debtorOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const debtor = given.text('debtor') === null ? null : given.debtor();
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        const [at, actor] = [shell.clock(), shell.by];
        await logAccess(tx, { at, actor, purpose: 'list of messages', debtor, about: 'messages' });
        return debtor === null ? openMessages(tx) : messagesOf(tx, debtor);
      });
      for (const each of listed) shell.say(given.flag('json') ? json(each) : line(each));
      if (listed.length === 0 && !given.flag('json')) shell.say('Ingen henvendelser.');
      return 0;
    });
  },
};

/** `afdrag message read`: one message with its words and the names of its files. The citizen is told that somebody looks at it. */
export const messageReadCommand: Command = {
  words: 'message read',
  usage: '--municipality 998 --message 100123-1 [--by NAVN] [--on DAG]',
  summary: 'viser en henvendelse; borgeren kan se, at nogen er gået i gang med den',
  options: { ...acting, ...messageOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = messageGiven(given);
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const lines = await inMunicipality(database, municipality, async (tx) => {
        const read = await readForStaff(tx, { name, ...doing });
        if (!read.ok) throw new PlainError(UNKNOWN_MESSAGE);
        await noteLook(tx, name, doing);
        const message = (await messagesOf(tx, name.debtor)).find(({ entry }) => entry === name.entry);
        if (message === undefined) throw new Error('it has just been read');
        return [line(message), '', message.words, '', ...filesText(message.files)];
      });
      for (const each of lines) shell.say(each);
      return 0;
    });
  },
};

/** `afdrag message save`: a file of a message, as a file of this machine. */
export const messageSaveCommand: Command = {
  words: 'message save',
  usage: '--municipality 998 --message 100123-1 --number 1 --file FIL [--not-scanned] [--by NAVN] [--on DAG]',
  summary:
    'gemmer en fil fra en henvendelse; en fil, som ingen har undersøgt for virus, kun med --not-scanned',
  options: {
    ...acting,
    ...messageOption,
    number: { type: 'string' },
    file: { type: 'string' },
    'not-scanned': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = messageGiven(given);
    const [place, to] = [given.wholeNumber('number') ?? 1, given.required('file')];
    const doing = actingAs(given, shell);
    const scanner = connectScanner(shell.config);
    return shell.withDatabase(async (database) => {
      const found = await inMunicipality(database, municipality, async (tx) => {
        const file = await fileForStaff(tx, { name, place, ...doing });
        if (!file.ok) throw new PlainError(UNKNOWN_MESSAGE);
        await noteLook(tx, name, doing);
        return file.value;
      });
      if (found === null)
        throw new PlainError('Henvendelsen har ingen fil med det nummer, eller den er slettet.');
      if (found.scan !== 'clean') await orRefuse(found.content, scanner, given.flag('not-scanned'));
      await writeGivenFile(to, found.content);
      shell.say(`Filen (${typeWords[found.type]}) er skrevet til ${to}`);
      return 0;
    });
  },
};

/** Nobody opens a file by mistake in which something may be. */
async function orRefuse(content: Buffer, scanner: Scanner | null, accepted: boolean): Promise<void> {
  const told = scanner === null ? null : await scanner.scan(content);
  if (told?.state === 'clean') return;
  if (told?.state === 'found')
    throw new PlainError('Der er fundet virus i filen. Den er ikke gemt. Bed borgeren sende den igen.');
  if (!accepted)
    throw new PlainError(
      'Ingen har undersøgt filen for virus. Vil du gemme den alligevel, så skriv --not-scanned.',
    );
}

function json({ debtor, entry, about, sentAt, files, standing }: MessageStanding): string {
  return JSON.stringify({
    message: messageText({ debtor, entry }),
    kind: about.kind,
    about: aboutText(about),
    sentAt: sentAt.toString(),
    files: files.length,
    state: standing.state,
  });
}

function aboutText(about: About): string {
  switch (about.kind) {
    case 'objection':
      return String(about.objection);
    case 'documentation':
      return about.topic;
    case 'set-off-answer':
      return String(about.setOff);
    default:
      return readableDecisionId(about.decision);
  }
}

function line({ debtor, entry, about, sentAt, files, standing }: MessageStanding): string {
  const sent = readableDate(dayInCopenhagen(sentAt));
  const count = files.length === 0 ? '' : files.length === 1 ? ', 1 fil' : `, ${files.length} filer`;
  return `${messageText({ debtor, entry })} ${sent}: ${messageAbout(about)}${lateWords(about, sentAt)}${count}; ${stateWords[standing.state]}`;
}

const stateWords: Readonly<Record<MessageStanding['standing']['state'], string>> = {
  received: 'ingen har læst den',
  'looked-at': 'læst, venter på svar',
  decided: 'afgjort',
  answered: 'besvaret',
  withdrawn: 'trukket tilbage',
};

const typeWords: Readonly<Record<StoredFile['type'], string>> = {
  pdf: 'PDF',
  jpeg: 'JPEG',
  png: 'PNG',
  heic: 'HEIC',
};

const scanWords: Readonly<Record<StoredFile['scan'], string>> = {
  clean: 'undersøgt for virus',
  'no-scanner': 'IKKE undersøgt for virus',
  'no-answer': 'IKKE undersøgt for virus: scanneren svarede ikke',
};

function filesText(files: readonly StoredFile[]): string[] {
  return files.map(({ place, name, type, bytes, scan, deletedOn }) => {
    const size = `${typeWords[type]}, ${Math.ceil(bytes / 1_000)} kB`;
    return name === null
      ? `Fil ${place}: slettet ${deletedOn === null ? '' : readableDate(deletedOn)} (${size})`
      : `Fil ${place}: ${name} (${size}, ${scanWords[scan]})`;
  });
}
