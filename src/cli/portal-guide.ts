import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { guidanceAt, leaveGuidance, noteAttended, takeCode } from '../identity/guidance.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { startGuidanceServer, type GuidanceServer } from '../web/guidance-server.ts';
import { actingAs, byOption } from './acting.ts';
import { connectCheckout } from './checkout-connection.ts';
import { municipalityOption, PlainError, UsageError, type Command, type Shell } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { waysInOf } from './login-connection.ts';

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
      const { config, clock, log } = shell;
      const ownAddress = () => config.publicAddress ?? '';
      const checkout = await connectCheckout({
        config,
        database,
        clock,
        log,
        ownAddress,
        simulators: 'join',
      });
      // First, so that a port that is taken costs the citizen no code.
      await using server = await startGuidanceServer({
        database,
        log: shell.log,
        clock: shell.clock,
        municipality,
        code,
        port,
        municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
        ownAddress: shell.config.publicAddress ?? '',
        waysIn: waysInOf(shell.config),
        checkout,
      });
      const within = <T>(work: (tx: MunicipalityTx) => Promise<T>) =>
        inMunicipality(database, municipality, work);
      const taken = await within((tx) => takeCode(tx, { code, by, at: shell.clock() }));
      if (!taken.ok)
        throw new PlainError(
          'Koden gælder ikke. Måske er den brugt, eller de ti minutter er gået. Bed borgeren om en ny.',
        );
      const leave = () => within((tx) => leaveGuidance(tx, code));
      const isOver = () =>
        within(async (tx) => {
          await noteAttended(tx, code);
          return (await guidanceAt(tx, code, shell.clock())) === null;
        });
      // Whatever goes wrong, the citizen is not told any longer that somebody sees the page.
      try {
        await show(server, shell, { isOver, leave });
      } finally {
        await leave();
      }
      return 0;
    });
  },
};

interface Shown {
  /** Says at the same time that somebody is still there: a command that is killed says so no more. */
  readonly isOver: () => Promise<boolean>;
  readonly leave: () => Promise<void>;
}

const LOOKED_EVERY = 1_000;

/** Until it is over, or the command is stopped. The page that is open says so before nobody answers it any more. */
async function show(server: GuidanceServer, shell: Shell, { isOver, leave }: Shown): Promise<void> {
  using stop = stopAsked();
  shell.say(`Borgerens side: ${server.url}`);
  shell.tell('Den kan kun åbnes på denne maskine. Stop med Ctrl-C.');
  while (!(await isOver())) if (await Promise.race([stop.asked, wait(LOOKED_EVERY, false)])) break;
  await leave();
  shell.tell('Borgerens side vises ikke længere.');
  await server.overIsTold();
}

/**
 * When the command is asked to stop, also by closing its window. Asked again it does not stop sooner: npm passes on what the terminal has
 * told it already.
 */
function stopAsked(): Disposable & { readonly asked: Promise<true> } {
  const { promise: asked, resolve } = Promise.withResolvers<true>();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = () => resolve(true);
  for (const signal of signals) process.on(signal, stop);
  return {
    asked,
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
