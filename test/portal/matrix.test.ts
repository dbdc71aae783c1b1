import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { askedFrom, patternOf, places, type RouteName } from '../../src/web/portal/addresses.ts';
import { routes } from '../../src/web/portal/routes.ts';
import { servePortal } from '../../src/web/portal/serve.ts';
import { municipalityAssets } from '../../src/letters/municipality-assets.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { ask, OPENED_AT, openSite, tokenOfForm, type Asking, type Site } from './portal-site.ts';
import { runs } from '../long/length.ts';

let database: FreshDatabase;
let site: Site;
let tokens: Readonly<Record<Who, SessionToken | null>>;
beforeAll(async () => {
  database = await freshDatabase();
  site = await openSite(database, { config: { trustedProxy: '127.0.0.1' } });
  const over = await site.signIn({ name: CANARY });
  site.wait(15);
  tokens = {
    nobody: null,
    'a forged cookie': 'A'.repeat(43),
    'a citizen': await site.signIn(),
    'one who may only pay': await site.signIn({ scopes: ['pay'] }),
    'one whose time is up': over,
  };
  await site.signIn({ name: CANARY });
});
afterAll(async () => {
  await site.close();
  await database.close();
});

/** The name of somebody else who is signed in. No reply may hold it. */
const CANARY = 'Kanariefugl Kanarisen';

const whos = [
  'nobody',
  'a forged cookie',
  'a citizen',
  'one who may only pay',
  'one whose time is up',
] as const;
type Who = (typeof whos)[number];

