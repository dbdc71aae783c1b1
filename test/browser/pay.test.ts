import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { date } from '../../src/kernel/dates.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { openPayingSite, type PayingSite } from '../portal/paying-site.ts';
import { SITE } from '../portal/portal-site.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser, openPage, troublesOf, withSession, type Reader } from './browser.ts';
import { keepsNobodyOut, pictures } from './shown.ts';

let database: FreshDatabase;
let paying: PayingSite;
let browser: Browser;
let page: Page;
let people = 0;
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

async function looksWell(name: string, { width }: Reader): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  await keepsNobodyOut(page);
}

/** What went wrong in the browser, but for the simulated provider's page, which is not ours. */
function troubles(): string[] {
  const { origin } = new URL(paying.simulator.url);
  return troublesOf(page, paying.site).filter(
    (each) => !each.includes(origin) && !each.includes('favicon') && !each.includes('status of 422'),
  );
}

test('who leaves without paying is told so, and how to try again', { timeout: 90_000 }, async () => {
  const reader = { width: 320 } as const;
  await comes(reader);
  await page.goto(`${paying.site.url}/998/betal`);
  await page.getByRole('button', { name: 'Gå videre' }).click();
  await page.getByLabel('MobilePay').check();
  await page.getByRole('button', { name: 'Gå til betaling' }).click();
  const own = page.url();
  await page.getByRole('link', { name: 'Fortsæt til MobilePay' }).click();
  await page.getByRole('button', { name: 'Gør ingenting (hæng)' }).click();
  await page.goto(`${own}/retur?status=ok`);
  await page.getByRole('heading', { name: 'Vi har ikke fået svar endnu' }).waitFor();
  await looksWell('payment-returned', reader);
  paying.simulator.payments.goWrong('read', 'down');
  paying.site.wait(2);
  await page.goto(own);
  await looksWell('payment-checking', reader);
  paying.site.wait(1);
  await page.goto(own);
  await page.getByRole('button', { name: 'Stop betalingen' }).click();
  await page.getByRole('heading', { name: 'Betalingen blev ikke gennemført' }).waitFor();
  await looksWell('payment-not-paid', reader);
  expect(troubles()).toEqual([]);
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
