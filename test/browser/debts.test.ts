import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { aCitizensTown, type CitizensTown } from '../portal/citizens-town.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Site } from '../portal/portal-site.ts';
import { takeCode } from '../../src/identity/guidance.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { startGuidanceServer } from '../../src/web/guidance-server.ts';
import { openBrowser } from './browser.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { demoFile } from '../demo-file.ts';
import { show } from './shown.ts';

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

test('who answers about a kind of debt stands on its page, on a phone and on a computer', async () => {
  const words = { da: 'Pladsanvisningen kender din plads.', en: 'Pladsanvisningen knows your place.' };
  const { default: usual } = configurationShape.parse(demoFile()).portal.contact;
  const types = { KFDAINS: { phone: '55 55 00 02', words } };
  await site.choose({ contact: { default: usual, topics: {}, types } });
  const token = await site.signIn({ debtor: town.anna });
  const { body } = await ask(site, '/998/overblik', { token });
  const address = /href="([^"]+)">Børnepasning, februar 2026</.exec(body)?.[1] ?? '';
  for (const width of [320, 1280] as const) {
    await page?.context().close();
    page = await show(browser, site, { name: 'debt-bill-da', address, width, token });
    await page.getByText(words.da).first().waitFor();
  }
});
