import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import type { SessionToken } from '../src/identity/sessions.ts';
import { citizenBooks } from '../src/insight/citizen-books.ts';
import type { DebtorNumber } from '../src/kernel/ids.ts';
import { pageKeyOf } from '../src/municipality/page-refs.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import type { Route } from '../src/web/portal/route.ts';
import { visitPage } from '../src/web/portal/visit.ts';
import { html } from '../src/web/ui/html.ts';
import type { Figure } from './figure.ts';
import { aTown, BILLS, MONTHS, NOW, SITE, TODAY, type Town } from './portal-town.ts';
import { openBareConnections } from './scratch-database.ts';

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
    fields: [],
    files: { ok: true, value: [] },
    fromHere: true,
    query: {},
    ownAddress: '',
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
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
