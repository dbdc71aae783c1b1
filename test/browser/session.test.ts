import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { openBrowser, openPage, troublesOf, withSession, type Reader } from './browser.ts';
import { violationsIn } from './shown.ts';

let database: FreshDatabase;
let site: Site;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  database = await freshDatabase();
  browser = await openBrowser();
}, 120_000);
beforeEach(async () => {
  site = await openSite(database);
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});
afterAll(async () => {
  await browser.close();
  await database.close();
});

async function signedIn(reader: Reader): Promise<void> {
  page = await openPage(browser, reader);
  await withSession(page.context(), site, await site.signIn());
  await page.goto(`${site.url}/998`);
}

test.each([
  { width: 320, script: false },
  { width: 1280, script: true },
] as const)(
  'from the front page to the overview, the other language, out again: $width px, script: $script',
  async (reader) => {
    await signedIn(reader);
    await page.getByRole('link', { name: 'Gå til dit overblik' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dit overblik' }).waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your overview' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(troublesOf(page, site)).toEqual([]);
    // Back shows nothing of what was there.
    await page.goBack();
    expect(await page.textContent('body')).not.toContain('Prøvesen');
  },
);

test('by the keyboard alone: the skip link first, then on to the overview', async () => {
  await signedIn({ width: 320, script: false });
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Gå til sidens indhold');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Gå til dit overblik');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dit overblik' }).waitFor();
});

/** What the keyboard is at, as the browser itself tells it: it works without the page's script. */
async function focused(): Promise<string> {
  return ((await page.locator(':focus').textContent()) ?? '').trim();
}

test('two minutes before time is up the page asks, and whoever answers stays where they are', async () => {
  await watched();
  await pass(12 * 60);
  await asks(false);
  await pass(90);
  await asks(true);
  await page.screenshot({ path: join(PROJECT_ROOT, 'var/pictures/warning-da-320.png') });
  expect(await violationsIn(page, 'dialog')).toEqual([]);
  await page.getByRole('button', { name: 'Bliv logget på' }).click();
  await page.locator('#session-warning').waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe('/998/overblik');
  expect(await page.textContent('#signed-in-until')).toContain('til kl. 10.28,');
  // Whatever is pressed, the hour ends: that is said, and the page is left.
  for (const minutes of [13, 13, 13]) {
    await pass(minutes * 60 + 30);
    await asks(true);
    await page.getByRole('button', { name: 'Bliv logget på' }).click();
    await asks(false);
  }
  expect(await page.textContent('#signed-in-until')).toContain('til kl. 11.00. Så skal du logge på igen.');
  await pass(5 * 60);
  await asks(true);
  expect(await page.textContent('#session-warning')).toContain('Du bliver logget ud kl. 11.00');
  expect(await page.getByRole('button', { name: 'Bliv logget på' }).count()).toBe(0);
  await page.screenshot({ path: join(PROJECT_ROOT, 'var/pictures/warning-last-da-320.png') });
  await pass(3 * 60);
  await page.getByRole('heading', { level: 1, name: 'Du er logget ud, fordi tiden gik' }).waitFor();
});

test('what is done in another window counts in this one: it does not ask, and is not left', async () => {
  await watched();
  await pass(10 * 60);
  await page.context().request.get(`${site.url}/998/betal`);
  await pass(3 * 60 + 30);
  await page.locator('#signed-in-until', { hasText: '10.25' }).waitFor({ state: 'attached' });
  await asks(false);
});

test('whoever does not answer is signed out, and no figures stay on the screen', async () => {
  await watched();
  await pass(15 * 60 + 5);
  await page.getByRole('heading', { level: 1, name: 'Du er logget ud, fordi tiden gik' }).waitFor();
  expect(await page.textContent('body')).not.toContain('Prøvesen');
});

/** At the overview, with the browser's clock in the test's hand. */
async function watched(): Promise<void> {
  page = await openPage(browser, { width: 320 });
  await page.clock.install();
  await withSession(page.context(), site, await site.signIn());
  await page.goto(`${site.url}/998/overblik`);
}

/** So long passes here and there. */
function pass(seconds: number): Promise<void> {
  site.wait(seconds / 60);
  return page.clock.fastForward(seconds * 1000);
}

async function asks(expected: boolean): Promise<void> {
  await page.clock.runFor(1000);
  await page.locator('#session-warning').waitFor({ state: expected ? 'visible' : 'hidden' });
}
