import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { aCitizensTown, type CitizensTown } from '../portal/citizens-town.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { openBrowser } from './browser.ts';
import { show, type Shown } from './shown.ts';

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
