import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { beginAfdrag, type Running } from '../integration/command-line.ts';
import type { FreshDatabase } from '../integration/database.ts';
import { aCitizensTown, type CitizensTown } from '../portal/citizens-town.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Site } from '../portal/portal-site.ts';
import { noteAttended, takeCode } from '../../src/identity/guidance.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { startGuidanceServer } from '../../src/web/guidance-server.ts';
import { texts } from '../../src/web/portal/texts/texts.ts';
import { openBrowser, openPage, outOfBox, type Reader } from './browser.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { demoFile } from '../demo-file.ts';
import { pictures, show, violationsIn } from './shown.ts';

let town: CitizensTown & { readonly database: FreshDatabase };
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

test('a page that is shown to a member of staff keeps nobody out, on either side', async () => {
  const token = await site.signIn({ debtor: town.anna, name: 'Anna Prøvesen' });
  page = await show(browser, site, { name: 'guidance-da', address: '/998/vis', width: 1280, token });
  await sends(token, '/998/vis');
  await page.context().close();
  page = await show(browser, site, { name: 'guidance-code-da', address: '/998/vis', width: 320, token });
  const code = codeIn(await page.content());
  await town.do((tx) => takeCode(tx, { code, by: 'Bodil', at: OPENED_AT }));
  for (const width of [1280, 320] as const) {
    await page.context().close();
    const address = '/998/overblik';
    page = await show(browser, site, { name: 'guidance-citizen-da', address, width, token });
  }
  const folder = {
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    ownAddress: '',
    waysIn: [],
    checkout: null,
  };
  const log = createLog({ logLevel: 'silent' });
  const staff = { database: town.database, log, clock: () => OPENED_AT, municipality: SITE, code, ...folder };
  await using server = await startGuidanceServer(staff);
  const { origin, pathname: address } = new URL(server.url);
  for (const width of [320, 1280] as const) {
    await page.context().close();
    await town.do((tx) => noteAttended(tx, code));
    page = await show(browser, { ...site, url: origin }, { name: 'guidance-staff-da', address, width });
  }
});

const { staffOver } = texts.da.guidance;

/** How it ends, and the page of the member of staff who sees it then. */
const ends: readonly {
  readonly how: string;
  readonly staff: Reader;
  readonly end: (guided: Guided) => unknown;
}[] = [
  {
    how: 'the citizen stops it',
    staff: { width: 1280 },
    end: ({ token }) => sends(token, '/998/vis/stop'),
  },
  {
    how: 'the citizen signs out',
    staff: { width: 1280, script: false },
    end: ({ token }) => sends(token, '/998/log-ud'),
  },
  {
    how: 'time is up',
    staff: { width: 320 },
    end: ({ code }) =>
      town.do((tx) =>
        sql`update guidance set ends_at = ${OPENED_AT.toString()} where code = ${code}`.execute(tx),
      ),
  },
  // Twice, as when npm passes it on.
  {
    how: 'the command is stopped',
    staff: { width: 1280 },
    end: ({ command }) => [command.sends('SIGINT'), command.sends('SIGINT')],
  },
  { how: 'its window is closed', staff: { width: 320 }, end: ({ command }) => command.sends('SIGHUP') },
  { how: 'nobody answers', staff: { width: 320 }, end: ({ command }) => command.sends('SIGKILL') },
];

test('what staff see of a citizen’s page is gone within seconds however it ends, and the page says so', async () => {
  const codes = await Promise.all(
    ends.map(async ({ how, staff: reader, end }) => {
      const guided = await beginsGuidance();
      const staff = await openPage(browser, reader);
      try {
        await staff.goto(guided.url);
        expect(await staff.textContent('body'), how).toContain('Anna Prøvesen');
        await end(guided);
        await staff.getByRole('heading', { level: 1, name: staffOver }).waitFor({ timeout: 20_000 });
        expect(await staff.textContent('body'), how).not.toContain('Anna Prøvesen');
        expect(await staff.title(), how).toBe(staffOver);
        await staff.screenshot({ path: join(pictures, `guidance-over-${how.replaceAll(' ', '-')}.png`) });
        expect(await outOfBox(staff), how).toEqual([]);
        if (reader.script ?? true) expect(await violationsIn(staff), how).toEqual([]);
        const { status, err } = await guided.command.ended;
        if (how !== 'nobody answers') {
          expect(status, how).toBe(0);
          expect(err, how).toContain('Borgerens side vises ikke længere.');
          const { words } = await ask(site, '/998/overblik', { token: guided.token });
          expect(words, how).not.toContain('En medarbejder kan se');
        }
        return guided.code;
      } finally {
        await staff.context().close();
        guided.command.sends('SIGKILL');
      }
    }),
  );
  const again = await beginsGuidance(codes[0]).catch(String);
  expect(again).toContain('Koden gælder ikke.');
}, 120_000);

interface Guided {
  readonly token: SessionToken;
  readonly code: string;
  readonly command: Running;
  /** Where staff see the page. */
  readonly url: string;
}

/** Anna reads a code out, and a member of staff types it, or another, in the command. */
async function beginsGuidance(typed?: string): Promise<Guided> {
  const token = await site.signIn({ debtor: town.anna, name: 'Anna Prøvesen' });
  await sends(token, '/998/vis');
  const code = typed ?? codeIn((await ask(site, '/998/vis', { token })).words);
  await ask(site, '/998/overblik', { token });
  const words = ['portal', 'guide', '--municipality', SITE, '--code', code, '--by', 'Bodil'];
  const environment = {
    DATABASE_URL: town.database.url,
    AFDRAG_NOW: OPENED_AT.toString(),
    AFDRAG_LOG_LEVEL: 'silent',
  };
  const command = beginAfdrag(words, { environment });
  const url = await command.says('Borgerens side: ');
  if (url === null) throw new Error((await command.ended).err);
  return { token, code, command, url };
}

async function sends(token: SessionToken, path: string): Promise<void> {
  const from = path === '/998/vis' ? path : '/998/overblik';
  const form = { form: tokenOfForm(await ask(site, from, { token })) };
  await ask(site, path, { token, form });
}

function codeIn(words: string): string {
  return /Din kode er ([\d ]+)/.exec(words)?.[1]?.replaceAll(' ', '') ?? '';
}

test('who answers about a kind of debt stands on its page, on a phone and on a computer', async () => {
  const words = { da: 'Pladsanvisningen kender din plads.', en: 'Pladsanvisningen knows your place.' };
  const { default: usual } = configurationShape.parse(demoFile()).portal.contact;
  const types = { KFDAINS: { phone: '55 55 00 02', words } };
  await site.choose({ contact: { default: usual, topics: {}, types } });
  const token = await site.signIn({ debtor: town.anna });
  const { body } = await ask(site, '/998/overblik', { token });
  const address = /href="([^"]+)">Børnepasning, februar 2026</.exec(body)?.[1] ?? '';
  for (const width of [320, 1280] as const) {
    await page?.context().close();
    page = await show(browser, site, { name: 'debt-bill-da', address, width, token });
    await page.getByText(words.da).first().waitFor();
  }
});
