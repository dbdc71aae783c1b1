import { randomBytes } from 'node:crypto';
import type { CheckoutParts } from '../checkout/look.ts';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { LoginProvider } from '../identity/login-port.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { municipalityAssets } from '../letters/municipality-assets.ts';
import type { Scanner } from '../messages/scanner-port.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { forPeopleWhoWait } from '../platform/patience.ts';
import { serveChoice } from './choice/choice.ts';
import { answerFailures } from './http/answer-failures.ts';
import { compressPages } from './http/compression.ts';
import { sendFailure, sendPage } from './http/failure-page.ts';
import { takeForms } from './http/forms.ts';
import { oneAtATime, TooSlowError } from './http/one-at-a-time.ts';
import { logRequests } from './http/request-log.ts';
import { safeHeaders } from './http/safe-headers.ts';
import { answerUnread } from './http/unread-requests.ts';
import { serveWebhooks } from './portal/pay/serve-webhooks.ts';
import { UPLOAD_TIME } from './portal/sent.ts';
import { servePortal } from './portal/serve.ts';
import { readiness } from './readiness.ts';
import { serveAssets } from './serve-assets.ts';
import { readOverview } from './start/overview.ts';
import { startPage } from './start/start-page.ts';

export interface Web {
  /** Where it listens, `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no more requests, answers those under way, and returns. */
  close(): Promise<void>;
}

export interface WebOptions {
  readonly config: Pick<
    Config,
    'host' | 'port' | 'portChosen' | 'publicAddress' | 'operationsPage' | 'trustedProxy' | 'production'
  >;
  readonly database: Database;
  readonly log: Logger;
  readonly clock: Clock;
  /** Milliseconds from anywhere, which only go on, for who asks too often; the process's own when absent. */
  readonly elapsed?: () => number;
  /** The folder with each municipality's arms. */
  readonly municipalitiesFolder: string;
  /** Whoever says who a citizen is; none: nobody can sign in. */
  readonly login: readonly LoginProvider[];
  /** Whoever takes citizens' payments; null or absent: nobody does. `simulated`: no real money. */
  readonly checkout?: (CheckoutParts & { readonly simulated: boolean }) | null;
  /** Whoever looks for viruses in the files that citizens send; null or absent: nobody does. */
  readonly scanner?: Scanner | null;
}

/**
 * A request that is bigger or slower than this is refused. Milliseconds and bytes. Every request is answered within `answer`, whatever of it has come; but files
 * from a telephone take their time (web/portal/sent.ts).
 */
const LIMITS = {
  headers: 10_000,
  read: UPLOAD_TIME,
  answer: 10_000,
  idle: 30_000,
  database: 5_000,
  body: 16 * 1024,
} as const;

/**
 * Starts the web: the citizens' pages, the operators' page `/drift`, `/health`, `/ready`. Listens on the configured port; when none was chosen and the usual one
 * is taken, on any free one. Throws when it cannot listen.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const web = await buildWeb(options);
  try {
    const url = await listen(web, options.config);
    return { url, close: () => web.close() };
  } catch (error) {
    await web.close();
    throw error;
  }
}

async function buildWeb(options: WebOptions): Promise<FastifyInstance> {
  const { config, database, log, clock, elapsed = () => performance.now() } = options;
  const { municipalitiesFolder, login, checkout = null, scanner = null } = options;
  const overHttps = config.publicAddress?.startsWith('https://') ?? false;
  const web: FastifyInstance = fastify({
    logger: false,
    // Ours, not the caller's: it is shown on the error page and must be found in the log.
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: config.trustedProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true },
    requestTimeout: LIMITS.read,
    http: { headersTimeout: LIMITS.headers },
    handlerTimeout: LIMITS.answer,
    connectionTimeout: LIMITS.idle,
    keepAliveTimeout: LIMITS.idle,
    bodyLimit: LIMITS.body,
    clientErrorHandler: (error, socket) => answerUnread(error, socket, { overHttps }),
    frameworkErrors: (_error, request, reply) => {
      safeHeaders(reply, { overHttps });
      void sendFailure({ request, reply }, 'bad-request');
    },
  });
  web.addHook('onRequest', async (_request, reply) => safeHeaders(reply, { overHttps }));
  takeForms(web);
  compressPages(web);
  logRequests(web, log);
  answerFailures(web, log);
  await serveAssets(web);
  serveState(web, database, log);
  if (config.operationsPage) serveOperations(web, options);
  // In production nobody signs in over an address that is not known to be https.
  if (config.publicAddress !== null || !config.production) {
    const answering = forPeopleWhoWait(database);
    const paying = checkout && { ...checkout, database: forPeopleWhoWait(checkout.database) };
    serveChoice(web, { database: answering, log });
    const ownAddress = () => config.publicAddress ?? addressOf(web, config.host);
    servePortal(web, {
      database: answering,
      clock,
      log,
      elapsed,
      overHttps,
      municipalitiesFolder,
      letterAssets: municipalityAssets(municipalitiesFolder),
      login,
      checkout: paying,
      scanner,
      ownAddress,
    });
    if (paying !== null) serveWebhooks(web, { checkout: paying, elapsed });
  }
  return web;
}

/** Letters only: digits in a row could look like a CPR number, which the log would mask. */
function newRequestId(): string {
  return Array.from(randomBytes(12), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

const LETTERS = 'bcdfghjkmnpqrstv';

function serveState(web: FastifyInstance, database: Database, log: Logger): void {
  web.get('/health', async () => ({ status: 'alive' }));
  const check = oneAtATime(() => readiness(database, log), LIMITS.database);
  web.get('/ready', async (_request, reply) => {
    const found = await check().catch((error: unknown) => {
      if (error instanceof TooSlowError) return { database: false, migrations: false };
      throw error;
    });
    const ready = found.database && found.migrations;
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', ...found });
  });
}

/** The operators' page: counts and sums. */
function serveOperations(web: FastifyInstance, { database, log, clock }: WebOptions): void {
  const read = oneAtATime(() => readOverview(database, log, dayInCopenhagen(clock())), LIMITS.database);
  web.get('/drift', async (request, reply) => {
    const today = dayInCopenhagen(clock());
    const overview = await read().catch((err: unknown) => {
      log.error({ err, requestId: request.id }, 'the operators’ page could not read the database');
      return null;
    });
    const status = overview === null ? 503 : 200;
    return sendPage(reply, status, startPage(overview, today));
  });
}

async function listen(
  web: FastifyInstance,
  { host, port, portChosen }: WebOptions['config'],
): Promise<string> {
  await web.listen({ host, port }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (portChosen || !taken) throw error;
    return web.listen({ host, port: 0 });
  });
  return addressOf(web, host);
}

function addressOf(web: FastifyInstance, host: string): string {
  const address = web.server.address();
  if (address === null || typeof address === 'string') throw new Error('the web listens on no port');
  return `http://${reachable(host)}:${address.port}`;
}

/** All addresses of the machine are reached, from itself, at the loopback address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
