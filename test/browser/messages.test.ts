import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCitizensTown } from '../portal/citizens-town.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { openBrowser, openPage, troublesOf, withSession, type Reader } from './browser.ts';
import { keepsNobodyOut, pictures, typefaceLoaded } from './shown.ts';

let town: Awaited<ReturnType<typeof aCitizensTown>>;
let site: Site;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  town = await aCitizensTown();
  site = await openSite(town.database);
  browser = await openBrowser();
}, 120_000);
afterEach(() => page.context().close());
afterAll(async () => {
  await browser.close();
  await site.close();
  await town.database.close();
});

async function looksWell(name: string, { width }: Reader): Promise<void> {
  await typefaceLoaded(page);
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  await keepsNobodyOut(page);
}

test(
  'what somebody wrote is still there when they were signed out meanwhile',
  { timeout: 60_000 },
  async () => {
    const reader = { width: 320 } as const;
    page = await openPage(browser, reader);
    await withSession(page.context(), site, await site.signIn({ debtor: town.anna }));
    await page.goto(`${site.url}/998/dokumentation`);
    await page.getByRole('textbox').fill('Jeg tjener mindre nu.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: 'er her endnu' }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Jeg tjener mindre nu.');
    await looksWell('message-kept-da', reader);
    await withSession(page.context(), site, await site.signIn({ debtor: town.anna }));
    await page.getByRole('button', { name: 'Jeg er logget på igen' }).click();
    await page.getByText('Siden var blevet for gammel').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Jeg tjener mindre nu.');
    await looksWell('message-again-da', reader);
    expect(troublesOf(page, site).filter((each) => !/status of 4(?:03|22)/.test(each))).toEqual([]);
  },
);
