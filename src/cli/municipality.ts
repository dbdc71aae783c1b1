import { readFile } from 'node:fs/promises';
import { readConfiguration, type Configuration } from '../municipality/configuration.ts';
import { saveConfiguration } from '../municipality/configurations.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { checkLetterTexts } from '../letters/texts/override.ts';
import { createMunicipality } from '../platform/migrate.ts';
import { PlainError, type Command, type Given, type Shell } from './command.ts';
import { textsRefusedText } from './letters.ts';

const options = { file: { type: 'string' } } as const;

/** `afdrag municipality create --file FILE`: a schema of its own and the first version of its configuration. */
export const municipalityCreateCommand: Command = {
  words: 'municipality create',
  usage: '--file KOMMUNE.json',
  summary: 'opretter en kommune med dens opsætning',
  options,
  run: async (given, shell) => {
    const configuration = await configurationFrom(given);
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

/** `afdrag municipality configure --file FILE`: a new version of the configuration, if anything differs. */
export const municipalityConfigureCommand: Command = {
  words: 'municipality configure',
  usage: '--file KOMMUNE.json',
  summary: 'gemmer en ny version af en kommunes opsætning',
  options,
  run: async (given, shell) => {
    const configuration = await configurationFrom(given);
    return shell.withDatabase(async (database) => {
      const version = await configure(database, configuration, shell);
      shell.say(`Opsætning version ${version} gælder for ${configuration.name}.`);
      return 0;
    });
  },
};

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
  const read = readConfiguration(await jsonFile(path));
  if (!read.ok)
    throw new PlainError(`Opsætningen i ${path} kan ikke bruges:\n  ${read.refusal.faults.join('\n  ')}`);
  if (checkLetterTexts(read.value.letters).length > 0)
    throw new PlainError(textsRefusedText(read.value.letters));
  return read.value;
}

function configurationFrom(given: Given): Promise<Configuration> {
  return configurationFile(given.required('file'));
}

async function jsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new PlainError(`Filen ${path} kan ikke læses.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new PlainError(`Filen ${path} er ikke JSON.`);
  }
}
