import type { Browser, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CitizensTown } from '../portal/citizens-town.ts';
import { aTownWithPapers } from '../portal/papers-town.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { openBrowser, openPage, withSession } from './browser.ts';
import { keepsNobodyOut, pictures, show } from './shown.ts';

let town: CitizensTown;
let site: Site;
let browser: Browser;
let page: Page | null = null;
beforeAll(async () => {
  town = await aTownWithPapers();
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

test.each([
  ['papers', 'anna', '/papirer'],
  ['letters', 'bo', '/papirer/breve'],
  ['payments', 'carl', '/papirer/betalinger'],
  ['statement', 'anna', '/papirer/opgoerelse'],
] as const)('%s keep nobody out and do not scroll sideways', async (name, who, path) => {
  for (const [language, width] of [
    ['da', 320],
    ['en', 1280],
  ] as const) {
    await page?.context().close();
    const token = await site.signIn({ debtor: town[who] });
    const address = `/998${language === 'en' ? '/en' : ''}${path}`;
    page = await show(browser, site, { name: `${name}-${language}`, address, width, token });
  }
});

test('a day that is none is said to be, on a page that keeps nobody out', async () => {
  page = await openPage(browser, { width: 320 });
  await withSession(page.context(), site, await site.signIn({ debtor: town.dorthe }));
  await page.goto(`${site.url}/998/papirer/opgoerelse?dag=31&dag-month=2&dag-year=2026`);
  await page.screenshot({ path: join(pictures, 'statement-wrong-da-320.png'), fullPage: true });
  await keepsNobodyOut(page);
});

test('a statement for a house sale are fetched from a phone without script, by the keyboard', async () => {
  page = await openPage(browser, { width: 320, script: false });
  await withSession(page.context(), site, await site.signIn({ debtor: town.dorthe }));
  await page.goto(`${site.url}/998/overblik`);
  await page.getByRole('navigation').getByRole('link', { name: 'Papirer' }).press('Enter');
  await page.getByRole('link', { name: 'Lav en opgørelse' }).press('Enter');
  await page.getByLabel('År').fill('2027');
  await page.getByRole('button', { name: 'Vis opgørelsen' }).press('Enter');
  await page.getByText('Der er noget, der skal rettes').waitFor();
  await page.getByLabel('År').fill('2026');
  await page.getByLabel('Kun det, der hører til en ejendom').check();
  await page.getByLabel('År').press('Enter');
  await page.getByText('Ejendom (BFE-nr.): 1234567').waitFor();
  await page.screenshot({ path: join(pictures, 'statement-property-da-320.png'), fullPage: true });
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Hent opgørelsen (PDF)' }).press('Enter');
  const download = await coming;
  expect(download.suggestedFilename()).toBe('opgørelse-2026-03-12.pdf');
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
});
