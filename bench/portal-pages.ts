import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { openBrowser, openPage, startBrowser, weightOf } from '../test/browser/browser.ts';
import type { Reading } from './figure.ts';
import { aTown, type Town } from './portal-town.ts';

/** The citizens' pages as a phone has them: what they weigh, and how Lighthouse scores them on its mobile settings. */
const NOTE = 'docs/performance.md, "The citizens\' pages on a phone"';

const ADDRESSES = ['/998', '/998/overblik', '/998/din-betaling', '/998/betal', '/998/indsigt'] as const;

const cookieOf = ({ token }: Town) => `afdrag-998=${token}`;

/** A first visit fetches all; a later one the page alone. Kilobytes of 1,000. */
function weight(name: string, visit: 'first' | 'later', target: number): Reading {
  const prepare = async () => {
    const town = await aTown();
    const browser = await openBrowser();
    const read = async () => {
      const page = await openPage(browser, { width: 320 });
      await page.context().addCookies([{ name: 'afdrag-998', value: town.token, url: town.web.url }]);
      const first = await weightOf(page, `${town.web.url}/998/overblik`);
      const later = await weightOf(page, `${town.web.url}/998/din-betaling`);
      await page.context().close();
      return (visit === 'first' ? first : later) / 1_000;
    };
    const close = async () => {
      await browser.close();
      await town.close();
    };
    return { read, close };
  };
  return { name, unit: 'kB', better: 'lower', target, note: NOTE, prepare };
}

export const firstVisit = weight('first-visit', 'first', 120);
export const laterVisit = weight('later-visit', 'later', 15);

/** The lowest score of all the pages, of a hundred. */
function score(name: string, category: 'performance' | 'accessibility'): Reading {
  const prepare = async () => {
    const town = await aTown();
    const proxy = await withoutReferrerPolicy(town.web.url);
    const profile = await mkdtemp(join(tmpdir(), 'afdrag-lighthouse-'));
    const browser = await startBrowser(profile);
    const read = async () => {
      const scores: number[] = [];
      for (const address of ADDRESSES) {
        const asked = { port: browser.port, category, cookie: cookieOf(town) };
        scores.push(await scoreOf(`${proxy.url}${address}`, asked));
      }
      return Math.min(...scores);
    };
    const close = async () => {
      const ended = once(browser.process, 'exit');
      browser.process.kill();
      await ended;
      await rm(profile, { recursive: true, force: true });
      proxy.close();
      await town.close();
    };
    return { read, close };
  };
  return { name, unit: 'of 100', better: 'higher', target: 95, note: NOTE, prepare };
}

export const lighthousePerformance = score('lighthouse-performance', 'performance');
export const lighthouseAccessibility = score('lighthouse-accessibility', 'accessibility');

interface Scored {
  readonly port: number;
  readonly category: 'performance' | 'accessibility';
  readonly cookie: string;
}

async function scoreOf(address: string, { port, category, cookie }: Scored): Promise<number> {
  const result = await lighthouse(address, {
    port,
    onlyCategories: [category],
    logLevel: 'error',
    extraHeaders: { Cookie: cookie },
  });
  const score = result?.lhr.categories[category]?.score;
  if (result === undefined || score == null || result.lhr.finalDisplayedUrl !== address)
    throw new Error(`${address}: ${result?.lhr.runtimeError?.message ?? 'no score'}`);
  return score * 100;
}

/**
 * The same pages with all their headers but `referrer-policy`: of a document that has it, this build of Chromium tells Lighthouse
 * that it was aborted, though it shows it.
 */
async function withoutReferrerPolicy(origin: string) {
  const server = createServer((asked, reply) => {
    const onward = request(`${origin}${asked.url}`, { headers: asked.headers }, (answer) => {
      const { 'referrer-policy': _, ...headers } = answer.headers;
      reply.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy()).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
