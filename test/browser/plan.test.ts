import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { addFetchedPerson } from '../integration/fetched-person.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { held } from '../portal/citizens-town.ts';
import { openSite, SITE, type Site } from '../portal/portal-site.ts';
import { cprOf } from '../vocabulary.ts';
import { openBrowser, troublesOf } from './browser.ts';
import { keepsNobodyOut, pictures, show } from './shown.ts';

let database: FreshDatabase;
let site: Site;
let browser: Browser;
beforeAll(async () => {
  database = await freshDatabase();
  const limits = { mostMonths: 12, least: '100.00' };
  site = await openSite(database, {
    configuration: {
      arrangements: {
        mostMonths: 18,
        least: '100.00',
        toleranceDays: 5,
        tolerance: '0.00',
        demandDays: 10,
        ownPlans: { otherTypes: limits, claimTypes: {} },
      },
    },
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await database.close();
});

test.each([
  ['on a phone in Danish', 320, '/998', 1],
  ['on a computer in English', 1280, '/998/en', 2],
] as const)(
  'somebody agrees to pay a little at a time %s, and stops it',
  { timeout: 90_000 },
  async (_, width, path, person) => {
    const words = (danish: string, english: string) => (path === '/998' ? danish : english);
    const debtor = await inMunicipality(database, SITE, async (tx) => {
      const who = await somebody(tx, cprOf(person));
      const bill = (owed: number, type: string) =>
        anOrdinaryClaim(tx, {
          claimId: `R-${person}-${owed}`,
          debtors: [who],
          owed,
          type,
          due: '2026-03-01',
        });
      await bill(1_250, 'KFDAINS');
      await bill(300, 'CFFAKTU');
      await held(tx, await bill(800, 'KFETAND'), 'objection');
      return who;
    });
    const token = await site.signIn({ debtor });
    const page = await show(browser, site, { name: 'plan-new', address: `${path}/aftaler/ny`, width, token });
    const looksWell = async (name: string) => {
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
      await keepsNobodyOut(page);
    };
    await page.getByRole('button', { name: words('Vis planen', 'Show the plan') }).click();
    await looksWell('plan-wrong');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel(words('Hvor mange måneder?', 'How many months?')).fill('8');
    await page.getByRole('button', { name: words('Vis planen', 'Show the plan') }).click();
    await page.getByRole('heading', { level: 1, name: words('Din plan', 'Your plan') }).waitFor();
    await looksWell('plan-show');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: words('Skriv under', 'Sign'), exact: true }).click();
    await page
      .getByRole('heading', { name: words('Din aftale gælder nu', 'Your agreement is in force') })
      .waitFor();
    await looksWell('plan-made');
    await page
      .getByRole('link', { name: words('Tilbage til dine aftaler', 'Back to your agreements') })
      .click();
    await looksWell('plans');
    await page.goBack();
    await page.getByRole('link', { name: words('Stop aftalen', 'Stop the agreement') }).click();
    await looksWell('plan-stop');
    await page.getByRole('button', { name: words('Ja, stop aftalen', 'Yes, stop the agreement') }).click();
    await page.getByText(words('Aftalen sluttede', 'The agreement ended')).waitFor();
    expect(troublesOf(page, site).filter((each) => !each.includes('status of 422'))).toEqual([]);
    await page.context().close();
  },
);

test.each([320, 1280] as const)(
  'somebody chooses messages, %i pixels wide',
  { timeout: 60_000 },
  async (width) => {
    const unlessChosen = { 'new-debt': [], 'due-soon': [], 'payment-received': [] };
    await site.choose({
      notifications: { channels: ['digital-post', 'nemsms'], daysBefore: 3, unlessChosen },
    });
    const debtor = await inMunicipality(database, SITE, async (tx) => {
      const who = await somebody(tx, cprOf(width));
      await addFetchedPerson(tx, who);
      return who;
    });
    const token = await site.signIn({ debtor });
    const page = await show(browser, site, { name: 'notifications', address: '/998/beskeder', width, token });
    await page.getByRole('checkbox', { name: 'Sms (NemSMS)' }).nth(1).check();
    await page.getByRole('button', { name: 'Gem dine valg' }).click();
    await page.getByRole('heading', { name: 'Dine valg er gemt' }).waitFor();
    await page.screenshot({ path: join(pictures, `notifications-saved-${width}.png`), fullPage: true });
    await keepsNobodyOut(page);
    await page.context().close();
  },
);
