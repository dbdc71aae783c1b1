import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaveGuidance, noteAttended, takeCode } from '../../src/identity/guidance.ts';
import { actFor } from '../../src/identity/acting.ts';
import { sessionOf, type SessionToken } from '../../src/identity/sessions.ts';
import { guidedView } from '../../src/web/portal/guidance/guided-view.ts';
import { startGuidanceServer } from '../../src/web/guidance-server.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { join } from 'node:path';
import type { FreshDatabase } from '../integration/database.ts';
import { behindOurBack } from '../integration/town.ts';
import { boxesOf } from './paying-site.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Reply, type Site } from './portal-site.ts';

let town: CitizensTown & { readonly database: FreshDatabase };
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
});
afterAll(async () => {
  await site.close();
  await town.database.close();
});

const drawnWith = {
  waysIn: [],
  providers: [],
  simulated: true,
  ownAddress: '',
  municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
};
const BODIL = 'Bodil Sagsbehandler';

/** Anna asks for a code, as she reads it out. */
async function codeOf(token: SessionToken): Promise<string> {
  const before = await ask(site, '/998/vis', { token });
  await ask(site, '/998/vis', { token, form: { form: tokenOfForm(before) } });
  const { words } = await ask(site, '/998/vis', { token });
  return (/Din kode er ([\d ]+)/.exec(words)?.[1] ?? '').replaceAll(' ', '');
}

const anna = () => site.signIn({ debtor: town.anna, name: 'Anna Prøvesen' });
const take = (code: string) => town.do((tx) => takeCode(tx, { code, by: BODIL, at: OPENED_AT }));

