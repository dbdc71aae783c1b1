import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import { writeChargeClaims } from '../src/claims/charge-claims.ts';
import type { ClaimNumber } from '../src/claims/types.ts';
import { beginSession, type SessionToken } from '../src/identity/sessions.ts';
import { citizenBooks } from '../src/insight/citizen-books.ts';
import { date, lastDayOf, monthOf } from '../src/kernel/dates.ts';
import { municipalityCode, type DebtorNumber } from '../src/kernel/ids.ts';
import { kroner } from '../src/kernel/money.ts';
import { postTransfers } from '../src/ledger/post.ts';
import { claimAccount, sourceAccount } from '../src/ledger/types.ts';
import { configurationShape } from '../src/municipality/configuration.ts';
import { saveConfiguration } from '../src/municipality/configurations.ts';
import { pageKeyOf } from '../src/municipality/page-refs.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { createMunicipality, dropMunicipality } from '../src/platform/migrate.ts';
import type { Route } from '../src/web/portal/route.ts';
import { visitPage } from '../src/web/portal/visit.ts';
import { startWeb, type Web } from '../src/web/server.ts';
import { html } from '../src/web/ui/html.ts';
import { demoFile } from '../test/demo-file.ts';
import { letterArrives, numberOf } from '../test/integration/decisions-town.ts';
import { registersOf } from '../test/integration/month-town.ts';
import { anOrdinaryClaim } from '../test/integration/ordinary-claims.ts';
import { fetchFor, run, settle } from '../test/integration/town.ts';
import { aDebtor, type Debtor } from '../test/vocabulary.ts';
import type { Figure } from './figure.ts';
import { analyzeSeeded, openBareConnections, openBenchDatabase } from './scratch-database.ts';

/** The citizens' overview: one person who owes fifty claims, of which thirty are bills with a fee each, and twenty are months on a plan. */
const SITE = municipalityCode('998');
const NOW = Temporal.Instant.from('2026-03-12T09:00:00Z');
const TODAY = date('2026-03-12');
const [MONTHS, BILLS] = [20, 30];
/** How many others owe as much: what is read stands among what is not. */
const OTHERS = 60;

interface Town {
  readonly database: Database;
  readonly web: Web;
  readonly token: SessionToken;
  readonly debtor: DebtorNumber;
  close(): Promise<void>;
}

async function aTown(): Promise<Town> {
  const database = await openBenchDatabase();
  await dropMunicipality(database, SITE);
  await createMunicipality(database, { code: SITE, name: 'Bøgevang Kommune' });
  const people = Array.from({ length: OTHERS + 1 }, (_, place) => monthsOf(aDebtor(place + 1)));
  await settle(database, people);
  await fetchFor({ database, registers: registersOf(...people) }, '2026-03');
  await run(database, '2026-03');
  for (const { number } of people) await letterArrives(database, numberOf(number), { on: '2026-03-11' });
  for (const { number } of people) await inMunicipality(database, SITE, (tx) => billsOf(tx, number));
  const debtor = aDebtor(1).number;
  const token = await inMunicipality(database, SITE, (tx) => opened(tx, debtor));
  await analyzeSeeded(database);
  let elapsed = 0;
  const web = await startWeb({
    config: {
      host: '127.0.0.1',
      port: 0,
      portChosen: true,
      publicAddress: null,
      operationsPage: false,
      trustedProxy: null,
      production: false,
    },
    database,
    log: createLog({ logLevel: 'error' }, { write: () => undefined }),
    clock: () => NOW,
    // Nobody is slowed down: each request comes a second after the one before.
    elapsed: () => (elapsed += 1_000),
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    login: [],
  });
  const close = async () => {
    await web.close();
    await dropMunicipality(database, SITE);
    await database.close();
  };
  return { database, web, token, debtor, close };
}

