import { dropLeftovers, useTestServer } from './database.ts';

/** Holds one server for the whole run, so that no test file has to start it; sweeps up after runs that were killed. */
export default async function holdServer(): Promise<() => Promise<void>> {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return () => Promise.resolve();
  const server = await useTestServer();
  if (server.started) await dropLeftovers(server);
  return () => server.leave();
}
