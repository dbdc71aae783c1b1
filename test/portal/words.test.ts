import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageWords } from '../../src/notifications/words.ts';
import { notificationKinds } from '../../src/notifications/types.ts';
import { oidcLogin } from '../../src/outside/login/oidc.ts';
import { oiosamlLogin } from '../../src/outside/login/oiosaml.ts';
import { startTestProvider, type TestProvider } from '../../src/outside/login/test-provider/server.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { date } from '../../src/kernel/dates.ts';
import { places, type RouteName } from '../../src/web/portal/addresses.ts';
import { routes } from '../../src/web/portal/routes.ts';
import { texts } from '../../src/web/portal/texts/texts.ts';
import { behindOurBack } from '../integration/town.ts';
import { lix } from '../lix.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, OPENED_AT, openSite, type Site } from './portal-site.ts';

let town: Awaited<ReturnType<typeof aCitizensTown>>;
let provider: TestProvider;
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  provider = await startTestProvider({ port: 0, clock: stoppedAt(OPENED_AT), people: async () => [] });
  const login = [oidcLogin(provider.oidc), oiosamlLogin(provider.oiosaml)];
  site = await openSite(town.database, { login });
});
afterAll(async () => {
  await site.close();
  await provider.close();
  await town.database.close();
});

type Who = Exclude<keyof CitizensTown, 'database' | 'do'> | 'nobody';
const everybody: readonly Who[] = ['anna', 'bo', 'carl', 'dorthe', 'erik', 'nobody'];

let asked = 0;
/** As it is now. After so many the clock goes on, so that nobody is slowed down. */
async function bodyOf(who: Who, path: string): Promise<string> {
  asked += 1;
  if (asked % 200 === 0) site.wait(1);
  const token = who === 'nobody' ? null : await site.signIn({ debtor: town[who] });
  const { body, headers } = await ask(site, path, { token });
  return headers.get('content-type')?.startsWith('text/html') === true ? body : '';
}

/** What stands in a page's content, without the paragraphs, which are cited last and name laws. */
function content(body: string): string {
  const main = /<main.*?<\/main>/s.exec(body)?.[0] ?? '';
  return main
    .replace(/<p class="rules">.*?<\/p>/gs, '')
    .replace(/<dialog.*?<\/dialog>/s, '')
    .replace(/<(?:title|desc|span class="sr-only")[^>]*>.*?<\/(?:title|desc|span)>/gs, '')
    .replace(/<\/(?:h\d|p|li|td|th|dt|dd|text|option|label|legend|a)>/g, ' . ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Everything that a reader meets around it, too. */
function whole(body: string): string {
  return body
    .replace(/<p class="rules">.*?<\/p>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

const seen = new Map<string, Promise<string>>();
/** As it was first asked for, while nothing is chosen otherwise. */
function pageOf(who: Who, path: string): Promise<string> {
  const known = seen.get(`${who} ${path}`) ?? bodyOf(who, path);
  seen.set(`${who} ${path}`, known);
  return known;
}

const names = Object.keys(places) as RouteName[]; // its own keys
/** Every page that is looked at, but the ways to whoever says who somebody is. */
const pages = names.filter((name) => routes[name].method === 'GET' && routes[name].needs !== 'provider');

/** Their places, with everything of the reader's own that has a page. */
async function pathsOf(who: Who): Promise<string[]> {
  const overview = await pageOf(who, '/998/overblik');
  const debts = Array.from(overview.matchAll(/href="\/998(\/gaeld\/[^"]+)"/g), ([, path = '']) => path);
  const own = pages.map((name) => places[name]).filter((path) => !path.includes(':ref'));
  return [...new Set([...own, ...debts, '/beregning/2026-03'])];
}

const OURS =
  /skyldner|debitor|mislighold|restance|inddrivelse|retsforfølg|inkasso|psrm|\brim\b|fordring|sanktion|henlæg/i;
const OURS_IN_ENGLISH = /debtor|default|recovery|delinquent|enforce|collection/i;

async function expectPlainWords(who: Who, path: string, read = bodyOf): Promise<void> {
  const danish = await read(who, `/998${path}`);
  expect(whole(danish), `${who} ${path}`).not.toMatch(OURS);
  const english = whole(await read(who, `/998/en${path}`));
  const ours = english.replaceAll('Danish Debt Collection Agency', '');
  expect(ours, `${who} ${path}`).not.toMatch(OURS_IN_ENGLISH);
}

describe('no page has a word that says something about the reader, or that only we use', () => {
  test.each(everybody)('whatever %s looks at, in both languages', async (who) => {
    for (const path of await pathsOf(who)) await expectPlainWords(who, path, pageOf);
  });

  test('where it is not there, was refused, is on trial or not open, or cannot be read whole', async () => {
    const refused = ['cancelled', 'too-low', 'no-cpr', 'too-young', 'not-admitted', 'no-power', 'no-access'];
    for (const why of refused) await expectPlainWords('nobody', `/log-paa/afvist?hvorfor=${why}`);
    await expectPlainWords('anna', '/findes-ikke');
    await site.choose({ state: 'closed', opensOn: date('2026-04-01') });
    await expectPlainWords('nobody', '');
    await site.choose({ state: 'test', testPersons: [town.anna] });
    await expectPlainWords('anna', '/overblik');
    await site.choose({});
    const rename = (from: string, to: string) =>
      behindOurBack(town.database, sql`alter table ${sql.table(`m0998.${from}`)} rename to ${sql.ref(to)}`);
    await rename('recovery_claim', 'recovery_claim_away');
    try {
      await expectPlainWords('anna', '/overblik');
      await expectPlainWords('anna', '/betal');
    } finally {
      await rename('recovery_claim_away', 'recovery_claim');
    }
  });
});

test.each(everybody)(
  'the Danish of every page that %s looks at is easy to read (LIX at most 40)',
  async (who) => {
    const measured = new Map<string, number>();
    for (const path of await pathsOf(who)) {
      const words = content(await pageOf(who, `/998${path}`));
      // Of a dozen words a measure says nothing.
      if (words.split(' ').length > 12) measured.set(path, lix([words]));
    }
    expect([...measured].filter(([, value]) => value > 40)).toEqual([]);
  },
);

test('the short messages that lead to the pages have no such word, and are easy to read', () => {
  for (const kind of notificationKinds)
    for (const asked of [true, false]) {
      const said = { channel: 'digital-post', municipality: 'Bøgevang Kommune', asked } as const;
      const danish = messageWords(kind, { ...said, language: 'da' });
      const english = messageWords(kind, { ...said, language: 'en' });
      expect(`${danish.title}. ${danish.text}`).not.toMatch(OURS);
      expect(lix([`${danish.title}. ${danish.text}`])).toBeLessThanOrEqual(40);
      expect(`${english.title}. ${english.text}`).not.toMatch(OURS_IN_ENGLISH);
    }
});

test('every file of texts is one that is measured and held against the list of words', () => {
  for (const language of ['da', 'en'] as const) {
    const files = readdirSync(join(PROJECT_ROOT, 'src/web/portal/texts', language));
    const parts = files.map((file) =>
      file.replace('.ts', '').replace(/-(\w)/g, (_, sign: string) => sign.toUpperCase()),
    );
    expect(parts.toSorted()).toEqual(Object.keys(texts[language]).toSorted());
  }
});
