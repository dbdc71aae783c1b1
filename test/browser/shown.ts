import type { Browser, Page } from '@playwright/test';
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import type { Site } from '../portal/portal-site.ts';
import { openPage, outOfBox, troublesOf, withSession } from './browser.ts';

/** Pages as they are seen. */
export const pictures = join(PROJECT_ROOT, 'var/pictures');

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface Shown {
  /** What its picture is called. */
  readonly name: string;
  /** From the site's own address. */
  readonly address: string;
  readonly width: 320 | 1280;
  readonly token?: SessionToken | null;
  readonly status?: number;
  /** What is opened before it is looked at. */
  readonly open?: string;
}

/** Opens a page, takes its picture, and expects that it keeps nobody out, does not scroll sideways, and complains of nothing. */
export async function show(browser: Browser, site: Site, shown: Shown): Promise<Page> {
  const { name, address, width, token = null, status = 200, open } = shown;
  mkdirSync(pictures, { recursive: true });
  const page = await openPage(browser, { width });
  if (token !== null) await withSession(page.context(), site, token);
  const reply = await page.goto(`${site.url}${address}`);
  expect(reply?.status()).toBe(status);
  await typefaceLoaded(page);
  if (open !== undefined) await page.locator(open).first().click();
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  await keepsNobodyOut(page);
  // That a page is not there, the browser itself complains of.
  expect(troublesOf(page, site).filter((trouble) => status === 200 || !trouble.includes('404'))).toEqual([]);
  return page;
}

/** Nothing of the page scrolls sideways or is cut, and axe finds nobody kept out, of all of it or a part. */
export async function keepsNobodyOut(page: Page, called = page.url(), part = 'html'): Promise<void> {
  expect(await outOfBox(page), called).toEqual([]);
  expect(await violationsIn(page, part), called).toEqual([]);
}

/** What axe finds in a part of the page as it is now, by WCAG 2.2 AA: the rule, and the markup of each place. */
export async function violationsIn(page: Page, part = 'html'): Promise<readonly (readonly string[])[]> {
  // Read once for each page, however often it is asked: most of its time is that. None of ours has another page in it.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  // Style sheets and sounds it would fetch once more each time: what it looks for in them is no rule of these, or not on our pages.
  const options = JSON.stringify({
    runOnly: WCAG,
    resultTypes: ['violations'],
    iframes: false,
    preload: false,
  });
  return page.evaluate(`axe.run(${JSON.stringify(part)}, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`);
}

const LOAD_TYPEFACE = `Promise.all(Array.from(document.fonts, (face) => face.load())).then((loaded) => loaded.map(({ status }) => status))`;

/** The tests' machine may have no other typeface, and would show nothing. */
export async function typefaceLoaded(page: Page): Promise<void> {
  const faces: unknown = await page.evaluate(LOAD_TYPEFACE);
  expect(faces).toEqual(['loaded', 'loaded']);
}
