import { afterAll, beforeAll, expect, test } from 'vitest';
import { choicesOf } from '../../src/notifications/choices.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { PortalChoices } from '../../src/municipality/choices/portal.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { addFetchedPerson, type ToldOfPerson } from '../integration/fetched-person.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { cprOf } from '../vocabulary.ts';
import { ask, openSite, SITE, tokenOfForm, type Site } from './portal-site.ts';

const nobodyUnless = { 'new-debt': [], 'due-soon': [], 'payment-received': [] };
const notifications: PortalChoices['notifications'] = {
  channels: ['digital-post', 'nemsms'],
  daysBefore: 3,
  unlessChosen: { ...nobodyUnless, 'new-debt': ['digital-post'] },
};

let database: FreshDatabase;
let site: Site;
let people = 0;
beforeAll(async () => {
  database = await freshDatabase();
  site = await openSite(database, { choices: { notifications } });
});
afterAll(async () => {
  await site.close();
  await database.close();
});

async function aCitizen(told: ToldOfPerson = {}): Promise<DebtorNumber> {
  people += 1;
  return inMunicipality(database, SITE, async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    await addFetchedPerson(tx, debtor, told);
    await anOrdinaryClaim(tx, { claimId: `M-${people}`, debtors: [debtor], owed: 500 });
    return debtor;
  });
}

/** Which boxes are ticked, `new-debt digital-post`. */
function ticked(body: string): string[] {
  const boxes = body.matchAll(
    /<input\s+type="checkbox"\s+id="[^"]*"\s+name="([^"]*)"\s+value="([^"]*)"([^>]*)>/g,
  );
  return Array.from(boxes).flatMap(([, name, value, rest = '']) =>
    /\schecked\b/.test(rest) ? [`${name} ${value}`] : [],
  );
}

const stored = (debtor: DebtorNumber) =>
  inMunicipality(database, SITE, async (tx) => (await choicesOf(tx, [debtor])).get(debtor));

test('a citizen chooses what to be told of and how, begins with what the municipality has said, and can choose nothing', async () => {
  const debtor = await aCitizen();
  const token = await site.signIn({ debtor });
  expect((await ask(site, '/998/overblik', { token })).body).toContain('href="/998/beskeder"');
  const page = await ask(site, '/998/beskeder', { token });
  expect(page.words).toContain('Dine breve fra os får du stadig');
  expect(ticked(page.body)).toEqual(['new-debt digital-post']);
  const form = { form: tokenOfForm(page) };
  const sent = await ask(site, '/998/beskeder', {
    token,
    form: { ...form, 'due-soon': ['nemsms', 'digital-post', 'brevdue'] },
  });
  const saved = await ask(site, sent.headers.get('location') ?? '', { token });
  expect(saved.words).toContain('Dine valg er gemt');
  expect(ticked(saved.body)).toEqual(['due-soon digital-post', 'due-soon nemsms']);
  expect(saved.words).toContain('Du valgte sidst den 12. marts 2026.');
  expect(await stored(debtor)).toMatchObject({
    'new-debt': { channels: [] },
    'payment-received': { channels: [] },
  });
  await ask(site, '/998/beskeder', { token, form });
  expect(ticked((await ask(site, '/998/en/beskeder', { token })).body)).toEqual([]);
});

test('who is exempt from Digital Post, owes nothing, or is where nothing is sent is told so, and keeps nothing', async () => {
  const exempt = await aCitizen({ digitalPost: false });
  const page = await ask(site, '/998/beskeder', { token: await site.signIn({ debtor: exempt }) });
  expect(page.words).toContain('Du er fritaget for Digital Post.');
  const nobody = await ask(site, '/998/beskeder', { token: await site.signIn() });
  expect(nobody.words).toContain('Du skylder ikke noget her.');
  const none = { ...notifications, channels: [], unlessChosen: { ...nobodyUnless } };
  await using silent = await openSite(database, { choices: { notifications: none } });
  const debtor = await aCitizen();
  const token = await silent.signIn({ debtor });
  const shown = await ask(silent, '/998/beskeder', { token });
  expect(shown.words).toContain('Vi sender ikke korte beskeder endnu.');
  expect((await ask(silent, '/998/overblik', { token })).body).not.toContain('/beskeder"');
  const form = { form: tokenOfForm(shown), 'new-debt': 'nemsms' };
  expect((await ask(silent, '/998/beskeder', { token, form })).status).toBe(303);
  expect(await stored(debtor)).toBeUndefined();
});
