import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { countUse, forgetOldUse, useByDay, useByDevice, visitsByDay } from '../../src/insight/portal-use.ts';
import { date } from '../../src/kernel/dates.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { afdrag } from '../integration/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { allTables } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { begin, choose, openPayingSite, type PayingSite } from './paying-site.ts';
import { ask, SITE, tokenOfForm } from './portal-site.ts';

let database: FreshDatabase;
let paying: PayingSite;
beforeAll(async () => {
  database = await freshDatabase();
  paying = await openPayingSite(database);
});
afterAll(async () => {
  await paying[Symbol.asyncDispose]();
  await database.close();
});

const TODAY = date('2026-03-12');
const days = { from: TODAY, to: TODAY };
const iphone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148' };
const counts = () =>
  inMunicipality(database, SITE, async (tx) => {
    const { rows } = await sql<{ device: string; what: string; count: bigint }>`
      select device, what, count from portal_use order by what, device`.execute(tx);
    return rows.map(({ device, what, count }) => `${what} ${device} ${count}`);
  });
const count = (what: 'visit' | 'payment', device: 'phone' | 'computer', times: number, day = TODAY) =>
  inMunicipality(database, SITE, async (tx) => {
    for (let time = 0; time < times; time += 1) await countUse(tx, { day, device, what });
  });

test('a payment that is begun, a document that is fetched and a wish for Betalingsservice are counted by the kind of device, and nothing about who', async () => {
  const anna = await inMunicipality(database, SITE, async (tx) => {
    const who = await somebody(tx, cprOf(1));
    await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [who], owed: 300, due: '2026-03-01' });
    return who;
  });
  const token = await paying.site.signIn({ debtor: anna });
  await begin(paying, token, { page: await choose(paying, token, { labels: [/300/] }) });
  const own = await ask(paying.site, '/998/indsigt/mine-oplysninger.json', { token, headers: iphone });
  expect(JSON.parse(own.body)).toMatchObject({
    'betalinger begyndt her på siden': [{ måde: 'MobilePay', beløb: '300.00', tilstand: 'begyndt' }],
  });
  const page = await ask(paying.site, '/998/betal-automatisk', { token });
  const form = { form: tokenOfForm(page) };
  for (const path of ['tilmeld', 'tilmeld']) {
    await ask(paying.site, `/998/betal-automatisk/${path}`, { token, form, headers: iphone });
    paying.site.wait(1);
  }
  // The card for libraries is anybody's: whoever fetches it, signed in or not, makes no figure of the municipality's.
  for (const who of [{}, { token }])
    expect((await ask(paying.site, '/998/hjaelp/kort.pdf', { ...who, headers: iphone })).status).toBe(200);
  // A page that is only looked at is not counted; what Node says of itself is no browser's word.
  expect(await counts()).toEqual(['direct-debit phone 1', 'document phone 1', 'payment unknown 1']);
  const { portal_use: kept } = await allTables(database);
  expect(JSON.stringify(kept)).not.toMatch(/iPhone|127\.0\.0\.1|100001/);
});

test('fewer than five are not told apart, also not by a sum beside them, and none are none', async () => {
  await count('visit', 'phone', 4);
  await count('visit', 'computer', 6);
  await inMunicipality(database, SITE, async (tx) => {
    const visits = (await useByDay(tx, days)).filter(({ what }) => what === 'visit');
    expect(visits.map(({ device, count: shown }) => [device, shown])).toEqual([
      ['phone', 'under 5'],
      ['computer', 5],
    ]);
    expect((await useByDevice(tx, days)).visit).toEqual({
      phone: 'under 5',
      tablet: 0,
      computer: 5,
      unknown: 0,
    });
    // Ten less five would tell that a phone came four or five times; the other days, which it was.
    expect(await visitsByDay(tx, days)).toEqual([{ day: TODAY, count: 10 }]);
  });
});

test('an operator sees them as words, as JSON and as rows for a spreadsheet', async () => {
  const run = (...words: readonly string[]) =>
    afdrag(['portal', 'statistics', '--municipality', '998', '--from', '2026-03-12', ...words], {
      environment: { DATABASE_URL: database.url, AFDRAG_NOW: '2026-03-12T12:00:00+01:00' },
    });
  expect((await run()).out).toContain('Besøg: telefon under 5, tablet 0, computer 5, ukendt 0');
  expect(JSON.parse((await run('--json')).out)).toMatchObject({
    from: '2026-03-12',
    to: '2026-03-12',
    rows: expect.arrayContaining([{ day: '2026-03-12', device: 'computer', what: 'visit', count: 5 }]),
  });
  expect((await run('--csv')).out).toContain('2026-03-12;phone;visit;under 5');
}, 30_000);

test('the operators’ page has a chart with every number in words', async () => {
  const page = await ask(paying.site, '/drift');
  expect(page.body).toMatch(/<desc id="m998-visits-description">[^<]*12\.\smarts 2026: 10\.<\/desc>/);
  expect(page.words).toContain('Besøg under 5 0 5 0');
});

test('counts are kept for two years and the month that runs', async () => {
  await count('visit', 'phone', 1, date('2024-02-29'));
  await count('visit', 'phone', 1, date('2024-03-01'));
  expect(await inMunicipality(database, SITE, (tx) => forgetOldUse(tx, TODAY))).toBe(1);
  expect(await inMunicipality(database, SITE, (tx) => forgetOldUse(tx, TODAY))).toBe(0);
});
