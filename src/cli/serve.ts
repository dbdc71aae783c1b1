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

/**
 * Serves and says where, on exactly one line; returns when the process is asked to stop. Whatever of it cannot be opened, what was opened before
 * is closed: nothing that listens keeps a process alive which has failed.
 */
export async function serveUntilStopped(
  database: Database,
  { config, log, clock, say }: Shell,
): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const municipalitiesFolder = join(PROJECT_ROOT, 'municipalities');
  await using opened = new AsyncDisposableStack();
  let own = config.publicAddress ?? '';
  const ownAddress = () => own;
  const checkout = await connectCheckout({ config, database, clock, log, ownAddress, simulators: 'start' });
  opened.defer(async () => checkout?.close());
  const login = await connectLogin(config, clock);
  opened.defer(() => login.close());
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
  opened.defer(() => web.close());
  if (own === '') own = web.url;
  const timer = checkout === null ? null : keepLooking(checkout);
  opened.defer(async () => timer?.stop());
  say(`Afdrag: ${web.url}`);
  await stopped;
}
