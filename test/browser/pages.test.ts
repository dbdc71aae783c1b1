import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { openSite, SITE, type Site } from '../portal/portal-site.ts';
import { checkboxes, dateField, errorSummary, radios, textField } from '../../src/web/ui/form-fields.ts';
import { html, markupOf, type Html } from '../../src/web/ui/html.ts';
import { backLink, breadcrumbs, details, facts, stepCount, submitButton } from '../../src/web/ui/parts.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser, openPage, weightOf, withSession } from './browser.ts';
import { keepsNobodyOut, pictures, show as look, typefaceLoaded } from './shown.ts';

let database: FreshDatabase;
let site: Site;
let browser: Browser;
let page: Page | null = null;
let anna: DebtorNumber;
beforeAll(async () => {
  database = await freshDatabase({ neighbour: true });
  site = await openSite(database);
  anna = await inMunicipality(database, SITE, async (tx) => {
    const debtor = await somebody(tx, cprOf(1));
    await anOrdinaryClaim(tx, { claimId: 'A-1', debtors: [debtor], owed: 1_234_567 });
    return debtor;
  });
  browser = await openBrowser();
}, 120_000);
afterEach(async () => {
  await page?.context().close();
  page = null;
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await database.close();
});

const LONG_NAME = 'Anne-Margrethe Christoffersen-Prøvenavnesen von Bøgevang';

type Language = 'da' | 'en';
type Width = 320 | 1280;
interface Shown {
  readonly name: string;
  readonly path: string;
  readonly signedIn?: true;
  readonly status?: number;
  /** Where it is, when it is not the municipality's. */
  readonly site?: '';
}

async function show(shown: Shown, language: Language, width: Width): Promise<void> {
  const { name, path, signedIn, status = 200, site: own = `/998${language === 'en' ? '/en' : ''}` } = shown;
  const token = signedIn === undefined ? null : await site.signIn({ name: LONG_NAME, debtor: anna });
  const picture = { name: `${name}-${language}`, width, status, token };
  page = await look(browser, site, { ...picture, address: `${own}${path}` });
}

test.each([
  ['operators', '/drift'],
  ['choice', '/'],
] as const)('%s keeps nobody out on a phone and on a desk', async (name, path) => {
  for (const width of [320, 1280] as const) {
    await page?.context().close();
    await show({ name, path, site: '' }, 'da', width);
  }
});

test('a long name and a large amount fit on a phone', async () => {
  await show({ name: 'overview-long', path: '/overblik', signedIn: true }, 'da', 320);
});

test.each([320, 1280] as const)(
  'every part that forms are made of keeps nobody out at %i px',
  async (width) => {
    page = await openPage(browser, { width });
    await page.goto(`${site.url}/998`);
    await page.evaluate(
      `document.getElementById('main-content').innerHTML = ${JSON.stringify(markupOf(someForm()))}`,
    );
    await typefaceLoaded(page);
    await page.screenshot({ path: join(pictures, `form-${width}.png`), fullPage: true });
    await keepsNobodyOut(page);
  },
);

function someForm(): Html {
  const language = 'da';
  const amount = {
    id: 'amount',
    label: 'Beløb',
    hint: 'Mindst 1 kr.',
    error: 'Skriv et beløb.',
    language,
  } as const;
  const months = ['Januar 2026', 'Februar 2026'].map((label, place) => ({
    value: label,
    label,
    chosen: place === 0,
    hint: '1.234,50 kr.',
  }));
  return html`${breadcrumbs([{ href: '/998/overblik', text: 'Overblik' }], 'Betal', language)}
    ${errorSummary([amount], language)} ${stepCount(1, 3, language)}
    <h1>Betal</h1>
    ${facts([{ name: 'Daginstitution', value: '1.234,50 kr.' }])}
    ${details('Hvad er det for?', html`<p>Januar</p>`)}
    ${textField({ ...amount, value: 'hundrede', keyboard: 'decimal' })}
    ${textField({ id: 'text', label: 'Skriv til os', value: '', rows: 4, required: false, language })}
    ${checkboxes({ id: 'debt', label: 'Hvad vil du betale?', language }, months)}
    ${radios({ id: 'how', label: 'Hvordan?', language }, months)}
    ${dateField({ id: 'day', label: 'Hvornår?', value: { day: '', month: '', year: '' }, language })}
    ${submitButton('Gå videre')} ${backLink({ href: '/998/overblik', text: 'Tilbage' })}`;
}

test('before it is open, and in the test with something that all are told', async () => {
  await site.choose({ state: 'closed', opensOn: date('2026-04-01') });
  await show({ name: 'closed', path: '' }, 'da', 320);
  await page?.context().close();
  const notices = [
    {
      from: date('2026-03-01'),
      to: date('2026-03-31'),
      da: 'Vi holder lukket fredag.',
      en: 'We are closed on Friday.',
    },
  ];
  await site.choose({ state: 'test', opensOn: date('2026-04-01'), notices });
  await show({ name: 'test', path: '' }, 'en', 1280);
  await site.choose({});
});

const MOVING = `Array.from(document.querySelectorAll('*'), (each) => [each.localName, getComputedStyle(each)])
  .filter(([, style]) => [style.transitionDuration, style.animationDuration].some((long) => /[1-9]/.test(long)))
  .map(([name]) => name)`;

test('nothing moves for who has asked that nothing should', async () => {
  page = await openPage(browser, { width: 320 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await withSession(page.context(), site, await site.signIn({ name: LONG_NAME, debtor: anna }));
  for (const path of ['/overblik', '/betal', '/aftaler', '/uenig']) {
    await page.goto(`${site.url}/998${path}`);
    expect([path, await page.evaluate(MOVING)]).toEqual([path, []]);
  }
});

test('a first visit takes at most 120 kB over the wire, a later one 15', async () => {
  page = await openPage(browser, { width: 320 });
  await withSession(page.context(), site, await site.signIn());
  const first = await weightOf(page, `${site.url}/998/overblik`);
  const later = await weightOf(page, `${site.url}/998/en/overblik`);
  console.log(`first visit ${first} bytes, later ${later}`);
  expect(first).toBeGreaterThan(20_000);
  expect(first).toBeLessThanOrEqual(120_000);
  expect(later).toBeGreaterThan(500);
  expect(later).toBeLessThanOrEqual(15_000);
});
