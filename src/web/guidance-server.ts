import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { GuidanceCode } from '../identity/guidance.ts';
import type { Protocol } from '../identity/types.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { forPeopleWhoWait } from '../platform/patience.ts';
import { answerFailures } from './http/answer-failures.ts';
import { compressPages } from './http/compression.ts';
import { sendPage } from './http/failure-page.ts';
import { safeHeaders } from './http/safe-headers.ts';
import { ASKED_AGAIN, guidedView } from './portal/guidance/guided-view.ts';
import { payingIn, type Paying } from './portal/pay/pay-by.ts';
import { serveLook } from './portal/serve.ts';
import { serveAssets } from './serve-assets.ts';

export interface GuidanceServer extends AsyncDisposable {
  /** Where staff see the citizen's page, on this machine alone. */
  readonly url: string;
  /** Once it is over: until whoever has the page open has been told so. At once where nobody has, and within seconds in any case. */
  overIsTold(): Promise<void>;
}

export interface GuidanceOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly clock: Clock;
  readonly municipality: MunicipalityCode;
  readonly code: GuidanceCode;
  readonly municipalitiesFolder: string;
  /** Where citizens reach the pages, as they say it. */
  readonly ownAddress: string;
  /** The ways in which they can sign in. */
  readonly waysIn: readonly Protocol[];
  /** Whoever takes payments of them. */
  readonly checkout: Paying | null;
  /** Any free one when absent. */
  readonly port?: number;
}

/** Milliseconds within which a page that is open asks again; without script it does so after `ASKED_AGAIN` (guided-view.ts). */
const ASKS_WITHIN = (ASKED_AGAIN + 1) * 1_000;

/**
 * Serves one citizen's page to one member of staff, on the machine's own address alone and under a path that nobody guesses, and nothing
 * else: the web that citizens reach has no way to it.
 */
export async function startGuidanceServer(options: GuidanceOptions): Promise<GuidanceServer> {
  const web = fastify({ logger: false });
  web.addHook('onRequest', async (_request, reply) => safeHeaders(reply, { overHttps: false }));
  answerFailures(web, options.log);
  compressPages(web);
  await serveAssets(web);
  const { municipalitiesFolder } = options;
  const database = forPeopleWhoWait(options.database);
  serveLook(web, { database, municipalitiesFolder });
  const path = `/${randomBytes(32).toString('base64url')}`;
  const told = Promise.withResolvers<void>();
  let shownAt: number | null = null;
  web.get(path, async (_request, reply) => {
    const { clock, municipality, code, ownAddress, waysIn, checkout } = options;
    const drawnWith = { municipalitiesFolder, ownAddress, waysIn, ...payingIn(municipality, checkout) };
    const shown = await guidedView(database, { municipality, code, at: clock(), drawnWith });
    if (shown.over) told.resolve();
    else shownAt = performance.now();
    return sendPage(reply, shown.over ? 410 : 200, shown.page);
  });
  return {
    url: (await listen(web, options.port)) + path,
    overIsTold: async () => {
      const isOpen = shownAt !== null && performance.now() - shownAt < ASKS_WITHIN;
      if (isOpen) await Promise.race([told.promise, wait(ASKS_WITHIN, undefined, { ref: false })]);
    },
    [Symbol.asyncDispose]: () => web.close(),
  };
}

async function listen(web: FastifyInstance, port = 0): Promise<string> {
  return web.listen({ host: '127.0.0.1', port });
}
