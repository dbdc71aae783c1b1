import { migrationStatus } from '../platform/migrate.ts';
import type { Command } from './command.ts';

/** `afdrag migrate`: brings every schema up to date and says which stand where. */
export const migrateCommand: Command = {
  words: 'migrate',
  usage: '',
  summary: 'bringer databasen ajour og viser, hvor hver kommune står',
  options: {},
  run: (_given, shell) =>
    shell.withDatabase(async (database) => {
      const scopes = await migrationStatus(database);
      for (const { scope, version, latest } of scopes) shell.say(`${scope}: ${version} af ${latest}`);
      return scopes.every(({ version, latest }) => version === latest) ? 0 : 1;
    }),
};