// Written down, and not worked out from what the routes say they need.
const expected: Readonly<Record<RouteName, readonly [number, number, number, number, number]>> = {
  front: [200, 200, 200, 200, 200],
  help: [200, 200, 200, 200, 200],
  card: [200, 200, 200, 200, 200],
  'sign-in': [200, 200, 303, 303, 200],
  'sign-in-oidc': [404, 404, 404, 404, 404],
  'answer-oidc': [404, 404, 404, 404, 404],
  'sign-in-oiosaml': [404, 404, 404, 404, 404],
  'answer-oiosaml': [404, 404, 404, 404, 404],
  'sign-out-oidc': [404, 404, 404, 404, 404],
  'metadata-oiosaml': [404, 404, 404, 404, 404],
  'sign-out-oiosaml': [404, 404, 404, 404, 404],
  'signed-in': [303, 303, 303, 303, 303],
  'sign-in-refused': [200, 200, 303, 303, 200],
  choose: [303, 303, 404, 404, 303],
  'act-for': [403, 403, 403, 403, 403],
  overview: [303, 303, 200, 404, 303],
  settled: [303, 303, 200, 404, 303],
  debt: [303, 303, 404, 404, 303],
  'your-payment': [303, 303, 404, 404, 303],
  calculation: [303, 303, 404, 404, 303],
  'calculation-month': [303, 303, 404, 404, 303],
  'what-if': [303, 303, 404, 404, 303],
  'what-if-answer': [403, 403, 403, 404, 403],
  pay: [303, 303, 200, 200, 303],
  'pay-choose': [403, 403, 403, 403, 403],
  'pay-choose-again': [303, 303, 303, 303, 303],
  'pay-begin': [403, 403, 403, 403, 403],
  'pay-begin-again': [303, 303, 303, 303, 303],
  'pay-bank': [303, 303, 200, 200, 303],
  'direct-debit': [303, 303, 200, 200, 303],
  'direct-debit-sign-up': [403, 403, 403, 403, 403],
  'direct-debit-stop': [403, 403, 403, 403, 403],
  plans: [303, 303, 200, 404, 303],
  'plan-new': [303, 303, 200, 404, 303],
  'plan-live': [403, 403, 403, 404, 403],
  'plan-show': [403, 403, 403, 404, 403],
  'plan-show-again': [303, 303, 303, 404, 303],
  'plan-sign': [403, 403, 403, 404, 403],
  'plan-sign-again': [303, 303, 303, 404, 303],
  plan: [303, 303, 404, 404, 303],
  'plan-stop': [303, 303, 404, 404, 303],
  'plan-stop-now': [403, 403, 403, 404, 403],
  payment: [404, 404, 404, 404, 404],
  'payment-return': [303, 303, 303, 303, 303],
  'payment-stop': [403, 403, 403, 403, 403],
  'payment-stop-again': [303, 303, 303, 303, 303],
  papers: [303, 303, 200, 404, 303],
  letters: [303, 303, 200, 404, 303],
  letter: [303, 303, 404, 404, 303],
  translation: [303, 303, 404, 404, 303],
  payments: [303, 303, 200, 404, 303],
  'payments-pdf': [303, 303, 200, 404, 303],
  'payments-csv': [303, 303, 200, 404, 303],
  receipt: [303, 303, 404, 404, 303],
  statement: [303, 303, 200, 404, 303],
  'statement-pdf': [303, 303, 200, 404, 303],
  'statement-csv': [303, 303, 200, 404, 303],
  'from-letter': [303, 303, 200, 404, 303],
  write: [303, 303, 200, 404, 303],
  object: [303, 303, 200, 404, 303],
  'object-to': [303, 303, 404, 404, 303],
  'object-send': [403, 403, 403, 404, 403],
  'answer-hearing': [303, 303, 303, 404, 303],
  'answer-hearing-send': [403, 403, 403, 404, 403],
  'answer-set-off': [303, 303, 404, 404, 303],
  'answer-set-off-send': [403, 403, 403, 404, 403],
  complain: [303, 303, 404, 404, 303],
  'complain-send': [403, 403, 403, 404, 403],
  'send-documentation': [303, 303, 404, 404, 303],
  'send-documentation-send': [403, 403, 403, 404, 403],
  message: [303, 303, 404, 404, 303],
  'message-withdraw': [403, 403, 403, 404, 403],
  'message-withdraw-again': [303, 303, 303, 404, 303],
  notifications: [303, 303, 200, 404, 303],
  'notifications-choose': [403, 403, 403, 404, 403],
  'notifications-saved': [303, 303, 200, 404, 303],
  insight: [303, 303, 200, 404, 303],
  'my-data': [303, 303, 200, 404, 303],
  guidance: [303, 303, 404, 404, 303],
  'guidance-begin': [403, 403, 403, 404, 403],
  'guidance-end': [403, 403, 403, 403, 403],
  'still-there': [303, 303, 200, 200, 303],
  stay: [403, 403, 403, 403, 403],
  'sign-out': [403, 403, 403, 403, 403],
  'signed-out': [200, 200, 303, 303, 200],
  'timed-out': [200, 200, 303, 303, 200],
};
const names = Object.keys(places) as RouteName[]; // its own keys

/** A page's place, with a name that nothing has where it needs one. */
function pathOf(name: RouteName): string {
  return places[name].replace(':ref', '0123456789ABCDEFGHJK');
}

