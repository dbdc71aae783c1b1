import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyReport, type RunReport } from '../../src/agreements/run-report.ts';
import { finishRun, startRun } from '../../src/agreements/runs.ts';
import { date, lastDayOf, month, type YearMonth } from '../../src/kernel/dates.ts';
import { batchNumber, debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { readConfiguration } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { stoppedAt, type Clock } from '../../src/platform/clock.ts';
import { connectTo, inMunicipality, type Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrateAll } from '../../src/platform/migrate.ts';
import { startWeb, type Web } from '../../src/web/server.ts';
import { bareDatabase, freshDatabase, type FreshDatabase } from './database.ts';
import { demoFile } from '../demo-file.ts';

const ours = municipalityCode('998');
const now = Temporal.Instant.from('2026-03-12T09:00:00Z');

describe('the operators’ page', () => {
  let database: FreshDatabase;
  let web: Serving;
  beforeAll(async () => {
    database = await freshDatabase({ neighbour: true });
    await finishMonth(database, aReport('2026-02', { plan: 158, deferral: 112, none: 19 }));
    await finishMonth(database, aReport('2026-03', { plan: 1160, deferral: 115, none: 14 }));
    web = await serve(database);
  });
  afterAll(async () => {
    await web.close();
    await database.close();
  });

  test('shows each finished month of each municipality in counts and one sum', async () => {
    const page = await web.get('/drift');
    expect(page.status).toBe(200);
    const text = words(page.body);
    expect(text).toContain('Prøvekøbing');
    expect(text).toContain('februar 2026 289 158 112 19 20 7 412.350,50 kr.');
    expect(text).toContain('marts 2026 1.289 1.160 115 14 15 7 412.350,50 kr.');
    expect(text).toContain(
      'Afdragsordning 0 Beløb fastsat af en sagsbehandler 0 Henstand 0 Betalingen er standset 0',
    );
    expect(text).toContain('Borgeren spørges først 0 Venter på godkendelse 0 Brevet er på vej 0');
    expect(text).toContain('Tallene er læst den 12. marts 2026.');
    expect(text).toContain('explain --municipality 998 --debtor NUMMER --month 2026-03');
  });

  test('says that a municipality without a finished month has none', async () => {
    const { body } = await web.get('/drift');
    expect(words(body)).toMatch(/Nabokøbing Ingen månedskørsel er afsluttet endnu\..*--municipality 997/);
  });

  test('tells nothing about any one person, though the report of the run names them by number', async () => {
    const { body } = await web.get('/drift');
    expect(body).not.toContain('100123');
  });

  test('needs no script, has nothing inline, and nothing from elsewhere', async () => {
    const { body } = await web.get('/drift');
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:\/\//i);
  });

  test('every file it refers to is there, and may be kept for ever', async () => {
    const { body } = await web.get('/drift');
    const files = new Set(Array.from(body.matchAll(/href="(\/assets\/[^"#]+)/g), ([, path]) => path ?? ''));
    expect([...files].map((path) => path.replace(/.*\//, ''))).toEqual([
      'regular.woff2',
      'semibold.woff2',
      'styles.css',
      'mark.svg',
      'icons.svg',
    ]);
    for (const path of [...files, '/favicon.ico']) {
      const file = await web.get(path);
      expect(file.status).toBe(200);
      if (path !== '/favicon.ico')
        expect(file.headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
    }
  });

  test('each name that it gives a part is used once, and each reference meets one', async () => {
    const { body } = await web.get('/drift');
    const ids = Array.from(body.matchAll(/\sid="([^"]+)"/g), ([, id]) => id);
    const referred = Array.from(body.matchAll(/aria-labelledby="([^"]+)"/g), ([, list]) =>
      list?.split(' '),
    ).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
    expect(body.match(/<h1/g)).toHaveLength(1);
  });

  test('a municipality whose months cannot be read is said to be so, and the other is shown', async () => {
    await using broken = await freshDatabase({ neighbour: true });
    await finishMonth(broken, aReport('2026-02', { plan: 2, deferral: 1, none: 0 }));
    await broken.asAdmin((admin) => sql`alter table m0997.month_run rename to elsewhere`.execute(admin));
    await using other = await serve(broken);
    const page = await other.get('/drift');
    expect(page.status).toBe(200);
    expect(words(page.body)).toMatch(/Nabokøbing Tallene for kommunen kan ikke vises lige nu/);
    expect(words(page.body)).toContain('februar 2026 3 2 1 0');
    expect(other.logged()).toContain('"municipality":"997"');
  });

  test('without any municipality it says how to begin', async () => {
    await using empty = await bareDatabase();
    await migrateAll(empty);
    await using other = await serve(empty);
    const page = await other.get('/drift');
    expect(page.status).toBe(200);
    expect(words(page.body)).toMatch(/ikke sat nogen kommune op endnu.*npm start/);
  });
});

describe('alive and ready', () => {
  test('a migrated database makes the program ready', async () => {
    await using database = await freshDatabase({ neighbour: true });
    await using web = await serve(database);
    expect(await json(web, '/health')).toEqual([200, { status: 'alive' }]);
    expect(await json(web, '/ready')).toEqual([200, { status: 'ready', database: true, migrations: true }]);
  });

  test('one municipality that lacks a migration makes it not ready', async () => {
    await using database = await freshDatabase({ neighbour: true });
    await database.asAdmin((admin) =>
      sql`delete from afdrag.migration where scope = 'm0998' and version = (select max(version) from afdrag.migration where scope = 'm0998')`.execute(
        admin,
      ),
    );
    await using web = await serve(database);
    expect(await json(web, '/ready')).toEqual([
      503,
      { status: 'not-ready', database: true, migrations: false },
    ]);
  });

  test('a database that was never migrated is reached, but not ready, and the page has no numbers', async () => {
    await using database = await bareDatabase();
    await using web = await serve(database);
    expect(await json(web, '/ready')).toEqual([
      503,
      { status: 'not-ready', database: true, migrations: false },
    ]);
    expect((await web.get('/drift')).status).toBe(503);
  });

  test('without a database the program is alive, not ready, and the page says what is missing', async () => {
    const nobody = await freePort();
    const address = {
      host: '127.0.0.1',
      port: nobody,
      user: 'app',
      password: 'secret-word',
      database: 'afdrag',
    };
    const database = connectTo(address, { poolSize: 2 });
    await using web = await serve(database);
    expect(await json(web, '/health')).toEqual([200, { status: 'alive' }]);
    expect(await json(web, '/ready')).toEqual([
      503,
      { status: 'not-ready', database: false, migrations: false },
    ]);
    const page = await web.get('/drift');
    expect(page.status).toBe(503);
    expect(words(page.body)).toContain('Vi kan ikke læse i databasen lige nu');
    expect(page.body).not.toMatch(/ECONNREFUSED|secret-word|127\.0\.0\.1/);
    expect(web.logged()).not.toContain('secret-word');
    await database.close();
  });
});

describe('when something is wrong', () => {
  let database: FreshDatabase;
  let web: Serving;
  beforeAll(async () => {
    database = await freshDatabase({ neighbour: true });
    web = await serve(database);
  });
  afterAll(async () => {
    await web.close();
    await database.close();
  });

  test('a page that does not exist is a Danish page that says so', async () => {
    const page = await web.get('/findes-ikke');
    expect(page.status).toBe(404);
    expect(words(page.body)).toContain('Siden findes ikke');
  });

  test('an address that cannot be read and a body that is too big are refused in Danish', async () => {
    const address = await web.get('/%zz');
    expect([address.status, words(address.body)]).toEqual([
      400,
      expect.stringContaining('Det kunne vi ikke læse'),
    ]);
    const form = new URLSearchParams({ form: 'x'.repeat(100_000) });
    const body = await fetch(`${web.url}/998/log-ud`, { method: 'POST', body: form });
    expect([body.status, words(await body.text())]).toEqual([
      413,
      expect.stringContaining('kunne vi ikke læse'),
    ]);
  });

  test('what comes before a page is asked for is refused as plainly: too much of it, or what is no request', async () => {
    for (const [path, said] of [
      ['/998/overblik', 'Det var mere, end vi kan læse'],
      ['/998/en/overblik', 'That was more than we can read'],
    ] as const) {
      const page = await fetch(web.url + path, { headers: { cookie: `a=${'x'.repeat(40_000)}` } });
      expect(page.status).toBe(431);
      expect(words(await page.text())).toContain(said);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1');
    socket.end('hej <b>\r\n\r\n');
    const reply = await text(socket);
    expect(reply).toMatch(/^HTTP\/1\.1 400 .*Det kunne vi ikke læse/s);
    expect(reply).not.toContain('<b>');
  });

  test('our own mistake gives a page without its inside, and the log has it under the page’s number', async () => {
    const failing: Clock = () => {
      throw new Error('the clock has stopped');
    };
    await using broken = await serve(database, failing);
    const page = await broken.get('/drift');
    expect(page.status).toBe(500);
    expect(page.body).not.toMatch(/clock|\.ts|at \w/);
    const number = /Fejlens nummer: <code>(\w+)<\/code>/.exec(page.body)?.[1];
    expect(broken.logged()).toMatch(new RegExp(`"requestId":"${number}".*a request failed`));
    expect(broken.logged()).toContain('the clock has stopped');
  });

  test('every reply tells the browser to take nothing from elsewhere and to keep no page', async () => {
    for (const path of ['/drift', '/', '/998', '/health', '/ready', '/findes-ikke', '/%zz']) {
      const { headers } = await web.get(path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('only the files that pages use are served', async () => {
    const { body } = await web.get('/drift');
    const styles = /href="([^"]+)styles\.css"/.exec(body)?.[1] ?? '';
    expect((await web.get(`${styles}styles.css`)).status).toBe(200);
    for (const path of ['README.md', 'scss/dkfds.scss', '..%2fpackage.json', '%2e%2e/package.json', '']) {
      expect((await web.get(styles + path)).status, path).toBeGreaterThanOrEqual(400);
    }
  });

  test('the log says which route answered, never what somebody typed in the address', async () => {
    await web.get('/?cpr=610101-1234');
    await web.get('/anna-jensen');
    expect(web.logged()).toMatch(/"route":"\/","status":200/);
    expect(web.logged()).toMatch(/"route":null,"status":404/);
    expect(web.logged()).not.toMatch(/cpr=|1234|anna|127\.0\.0\.1/);
  });
});

describe('where it listens', () => {
  test('a busy usual port is left to whoever has it, and any free one is taken', async () => {
    await using database = await freshDatabase({ neighbour: true });
    await using other = await listening();
    await using web = await serve(database, stoppedAt(now), { port: other.port, portChosen: false });
    expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(web.url).not.toContain(`:${other.port}`);
    expect((await web.get('/health')).status).toBe(200);
  });

  test('a busy port that was asked for is an error', async () => {
    await using database = await freshDatabase({ neighbour: true });
    await using other = await listening();
    const refused = serve(database, stoppedAt(now), { port: other.port, portChosen: true });
    await expect(refused).rejects.toThrow(/EADDRINUSE/);
  });

  test('it stops when asked, also with a connection kept open, and answers nobody afterwards', async () => {
    await using database = await freshDatabase({ neighbour: true });
    const web = await serve(database);
    await web.get('/health');
    await web.close();
    await expect(fetch(`${web.url}/health`)).rejects.toThrow(/fetch failed/);
  });
});

const quiet = { publicAddress: null, operationsPage: true, trustedProxy: null, production: false } as const;

interface Serving extends Web, AsyncDisposable {
  get(path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly body: string }>;
  logged(): string;
}

async function serve(
  database: Database,
  clock: Clock = stoppedAt(now),
  port: { readonly port: number; readonly portChosen: boolean } = { port: 0, portChosen: true },
): Promise<Serving> {
  let logged = '';
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void (logged += line) });
  const config = { ...quiet, host: '127.0.0.1', ...port };
  const web = await startWeb({ config, database, log, clock, municipalitiesFolder: '/nowhere', login: [] });
  const get = async (path: string) => {
    const reply = await fetch(web.url + path);
    return { status: reply.status, headers: reply.headers, body: await reply.text() };
  };
  return { ...web, get, logged: () => logged, [Symbol.asyncDispose]: () => web.close() };
}

async function json(web: Serving, path: string): Promise<readonly [number, unknown]> {
  const { status, body } = await web.get(path);
  return [status, JSON.parse(body)];
}

/** What a reader reads: the text without tags, with single spaces. */
function words(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'");
}

function aReport(of: string, outcomes: RunReport['outcomes']): RunReport {
  const report = emptyReport({
    month: month(of),
    calculationDate: date(`${of}-10`),
    factsAsOf: batchNumber(1),
    ruleVersion: '1',
  });
  report.outcomes = outcomes;
  report.debtors = outcomes.plan + outcomes.deferral + outcomes.none;
  report.changes.rise = { count: 7, debtors: [debtorNumber(100123)] };
  report.drafts = 1;
  report.unchanged = report.debtors - 7 - outcomes.none;
  report.monthlyAfter = '412350.50';
  return report;
}

async function finishMonth(database: Database, report: RunReport): Promise<void> {
  const read = readConfiguration(demoFile());
  if (!read.ok) throw new Error(read.refusal.faults.join());
  const configuration = read.value;
  const at = endOf(report.month);
  await inMunicipality(database, ours, async (tx) => {
    const configurationVersion = await saveConfiguration(tx, { configuration, by: 'test', at });
    await startRun(tx, { report, configurationVersion, by: 'test', at });
    await finishRun(tx, report.month, at);
  });
}

function endOf(value: YearMonth): Temporal.Instant {
  return Temporal.Instant.from(`${lastDayOf(value)}T12:00:00Z`);
}

async function listening(): Promise<{
  readonly port: number;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { port, [Symbol.asyncDispose]: close };
}

async function freePort(): Promise<number> {
  await using server = await listening();
  return server.port;
}
