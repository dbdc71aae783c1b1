import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { date } from '../../src/kernel/dates.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { openPayingSite, type PayingSite } from '../portal/paying-site.ts';
import { SITE } from '../portal/portal-site.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser, openPage, troublesOf, widerThanWindow, withSession, type Reader } from './browser.ts';

let database: FreshDatabase;
let paying: PayingSite;
let browser: Browser;
let page: Page;
let people = 0;
const pictures = join(PROJECT_ROOT, 'var/pictures');
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  database = await freshDatabase();
  paying = await openPayingSite(database);
  browser = await openBrowser();
}, 120_000);
afterEach(() => page.context().close());
afterAll(async () => {
  await browser.close();
  await paying[Symbol.asyncDispose]();
  await database.close();
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Somebody with four bills, the first with a payment line, comes with such a device. */
async function comes(reader: Reader): Promise<DebtorNumber> {
  people += 1;
  const debtor = await inMunicipality(database, SITE, async (tx) => {
    const who = await somebody(tx, cprOf(people));
    const bill = (owed: number, due: string, type = 'CFFAKTU') =>
      anOrdinaryClaim(tx, { claimId: `R-${people}-${owed}`, debtors: [who], owed, due, type });
    const first = await bill(1_250, '2026-03-01', 'KFDAINS');
    await bill(300, '2026-03-20', 'KFSKFRI');
    await bill(12_500, '2026-03-02');
    const base = String(people).padStart(14, '0');
    const line = {
      to: 'claim',
      number: first,
      debtor: who,
      kind: '71',
      base,
      on: date('2026-02-01'),
    } as const;
    await givePaymentLines(tx, [line]);
    return who;
  });
  page = await openPage(browser, reader);
  await withSession(page.context(), paying.site, await paying.site.signIn({ debtor }));
  return debtor;
}

async function looksWell(name: string, { width, script = true }: Reader): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  expect(await widerThanWindow(page)).toBe(0);
  // Where there is no script, what checks a page cannot run in it either.
  if (!script) return;
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

/** What went wrong in the browser, but for the simulated provider's page, which is not ours. */
function troubles(): string[] {
  const { origin } = new URL(paying.simulator.url);
  return troublesOf(page, paying.site).filter(
    (each) => !each.includes(origin) && !each.includes('favicon') && !each.includes('status of 422'),
  );
}

const readers: readonly (readonly [string, Reader, 'da' | 'en'])[] = [
  ['in Danish on a phone without script', { width: 320, script: false }, 'da'],
  ['in Danish on a phone', { width: 320 }, 'da'],
  ['in English on a computer', { width: 1280 }, 'en'],
];

describe.each(readers)('a citizen pays %s', { timeout: 120_000 }, (_, reader, language) => {
  const path = language === 'da' ? '/998' : '/998/en';
  const words = (danish: string, english: string) => (language === 'da' ? danish : english);

  test('by MobilePay, from the list to the thanks', async () => {
    await comes(reader);
    await page.goto(`${paying.site.url}${path}/betal`);
    await looksWell('pay', reader);
    await page.getByRole('button', { name: words('Gå videre', 'Continue') }).click();
    await looksWell('pay-method', reader);
    await page.getByLabel('MobilePay').check();
    await page.getByRole('button', { name: words('Gå til betaling', 'Go to payment') }).click();
    await looksWell('payment-open', reader);
    await page.getByRole('link', { name: words('Fortsæt til MobilePay', 'Continue to MobilePay') }).click();
    await page.getByRole('button', { name: 'Godkend, men kom tilbage som afvist' }).click();
    await page.waitForURL(`**${path}/betaling/*`);
    const thanks = words('Tak. Vi har modtaget', 'Thank you. We have received');
    await page.getByRole('heading', { level: 1, name: thanks }).waitFor();
    await looksWell('payment-paid', reader);
    expect(troubles()).toEqual([]);
  });

  test('and leaves without paying: it says so, and how to try again', async () => {
    await comes(reader);
    await page.goto(`${paying.site.url}${path}/betal`);
    await page.getByRole('button', { name: words('Gå videre', 'Continue') }).click();
    await page.getByLabel('MobilePay').check();
    await page.getByRole('button', { name: words('Gå til betaling', 'Go to payment') }).click();
    const own = page.url();
    await page.getByRole('link', { name: words('Fortsæt til MobilePay', 'Continue to MobilePay') }).click();
    await page.getByRole('button', { name: 'Gør ingenting (hæng)' }).click();
    await page.goto(`${own}/retur?status=ok`);
    await page
      .getByRole('heading', { name: words('Vi har ikke fået svar endnu', 'We have not had an answer') })
      .waitFor();
    await looksWell('payment-returned', reader);
    paying.simulator.payments.goWrong('read', 'down');
    paying.site.wait(2);
    await page.goto(own);
    await looksWell('payment-checking', reader);
    paying.site.wait(1);
    await page.goto(own);
    await page.getByRole('button', { name: words('Stop betalingen', 'Stop the payment') }).click();
    await page
      .getByRole('heading', { name: words('Betalingen blev ikke gennemført', 'The payment was not made') })
      .waitFor();
    await looksWell('payment-not-paid', reader);
    expect(troubles()).toEqual([]);
  });

  test('with a wrong amount first, and then by the line in the own bank', async () => {
    await comes(reader);
    await page.goto(`${paying.site.url}${path}/betal`);
    await page.getByLabel(words('Beløb', 'Amount')).fill('alt');
    await page.getByRole('button', { name: words('Gå videre', 'Continue') }).click();
    await looksWell('pay-wrong', reader);
    await page.getByLabel(words('Beløb', 'Amount')).fill('');
    await page.getByRole('button', { name: words('Gå videre', 'Continue') }).click();
    await page.getByLabel(words('Din egen bank', 'Your own bank')).check();
    await page.getByRole('button', { name: words('Gå til betaling', 'Go to payment') }).click();
    await page
      .getByRole('heading', { name: words('Betal i din egen bank', 'Pay in your own bank') })
      .waitFor();
    await looksWell('pay-bank', reader);
    expect(await page.content()).toMatch(/\+71&lt;\d{15} \+8\d{7}&lt;/);
    expect(troubles()).toEqual([]);
  });
});

test('with a script the page of a payment finds out by itself', { timeout: 60_000 }, async () => {
  const reader = { width: 320 } as const;
  await comes(reader);
  await page.goto(`${paying.site.url}/998/betal`);
  await page.getByRole('button', { name: 'Gå videre' }).click();
  await page.getByLabel('MobilePay').check();
  await page.getByRole('button', { name: 'Gå til betaling' }).click();
  const reference = `998-${page.url().split('/').at(-1)}`;
  await paying.simulator.decide(reference, 'authorized');
  paying.site.wait(1);
  await page.getByRole('heading', { name: 'Tak. Vi har modtaget' }).waitFor({ timeout: 15_000 });
  expect(troubles()).toEqual([]);
});
