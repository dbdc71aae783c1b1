import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { oiosamlLogin } from '../../src/outside/login/oiosaml.ts';
import { oidcLogin } from '../../src/outside/login/oidc.ts';
import { signOutAddress } from '../../src/outside/login/test-provider/saml-part.ts';
import type { TestPerson } from '../../src/outside/login/test-provider/people.ts';
import { startTestProvider, type TestProvider } from '../../src/outside/login/test-provider/server.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { cprOf } from '../vocabulary.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Site } from './portal-site.ts';
import { choiceOf, Visitor, type Seen } from './visitor.ts';

const anna: TestPerson = { label: 'skylder', name: 'Anna Prøvesen', cpr: cprOf(1), level: 'Substantial' };
const listed: readonly TestPerson[] = [
  anna,
  { ...anna, name: 'Bo Skylderintet', cpr: cprOf(2) },
  { ...anna, name: 'Lis Lavsikker', level: 'Low' },
];

const clock = stoppedAt(OPENED_AT);
let database: FreshDatabase;
let broker: TestProvider;
let site: Site;
let debtor: DebtorNumber;
beforeAll(async () => {
  database = await freshDatabase();
  broker = await startTestProvider({ port: 0, clock, people: async () => listed });
  debtor = await inMunicipality(database, SITE, async (tx) => {
    const found = await somebody(tx, anna.cpr);
    await anOrdinaryClaim(tx, { claimId: 'A-1', debtors: [found], owed: 1_234 });
    return found;
  });
});
beforeEach(async () => {
  site = await openSite(database, { login: [oiosamlLogin(broker.oiosaml), oidcLogin(broker.oidc)] });
  await here((tx) => sql`delete from web_session`.execute(tx));
});
afterEach(() => site.close());
afterAll(async () => {
  await broker.close();
  await database.close();
});

const here = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, SITE, work);
const wordsOf = ({ body }: Pick<Seen, 'body'>) =>
  body
    .replace(/<head>.*?<\/head>/s, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** Goes from a page to the provider and chooses somebody there; stops before the answer is brought back to us. */
async function chooses(visitor: Visitor, name: string, from = '/998/log-paa/oidc'): Promise<string> {
  const list = await visitor.follow(site.url + from);
  let seen = await visitor.open(list.address, { form: { person: choiceOf(list.body, name) } });
  while (seen.to !== null && !seen.to.startsWith(site.url)) seen = await visitor.open(seen.to);
  return seen.to ?? '';
}

async function signsIn(visitor: Visitor, name: string, from?: string): Promise<Seen> {
  return visitor.follow(await chooses(visitor, name, from));
}

/** Presses the button to sign out, and stays on the page that comes. */
async function signsOut(visitor: Visitor, at = site): Promise<Seen> {
  const page = await visitor.open(`${at.url}/998/overblik`);
  return visitor.follow(`${at.url}/998/log-ud`, { form: { form: tokenOfForm(page) } });
}

/** Where a page leads by itself. */
function onFrom({ body }: Pick<Seen, 'body'>): string | null {
  return /http-equiv="refresh" content="0;url=([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? null;
}

/** Goes on to the broker, and confirms there; stops before the answer is brought back to us. */
async function outAtBroker(visitor: Visitor, page: Seen): Promise<string> {
  const asked = await visitor.follow(onFrom(page) ?? '');
  const xsrf = /name="xsrf" value="([^"]*)"/.exec(asked.body)?.[1] ?? '';
  let seen = await visitor.open(`${new URL(asked.address).origin}/session/end/confirm`, {
    form: { xsrf, logout: 'yes' },
  });
  while (seen.to !== null && !seen.to.startsWith(site.url)) seen = await visitor.open(seen.to);
  return seen.to ?? '';
}

/** Whether the broker would let somebody in without asking. */
async function isInAtBroker(visitor: Visitor): Promise<boolean> {
  const begun = await visitor.open(`${site.url}/998/log-paa/oidc`);
  const silent = new URL(begun.to ?? '');
  silent.searchParams.set('prompt', 'none');
  const { to } = await visitor.open(silent.href);
  return new URL(to ?? '').searchParams.has('code');
}

