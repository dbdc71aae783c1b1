import { spawn, type ChildProcess } from 'node:child_process';
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

// The package has a shell alone, and tests run as whoever runs them, also as root.
const SHELL = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--headless=shell'] as const;

/** The browser that `CHROMIUM` names, or the packaged one. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await chosen();
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: [...SHELL] });
}

/** The same browser for what speaks to it by a port of its own: to be ended by who has begun it. */
export async function startBrowser(
  profile: string,
): Promise<{ readonly port: number; readonly process: ChildProcess }> {
  const { executablePath, env } = await chosen();
  const args = [...SHELL, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const started = spawn(executablePath, args, { env: { ...process.env, ...env }, stdio: [...stdio] });
  for await (const said of started.stderr) {
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(String(said))?.[1];
    if (port !== undefined) return { port: Number(port), process: started };
  }
  throw new Error('the browser has ended before it told its port');
}

async function chosen(): Promise<Unpacked> {
  const named = process.env['CHROMIUM'];
  return named === undefined ? unpacked() : { executablePath: named, env: {} };
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

/** What a page and all that it takes with it weigh over the wire; bytes. */
export async function weightOf(page: Page, address: string): Promise<number> {
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await network.send('Network.enable');
  await page.goto(address, { waitUntil: 'networkidle' });
  await network.detach();
  return bytes;
}

/** Signs the page's reader in, as the end of a sign-in would. */
export async function withSession(context: BrowserContext, site: Site, token: SessionToken): Promise<void> {
  await context.addCookies([
    { name: 'afdrag-998', value: token, url: site.url, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/**
 * What scrolls sideways, the page itself or a box in it, is wider than its own box, or is cut off below: text that is only heard excepted. A few
 * pixels of an edge hide nothing.
 */
export function outOfBox(page: Page): Promise<readonly string[]> {
  return page.evaluate(`Array.from(document.querySelectorAll('html, body *'))
    .filter((each) => {
      if (each.clientWidth <= 1 || each.closest('.sr-only, .skipnav') !== null) return false;
      const isCut = getComputedStyle(each).overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 4;
      return isCut || each.scrollWidth > each.clientWidth + 4;
    })
    .map((each) => each.localName + '.' + each.className + ' ' + each.scrollWidth + '×' + each.scrollHeight + ' in ' +
      each.clientWidth + '×' + each.clientHeight + ': ' + each.textContent.trim().slice(0, 60))`);
}