let asked = 0;
/** As a browser of its own would: each request comes from another address, so that nobody is slowed down. */
function asOther(wishes: Asking): Asking {
  asked += 1;
  const from = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`;
  return { ...wishes, headers: { 'x-forwarded-for': from, ...wishes.headers } };
}

describe.each(names)('%s', (name) => {
  test.each(whos.map((who, place) => [who, expected[name][place]] as const))(
    'answers %s with %i',
    async (who, status) => {
      for (const language of ['', '/en']) {
        const form = routes[name].method === 'POST' ? { form: {} } : {};
        const reply = await ask(
          site,
          `/998${language}${pathOf(name)}`,
          asOther({ token: tokens[who], ...form }),
        );
        expect(reply.status).toBe(status);
        expect(reply.body).not.toContain(CANARY);
      }
    },
  );
});

test('whatever is in the address, the cookie, the headers and the form: nothing of others, nothing kept, nothing inside out', async () => {
  const odd = fc.oneof(
    fc.string(),
    fc.constantFrom('..%2f..%2fetc', '%00', "' or 1=1", '<script>', 'K7Q4M2XR9TVB'),
  );
  const anything = fc.record({
    name: fc.constantFrom(...names),
    who: fc.constantFrom(...whos),
    tail: fc.option(odd, { nil: null }),
    query: fc.option(odd, { nil: null }),
    form: fc.option(fc.dictionary(fc.constantFrom('form', 'debtor', 'name', 'to', 'amount'), odd), {
      nil: null,
    }),
    host: fc.constantFrom('127.0.0.1', 'evil.example'),
  });
  await fc.assert(
    fc.asyncProperty(anything, async ({ name, who, tail, query, form, host }) => {
      const path = `/998${pathOf(name)}${tail === null ? '' : `/${encodeURIComponent(tail)}`}`;
      const address = query === null ? path : `${path}?${new URLSearchParams({ q: query }).toString()}`;
      const wishes = { token: tokens[who], headers: { 'x-forwarded-host': host } };
      const reply = await ask(site, address, asOther(form === null ? wishes : { ...wishes, form }));
      // 429: papers are counted for each who is signed in, whatever their address.
      expect([200, 303, 400, 403, 404, 429]).toContain(reply.status);
      expect(reply.body).not.toContain(CANARY);
      expect(reply.body).not.toMatch(/evil\.example|<script>|\.ts:\d|select |postgres/i);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(reply.headers.get('location') ?? '/998').toMatch(/^\/998(?:\/|$)/);
    }),
    runs(150),
  );
});

test('nothing is served for citizens but the table, in both languages, and a municipality’s colours and arms', async () => {
  const served: string[] = [];
  await using web = fastify({ exposeHeadRoutes: false });
  web.addHook('onRoute', ({ method, url }) => void served.push(`${String(method)} ${url}`));
  servePortal(web, {
    database,
    clock: stoppedAt(OPENED_AT),
    elapsed: () => 0,
    log: createLog({ logLevel: 'silent' }),
    login: [],
    ownAddress: () => 'http://127.0.0.1',
    overHttps: false,
    municipalitiesFolder: '/nowhere',
    letterAssets: municipalityAssets('/nowhere'),
    checkout: null,
    scanner: null,
  });
  const table = names.flatMap((name) =>
    (['da', 'en'] as const).map((language) => `${routes[name].method} ${patternOf(name, language)}`),
  );
  const files = 'GET /:municipality(^\\d{3}$)/look/:version(^[0-9a-f]{12}$)/:name';
  expect(served.toSorted()).toEqual([...table, files].toSorted());
});

test('nobody is led from a sign-in to an address that only answers a form, or asks whether they are there', () => {
  const looked = new Set<string>(
    names.filter((name) => routes[name].method === 'GET').map((name) => places[name]),
  );
  const formsAlone = names.filter((name) => !looked.has(places[name]) && !places[name].startsWith('/log'));
  expect(Object.keys(askedFrom).toSorted()).toEqual([...formsAlone, 'still-there'].toSorted());
});

describe('a form', () => {
  const signOut = (token: SessionToken, wishes: Asking) =>
    ask(site, '/998/log-ud', asOther({ token, ...wishes }));
  const formOf = async (token: SessionToken) =>
    tokenOfForm(await ask(site, '/998/overblik', asOther({ token })));
  const isIn = async (token: SessionToken) =>
    (await ask(site, '/998/overblik', asOther({ token }))).status === 200;

  test('without its token, with another’s, or sent by another site does nothing', async () => {
    const [token, other] = [await site.signIn(), await site.signIn()];
    const form = { form: await formOf(token) };
    expect((await signOut(token, { form: {} })).status).toBe(403);
    expect((await signOut(token, { form: { form: await formOf(other) } })).status).toBe(403);
    for (const from of ['cross-site', 'same-site', 'none'])
      expect((await signOut(token, { form, headers: { 'sec-fetch-site': from } })).status).toBe(403);
    expect(await isIn(token)).toBe(true);
    expect((await signOut(token, { form, headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(303);
    expect(await isIn(token)).toBe(false);
    expect(await isIn(other)).toBe(true);
  });

  test('with a field that the page does not have, or as something else, or too long is refused, and does nothing', async () => {
    const token = await site.signIn();
    const form = await formOf(token);
    expect((await signOut(token, { form: { form, debtor: '100001' } })).status).toBe(400);
    expect((await signOut(token, { form: { form: 'x'.repeat(70_000) } })).status).toBe(413);
    const asJson = await fetch(`${site.url}/998/log-ud`, {
      method: 'POST',
      headers: { cookie: `afdrag-998=${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ form }),
    });
    expect(asJson.status).toBe(415);
    expect((await ask(site, `/998/log-ud?form=${form}`, asOther({ token }))).status).toBe(404);
    expect(await isIn(token)).toBe(true);
  });
});

