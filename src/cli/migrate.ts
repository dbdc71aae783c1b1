import { withoutAssessment } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { municipalities, readInMunicipality, type Database } from '../platform/database.ts';
import { migrationStatus } from '../platform/migrate.ts';
import type { Command } from './command.ts';

/**
 * `afdrag migrate`: brings every schema up to date and says which stand where, and which municipality's configuration is
 * from before something that it must say today.
 */
export const migrateCommand: Command = {
  words: 'migrate',
  usage: '',
  summary: 'bringer databasen ajour og viser, hvor hver kommune står',
  options: {},
  run: (_given, shell) =>
    shell.withDatabase(async (database) => {
      const scopes = await migrationStatus(database);
      for (const { scope, version, latest } of scopes) shell.say(`${scope}: ${version} af ${latest}`);
      if (scopes.some(({ version, latest }) => version !== latest)) return 1;
      for (const line of await lackingLines(database)) shell.say(line);
      return 0;
    }),
};

/** What the configurations in force lack, a line for each municipality that has such a one. */
async function lackingLines(database: Database): Promise<string[]> {
  const lines: string[] = [];
  for (const { code, name } of await municipalities(database)) {
    const configured = await readInMunicipality(database, code, (tx) => configurationVersion(tx, null));
    const lacking = configured === null ? [] : withoutAssessment(configured.configuration);
    if (lacking.length === 0) continue;
    lines.push(
      `Kommune ${code} ${name}: opsætningen siger ikke, hvor konsekvensanalysen ligger (impactAssessment), i ${lacking.join(', ')}. ` +
        'Indtil den gør det, godkender en medarbejder de afgørelser. Ret filen, og gem den med municipality configure.',
    );
  }
  return lines;
}
