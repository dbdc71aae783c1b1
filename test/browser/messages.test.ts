import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aCitizensTown } from '../portal/citizens-town.ts';
import { openSite, type Site } from '../portal/portal-site.ts';
import { openBrowser, openPage, troublesOf, withSession, type Reader } from './browser.ts';
import { keepsNobodyOut, pictures, typefaceLoaded } from './shown.ts';

let town: Awaited<ReturnType<typeof aCitizensTown>>;
let site: Site;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  town = await aCitizensTown();
  site = await openSite(town.database);
  browser = await openBrowser();
}, 120_000);
afterEach(() => page.context().close());
afterAll(async () => {
  await browser.close();
  await site.close();
  await town.database.close();
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const attached = (name: string, content: Buffer) => ({ name, mimeType: 'application/pdf', buffer: content });

async function looksWell(name: string, { width }: Reader): Promise<void> {
  await typefaceLoaded(page);
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  await keepsNobodyOut(page);
}

const readers: readonly (readonly [string, Reader, 'da' | 'en'])[] = [
  ['in Danish on a phone', { width: 320 }, 'da'],
  ['in English on a computer', { width: 1280 }, 'en'],
];

describe.each(readers)('a citizen writes %s', { timeout: 120_000 }, (_, reader, language) => {
  const path = language === 'da' ? '/998' : '/998/en';
  const words = (danish: string, english: string) => (language === 'da' ? danish : english);

  test('from the first word to the receipt, with a file that is wrong first, and takes a complaint back', async () => {
    page = await openPage(browser, reader);
    await withSession(page.context(), site, await site.signIn({ debtor: town.anna }));
    await page.goto(`${site.url}${path}/skriv`);
    await looksWell(`messages-${language}`, reader);
    await page.getByRole('link', { name: words('Jeg er uenig i noget', 'I disagree with') }).click();
    await looksWell(`message-object-${language}`, reader);
    await page.getByLabel(/1\.250,00|1,250\.00/).check();
    await page.getByLabel(words('Beløbet er forkert', 'The amount is wrong')).check();
    await page.getByRole('textbox').fill('Jeg var der kun i to uger.\nSe papiret.');
    await page.locator('#files').setInputFiles([attached('kontrakt.pdf', Buffer.from('hej'))]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(words('kan vi ikke åbne', 'We cannot open')).first().waitFor();
    await looksWell(`message-object-wrong-${language}`, reader);
    expect(await page.getByRole('textbox').inputValue()).toContain('to uger.\nSe papiret.');
    await page.locator('#files').setInputFiles([attached('kontrakt.pdf', PDF)]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page
      .getByRole('heading', { level: 1, name: words('Tak. Vi har fået', 'Thank you. We have') })
      .waitFor();
    await looksWell(`message-receipt-${language}`, reader);
    await page.getByRole('link', { name: words('Tilbage til Skriv', 'Back to Write') }).click();
    await page
      .getByRole('link', { name: words('Klag over en beslutning', 'Complain about') })
      .first()
      .click();
    await looksWell(`message-complain-${language}`, reader);
    await page.getByRole('textbox').fill('Jeg tjener mindre nu.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('button', { name: words('Træk tilbage', 'Take it back') }).click();
    await page.getByText(words('Du trak det tilbage', 'You took it back')).waitFor();
    await looksWell(`message-withdrawn-${language}`, reader);
    await page.goto(`${site.url}${path}/dokumentation`);
    await looksWell(`message-papers-${language}`, reader);
    await page.getByRole('textbox').fill('Jeg tjener mindre nu.');
    // Signed out elsewhere meanwhile: what was typed is there all the same.
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { level: 1, name: words('er her endnu', 'is still here') }).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Jeg tjener mindre nu.');
    await looksWell(`message-kept-${language}`, reader);
    await withSession(page.context(), site, await site.signIn({ debtor: town.anna }));
    await page.getByRole('button', { name: words('Jeg er logget på igen', 'I have signed in') }).click();
    await page.getByText(words('Siden var blevet for gammel', 'The page had become too old')).waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Jeg tjener mindre nu.');
    await looksWell(`message-again-${language}`, reader);
    const troubles = troublesOf(page, site).filter((each) => !/status of 4(?:03|22)/.test(each));
    expect(troubles).toEqual([]);
  });
});
