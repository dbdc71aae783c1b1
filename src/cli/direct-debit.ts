import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { logAccess } from '../access/access-log.ts';
import { makeDeliveries } from '../direct-debit/collect.ts';
import { creditorOf, type Delivery } from '../direct-debit/deliveries.ts';
import { directDebitOf, type DirectDebitOf } from '../direct-debit/for-citizen.ts';
import { takeFile, type FileTaken } from '../direct-debit/take-file.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { BetalingsserviceChoices } from '../municipality/choices/betalingsservice.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { betalingsserviceFiles } from '../outside/betalingsservice/files.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { rehearse } from '../platform/rehearsal.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Shell,
} from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { directDebitFolder, layAgain, layDirectDebitFiles } from './direct-debit-files.ts';
import {
  deliveriesJson,
  deliveryLines,
  refusalWords,
  shownJson,
  shownLines,
  takenJson,
  takenLines,
  unreadableWords,
} from './direct-debit-words.ts';
import { exportFolder } from './post.ts';

const options = { ...municipalityOption, ...jsonOption } as const;

/** `afdrag direct-debit send`: makes the day's deliveries to Betalingsservice, and lays their files ready. */
export const directDebitSendCommand: Command = {
  words: 'direct-debit send',
  usage: '--municipality 998 [--folder MAPPE] [--again NUMMER] [--dry-run] [--json]',
  summary: 'laver dagens filer til Betalingsservice: opkrævninger og afmeldinger',
  options: {
    ...options,
    folder: { type: 'string' },
    again: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const agreed = await agreementOrRefuse(database, municipality);
      const folder = given.text('folder') ?? directDebitFolder(exportFolder(municipality, given.database()));
      const again = given.text('again');
      if (again !== null) {
        const number = deliveryNumber(again);
        const path = await layAgain(database, { municipality, folder, number });
        if (path === null) throw new PlainError('Kommunen har ikke lavet en leverance med det nummer.');
        shell.say(
          given.flag('json') ? JSON.stringify({ files: [path] }) : `Fil til Betalingsservice: ${path}`,
        );
        return 0;
      }
      const asked = { municipality, agreed, shell };
      const made = dryRun ? await tried(database, asked) : await send(database, asked);
      const deliveries = deliveriesJson(made);
      const files = dryRun
        ? []
        : await layDirectDebitFiles(database, { municipality, folder, clock: shell.clock });
      if (given.flag('json')) shell.say(JSON.stringify({ dryRun, deliveries, files }));
      else for (const line of deliveryLines(deliveries, { files, dryRun })) shell.say(line);
      return 0;
    });
  },
};

function deliveryNumber(text: string): bigint {
  if (!/^\d{10}$/.test(text)) throw new UsageError('--again skal være en leverances nummer på ti cifre');
  return BigInt(text);
}

interface Sending {
  readonly municipality: MunicipalityCode;
  readonly agreed: Agreed;
  readonly shell: Pick<Shell, 'by' | 'clock'>;
}

/** Makes the day's deliveries; nothing outside the database is touched. */
export function send(database: Database, { municipality, agreed, shell }: Sending): Promise<Delivery[]> {
  return inMunicipality(database, municipality, async (tx) => {
    const at = shell.clock();
    const made = await makeDeliveries(tx, { ...agreed, on: dayInCopenhagen(at), by: shell.by, at });
    for (const { number } of made)
      await logAccess(tx, {
        at,
        actor: shell.by,
        purpose: 'collected by Betalingsservice',
        debtor: null,
        about: `delivery ${number}`,
      });
    return made;
  });
}

async function tried(database: Database, asked: Sending): Promise<Delivery[]> {
  const done = await rehearse(database, { code: asked.municipality, name: 'direct debit' }, (rehearsed) =>
    send(rehearsed, asked),
  );
  if (!done.ok) throw new PlainError('Nogen arbejder med de samme opkrævninger lige nu. Prøv igen om lidt.');
  return done.value;
}

interface Agreed {
  readonly choices: BetalingsserviceChoices;
  readonly version: number;
}