const whyOf = ({ address }: Seen) => new URL(address).searchParams.get('hvorfor');

describe('a citizen', () => {
  test('comes from the front page to the overview of what is owed, and out again', async () => {
    const visitor = new Visitor();
    const front = await visitor.open(`${site.url}/998`);
    expect(front.body).toContain('href="/998/log-paa">Log på med MitID</a>');
    const ways = await visitor.open(`${site.url}/998/log-paa`);
    expect(wordsOf(ways)).toContain('Det bruger vi kun til at finde det, du skylder.');
    expect(ways.body).toContain('href="/998/log-paa/oidc?til=overview"');
    for (const form of ['still-there', 'stay', 'act-for'])
      expect((await ask(site, `/998/log-paa?til=${form}`)).body).toContain('/oidc?til=overview"');
    const overview = await signsIn(visitor, 'Anna Prøvesen');
    expect(overview.address).toBe(`${site.url}/998/overblik`);
    expect(wordsOf(overview)).toContain('Du er logget på som Anna Prøvesen');
    expect(wordsOf(overview)).toContain('1.234,00 kr.');
    const out = await signsOut(visitor);
    expect(wordsOf(out)).toContain('Du er logget ud her');
    expect(onFrom(out)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/session\/end\?/);
    expect((await visitor.open(`${site.url}/998/overblik`)).to).toContain('/998/log-paa');
  });

  test('is counted as one visit, and who is refused as none', async () => {
    const visits = async () => {
      const { rows } = await here((tx) =>
        sql<{ count: bigint }>`select count from portal_use where what = 'visit'`.execute(tx),
      );
      return Number(rows[0]?.count ?? 0n);
    };
    const before = await visits();
    await signsIn(new Visitor(), 'Anna Prøvesen');
    await signsIn(new Visitor(), 'Lis Lavsikker');
    expect(await visits()).toBe(before + 1);
  });

  test('who asked for a page is led to it afterwards, in the language they read', async () => {
    const visitor = new Visitor();
    const asked = await visitor.follow(`${site.url}/998/en/afsluttet`);
    expect(wordsOf(asked)).toContain('Sign in with MitID');
    const href = /href="([^"]*oidc[^"]*)"/.exec(asked.body)?.[1]?.replaceAll('&amp;', '&');
    const page = await signsIn(visitor, 'Anna Prøvesen', href);
    expect(page.address).toBe(`${site.url}/998/en/afsluttet`);
  });

  test('who comes by the address on a letter is led on to it, by either way in, and nowhere else', async () => {
    const visitor = new Visitor();
    const asked = await visitor.follow(`${site.url}/998/en/b/k7q4-m2xr-9tvb`);
    const [oidc = '', saml = ''] = Array.from(
      asked.body.matchAll(/href="([^"]*log-paa\/[^"]*)"/g),
      ([, href = '']) => href.replaceAll('&amp;', '&'),
    );
    const page = await signsIn(visitor, 'Anna Prøvesen', oidc);
    expect(page.address).toBe(`${site.url}/998/en/b/k7q4-m2xr-9tvb`);
    expect(wordsOf(page)).toContain('We cannot find what the letter is about');
    expect(saml).toMatch(/til=from-letter&ref=k7q4-m2xr-9tvb$/);
    const astray = await signsIn(new Visitor(), 'Anna Prøvesen', oidc.replace('k7q4', '//evil.example'));
    expect(astray.address).toBe(`${site.url}/998/en/overblik`);
  });

  test('who owes nothing here is let in, nothing is registered about them, and there is nothing to pay', async () => {
    const before = await here((tx) => sql`select from debtor_cpr`.execute(tx));
    const overview = await signsIn(new Visitor(), 'Bo Skylderintet');
    expect(wordsOf(overview)).toContain('Du skylder ikke Bøgevang Kommune noget.');
    const { rows } = await here((tx) =>
      sql<{ s: string }>`select scopes::text as s from web_session`.execute(tx),
    );
    expect(rows).toEqual([{ s: '{see,write,self}' }]);
    const after = await here((tx) => sql`select from debtor_cpr`.execute(tx));
    expect(after.rows.length).toBe(before.rows.length);
  });

  test('who gives up is told so, and can begin again', async () => {
    const seen = await signsIn(new Visitor(), 'Afbryd');
    expect(wordsOf(seen)).toContain('Du stoppede, før du var logget på. Du kan begynde forfra.');
  });

  test('whose login is not sure enough is not let in, whatever the provider thinks of it', async () => {
    const visitor = new Visitor();
    const seen = await signsIn(visitor, 'Lis Lavsikker');
    expect(whyOf(seen)).toBe('too-low');
    expect(wordsOf(seen)).toContain('Dit login er ikke sikkert nok');
    expect(visitor.cookie(site.url, 'afdrag-998')).toBeNull();
    expect((await here((tx) => sql`select from web_session`.execute(tx))).rows).toEqual([]);
  });
});

