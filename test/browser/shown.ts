import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import type { Site } from '../portal/portal-site.ts';
import { openPage, outOfBox, troublesOf, withSession } from './browser.ts';

/** Pages as they are seen. */
export const pictures = join(PROJECT_ROOT, 'var/pictures');

export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

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

export async function keepsNobodyOut(page: Page): Promise<void> {
  expect(await outOfBox(page)).toEqual([]);
  // In one go in the page itself: none of ours has another page in it.
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
}

const LOAD_TYPEFACE = `Promise.all(Array.from(document.fonts, (face) => face.load())).then((loaded) => loaded.map(({ status }) => status))`;

/** The tests' machine may have no other typeface, and would show nothing. */
export async function typefaceLoaded(page: Page): Promise<void> {
  const faces: unknown = await page.evaluate(LOAD_TYPEFACE);
  expect(faces).toEqual(['loaded', 'loaded']);
}
