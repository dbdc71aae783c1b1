import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inMunicipality } from '../../src/platform/database.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { ask, openSite, SITE, tokenOfForm, type Site } from './portal-site.ts';

let database: FreshDatabase;
let site: Site;
beforeAll(async () => {
  database = await freshDatabase({ neighbour: true });
});
beforeEach(async () => {
  site = await openSite(database);
});
afterEach(() => site.close());
afterAll(() => database.close());

describe('the front page', () => {
  test('says whose it is, what one can do, and whom to call, in both languages, and leads from one to the other', async () => {
    const danish = await ask(site, '/998');
    expect(danish.status).toBe(200);
    expect(danish.body).toContain('<html lang="da">');
    expect(danish.body).toContain('<title>Forside – Bøgevang Kommune</title>');
    expect(danish.words).toContain('Se, hvad du skylder Bøgevang Kommune');
    expect(danish.words).toContain('Ring til os på 00 00 09 98.');
    expect(danish.body).toContain('<a href="/998/en" lang="en">English</a>');
    const english = await ask(site, '/998/en');
    expect(english.body).toContain('<html lang="en">');
    expect(english.words).toContain('See what you owe Bøgevang Kommune');
    expect(english.words).toContain('The Danish page applies.');
    expect(english.body).toContain('<a href="/998" lang="da">Dansk</a>');
  });

  test('is the same with a slash at the end, and not there for a municipality that is not, or is not set up', async () => {
    expect((await ask(site, '/998/')).status).toBe(200);
    for (const path of ['/999', '/997', '/998/findes-ikke', '/998/en/findes-ikke'])
      expect((await ask(site, path)).status, path).toBe(404);
  });

  test('has the municipality’s colours and arms, each under an address that may be kept for ever', async () => {
    const { body } = await ask(site, '/998');
    const files = Array.from(body.matchAll(/="(\/998\/look\/[^"]+)"/g), ([, path = '']) => path);
    expect(files.map((path) => path.replace(/.*\//, ''))).toEqual(['kommune.css', 'vaaben.svg']);
    for (const path of files) {
      const file = await ask(site, path);
      expect(file.status).toBe(200);
      expect(file.headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
    }
    expect((await ask(site, files[0] ?? '')).body).toMatch(
      /^:root\{--band:#[0-9a-f]{6};--line:#[0-9a-f]{6}\}$/,
    );
    for (const path of [
      '/998/look/000000000000/kommune.css',
      (files[0] ?? '').replace('kommune.css', 'constructor'),
    ])
      expect((await ask(site, path)).status, path).toBe(404);
  });

  test('tells what the municipality wants all to know, while it does', async () => {
    const notice = { da: 'Vi holder lukket på <fredag>.', en: 'We are closed on Friday.' };
    await site.choose({ notices: [{ from: date('2026-03-12'), to: date('2026-03-12'), ...notice }] });
    expect((await ask(site, '/998')).words).toContain('Vi holder lukket på &lt;fredag&gt;.');
    expect((await ask(site, '/998/en')).words).toContain('We are closed on Friday.');
    site.wait(24 * 60);
    expect((await ask(site, '/998')).words).not.toContain('Vi holder lukket');
  });

  test('has the telephone that was chosen for it, where one was', async () => {
    const chosen = { phone: '11 22 33 44', page: 'boegevang.example/hjaelp', hours: 'hver dag' };
    await site.choose({ contact: { default: chosen, topics: {}, types: {} } });
    const { words, body } = await ask(site, '/998');
    expect(words).toContain('Ring til os på 11 22 33 44. Vi tager telefonen hver dag.');
    expect(body).toContain('<a href="https://boegevang.example/hjaelp">');
  });
});

describe('before it is open', () => {
  test('the front page says so, and when it will be, and no other page is there', async () => {
    const token = await site.signIn();
    await site.choose({ state: 'closed', opensOn: date('2026-04-01') });
    const { words } = await ask(site, '/998');
    expect(words).toContain('Bøgevang Kommune har ikke åbnet siden endnu Siden åbner den 1. april 2026.');
    const overview = await ask(site, '/998/overblik', { token });
    expect([overview.status, overview.headers.get('location')]).toEqual([303, '/998']);
  });

  test('in the test only the test persons get in, also who was signed in before, and every page says it is a test', async () => {
    const debtor = debtorNumber(100_002);
    const other = debtorNumber(100_003);
    await inMunicipality(database, SITE, (tx) =>
      sql`insert into debtor (debtor_number, registered_at) values (${debtor}, now()), (${other}, now())`.execute(
        tx,
      ),
    );
    const [theirs, others] = [await site.signIn({ debtor }), await site.signIn({ debtor: other })];
    await site.choose({ state: 'test', testPersons: [debtor], opensOn: date('2026-04-01') });
    expect((await ask(site, '/998/overblik', { token: others })).headers.get('location')).toBe(
      '/998/logget-af/tid',
    );
    const overview = await ask(site, '/998/overblik', { token: theirs });
    expect(overview.status).toBe(200);
    expect(overview.words).toContain(
      'Prøvedrift. Kun udvalgte personer kan logge på. Siden åbner for alle den 1. april 2026.',
    );
    expect((await ask(site, '/998')).words).toContain('Prøvedrift.');
  });
});

describe('whoever is signed in', () => {
  test('sees the name, until when, and what is owed in all', async () => {
    const token = await site.signIn();
    const overview = await ask(site, '/998/overblik', { token });
    expect(overview.status).toBe(200);
    expect(overview.words).toContain('Du er logget på som Åse Prøvesen Log ud');
    expect(overview.words).toContain('Du er logget på til kl. 10.15, hvis du ikke gør noget.');
    expect(overview.words).toContain('Du skylder ikke Bøgevang Kommune noget.');
    const english = await ask(site, '/998/en/overblik', { token });
    expect(english.words).toContain('You do not owe Bøgevang Kommune anything.');
    expect(english.words).toContain('You are signed in until 10:15 if you do nothing.');
  });

  test('is led from the front page to the overview, and the tab never names a person', async () => {
    const token = await site.signIn({ name: 'Bo <b>Prøve</b>' });
    expect((await ask(site, '/998', { token })).body).toContain(
      'href="/998/overblik">Gå til dit overblik</a>',
    );
    const { body } = await ask(site, '/998/overblik', { token });
    expect(body).toContain('<title>Dit overblik – Bøgevang Kommune</title>');
    expect(body).toContain('Bo &lt;b&gt;Prøve&lt;/b&gt;');
  });

  test('who may not see anything is told that nothing is there', async () => {
    const token = await site.signIn({ scopes: ['pay'] });
    expect((await ask(site, '/998/overblik', { token })).status).toBe(404);
    expect((await ask(site, '/998/stadig-her', { token })).status).toBe(200);
  });

  test('who is not signed in is asked to, and led back, and shown nothing of anybody', async () => {
    const replies = [await ask(site, '/998/overblik'), await ask(site, '/998/en/overblik')];
    expect(replies.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, '/998/log-paa?til=overview'],
      [303, '/998/en/log-paa?til=overview'],
    ]);
    expect((await ask(site, '/998/log-paa?til=pay')).body).toContain('href="/998/en/log-paa?til=pay"');
    // Who goes back to being asked whether they are there, and has been signed out since, goes on with what they did.
    const asked = await ask(site, '/998/stadig-her?til=pay');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/998/log-paa?til=pay']);
  });

  test('a cookie of another municipality, a forged one and one of nobody are no sign-in', async () => {
    const token = await site.signIn();
    const withCookie = async (cookie: string) =>
      (await ask(site, '/998/overblik', { headers: { cookie } })).headers.get('location');
    const signIn = '/998/log-paa?til=overview';
    expect(await withCookie(`afdrag-997=${token}`)).toBe(signIn);
    expect(await withCookie(`__Host-afdrag-998=${token}`)).toBe(signIn);
    expect(await withCookie(`afdrag-998=${token.slice(1)}`)).toBe(signIn);
    expect(await withCookie(`afdrag-998=${'A'.repeat(43)}`)).toBe('/998/logget-af/tid');
  });

  test('stays while doing something, is out after a quarter of an hour, and is told why', async () => {
    const token = await site.signIn();
    site.wait(14);
    expect((await ask(site, '/998/overblik', { token })).words).toContain('til kl. 10.29,');
    site.wait(14);
    expect((await ask(site, '/998/overblik', { token })).status).toBe(200);
    site.wait(15);
    const out = await ask(site, '/998/overblik', { token });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/998/logget-af/tid']);
    const told = await ask(site, '/998/logget-af/tid', { token });
    expect(told.words).toContain('Du er logget ud, fordi tiden gik');
    expect(told.headers.get('set-cookie')).toBe('afdrag-998=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
  });

  test('being asked "are you still there" does not make it last longer, and answering does', async () => {
    const token = await site.signIn();
    site.wait(13);
    const asked = await ask(site, '/998/stadig-her?til=pay', { token });
    expect(asked.words).toContain('Du bliver logget ud kl. 10.15, hvis du ikke gør noget.');
    expect(asked.body).toContain('<meta http-equiv="refresh" content="121;url=/998/logget-af/tid" />');
    site.wait(1);
    const stayed = await ask(site, '/998/bliv-logget-paa', {
      token,
      form: { form: tokenOfForm(asked), til: 'pay' },
    });
    expect(asked.body).toContain('<input type="hidden" name="til" value="pay" />');
    expect([stayed.status, stayed.headers.get('location')]).toEqual([303, '/998/betal']);
    site.wait(14);
    expect((await ask(site, '/998/overblik', { token })).status).toBe(200);
  });

  test('without script a page asks by itself two minutes before, and none that is still signed in says otherwise', async () => {
    const token = await site.signIn();
    const { body } = await ask(site, '/998/overblik', { token });
    expect(body).toContain(
      '<noscript><meta http-equiv="refresh" content="780;url=/998/stadig-her?til=overview" /></noscript>',
    );
    expect((await ask(site, '/998/logget-af/tid', { token })).headers.get('location')).toBe('/998/overblik');
    expect((await ask(site, '/998')).body).not.toContain('http-equiv');
  });

  test('at the end of the hour it is said that nothing makes it longer', async () => {
    const token = await site.signIn();
    for (let quarter = 0; quarter < 4; quarter += 1) {
      site.wait(14);
      await ask(site, '/998/overblik', { token });
    }
    expect((await ask(site, '/998/overblik', { token })).words).toContain(
      'Du er logget på til kl. 11.00. Så skal du logge på igen.',
    );
    const asked = await ask(site, '/998/stadig-her', { token });
    expect(asked.body).not.toContain('Bliv logget på');
  });

  test('who signs out is out in every tab, and the browser keeps nothing', async () => {
    const token = await site.signIn();
    const form = { form: tokenOfForm(await ask(site, '/998/overblik', { token })) };
    const out = await ask(site, '/998/log-ud', { token, form });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/998/logget-af']);
    expect(out.headers.get('clear-site-data')).toBe('"cache"');
    expect(out.headers.get('set-cookie')).toMatch(/^afdrag-998=; Max-Age=0;/);
    expect((await ask(site, '/998/overblik', { token })).status).toBe(303);
    expect((await ask(site, '/998/logget-af')).words).toContain('Du er logget ud Luk browseren');
  });
});
