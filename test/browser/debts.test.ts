import type { Browser, Page } from '@playwright/test';
import { sql } from 'kysely';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { behindOurBack } from '../integration/town.ts';
import { aCitizensTown, type CitizensTown } from '../portal/citizens-town.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Site } from '../portal/portal-site.ts';
import { takeCode } from '../../src/identity/guidance.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { startGuidanceServer } from '../../src/web/guidance-server.ts';
import { openBrowser, openPage, withSession } from './browser.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { demoFile } from '../demo-file.ts';
import { pictures, show, type Shown } from './shown.ts';

let town: CitizensTown;
let site: Site;
let browser: Browser;
let page: Page | null = null;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
  browser = await openBrowser();
}, 120_000);
afterEach(async () => {
  await page?.context().close();
  page = null;
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await town.database.close();
});

type Person = Exclude<keyof CitizensTown, 'database' | 'do'>;

async function shown(who: Person, picture: Omit<Shown, 'token'>): Promise<Page> {
  const debtor: DebtorNumber = town[who];
  page = await show(browser, site, { ...picture, token: await site.signIn({ debtor }) });
  return page;
}

const both = [
  ['da', 320],
  ['en', 1280],
] as const;

describe('the overview keeps nobody out and does not scroll sideways', () => {
  test.each(
    both.flatMap((how) =>
      (['anna', 'bo', 'carl', 'dorthe', 'erik'] as const).map((who) => [who, ...how] as const),
    ),
  )('of %s in %s at %i px', async (who, language, width) => {
    const address = `/998${language === 'en' ? '/en' : ''}/overblik`;
    await shown(who, { name: `overview-${who}-${language}`, address, width });
  });
});

test('the overview that cannot be read whole says so, and keeps nobody out', async () => {
  const rename = (from: string, to: string) =>
    behindOurBack(town.database, sql`alter table ${sql.table(`m0998.${from}`)} rename to ${sql.ref(to)}`);
  await rename('recovery_claim', 'recovery_claim_away');
  try {
    for (const [language, width] of both) {
      await page?.context().close();
      const address = `/998${language === 'en' ? '/en' : ''}/overblik`;
      await shown('anna', { name: `overview-down-${language}`, address, width });
    }
  } finally {
    await rename('recovery_claim_away', 'recovery_claim');
  }
});

test('a page that is shown to a member of staff keeps nobody out, on either side', async () => {
  const token = await site.signIn({ debtor: town.anna, name: 'Anna Prøvesen' });
  page = await show(browser, site, { name: 'guidance-da', address: '/998/vis', width: 1280, token });
  const begun = { form: tokenOfForm(await ask(site, '/998/vis', { token })) };
  await ask(site, '/998/vis', { token, form: begun });
  await page.context().close();
  page = await show(browser, site, { name: 'guidance-code-da', address: '/998/vis', width: 320, token });
  const code = /Din kode er ([\d ]+)/.exec(await page.content())?.[1]?.replaceAll(' ', '') ?? '';
  await town.do((tx) => takeCode(tx, { code, by: 'Bodil', at: OPENED_AT }));
  for (const width of [1280, 320] as const) {
    await page.context().close();
    const address = '/998/overblik';
    page = await show(browser, site, { name: 'guidance-citizen-da', address, width, token });
  }
  const folder = { municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'), ownAddress: '' };
  const staff = { database: town.database, clock: () => OPENED_AT, municipality: SITE, code, ...folder };
  await using server = await startGuidanceServer(staff);
  const { origin, pathname: address } = new URL(server.url);
  for (const width of [320, 1280] as const) {
    await page.context().close();
    page = await show(browser, { ...site, url: origin }, { name: 'guidance-staff-da', address, width });
  }
});

describe('every page of debts keeps nobody out and does not scroll sideways', () => {
  test.each([
    ['debt-bill', 'anna', 'Børnepasning, februar 2026'],
    ['debt-month', 'anna', 'Kontanthjælp, januar 2025'],
    ['debt-there', 'anna', 'SFO A-6'],
  ] as const)('%s', async (name, who, link) => {
    // Somebody else answers about child care.
    const words = { da: 'Pladsanvisningen kender din plads.', en: 'Pladsanvisningen knows your place.' };
    const { default: usual } = configurationShape.parse(demoFile()).portal.contact;
    const types = { KFDAINS: { phone: '55 55 00 02', words } };
    await site.choose({ contact: { default: usual, topics: {}, types } });
    const reply = await ask(site, '/998/overblik', { token: await site.signIn({ debtor: town[who] }) });
    const address = new RegExp(`href="([^"]+)">${link}<`).exec(reply.body)?.[1] ?? '';
    await shown(who, { name: `${name}-da`, address, width: 320 });
    await page?.context().close();
    await shown(who, { name: `${name}-da`, address, width: 1280 });
  });

  test.each([
    ['payment-plan', 'anna', '/din-betaling'],
    ['payment-deferral', 'bo', '/din-betaling'],
    ['calculation', 'anna', '/beregning'],
    ['calculation-month', 'anna', '/beregning/2026-03'],
    ['what-if', 'anna', '/hvis'],
    ['settled', 'carl', '/afsluttet'],
    ['insight', 'anna', '/indsigt'],
  ] as const)('%s', async (name, who, path) => {
    await shown(who, { name: `${name}-da`, address: `/998${path}`, width: 320 });
    await page?.context().close();
    await shown(who, { name: `${name}-en`, address: `/998/en${path}`, width: 1280 });
  });

  test('what the rules say of other figures, without script, by the keyboard', async () => {
    page = await openPage(browser, { width: 320, script: false });
    await withSession(page.context(), site, await site.signIn({ debtor: town.anna }));
    await page.goto(`${site.url}/998/din-betaling`);
    await page.getByRole('link', { name: 'Sådan bliver det, hvis dit liv ændrer sig' }).press('Enter');
    await page.getByRole('textbox').fill('21.000');
    await page.keyboard.press('Enter');
    await page.getByText('Der er noget, der skal rettes').waitFor();
    for (const question of ['Har du børn', 'Får du kontanthjælp', 'Er førtidspension'])
      await page.getByRole('group', { name: question }).getByLabel('Nej').check();
    await page.getByRole('button', { name: 'Vis, hvad det bliver' }).press('Enter');
    await page.getByText('Du ville betale 3.950,00 kr. om måneden.').waitFor();
    await page.screenshot({ path: join(pictures, 'what-if-answer-da-320.png'), fullPage: true });
  });
});