test('nothing of the host that a caller names comes back', async () => {
  const { port } = new URL(site.url);
  for (const path of ['/', '/998', '/998/overblik', '/findes-ikke']) {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host: 'evil.example' } }).end();
    const [reply] = (await once(asked, 'response')) as [IncomingMessage]; // what the event tells
    const said = (await reply.toArray()).join('') + JSON.stringify(reply.headers);
    expect(said).not.toContain('evil.example');
  }
});

test('a session that a browser brings along is never taken over, and no reply but a sign-in sets one', async () => {
  const brought = 'B'.repeat(43);
  const reply = await ask(site, '/998', asOther({ token: brought }));
  expect(reply.headers.get('set-cookie')).toBeNull();
  const set = (await ask(site, '/998/logget-af/tid', asOther({ token: brought }))).headers.get('set-cookie');
  expect(set).toMatch(/^afdrag-998=; Max-Age=0/);
});

test('over https the cookie is for this host and for https alone, and the browser is told to stay there', async () => {
  await using secure = await openSite(database, { config: { publicAddress: 'https://betaling.example' } });
  const token = await secure.signIn();
  const headers = { cookie: `__Host-afdrag-998=${token}` };
  const overview = await ask(secure, '/998/overblik', { headers });
  expect(overview.status).toBe(200);
  expect(overview.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect((await ask(secure, '/998/overblik', { token })).status).toBe(303);
  const out = await ask(secure, '/998/log-ud', { headers, form: { form: tokenOfForm(overview) } });
  expect(out.headers.get('set-cookie')).toBe(
    '__Host-afdrag-998=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
  );
});

test('in production, without an address of https, citizens’ pages are not there; nor the operators’ unless asked for', async () => {
  await using shut = await openSite(database, { config: { production: true, operationsPage: false } });
  for (const path of ['/', '/998', '/998/overblik', '/drift'])
    expect((await ask(shut, path)).status, path).toBe(404);
  expect((await ask(shut, '/health')).status).toBe(200);
});

test('whoever has asked too often is let in within the minute that the page says', () => {
  const limits = Object.values(routes).flatMap((route) => ('limits' in route ? (route.limits ?? []) : []));
  for (const { most, seconds } of limits) expect(seconds / most).toBeLessThanOrEqual(60);
  expect(limits.length).toBeGreaterThan(0);
});

test('whoever asks far too often waits, others do not, and the address is written nowhere', async () => {
  const from = { headers: { 'x-forwarded-for': '192.0.2.7' } };
  const statuses = new Set<number>();
  let last = await ask(site, '/998', from);
  for (let count = 0; count < 320 && last.status === 200; count += 1) {
    last = await ask(site, '/998', from);
    statuses.add(last.status);
  }
  expect([...statuses]).toEqual([200, 429]);
  expect(last.words).toContain('Vent et øjeblik Der kommer mange forespørgsler fra dit netværk lige nu.');
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await ask(site, '/998', asOther({}))).status).toBe(200);
  site.wait(1);
  expect((await ask(site, '/998', from)).status).toBe(200);
  expect(site.logged()).not.toContain('192.0.2.7');
});

test('the log has no name, no token and no address as it came', async () => {
  const token = await site.signIn({ name: 'Logget Loggesen' });
  await ask(site, '/998/overblik?cpr=6101011234', asOther({ token }));
  expect(site.logged()).toContain('overblik');
  expect(site.logged()).not.toContain(token);
  expect(site.logged()).not.toMatch(/Loggesen|6101011234|Kanarie/);
});
