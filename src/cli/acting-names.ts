import { actUnder } from '../access/acting-names.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { parseMunicipalityCode } from '../kernel/ids.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { byOption } from './acting.ts';
import { PlainError, type Command, type Given, type Shell } from './command.ts';

/**
 * A shell whose database is opened only when the name that the command acts under (`--by`) may be this login's: noted in the access
 * log where the login has acted under another, and refused where the municipality has chosen so.
 */
export function actingShell(command: Command, given: Given, shell: Shell): Shell {
  const code = parseMunicipalityCode(given.text('municipality') ?? '');
  // Other commands that take a `--by` name one who is in the room, such as who counts a till.
  if (code === null || command.options['by'] !== byOption.by) return shell;
  const name = given.text('by')?.trim() ?? '';
  return {
    ...shell,
    withDatabase: (work) =>
      shell.withDatabase(async (database) => {
        await actOrRefuse(database, { code, name: name === '' ? shell.by : name }, shell);
        return work(database);
      }),
  };
}

async function actOrRefuse(
  database: Database,
  { code, name }: { readonly code: MunicipalityCode; readonly name: string },
  { by: login, clock }: Shell,
): Promise<void> {
  const acted = await inMunicipality(database, code, async (tx) => {
    const oneNameEach = (await configurationVersion(tx, null))?.configuration.acting.oneNameEach ?? false;
    return actUnder(tx, { login, name, at: clock(), oneNameEach });
  });
  if (!acted.ok)
    throw new PlainError(
      `Denne bruger på maskinen har handlet som ${acted.refusal.name} og kan ikke handle som ${name}. Den anden person bruger sin egen bruger.`,
    );
}
