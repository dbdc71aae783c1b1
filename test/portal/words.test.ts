import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lix } from '../lix.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, openSite, type Site } from './portal-site.ts';

let town: CitizensTown;
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
});
afterAll(async () => {
  await site.close();
  await town.database.close();
});

/** What stands in a page's content, without the paragraphs, which are cited last and name laws. */
async function content(who: 'anna' | 'bo' | 'carl' | 'erik', path: string): Promise<string> {
  const { body } = await ask(site, path, { token: await site.signIn({ debtor: town[who] }) });
  const main = /<main.*?<\/main>/s.exec(body)?.[0] ?? '';
  return main
    .replace(/<p class="rules">.*?<\/p>/gs, '')
    .replace(/<dialog.*?<\/dialog>/s, '')
    .replace(/<(?:title|desc|span class="sr-only")[^>]*>.*?<\/(?:title|desc|span)>/gs, '')
    .replace(/<\/(?:h\d|p|li|td|th|dt|dd|text|option|label|legend|a)>/g, ' . ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

async function everyDebtOf(who: 'anna'): Promise<string[]> {
  const { body } = await ask(site, '/998/overblik', { token: await site.signIn({ debtor: town[who] }) });
  const refs = Array.from(body.matchAll(/href="\/998(\/gaeld\/[^"]+)"/g), ([, path = '']) => path);
  return [...new Set(refs)];
}

const pages = [
  '/overblik',
  '/afsluttet',
  '/din-betaling',
  '/beregning',
  '/beregning/2026-03',
  '/hvis',
  '/betal-automatisk',
];

describe('no page has a word that says something about the reader, or that only we use', () => {
  test('in Danish', async () => {
    for (const who of ['anna', 'bo', 'carl'] as const)
      for (const path of [...pages, ...(await everyDebtOf('anna'))])
        expect(await content(who, `/998${path}`), `${who} ${path}`).not.toMatch(
          /skyldner|debitor|mislighold|restance|inddrivelse|retsforfølg|inkasso|psrm|\brim\b|fordring/i,
        );
  });

  test('in English', async () => {
    for (const who of ['anna', 'bo', 'carl'] as const)
      for (const path of [...pages, ...(await everyDebtOf('anna'))]) {
        const words = await content(who, `/998/en${path}`);
        expect(words.replaceAll('Danish Debt Collection Agency', ''), `${who} ${path}`).not.toMatch(
          /debtor|default|recovery|delinquent|enforce|collection/i,
        );
      }
  });
});

test.each(pages)('the Danish of %s is easy to read (LIX at most 40)', async (path) => {
  expect(lix([await content('anna', `/998${path}`)])).toBeLessThanOrEqual(40);
});