describe('through NemLog-in', () => {
  const SAML = '/998/log-paa/nemlogin';

  /** What the browser sends us by form when its reader has chosen somebody. */
  async function answerAbout(visitor: Visitor, name: string, from = SAML) {
    const list = await visitor.follow(site.url + from);
    const page = await visitor.open(list.address, { form: { person: choiceOf(list.body, name) } });
    const field = (key: string) => new RegExp(`name="${key}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
    const to = /action="([^"]+)"/.exec(page.body)?.[1] ?? '';
    return { to, form: { SAMLResponse: field('SAMLResponse'), RelayState: field('RelayState') } };
  }

  async function signsInBySaml(visitor: Visitor, name: string, from?: string): Promise<Seen> {
    const { to, form } = await answerAbout(visitor, name, from);
    return visitor.follow(to, { form, headers: { 'sec-fetch-site': 'cross-site' } });
  }

  test('one comes to the page one asked for', async () => {
    const visitor = new Visitor();
    const ways = await visitor.open(`${site.url}/998/en/log-paa?til=settled`);
    expect(wordsOf(ways)).toContain('Sign in with MitID through NemLog-in');
    const seen = await signsInBySaml(visitor, 'Anna Prøvesen', '/998/en/log-paa/nemlogin?til=settled');
    expect(seen.address).toBe(`${site.url}/998/en/afsluttet`);
    expect(visitor.cookie(site.url, 'afdrag-998-log-paa')).toBeNull();
  });

  test('who comes with a digital power, or for a company, is told that this way knows it, where both are open', async () => {
    const told = /virksomhed.*NemLog-in|NemLog-in.*virksomhed/;
    const pages = ['', '/log-paa', '/hjaelp'].map((path) => `/998${path}`);
    const cardOf = async (at: Site) => (await ask(at, '/998/hjaelp/kort.pdf')).body.length;
    const overview = async (visitor: Visitor) => wordsOf(await visitor.open(`${site.url}/998/overblik`));
    const [byMitId, byNemLogin] = [new Visitor(), new Visitor()];
    await signsIn(byMitId, 'Bo Skylderintet');
    await signsInBySaml(byNemLogin, 'Bo Skylderintet');
    for (const path of pages) expect((await ask(site, path)).words, path).toMatch(told);
    expect(await overview(byMitId)).toMatch(told);
    expect(await overview(byNemLogin)).not.toMatch(told);
    // What most come for stands first.
    expect((await ask(site, '/998/log-paa')).words).toMatch(/For dig selv .*Med digital fuldmagt/);
    const long = await cardOf(site);
    const refused = (at: Site, why: string) => ask(at, `/998/log-paa/afvist?hvorfor=${why}`);
    expect((await refused(site, 'no-cpr')).words).toMatch(told);
    expect((await refused(site, 'no-power')).words).toContain('Det gør den i NemLog-in.');
    // Where no power gives anything, nobody is sent on for nothing.
    await site.choose({ powers: {} });
    for (const path of pages) expect((await ask(site, path)).words, path).not.toMatch(told);
    expect(await overview(byMitId)).not.toMatch(told);
    expect((await refused(site, 'no-power')).words).toContain(
      'Man kan ikke se det her på siden. Ring til os',
    );
    expect(await cardOf(site)).toBeLessThan(long);
    // Nor where there is nothing to choose between.
    await using one = await openSite(database, { login: [oidcLogin(broker.oidc)] });
    for (const path of pages) expect((await ask(one, path)).words, path).not.toMatch(told);
    expect((await ask(one, '/998/hjaelp')).words).not.toContain('digital fuldmagt');
    await using other = await openSite(database, { login: [oiosamlLogin(broker.oiosaml)] });
    for (const path of pages) {
      const { words } = await ask(other, path);
      expect(words, path).toContain('MitID Erhverv');
      expect(words, path).not.toMatch(/vælg [^.]*NemLog-in/i);
    }
    expect((await ask(other, '/998/hjaelp')).words).toContain('digital fuldmagt på borger.dk');
  });

  test('a login that is not sure enough is refused, and who gives up is told so', async () => {
    expect(whyOf(await signsInBySaml(new Visitor(), 'Lis Lavsikker'))).toBe('too-low');
    expect(whyOf(await signsInBySaml(new Visitor(), 'Afbryd'))).toBe('cancelled');
  });

  test('the same answer signs in once, and not without having been asked for', async () => {
    const visitor = new Visitor();
    const { to, form } = await answerAbout(visitor, 'Anna Prøvesen');
    expect((await visitor.follow(to, { form })).address).toBe(`${site.url}/998/overblik`);
    expect(whyOf(await new Visitor().follow(to, { form }))).toBe('expired');
    expect(whyOf(await new Visitor().follow(to, { form: { ...form, RelayState: 'A'.repeat(43) } }))).toBe(
      'expired',
    );
  });

  test('an answer to another sign-in of the same browser is refused', async () => {
    const visitor = new Visitor();
    const first = await answerAbout(visitor, 'Anna Prøvesen');
    const second = await answerAbout(visitor, 'Bo Skylderintet');
    const mixed = { ...second.form, SAMLResponse: first.form.SAMLResponse };
    expect(whyOf(await visitor.follow(second.to, { form: mixed }))).toBe('not-valid');
  });

  test('a browser that did not ask is not signed in by what another brings, nor by its link', async () => {
    const [attacker, victim] = [new Visitor(), new Visitor()];
    const one = await answerAbout(attacker, 'Bo Skylderintet');
    expect(whyOf(await victim.follow(one.to, { form: one.form }))).toBe('expired');
    const two = await answerAbout(attacker, 'Bo Skylderintet');
    const link = (await attacker.open(two.to, { form: two.form })).to ?? '';
    await victim.follow(site.url + SAML);
    expect(whyOf(await victim.follow(link))).toBe('expired');
    expect(whyOf(await attacker.follow(link))).toBe('expired');
    expect((await here((tx) => sql`select from web_session`.execute(tx))).rows).toEqual([]);
  });

  test('whoever is told about waits a minute for the browser, without a CPR number, and no longer', async () => {
    const visitor = new Visitor();
    const { to, form } = await answerAbout(visitor, 'Anna Prøvesen');
    const link = (await visitor.open(to, { form })).to ?? '';
    const { rows } = await here((tx) =>
      sql<{ all: string }>`select a::text as all from sign_in_answer a`.execute(tx),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.all).not.toContain(anna.cpr);
    site.wait(1);
    expect(whyOf(await visitor.follow(link))).toBe('expired');
  });

  test('who signs out elsewhere is out here, in that sign-in alone', async () => {
    const [visitor, other] = [new Visitor(), new Visitor()];
    await signsInBySaml(visitor, 'Anna Prøvesen');
    await signsInBySaml(other, 'Anna Prøvesen');
    const token = visitor.cookie(site.url, 'afdrag-998') ?? '';
    const { rows } = await here((tx) =>
      sql<{ session: string }>`
        select provider_session as session from web_session where token_sha256 = sha256(convert_to(${token}, 'UTF8'))`.execute(
        tx,
      ),
    );
    const facts = {
      issuer: broker.oiosaml.provider.entityId,
      session: rows[0]?.session ?? '',
      at: OPENED_AT,
    };
    const seen = await visitor.follow(signOutAddress(`${site.url}/998/log-paa/nemlogin/log-ud`, facts));
    expect(seen.body).toContain('Test-login: du er logget ud');
    expect(visitor.cookie(site.url, 'afdrag-998')).toBeNull();
    expect((await ask(site, '/998/overblik', { token })).status).toBe(303);
    expect((await other.open(`${site.url}/998/overblik`)).status).toBe(200);
    const forged = await new Visitor().open(`${site.url}/998/log-paa/nemlogin/log-ud?SAMLRequest=x`);
    expect(forged.status).toBe(404);
  });

  test('a message that somebody has signed out elsewhere counts once', async () => {
    const again = signOutAddress(`${site.url}/998/log-paa/nemlogin/log-ud`, {
      issuer: broker.oiosaml.provider.entityId,
      session: '_over',
      at: OPENED_AT,
    });
    expect((await new Visitor().open(again)).to).toContain('/saml/slo?SAMLResponse=');
    await site.signIn({ protocol: 'oiosaml', providerSession: '_over' });
    expect((await new Visitor().open(again)).status).toBe(404);
    expect((await here((tx) => sql`select from web_session`.execute(tx))).rows).toHaveLength(1);
  });

  test('who signs out here is out there, too, and is told so once', async () => {
    const visitor = new Visitor();
    await signsInBySaml(visitor, 'Anna Prøvesen');
    const before = broker.signedIn().length;
    const leaving = await signsOut(visitor);
    const back = (await visitor.open(onFrom(leaving) ?? '')).to ?? '';
    expect(broker.signedIn()).toHaveLength(before - 1);
    const bare = back.replace('SAMLResponse=', 'SAMLResponse=AA');
    for (const other of [back, bare]) {
      // Another browser is told nothing, and uses nothing up.
      expect(wordsOf(await new Visitor().follow(other))).not.toContain('også');
    }
    expect(wordsOf(await visitor.follow(back))).toContain('Du er også logget ud på den side');
    expect((await visitor.follow(back)).address).toBe(`${site.url}/998/logget-af`);
  });

  test('what we say of ourselves is there for the provider, with the address that others know us by', async () => {
    const { body, status } = await new Visitor().open(`${site.url}/998/log-paa/nemlogin/metadata`);
    expect(status).toBe(200);
    expect(body).toContain(`Location="${site.url}/998/log-paa/nemlogin/svar"`);
  });
});

describe('what came of each sign-in is noted', () => {
  test('with the debtor’s number, and no CPR number or name', async () => {
    await signsIn(new Visitor(), 'Anna Prøvesen');
    await signsIn(new Visitor(), 'Lis Lavsikker');
    const { rows } = await here((tx) =>
      sql<{ all: string }>`select row_to_json(s)::text as all from sign_in s order by outcome`.execute(tx),
    );
    const noted = rows.map(({ all }) => JSON.parse(all) as Record<string, unknown>); // as the database writes it
    const [ofAnna] = noted.filter(({ debtor_number }) => debtor_number !== null);
    expect(ofAnna).toMatchObject({ outcome: 'signed-in', debtor_number: debtor, level: 'Substantial' });
    expect(noted).toContainEqual(
      expect.objectContaining({ outcome: 'too-low', debtor_number: null, protocol: 'oidc' }),
    );
    expect(JSON.stringify(rows)).not.toMatch(/Anna|Lavsikker/);
    expect(JSON.stringify(rows)).not.toContain(anna.cpr);
    expect(site.logged()).not.toContain(anna.cpr);
    expect(site.logged()).not.toMatch(/Anna|svar\?|code=/);
  });
});

describe('nobody is signed in as somebody else', () => {
  test('an answer brought by another browser than asked is refused, and is used up', async () => {
    const [attacker, victim] = [new Visitor(), new Visitor()];
    const answer = await chooses(attacker, 'Bo Skylderintet');
    expect(whyOf(await victim.follow(answer))).toBe('expired');
    await victim.follow(`${site.url}/998/log-paa/oidc`);
    expect(whyOf(await victim.follow(answer))).toBe('expired');
    expect(whyOf(await attacker.follow(answer))).toBe('expired');
  });

  test('an answer that was used is worth nothing again', async () => {
    const visitor = new Visitor();
    const answer = await chooses(visitor, 'Anna Prøvesen');
    expect((await visitor.follow(answer)).address).toBe(`${site.url}/998/overblik`);
    expect((await visitor.open(answer)).to).toContain('hvorfor=expired');
  });

  test('an answer that comes more than ten minutes later is refused', async () => {
    const visitor = new Visitor();
    const answer = await chooses(visitor, 'Anna Prøvesen');
    site.wait(10);
    expect(whyOf(await visitor.follow(answer))).toBe('expired');
  });

  test('an answer nobody asked for, and one without anything in it, are refused', async () => {
    for (const query of ['', '?state=', '?code=x&state=' + 'A'.repeat(43), '?state=a&state=b'])
      expect(whyOf(await new Visitor().follow(`${site.url}/998/log-paa/oidc/svar${query}`)), query).toBe(
        'expired',
      );
  });

  test('the token is made at the sign-in, and the session that was there before is over', async () => {
    const visitor = new Visitor();
    await signsIn(visitor, 'Bo Skylderintet');
    const before = visitor.cookie(site.url, 'afdrag-998');
    await signsIn(visitor, 'Anna Prøvesen');
    const after = visitor.cookie(site.url, 'afdrag-998');
    expect(before).not.toBe(after);
    const { rows } = await here((tx) =>
      sql<{ n: number }>`select count(*)::int as n from web_session`.execute(tx),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('nothing of the way in is left in the browser afterwards, and no reply of it may be kept', async () => {
    const visitor = new Visitor();
    const begun = await visitor.open(`${site.url}/998/log-paa/oidc`);
    expect(begun.headers.get('set-cookie')).toMatch(
      /^afdrag-998-log-paa=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(begun.headers.get('cache-control')).toBe('no-store');
    await signsIn(visitor, 'Anna Prøvesen');
    expect(visitor.cookie(site.url, 'afdrag-998-log-paa')).toBeNull();
  });
});

describe('who signs out', () => {
  test('is out at the broker, too, whose address gets no number and no name, and is told so once', async () => {
    const visitor = new Visitor();
    await signsIn(visitor, 'Anna Prøvesen');
    expect(await isInAtBroker(visitor)).toBe(true);
    const leaving = await signsOut(visitor);
    const asked = new URL(onFrom(leaving) ?? '').searchParams;
    const [, claims = ''] = (asked.get('id_token_hint') ?? '').split('.');
    expect(Buffer.from(claims, 'base64url').toString()).toMatch(/"sub"/);
    expect(Buffer.from(claims, 'base64url').toString()).not.toMatch(/Anna|Prøvesen/);
    expect(Buffer.from(claims, 'base64url').toString()).not.toContain(anna.cpr);
    const back = await outAtBroker(visitor, leaving);
    expect(back).toMatch(/\/998\/log-paa\/oidc\/log-ud\?state=/);
    const other = new Visitor();
    await other.open(`${site.url}/998/log-paa/oidc`);
    expect(wordsOf(await other.follow(back))).not.toContain('også');
    expect(wordsOf(await visitor.follow(back))).toContain('Du er også logget ud på den side');
    expect((await visitor.follow(back)).address).toBe(`${site.url}/998/logget-af`);
    expect(await isInAtBroker(visitor)).toBe(false);
  });
});

test('nobody is led anywhere but to pages of ours, whatever the address says', async () => {
  const visitor = new Visitor();
  for (const wanted of [
    'https://evil.example',
    '//evil.example',
    '/drift',
    'sign-out',
    'constructor',
    'sign-in-oidc',
  ]) {
    const query = new URLSearchParams({ til: wanted, ref: '//evil.example' });
    const from = `/998/log-paa/oidc?${query.toString()}`;
    expect((await signsIn(visitor, 'Anna Prøvesen', from)).address, wanted).toBe(`${site.url}/998/overblik`);
    const page = await new Visitor().open(`${site.url}/998/log-paa?${query.toString()}`);
    expect(page.body).not.toContain('evil.example');
  }
});

test('in the test only test persons are let in, and the others are told why', async () => {
  await site.choose({ state: 'test', testPersons: [debtor] });
  expect((await signsIn(new Visitor(), 'Anna Prøvesen')).address).toBe(`${site.url}/998/overblik`);
  const other = await signsIn(new Visitor(), 'Bo Skylderintet');
  expect(wordsOf(other)).toContain('Siden er på prøve, og kun udvalgte personer kan logge på.');
});

test('before it is open nobody can begin, nor come back', async () => {
  const visitor = new Visitor();
  const answer = await chooses(visitor, 'Anna Prøvesen');
  await site.choose({ state: 'closed' });
  expect((await visitor.open(`${site.url}/998/log-paa/oidc`)).to).toBe(`${site.url}/998`);
  expect((await visitor.open(answer)).to).toBe(`${site.url}/998`);
});

test('when the provider is away it is said, with no word of what the trouble is but in the log', async () => {
  const gone = await startTestProvider({ port: 0, clock, people: async () => listed });
  await gone.close();
  await using without = await openSite(database, {
    login: [oidcLogin(gone.oidc), oiosamlLogin(gone.oiosaml)],
  });
  const out = async (signedIn: Parameters<Site['signIn']>[0]) => {
    const token = await without.signIn(signedIn);
    const form = tokenOfForm(await ask(without, '/998/overblik', { token }));
    const page = await ask(without, '/998/log-ud', { token, form: { form } });
    expect(page.words).toContain(
      'Du er logget ud her Vi kan ikke få fat i den side, hvor du loggede på med MitID.',
    );
    expect(onFrom(page)).toBeNull();
    expect((await ask(without, '/998/overblik', { token })).status).toBe(303);
    return page;
  };
  expect((await out({ protocol: 'oidc' })).body).not.toContain('dér</a>');
  const signOutHint = JSON.stringify({ nameId: 'urn:x', session: '_x' });
  const page = await out({ protocol: 'oiosaml', signOutHint });
  expect(page.body).toContain(`href="${gone.oiosaml.provider.signOutAddress ?? ''}?SAMLRequest=`);
  expect(page.body).toContain('Prøv at logge ud dér</a>');
  const seen = await new Visitor().follow(`${without.url}/998/log-paa/oidc`);
  expect(wordsOf(seen)).toContain('Vi kan ikke få fat i MitID lige nu. Prøv igen om lidt.');
  expect(without.logged()).toContain('a sign-in did not succeed');
});

test('who begins too often from one address waits, and is let in again after', async () => {
  const visitor = new Visitor();
  const begin = () => visitor.open(`${site.url}/998/log-paa/oidc`);
  const statuses: number[] = [];
  for (let count = 0; count < 12; count += 1) statuses.push((await begin()).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429, 429]);
  expect((await visitor.open(`${site.url}/998`)).status).toBe(200);
  site.wait(1);
  expect((await begin()).status).toBe(303);
  // Slowly, too: sixty in an hour.
  let last = 303;
  for (let minute = 0; minute < 8; minute += 1) {
    site.wait(1);
    for (let count = 0; count < 10; count += 1) last = (await begin()).status;
  }
  expect(last).toBe(429);
  site.wait(60);
  expect((await begin()).status).toBe(303);
});

test('somebody under 15 is not let in: the parents act', async () => {
  const child = childCpr();
  await here((tx) => somebody(tx, child));
  expect(wordsOf(await typed(child))).toContain('Du er under 15 år.');
});

/** Signs in with a number that is typed. */
async function typed(cpr: CprNumber): Promise<Seen> {
  const visitor = new Visitor();
  const list = await visitor.follow(`${site.url}/998/log-paa/oidc`);
  return visitor.follow(list.address, { form: { person: 'other', number: cpr } });
}

function childCpr(): CprNumber {
  return '6101144999' as CprNumber; // a replacement number of one born on 1 January 2014
}