function monthsOf(debtor: Debtor): Debtor {
  let owing = debtor;
  for (let place = 0; place < MONTHS; place += 1) {
    const from = date(
      `${2024 + Math.floor((place + 4) / 12)}-${String(((place + 4) % 12) + 1).padStart(2, '0')}-01`,
    );
    const to = lastDayOf(monthOf(from));
    const decided = { decisionDate: '2025-12-29', decisionDelivered: '2025-12-29' };
    const period = { decisionPeriodFrom: from.slice(0, 7), decisionPeriodTo: from.slice(0, 7) };
    owing = owing.owing(1_200, { periodFrom: from, periodTo: to, paidOn: to, ...decided, ...period });
  }
  return owing;
}

async function billsOf(tx: MunicipalityTx, debtor: DebtorNumber): Promise<void> {
  for (let place = 1; place <= BILLS; place += 1) {
    const month = date(`2025-${String((place % 12) + 1).padStart(2, '0')}-01`);
    const bill = await anOrdinaryClaim(tx, {
      claimId: `B-${debtor}-${place}`,
      debtors: [debtor],
      owed: 1_000 + place,
      type: 'KFDAINS',
      description: 'Plads i dagtilbud',
      period: [month, lastDayOf(monthOf(month))],
    });
    await fee(tx, bill);
  }
}

/** A fee on a bill, as its letter would have brought it. */
async function fee(tx: MunicipalityTx, bill: ClaimNumber): Promise<void> {
  const claim = (bill * 1_000n + 801n) as ClaimNumber; // numbered as fees are
  const [period, due] = [{ from: TODAY, to: TODAY }, TODAY];
  await writeChargeClaims(tx, [
    {
      claim,
      main: bill,
      claimId: `${bill}/F1`,
      type: 'GEDAINS',
      level: 'fee',
      period,
      origin: TODAY,
      due,
      srb: TODAY,
    },
  ]);
  const when = { valueDate: TODAY, bookingDate: TODAY, recordedAt: NOW };
  const between = { debit: claimAccount(claim), credit: sourceAccount(claim), amount: kroner(250) };
  await postTransfers(tx, [{ cause: 'charge-raised', causeNumber: claim, line: 1, ...between, ...when }]);
}

async function opened(tx: MunicipalityTx, debtor: DebtorNumber): Promise<SessionToken> {
  const demo = configurationShape.parse(demoFile());
  const configuration = {
    ...demo,
    portal: { ...demo.portal, state: 'open' as const, testPersons: [], notices: [] },
  };
  await saveConfiguration(tx, { configuration, by: 'bench', at: NOW });
  const scopes = ['see', 'pay', 'write', 'sign', 'self'] as const;
  const person = { debtor, name: 'Åse Prøvesen', scopes, level: 'Substantial', protocol: 'oidc' } as const;
  // Being there was noted half a minute ago, and is not again: that is done once a minute.
  const at = NOW.subtract({ seconds: 30 });
  return beginSession(tx, { person, times: { idleMinutes: 15, mostMinutes: 60 }, at });
}

interface Asking {
  readonly url: string;
  readonly token: SessionToken;
}

/** Asks for the page, and answers how long that took. Milliseconds. */
async function asked(agent: Agent, { url, token }: Asking): Promise<number> {
  const started = performance.now();
  const request = get(url, { agent, headers: { cookie: `afdrag-998=${token}` } });
  const [reply] = (await once(request, 'response')) as [IncomingMessage];
  let length = 0;
  for await (const piece of reply) length += (piece as Buffer).length;
  if (reply.statusCode !== 200 || length < 10_000) throw new Error(`${reply.statusCode}, ${length} bytes`);
  return performance.now() - started;
}

/** So many asks by so many at once: how long each took. */
async function many(count: number, clients: number, ask: () => Promise<number>): Promise<number[]> {
  const took: number[] = [];
  let left = count;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      took.push(await ask());
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return took;
}

function p95(took: readonly number[]): number {
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Number.NaN;
}

