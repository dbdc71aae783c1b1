import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../../src/letters/typesetter.ts';
import { messagesShape } from '../../src/municipality/choices/messages.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { afdrag } from '../integration/command-line.ts';
import { ask, OPENED_AT, openSite, SITE, type Site } from './portal-site.ts';

let database: FreshDatabase;
let site: Site;
beforeAll(async () => {
  database = await freshDatabase();
  site = await openSite(database);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

describe('the help page', () => {
  test('is there before signing in and after, and every page leads to it', async () => {
    const token = await site.signIn();
    expect((await ask(site, '/998/hjaelp')).words).toContain('Sådan logger du på');
    expect((await ask(site, '/998/hjaelp', { token })).status).toBe(200);
    for (const path of ['/998', '/998/log-paa', '/998/logget-af'])
      expect((await ask(site, path)).body, path).toContain('href="/998/hjaelp"');
    expect((await ask(site, '/998/en/overblik', { token })).body).toContain('href="/998/en/hjaelp"');
  });

  test('says what one can do who cannot pay, and whom to call about that', async () => {
    const topics = { cannotPay: { phone: '55 55 00 03' } };
    await site.choose({ contact: { default: null, topics, types: {} } });
    expect((await ask(site, '/998/hjaelp')).words).toContain(
      'Så finder vi ud af det sammen. Ring til os på 55 55 00 03.',
    );
  });

  test('says what one can do on the pages, as the municipality has chosen', async () => {
    await site.choose({});
    const all = (await ask(site, '/998/hjaelp')).words;
    expect(all).toContain('Skrive, at du er uenig, eller klage, og se, hvad der sker med det.');
    const none = { objections: false, complaints: false, hearings: false, documentation: false };
    await site.choose({
      payment: { mobilepay: false, card: false, bank: true, inTest: 'simulator' },
      messages: { ...messagesShape.parse(undefined), ...none },
    });
    const less = (await ask(site, '/998/hjaelp')).words;
    expect(less).toContain(
      'Se, hvordan du betaler i din bank. Lade din bank betale automatisk med Betalingsservice. Lave en aftale om at betale lidt ad gangen.',
    );
    expect(less).not.toContain('Skrive, at du er uenig');
    await site.choose({});
  });
});

describe('the card for desks and libraries', () => {
  test.each([
    ['', 'kort-998-da.pdf', 'da-DK'],
    ['/en', 'card-998-en.pdf', 'en-GB'],
  ])('is a tagged PDF of one page (%s)', async (language, name, spoken) => {
    const { status, headers, body } = await ask(site, `/998${language}/hjaelp/kort.pdf`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(pagesOf(Buffer.from(body, 'latin1'))).toBe(1);
    expect(body).toMatch(/\/StructTreeRoot/);
    expect(body).toMatch(new RegExp(`/Lang ?\\(${spoken}\\)`));
    expect(body).toContain('pdfuaid:part');
  });
});

describe('by command', () => {
  const address = ['--address', 'https://betaling.boegevang.example'];
  const command = (...words: readonly string[]) =>
    afdrag(['portal', ...words, '--municipality', SITE], {
      environment: {
        DATABASE_URL: database.url,
        AFDRAG_NOW: OPENED_AT.toString(),
        AFDRAG_LOG_LEVEL: 'silent',
      },
    });

  test('the card is written where it is wanted, and never with an address that nobody knows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'afdrag-card-'));
    try {
      const out = join(folder, 'kort.pdf');
      const made = await command('card', ...address, '--out', out);
      expect([made.status, made.out]).toEqual([0, `${out}\n`]);
      expect(pagesOf(readFileSync(out))).toBe(1);
      const unknown = await command('card', '--out', join(folder, 'intet.pdf'));
      expect([unknown.status, existsSync(join(folder, 'intet.pdf'))]).toEqual([1, false]);
      expect(unknown.err).toContain('Sidens adresse er ikke kendt.');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the texts have the municipality’s own name, address and hours, and say that one can pay only where one can', async () => {
    await site.choose({});
    const { status, out } = await command('texts', ...address);
    expect(status).toBe(0);
    expect(out).toContain(
      'Se, hvad du skylder Bøgevang Kommune, og betal på betaling.boegevang.example/998.',
    );
    expect(out).toContain('Vi tager telefonen mandag til torsdag kl. 9-15 og fredag kl. 9-12.');
    await site.choose({ payment: { mobilepay: false, card: false, bank: true, inTest: 'simulator' } });
    expect((await command('texts', '--language', 'en', ...address)).out).toContain(
      'See what you owe Bøgevang Kommune, and how to pay, at betaling.boegevang.example/998/en.',
    );
  });
});
