import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { guidanceAt, leaveGuidance, takeCode } from '../identity/guidance.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { startGuidanceServer } from '../web/guidance-server.ts';
import { actingAs, byOption } from './acting.ts';
import { municipalityOption, PlainError, UsageError, type Command, type Shell } from './command.ts';
import { configuredOrRefuse } from './configured.ts';

/**
 * `afdrag portal guide`: shows the page that a citizen is on to the member of staff who was told the code, on this machine alone, until the
 * citizen or the member of staff ends it or time is up.
 */
export const portalGuideCommand: Command = {
  words: 'portal guide',
  usage: '--municipality 998 --code 12345678 [--by NAVN] [--port 8090]',
  summary: 'viser den side, en borger er på, når borgeren har sagt sin kode',
  options: { ...municipalityOption, ...byOption, code: { type: 'string' }, port: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const code = given.required('code').replaceAll(/[\s-]/g, '');
    if (!/^\d{8}$/.test(code)) throw new UsageError('--code skal være de otte tal, borgeren siger');
    const { by } = actingAs(given, shell);
    const port = given.wholeNumber('port') ?? 0;
    return shell.withDatabase(async (database) => {
      await configuredOrRefuse(database, municipality);
      const taken = await inMunicipality(database, municipality, (tx) =>
        takeCode(tx, { code, by, at: shell.clock() }),
      );
      if (!taken.ok)
        throw new PlainError(
          'Koden gælder ikke. Måske er den brugt, eller de ti minutter er gået. Bed borgeren om en ny.',
        );
      await show(database, shell, { municipality, code, port });
      return 0;
    });
  },
};

interface Shown {
  readonly municipality: MunicipalityCode;
  readonly code: string;
  readonly port: number;
}

const LOOKED_EVERY = 1_000;

async function show(database: Database, shell: Shell, { municipality, code, port }: Shown): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => true);
  await using server = await startGuidanceServer({
    database,
    clock: shell.clock,
    municipality,
    code,
    port,
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    ownAddress: shell.config.publicAddress ?? '',
  });
  shell.say(`Borgerens side: ${server.url}`);
  shell.tell('Den kan kun åbnes på denne maskine. Stop med Ctrl-C.');
  const isOver = async () =>
    (await inMunicipality(database, municipality, (tx) => guidanceAt(tx, code, shell.clock()))) === null;
  while (!(await isOver())) if (await Promise.race([stopped, wait(LOOKED_EVERY, false)])) break;
  await inMunicipality(database, municipality, (tx) => leaveGuidance(tx, code));
  shell.tell('Borgerens side vises ikke længere.');
}
