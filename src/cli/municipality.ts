import { readFile } from 'node:fs/promises';
import { changesAnything, consequencesOf, type Consequences } from '../insight/configuration-consequences.ts';
import { withoutByteOrderMark } from '../kernel/byte-order-mark.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { readConfiguration, type Configuration } from '../municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../municipality/configurations.ts';
import { daysToCome } from '../municipality/days-to-come.ts';
import { withPreset } from '../municipality/presets.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import type { Clock } from '../platform/clock.ts';
import { checkLetterTexts } from '../letters/texts/override.ts';
import { createMunicipality } from '../platform/migrate.ts';
import { consequenceLines } from './consequence-words.ts';
import { jsonOption, onOption, PlainError, type Command, type Given, type Shell } from './command.ts';
import { portalChangeLines } from './portal-change-words.ts';
import { textsRefusedText } from './letters.ts';
import { clockAsked } from './letters-send.ts';

const options = { file: { type: 'string' } } as const;

/** `afdrag municipality create --file FILE`: a schema of its own and the first version of its configuration. */
export const municipalityCreateCommand: Command = {
  words: 'municipality create',
  usage: '--file KOMMUNE.json',
  summary: 'opretter en kommune med dens opsætning',
  options,
  run: async (given, shell) => {
    const configuration = await configurationFrom(given, shell.clock);
    return shell.withDatabase(async (database) => {
      const { code, name } = configuration;
      const created = await createMunicipality(database, { code, name });
      const version = await configure(database, configuration, shell);
      const done = created === 'created' ? 'er oprettet' : 'fandtes i forvejen';
      shell.say(`Kommune ${code} ${name} ${done}; opsætning version ${version} gælder.`);
      return 0;
    });
  },
};

/**
 * `afdrag municipality configure --file FILE`: a new version of the configuration, if anything differs. What it would change
 * about running claims is told first, and must be accepted by its seal.
 */
export const municipalityConfigureCommand: Command = {
  words: 'municipality configure',
  usage: '--file KOMMUNE.json [--dry-run] [--accept SEGL] [--on 2026-03-11] [--json]',
  summary: 'gemmer en ny version af en kommunes opsætning',
  options: {
    ...options,
    ...onOption,
    ...jsonOption,
    'dry-run': { type: 'boolean' },
    accept: { type: 'string' },
  },
  run: async (given, shell) => {
    const clock = clockAsked(given.date('on'), shell);
    const configuration = await configurationFrom(given, clock);
    const accept = given.text('accept');
    return shell.withDatabase(async (database) => {
      const told = await consequencesFor(database, configuration, dayInCopenhagen(clock()));
      if (told !== null && told.refused.length > 0)
        throw new PlainError(['Intet er gemt.', ...told.refused.map(refusedLine)].join('\n'));
      if (given.flag('dry-run')) {
        if (given.flag('json')) shell.say(JSON.stringify(told ?? { affected: 0 }));
        else for (const line of consequenceLines(told)) shell.say(line);
        return 0;
      }
      if (told !== null && changesAnything(told) && told.seal !== accept)
        throw new PlainError(
          [...consequenceLines(told), 'Intet er gemt. Gem opsætningen med: --accept ' + told.seal].join('\n'),
        );
      const version = await configure(database, configuration, { by: shell.by, clock });
      if (given.flag('json')) shell.say(JSON.stringify({ version, ...told }));
      else {
        for (const line of portalChangeLines(told?.pages ?? [])) shell.say(line);
        shell.say(`Opsætning version ${version} gælder for ${configuration.name}.`);
      }
      return 0;
    });
  },
};

/** What the configuration would change about running claims; null where the municipality has none yet. */
function consequencesFor(
  database: Database,
  configuration: Configuration,
  on: PlainDate,
): Promise<Consequences | null> {
  return readInMunicipality(database, configuration.code, async (tx) => {
    const before = await configurationVersion(tx, null);
    return before === null
      ? null
      : consequencesOf(tx, { before: before.configuration, after: configuration, on });
  });
}

function refusedLine(refused: Consequences['refused'][number]): string {
  if (refused.why === 'day-count')
    return `charges.dayCount: Der er renter på ${refused.claims} krav, som er regnet efter de dage, der gælder nu. Valget kan ikke ændres. Skriv det, der gælder nu.`;
  const { code, why, claims } = refused;
  if (why === 'at-recovery')
    return `ownTypes.${code}.recoverable: ${claims} krav af typen er hos Gældsstyrelsen eller på vej dertil. Kald dem tilbage først (afdrag recovery recall), og tag typen ud af fordringshaveraftalen (afdrag agreement-types import), så der ikke sendes flere.`;
  return why === 'in-use'
    ? `ownTypes.${code}: ${claims} krav er af typen. Den kan ikke tages ud af opsætningen. Skriv den igen, som den står nu.`
    : `ownTypes.${code}: Der er renter eller gebyrer på ${claims} krav efter det, typen står som. Klasse og rente kan ikke ændres; brug en ny kode til nye krav.`;
}

/** Saves the configuration in its municipality; answers the version in force. */
export function configure(
  database: Database,
  configuration: Configuration,
  { by, clock }: Pick<Shell, 'by' | 'clock'>,
): Promise<number> {
  return inMunicipality(database, configuration.code, (tx) =>
    saveConfiguration(tx, { configuration, by, at: clock() }),
  );
}

/** Reads a configuration file; what is wrong is told with its place. */
export async function configurationFile(path: string): Promise<Configuration> {
  const document = withPreset(await jsonFile(path));
  if (!document.ok)
    throw new PlainError(
      `Opsætningen i ${path} bygger på et forbillede, som ikke findes. Der er: ${document.refusal.known.join(', ')}.`,
    );
  const read = readConfiguration(document.value);
  if (!read.ok) throw unusable(path, read.refusal.faults);
  if (checkLetterTexts(read.value.letters).length > 0)
    throw new PlainError(textsRefusedText(read.value.letters));
  return read.value;
}

/** Reads the file that is to be saved: it tells of no decision of a day that has not come. */
async function configurationFrom(given: Given, clock: Clock): Promise<Configuration> {
  const path = given.required('file');
  const configuration = await configurationFile(path);
  const later = daysToCome(configuration, dayInCopenhagen(clock()));
  if (later.length > 0) throw unusable(path, later);
  return configuration;
}

function unusable(path: string, faults: readonly string[]): PlainError {
  return new PlainError(`Opsætningen i ${path} kan ikke bruges:\n  ${faults.join('\n  ')}`);
}

async function jsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new PlainError(`Filen ${path} kan ikke læses.`);
  });
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch {
    throw new PlainError(`Filen ${path} er ikke JSON.`);
  }
}