/** All that the overview tells of, by one statement. */
const BARE = `
  select c.claim_number, c.main_claim, c.level, c.claim_type, c.source_system, c.claim_id, c.description, c.period_from, c.period_to,
    c.due_on, c.srb_on, r.benefit, l.kind, e.kind as ended, m.until_on,
    array(select json_build_array(b.kind, b.debtor, b.balance_ore::text)::text from account_balance b where b.number = c.claim_number) as accounts,
    array(select json_build_array(h.reason, h.review_on)::text from hold h where h.claim_number = c.claim_number and h.lifted_on is null) as holds,
    a.outcome, a.monthly_ore, a.next_due
  from liability l
  join claim c on c.claim_number = l.claim_number
  left join repayment_claim r on r.claim_number = c.claim_number
  left join liability_end e on e.claim_number = l.claim_number and e.debtor_number = l.debtor_number
  left join limitation m on m.claim_number = c.claim_number and m.debtor_number = l.debtor_number and not m.superseded
  left join agreement a on a.debtor_number = l.debtor_number and a.ended_on is null
  where l.debtor_number = $1
  order by c.period_from, c.claim_number`;

async function bare(pool: pg.Pool, debtor: DebtorNumber): Promise<number> {
  const started = performance.now();
  const client = await pool.connect();
  try {
    await client.query('begin; set local search_path to m0998');
    const { rows } = await client.query({ name: 'bare', text: BARE, values: [debtor] });
    if (rows.length !== MONTHS + 2 * BILLS) throw new Error(`${rows.length} rows`);
    await client.query('commit');
  } finally {
    client.release();
  }
  return performance.now() - started;
}

const CLIENTS = 4;
const ASKS = 400;

/** How long somebody waits for the overview, beside one bare statement for the same rows. */
export const overviewLatency: Figure = {
  name: 'overview-latency',
  unit: 'ms (p95)',
  better: 'lower',
  target: 8,
  note: 'docs/performance.md, "The citizens\' overview"',
  prepare: async () => {
    const town = await aTown();
    const pool = await openBareConnections(CLIENTS);
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    const page = { url: `${town.web.url}/998/overblik`, token: town.token };
    return {
      ours: async () => p95(await many(ASKS, CLIENTS, () => asked(agent, page))),
      peer: async () => p95(await many(ASKS, CLIENTS, () => bare(pool, town.debtor))),
      close: async () => {
        agent.destroy();
        await pool.end();
        await town.close();
      },
    };
  },
};

const CONNECTIONS = 20;
const FOR_A_RATE = 500;

/** How many overviews a second, beside the same reading whose answer is thrown away and a constant page sent. */
export const overviewRate: Figure = {
  name: 'overview-rate',
  unit: 'requests/s',
  better: 'higher',
  target: 0.5,
  note: 'docs/performance.md, "The citizens\' overview"',
  prepare: async () => {
    const town = await aTown();
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const page = { url: `${town.web.url}/998/overblik`, token: town.token };
    const constant = await constantPage(town);
    const rate = async (asking: Asking) => {
      const started = performance.now();
      await many(FOR_A_RATE, CONNECTIONS, () => asked(agent, asking));
      return FOR_A_RATE / ((performance.now() - started) / 1_000);
    };
    return {
      ours: () => rate(page),
      peer: () => rate({ ...page, url: constant.url }),
      close: async () => {
        agent.destroy();
        await constant.close();
        await town.close();
      },
    };
  },
};

/** The same visit with the same reading, for which a page is sent that was made before. */
async function constantPage({ database, web, token, debtor }: Town) {
  const address = `${web.url}/998/overblik`;
  const body = await (await fetch(address, { headers: { cookie: `afdrag-998=${token}` } })).text();
  const nothing = { kind: 'page', page: { title: '', main: html`` } } as const;
  const route: Route = {
    method: 'GET',
    needs: 'see',
    serve: async ({ tx }) => {
      await Promise.all([pageKeyOf(tx), citizenBooks(tx, debtor, TODAY)]);
      return nothing;
    },
  };
  const asked = {
    municipality: SITE,
    language: 'da',
    place: { name: 'overview' },
    token,
    body: '',
    query: {},
    waysIn: [],
    providers: [],
    simulated: true,
    fromElsewhere: false,
    at: NOW,
  } as const;
  const server = createServer(
    (_, reply) => void visitPage(database, route, asked).then(() => reply.end(body)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.resolve();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}
