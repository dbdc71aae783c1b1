import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { oidcLogin } from '../../src/outside/login/oidc.ts';
import { oiosamlLogin } from '../../src/outside/login/oiosaml.ts';
import type { TestPerson } from '../../src/outside/login/test-provider/people.ts';
import { startTestProvider, type TestProvider } from '../../src/outside/login/test-provider/server.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { OPENED_AT, openSite, SITE, type Site } from '../portal/portal-site.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser, openPage, withSession, type Reader } from './browser.ts';
import { keepsNobodyOut } from './shown.ts';

const anna: TestPerson = { label: 'skylder', name: 'Anna Prøvesen', cpr: cprOf(1), level: 'Substantial' };

let database: FreshDatabase;
let provider: TestProvider;
let site: Site;
let browser: Browser;
let page: Page | null = null;
let debtor: DebtorNumber;
const pictures = join(PROJECT_ROOT, 'var/pictures');
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  database = await freshDatabase();
  provider = await startTestProvider({ port: 0, clock: stoppedAt(OPENED_AT), people: async () => [anna] });
  const login = [oidcLogin(provider.oidc), oiosamlLogin(provider.oiosaml)];
  // Another name than the provider's, so that for a browser they are two sites, as in earnest.
  site = await openSite(database, { config: { host: 'localhost' }, login });
  debtor = await inMunicipality(database, SITE, async (tx) => {
    const found = await somebody(tx, anna.cpr);
    await anOrdinaryClaim(tx, { claimId: 'A-1', debtors: [found], owed: 1_234 });
    return found;
  });
  browser = await openBrowser();
}, 120_000);
afterEach(async () => {
  await page?.context().close();
  page = null;
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await provider.close();
  await database.close();
});

async function chooseAnna(reader: Reader, way: string): Promise<Page> {
  const opened = await openPage(browser, reader);
  page = opened;
  await opened.goto(`${site.url}/998/overblik`);
  await opened.getByRole('link', { name: way, exact: true }).click();
  await opened.getByRole('heading', { name: 'Test-login – ikke MitID' }).waitFor();
  await opened.getByRole('button', { name: 'Anna Prøvesen' }).click();
  return opened;
}

async function isOnOverview(shown: Page): Promise<void> {
  await shown.getByRole('heading', { level: 1, name: 'Dit overblik' }).waitFor();
  expect(new URL(shown.url()).pathname).toBe('/998/overblik');
  expect(await shown.getByText('Du er logget på som').textContent()).toContain('Anna Prøvesen');
  const cookies = await shown.context().cookies(site.url);
  expect(cookies).toMatchObject([{ name: 'afdrag-998', httpOnly: true, sameSite: 'Lax', expires: -1 }]);
}

describe('with MitID', () => {
  test('through NemLog-in, whose form another site sends: what only this browser has is asked at the next page', async () => {
    await isOnOverview(await chooseAnna({ width: 1280 }, 'Log på med MitID gennem NemLog-in'));
  });

  test('through NemLog-in without script', async () => {
    const shown = await chooseAnna({ width: 320, script: false }, 'Log på med MitID gennem NemLog-in');
    await shown.getByRole('button', { name: 'Gå videre' }).click();
    await isOnOverview(shown);
  });
});

test.each([
  ['da', 320],
  ['en', 1280],
] as const)('the pages of another keep nobody out in %s at %i px', async (language, width) => {
  const shown = await openPage(browser, { width });
  page = shown;
  const own = `${site.url}/998${language === 'en' ? '/en' : ''}`;
  const look = async (name: string, path: string) => {
    await shown.goto(own + path);
    await shown.screenshot({ path: join(pictures, `${name}-${language}-${width}.png`), fullPage: true });
    await keepsNobodyOut(shown);
  };
  const mayActFor = [{ debtor, basis: 'power', scopes: ['see', 'pay'] }] as const;
  const token = await site.signIn({ name: 'Bo Hjælpersen', mayActFor });
  await withSession(shown.context(), site, token);
  await shown.goto(`${own}/vaelg`);
  await shown.getByRole('radio').nth(1).check();
  await shown.locator('main').getByRole('button').click();
  await shown
    .getByRole('region', { name: language === 'da' ? 'Hvem du handler for' : 'For whom you act' })
    .waitFor();
  await look('acting', '/overblik');
});