/** The agreement with Betalingsservice in a configuration; null = there is none. */
export function agreementIn({ configuration, version }: ConfigurationVersion): Agreed | null {
  const { betalingsservice: choices } = configuration;
  return choices === null ? null : { choices, version };
}

/** The same; a plain sentence where there is none. */
export async function agreementOrRefuse(database: Database, municipality: MunicipalityCode): Promise<Agreed> {
  const agreed = agreementIn(await configuredOrRefuse(database, municipality));
  if (agreed === null)
    throw new PlainError('Kommunen har ingen aftale om Betalingsservice i sine indstillinger.');
  return agreed;
}

/** `afdrag direct-debit import`: takes in a file of Betalingsservice's, all of it or nothing. */
export const directDebitImportCommand: Command = {
  words: 'direct-debit import',
  usage: '--municipality 998 --file bs.txt [--dry-run] [--json]',
  summary: 'indlæser Betalingsservices filer: betalinger (0602) og aftaler (0603)',
  options: { ...options, file: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const path = given.required('file');
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const { choices } = await agreementOrRefuse(database, municipality);
      const bytes = bytesOf(path);
      const read = betalingsserviceFiles.read(bytes.toString('latin1'), creditorOf(choices));
      if (!read.ok) throw new PlainError(unreadableWords(read.refusal));
      const file = {
        told: read.value,
        fileName: basename(path),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        choices,
      };
      const take = (into: Database) => takeIn(into, { municipality, file, shell });
      const taken = dryRun ? await tryTaking(database, municipality, take) : await take(database);
      if (given.flag('json')) shell.say(JSON.stringify({ ...takenJson(taken), dryRun }));
      else for (const line of takenLines(taken, dryRun)) shell.say(line);
      return 0;
    });
  },
};

/** A file as it is; a plain sentence where it cannot be read. */
export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new PlainError('Filen kunne ikke læses.');
  }
}

interface Taking {
  readonly municipality: MunicipalityCode;
  readonly file: Omit<Parameters<typeof takeFile>[1], 'by' | 'at'>;
  readonly shell: Pick<Shell, 'by' | 'clock'>;
}

function takeIn(database: Database, { municipality, file, shell }: Taking): Promise<FileTaken> {
  return inMunicipality(database, municipality, async (tx) => {
    const at = shell.clock();
    const taken = await takeFile(tx, { ...file, by: shell.by, at });
    if (!taken.ok) throw new PlainError(refusalWords(taken.refusal));
    const about = `Betalingsservice ${file.told.type} ${file.told.number}`;
    await logAccess(tx, { at, actor: shell.by, purpose: 'payments have come in', debtor: null, about });
    return taken.value;
  });
}

async function tryTaking(
  database: Database,
  code: MunicipalityCode,
  take: (into: Database) => Promise<FileTaken>,
): Promise<FileTaken> {
  const done = await rehearse(database, { code, name: 'direct debit' }, take);
  if (!done.ok) throw new PlainError('Nogen arbejder med de samme betalinger lige nu. Prøv igen om lidt.');
  return done.value;
}

/** `afdrag direct-debit show`: whether a debtor has signed up, and what has been collected. */
export const directDebitShowCommand: Command = {
  words: 'direct-debit show',
  usage: '--municipality 998 --debtor NUMMER [--json]',
  summary: 'viser en debitors aftale om Betalingsservice, og hvad der er opkrævet',
  options: { ...options, ...debtorOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const debtor = given.debtor();
    return shell.withDatabase(async (database) => {
      const shown: DirectDebitOf = await inMunicipality(database, municipality, async (tx) => {
        const [actor, purpose, at] = [shell.by, 'direct-debit show', shell.clock()];
        await logAccess(tx, { at, actor, purpose, debtor, about: 'Betalingsservice' });
        return directDebitOf(tx, debtor, dayInCopenhagen(at));
      });
      if (given.flag('json')) shell.say(JSON.stringify(shownJson(shown)));
      else for (const line of shownLines(shown)) shell.say(line);
      return 0;
    });
  },
};