async function seen(code: string, minutes = 0): Promise<{ over: boolean; words: string; page: string }> {
  const at = OPENED_AT.add({ minutes });
  const { over, page } = await guidedView(town.database, { municipality: SITE, code, at, drawnWith });
  return { over, page, words: page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

async function guided(): Promise<{ token: SessionToken; code: string }> {
  const token = await anna();
  const code = await codeOf(token);
  expect((await take(code)).ok).toBe(true);
  return { token, code };
}

function stopOn(page: Reply, token: SessionToken): Promise<Reply> {
  return ask(site, '/998/vis/stop', { token, form: { form: tokenOfForm(page) } });
}

describe('a member of staff who was told the code', () => {
  test('sees the page that the citizen is on, and follows to the next', async () => {
    const { token, code } = await guided();
    await ask(site, '/998/overblik', { token });
    const overview = await seen(code);
    expect(overview.words).toContain('Du ser den side, som Anna Prøvesen er på.');
    expect(overview.words).toContain('Du mangler at betale');
    await ask(site, '/998/en/din-betaling', { token });
    expect((await seen(code)).words).toMatch(/You pay DKK .* a month/);
  });

  test('sees a statement of the day and the debts that the citizen has chosen, and no words that were typed', async () => {
    const { token, code } = await guided();
    const statement = '/998/papirer/opgoerelse?dag-month=2&dag-year=2026';
    const own = await ask(site, `${statement}&dag=1&hvad=ejendom`, { token });
    const [told = 'no sum'] = /[^.]* den 1\. februar 2026/.exec(own.words) ?? [];
    expect((await seen(code)).words).toContain(told);
    expect((await seen(code)).page).toMatch(/value="ejendom"[^>]*checked/);
    await ask(site, `${statement}&dag=den+${encodeURIComponent('første')}`, { token });
    const typed = await seen(code);
    expect(typed.words).toContain('Fejl: Opgørelse');
    expect(typed.page).not.toContain('første');
  });

  test('can press, send and follow nothing, and is given no secret of the session', async () => {
    const { token, code } = await guided();
    await ask(site, '/998/betal', { token });
    const { page } = await seen(code);
    expect(page).toContain('Vælg, hvad du vil betale');
    expect(page).not.toMatch(
      /session\.js|name="form"|method="post"|<button(?! disabled)|<input(?! disabled)/,
    );
    expect(page).not.toMatch(/<a\b[^>]*href="[^"#]/);
    const own = tokenOfForm(await ask(site, '/998/betal', { token }));
    expect(page).not.toContain(own);
  });

  test('is not shown an answer to a form, nor a file, and is told so', async () => {
    const { token, code } = await guided();
    const asking = await ask(site, '/998/hvis', { token });
    await ask(site, '/998/hvis', { token, form: { form: tokenOfForm(asking), income: '99.999' } });
    const answer = await seen(code);
    expect(answer.words).toContain('Bed borgeren læse det højt.');
    expect(answer.words).not.toContain('99.999');
    // The page of the form, empty.
    expect(answer.words).toContain('Hvor meget har du om måneden efter skat?');
    const choosing = await ask(site, '/998/betal', { token });
    const [debt = ''] = Object.values(boxesOf(choosing)).map(({ value }) => value);
    await ask(site, '/998/betal/metode', {
      token,
      form: { form: tokenOfForm(choosing), debt, amount: '99,99' },
    });
    expect((await seen(code)).words).toContain('Vælg, hvad du vil betale');
    expect((await seen(code)).words).not.toContain('99,99');
    await ask(site, '/998/indsigt', { token });
    await ask(site, '/998/indsigt/mine-oplysninger.json', { token });
    expect((await seen(code)).words).toContain('Hvem har set på dine oplysninger?');
  });

  test('sees nobody for whom the citizen may act', async () => {
    const mayActFor = [{ debtor: town.bo, basis: 'guardian', scopes: ['see'] }] as const;
    const token = await site.signIn({ debtor: town.anna, mayActFor });
    const code = await codeOf(token);
    await take(code);
    expect((await ask(site, '/998/vaelg', { token })).words).toContain('Prøve Person 2');
    const { words } = await seen(code);
    expect(words).toContain('Bed borgeren fortælle, hvad der står.');
    expect(words).not.toContain('Person 2');
  });

  test('is noted at each page, and the citizen sees it', async () => {
    const token = await site.signIn({ debtor: town.carl });
    const code = await codeOf(token);
    await take(code);
    await ask(site, '/998/overblik', { token });
    await seen(code);
    await seen(code);
    await ask(site, '/998/afsluttet', { token });
    await seen(code);
    const { rows } = await town.do((tx) =>
      sql<{ actor: string; about: string }>`
        select actor, about from access_log where debtor_number = ${town.carl} and about like 'guidance%' order by entry`.execute(
        tx,
      ),
    );
    expect(rows).toEqual(
      ['guidance', 'guidance overview', 'guidance settled'].map((about) => ({ actor: BODIL, about })),
    );
    const { words } = await ask(site, '/998/indsigt', { token });
    // One line a day for one matter.
    expect(words.match(/Den side, du viste os/g)).toHaveLength(1);
    expect(words).not.toContain(BODIL);
  });
});

describe('it ends', () => {
  test('when the citizen says so, on any page, and no code opens it again', async () => {
    const { token, code } = await guided();
    const page = await ask(site, '/998/overblik', { token });
    expect(page.words).toContain('En medarbejder kan se den side, du er på, til kl. 10.10. Stop');
    await stopOn(page, token);
    expect((await seen(code)).over).toBe(true);
    expect((await seen(code)).words).not.toContain('Anna');
    expect((await take(code)).ok).toBe(false);
    expect((await ask(site, '/998/overblik', { token })).words).not.toContain('En medarbejder kan se');
  });

  test('when the citizen signs out, after ten minutes, and when the member of staff leaves', async () => {
    const out = await guided();
    await ask(site, '/998/log-ud', {
      token: out.token,
      form: { form: tokenOfForm(await ask(site, '/998/overblik', { token: out.token })) },
    });
    expect((await seen(out.code)).over).toBe(true);
    const long = await guided();
    expect((await seen(long.code, 9)).over).toBe(false);
    expect((await seen(long.code, 10)).over).toBe(true);
    await town.do((tx) => leaveGuidance(tx, long.code));
    expect((await ask(site, '/998/overblik', { token: long.token })).words).not.toContain('kan se den side');
  });

  test('within a minute when the command that shows it was killed, for the citizen and for staff, and does not come back', async () => {
    const { token, code } = await guided();
    const told = async () =>
      (await ask(site, '/998/overblik', { token })).words.includes('kan se den side, du er på');
    const quietFor = (seconds: number) =>
      behindOurBack(
        town.database,
        sql`update m0998.guidance set attended_at = clock_timestamp() - make_interval(secs => ${seconds}) where code = ${code}`,
      );
    await quietFor(50);
    expect([await told(), (await seen(code)).over]).toEqual([true, false]);
    await town.do((tx) => noteAttended(tx, code));
    await quietFor(61);
    expect([await told(), (await seen(code)).over]).toEqual([false, true]);
    await town.do((tx) => noteAttended(tx, code));
    expect([await told(), (await seen(code)).over]).toEqual([false, true]);
    expect(await codeOf(token)).toMatch(/^\d{8}$/);
  });

  test('when the citizen looks for somebody else: of another nothing is shown', async () => {
    const { token, code } = await guided();
    await town.do(async (tx) => {
      const session = await sessionOf(tx, token, OPENED_AT);
      if (session === null) throw new Error('Anna is signed in');
      const chosen = { debtor: town.bo, basis: 'guardian', scopes: ['see', 'pay', 'write'] } as const;
      await actFor(tx, { token, session, chosen, at: OPENED_AT });
    });
    expect((await seen(code)).over).toBe(true);
  });
});

describe('a code', () => {
  test('is used once, for ten minutes, and one that is none is noted', async () => {
    const { code } = await guided();
    expect((await take(code)).ok).toBe(false);
    const late = await codeOf(await anna());
    const at = OPENED_AT.add({ minutes: 10 });
    expect((await town.do((tx) => takeCode(tx, { code: late, by: BODIL, at }))).ok).toBe(false);
    const { rows } = await town.do((tx) =>
      sql`select from access_log where about = 'guidance refused' and actor = ${BODIL}`.execute(tx),
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });

  test('is given to nobody who looks for another, who owes nothing, or where the municipality has not chosen it', async () => {
    const acting = await site.signIn({ debtor: town.anna, scopes: ['see', 'pay', 'write'] });
    expect((await ask(site, '/998/vis', { token: acting })).status).toBe(404);
    expect((await ask(site, '/998/vis', { token: await site.signIn() })).status).toBe(404);
    await site.choose({ shows: { settled: true, calculations: true, whatIf: true, guidance: false } });
    const token = await anna();
    expect((await ask(site, '/998/vis', { token })).status).toBe(404);
    expect((await ask(site, '/998/overblik', { token })).body).not.toContain('/998/vis"');
    await site.choose({});
  });

  test('opens nothing on the web that citizens reach; what staff see is on the machine’s own address', async () => {
    const { token, code } = await guided();
    await ask(site, '/998/overblik', { token });
    const clock = () => OPENED_AT;
    const { municipalitiesFolder } = drawnWith;
    const shared = {
      database: town.database,
      clock,
      municipality: SITE,
      code,
      municipalitiesFolder,
      waysIn: [],
    };
    await using server = await startGuidanceServer({
      ...shared,
      log: createLog({ logLevel: 'silent' }),
      ownAddress: '',
      checkout: null,
    });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
    const reply = await fetch(server.url);
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await reply.text()).toContain('Anna Prøvesen');
    const origin = new URL(server.url).origin;
    for (const path of ['/', '/998', '/998/overblik', `/${'A'.repeat(43)}`])
      expect((await fetch(origin + path)).status, path).toBe(404);
    expect((await ask(site, new URL(server.url).pathname)).status).toBe(404);
  });
});
