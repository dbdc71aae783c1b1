import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { startWeb } from '../web/server.ts';
import { connectCheckout } from './checkout-connection.ts';
import { keepLooking } from './payments-timer.ts';
import type { Command, Shell } from './command.ts';
import { connectLogin } from './login-connection.ts';
import { connectScanner } from './scanner-connection.ts';

/** `afdrag serve`: the web, until it is asked to stop. */
export const serveCommand: Command = {
  words: 'serve',
  usage: '',
  summary: 'viser webstedet, til det bliver stoppet',
  options: {},
  run: (_given, shell) =>
    shell.withDatabase(async (database) => {
      await serveUntilStopped(database, shell);
      return 0;
    }),
};

/** Serves and says where, on exactly one line; returns when the process is asked to stop. */
export async function serveUntilStopped(
  database: Database,
  { config, log, clock, say }: Shell,
): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const municipalitiesFolder = join(PROJECT_ROOT, 'municipalities');
  const login = await connectLogin(config, clock);
  let own = config.publicAddress ?? '';
  const ownAddress = () => own;
  const checkout = await connectCheckout({ config, database, clock, log, ownAddress, simulators: 'start' });
  const web = await startWeb({
    config,
    database,
    log,
    clock,
    municipalitiesFolder,
    login: login.providers,
    checkout,
    scanner: connectScanner(config),
  });
  if (own === '') own = web.url;
  const timer = checkout === null ? null : keepLooking(checkout);
  say(`Afdrag: ${web.url}`);
  await stopped;
  await timer?.stop();
  await web.close();
  await login.close();
  await checkout?.close();
}
