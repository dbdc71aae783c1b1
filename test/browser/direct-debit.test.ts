import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { aDirectDebitTown } from '../integration/direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser } from './browser.ts';
import { show } from './shown.ts';

let database: FreshDatabase;
let site: Site;
let browser: Browser;
let token: SessionToken;
let signedUp: SessionToken;
beforeAll(async () => {
  database = await freshDatabase();
  const town = await aDirectDebitTown(database, { cancellationFiles: false });
  site = await openSite(database);
  browser = await openBrowser();
  const [anna, bo] = await town.do(async (tx) => {
    const both = [await somebody(tx, cprOf(1)), await somebody(tx, cprOf(2))] as const;
    for (const [place, debtor] of both.entries()) {
      const bill = { debtors: [debtor], type: 'KFDAINS', description: 'Plads i dagtilbud' };
      await anOrdinaryClaim(tx, { ...bill, claimId: `B-${place}`, owed: 1_250, due: '2026-03-19' });
      await anOrdinaryClaim(tx, { ...bill, claimId: `F-${place}`, owed: 600, due: '2026-03-06' });
    }
    return both;
  });
  await town.signUp(bo, '2026-03-02');
  await town.deliver('2026-03-03');
  await town.payments('2026-03-11');
  await town.deliver('2026-03-12');
  token = await site.signIn({ debtor: anna });
  signedUp = await site.signIn({ debtor: bo });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await database.close();
});

test('signing up by the bank’s own numbers, on a phone and a computer', async () => {
  const page = await show(browser, site, {
    name: 'direct-debit-offer',
    address: '/998/betal-automatisk',
    width: 320,
    token,
  });
  await page.getByRole('button', { name: 'Tilmeld dig' }).click();
  await page.getByRole('heading', { name: 'Du mangler ét skridt' }).waitFor();
  await page.context().close();
  const asked = { name: 'direct-debit-asked', address: '/998/betal-automatisk', token } as const;
  for (const width of [320, 1280] as const)
    await (await show(browser, site, { ...asked, width })).context().close();
});

test.each([
  ['direct-debit-active', '/998/betal-automatisk', 320],
  ['direct-debit-active', '/998/en/betal-automatisk', 1280],
  ['direct-debit-overview', '/998/overblik', 320],
  ['direct-debit-pay', '/998/betal', 1280],
] as const)('%s at %s, %d wide', async (name, address, width) => {
  const page = await show(browser, site, { name, address, width, token: signedUp });
  expect(await page.locator('h1').count()).toBe(1);
  await page.context().close();
});
