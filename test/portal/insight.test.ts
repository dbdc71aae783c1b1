import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logAccess } from '../../src/access/access-log.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { receive } from '../../src/payments/receive.ts';
import { matterOf } from '../../src/insight/looked-at.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { behindOurBack } from '../integration/town.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { ask, OPENED_AT, openSite, type Reply, type Site } from './portal-site.ts';

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

async function shown(debtor: DebtorNumber | null, path: string): Promise<Reply> {
  return ask(site, path, { token: await site.signIn({ debtor }) });
}

function looked(debtor: DebtorNumber, about: string, actor = 'Bodil Sagsbehandler'): Promise<void> {
  const purpose = 'Naboen Kaj Kajsen har spurgt';
  return town.do((tx) => logAccess(tx, { at: OPENED_AT, actor, purpose, debtor, about }));
}

describe('who has looked', () => {
  test('nobody is said as that', async () => {
    const { words } = await shown(town.dorthe, '/998/indsigt');
    expect(words).toContain('Ingen har slået dig op. Vores medarbejdere arbejder også med lister');
  });

  test('is told by day and matter, and never by whom, nor in words that may name others', async () => {
    await looked(town.anna, 'debtor show');
    await looked(town.anna, 'payment 7');
    await looked(town.anna, 'payment 8');
    await looked(town.dorthe, 'Betalingsservice');
    await looked(town.anna, 'balance', 'system day run');
    const { words } = await shown(town.anna, '/998/indsigt');
    expect(words).toContain(
      '12. marts 2026 En medarbejder En betaling 12. marts 2026 En medarbejder Hele din sag',
    );
    // Two steps of one matter on a day say the same.
    expect(words.match(/En betaling/g)).toHaveLength(1);
    expect(words).not.toMatch(/Bodil|Kaj|Det, du skylder/);
    // No more is promised than stands there.
    expect(words).toContain('hvornår vores medarbejdere har slået dig op, og hvad det handlede om.');
    expect(words).toContain('Vi viser heller ikke, hvad medarbejderne har skrevet om hvorfor');
    expect(words).toContain(
      'arbejder også med lister over mange. Du kan være på en af dem. Det står ikke her.',
    );
    expect((await shown(town.dorthe, '/998/indsigt')).words).toContain('En medarbejder Betalingsservice');
    expect((await shown(town.anna, '/998/en/indsigt')).words).toContain(
      '12 March 2026 A member of staff A payment',
    );
  });

  test('has words for every matter that a command notes', () => {
    const folder = join(PROJECT_ROOT, 'src/cli');
    const named = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !/^(demo|play)-/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((code) => /logAccess\(|Matter</.test(code))
      .flatMap((code) => [...code.matchAll(/\b(?:about:|about =|name:) [`'](?<about>[A-Za-z][^`']*)[`']/g)])
      .map(({ groups }) => groups?.['about'] ?? '');
    const ofEverybody =
      /^(bank|unclear|Betalingsservice \$|direct debit|pay-out|answer of|set-off-registration|delivery|list|till|approve|month|identity|acting|verify)/;
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((about) => matterOf(about) === 'other' && !ofEverybody.test(about))).toEqual([]);
  });

  test('says when one who acts for the person has been here, and when they paid, without saying who', async () => {
    await looked(town.carl, 'portal', `citizen:${town.bo}`);
    await looked(town.carl, 'portal pay-begin', 'helper:7');
    const { words } = await shown(town.carl, '/998/indsigt');
    expect(words).toContain(
      '12. marts 2026 En, der handler for dig En betaling 12. marts 2026 En, der handler for dig Dine sider her',
    );
    expect(words).not.toContain(String(town.bo));
  });

  test('about others is not told', async () => {
    expect((await shown(town.bo, '/998/indsigt')).words).toContain('Ingen har slået dig op.');
  });
});

/** Every text that stands in the file, of whatever is not somebody's own words or name. */
function valuesIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(valuesIn) : [];
}

describe('the file with what is kept', () => {
  test('has what there is about the person, and is kept by nothing on the way', async () => {
    const { headers, body } = await shown(town.anna, '/998/indsigt/mine-oplysninger.json');
    expect(headers.get('content-disposition')).toBe('attachment; filename="oplysninger-2026-03-12.json"');
    expect(headers.get('cache-control')).toBe('no-store');
    const data = JSON.parse(body) as Readonly<Record<string, unknown>>;
    expect(data).toMatchObject({
      opgjort: '2026-03-12',
      person: { kilde: 'CPR', navn: 'Prøve Person 1' },
      'opslag, der ikke er med': expect.stringContaining('lister over mange. Du kan være på en af dem.'),
      betalinger: [{ beløb: '75.00', måde: 'Fra din bank' }],
      beslutninger: [{ 'om måneden': '3950.00', tilstand: 'brevet er nået frem' }],
      beregninger: [
        {
          måned: '2026-03',
          resultat: 'der skal betales hver måned',
          hvorfor: expect.arrayContaining([expect.stringContaining('252.000,00 kr.')]),
          'indkomst efter skat om året': '252000.00',
          procent: 19,
        },
      ],
    });
    const debts = data['gæld'] as readonly { nummer: string; frist: unknown; tilstand: unknown }[];
    expect(debts).toHaveLength(19);
    // As the pages tell it, and none of what is paid.
    const told = new Set(
      debts.map(({ nummer, frist, tilstand }) => JSON.stringify([nummer, frist, tilstand])),
    );
    for (const each of [
      ['K-1-1', ['2026-04-01'], ['betales lidt ad gangen']],
      ['A-1', ['2026-03-01'], ['fristen er gået']],
      ['A-7', [null], ['betalt']],
    ])
      expect(told).toContain(JSON.stringify(each));
    const indkomst = data['indkomst'] as readonly { indberetninger: readonly object[] }[];
    expect(indkomst.flatMap(({ indberetninger }) => indberetninger)).toContainEqual(
      expect.objectContaining({ 'løn og andet med AM-bidrag': expect.stringMatching(/^\d+\.\d\d$/) }),
    );
  });

  test('says why somebody need not pay: which benefit, and what follows from it', async () => {
    const { body } = await shown(town.bo, '/998/indsigt/mine-oplysninger.json');
    expect(JSON.parse(body)).toMatchObject({
      ydelser: [{ kilde: 'Ydelsesindeks', ydelser: [{ ydelse: 'kontanthjælp' }] }],
      beregninger: [
        {
          resultat: 'der skal ikke betales nu',
          hvorfor: ['Du får en ydelse, som efter reglerne betyder, at du ikke skal betale nu.'],
        },
      ],
    });
  });

  test('has what rests, with why, and money that is held, in words and in no code of ours', async () => {
    await town.do((tx) =>
      receive(tx, {
        amount: kroner(99_000),
        channel: 'bank',
        reference: 'for meget',
        receivedOn: date('2026-03-10'),
        told: { by: 'debtor', debtor: town.carl, wish: [] },
        by: 'prøve',
        at: OPENED_AT,
      }),
    );
    for (const debtor of [town.anna, town.carl]) {
      const { body } = await shown(debtor, '/998/indsigt/mine-oplysninger.json');
      const data = JSON.parse(body) as Readonly<Record<string, unknown>>;
      expect(
        valuesIn(data).filter((value) =>
          /^[a-z]+(?:-[a-z]+)+$|^(?:plan|deferral|principal|interest|fee|other|paid|due|future|digital|bank|card)$/.test(
            value,
          ),
        ),
      ).toEqual([]);
      if (debtor === town.carl)
        expect(data['penge vi har']).toMatchObject({
          'måske for meget': [{ hvorfor: 'betalt for meget' }],
        });
      else expect(body).toContain('"hvorfor": "en medarbejder har sat det på pause"');
    }
  });

  test('has nobody else in it: not who owes a debt too, nor who looked, and no number of CPR', async () => {
    const { body } = await shown(town.anna, '/998/indsigt/mine-oplysninger.json');
    expect(body).not.toMatch(/Person 2|100002|Bodil|Kaj|\b\d{6}-?\d{4}\b/);
    expect(body).toContain('"sammen med andre": true');
  });

  test('says first what could not be read, and nothing is taken for nothing', async () => {
    const rename = (from: string, to: string) =>
      behindOurBack(town.database, sql`alter table ${sql.table(`m0998.${from}`)} rename to ${sql.ref(to)}`);
    for (const table of ['decision', 'recovery_claim', 'mandate']) await rename(table, `${table}_away`);
    try {
      const { status, body } = await shown(town.anna, '/998/indsigt/mine-oplysninger.json');
      const data = JSON.parse(body) as Readonly<Record<string, unknown>>;
      expect([status, data['mangler']]).toEqual([
        200,
        [
          'beslutninger',
          'beregninger',
          'Betalingsservice',
          'Vi kan ikke vise dine aftaler og planer lige nu.',
          'Vi kan ikke vise, hvad der er hos Gældsstyrelsen lige nu. Det er ikke talt med her.',
          'Vi kan ikke vise, hvad vi har skrevet om dine regninger, og hvad der sker nu.',
        ],
      ]);
      expect(data['beslutninger']).toBe('Det kan vi ikke læse lige nu. Hent filen igen senere.');
      expect(data['betalinger']).not.toEqual([]);
    } finally {
      for (const table of ['decision', 'recovery_claim', 'mandate']) await rename(`${table}_away`, table);
    }
  });

  test('is much work, and is made five times at once for one who is signed in, and others do not wait for it', async () => {
    const token = await site.signIn({ debtor: town.dorthe });
    const fetched = () => ask(site, '/998/indsigt/mine-oplysninger.json', { token });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await fetched()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const sixth = await fetched();
    expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '60']);
    expect(sixth.words).toContain('Du har hentet eller sendt meget på kort tid. Prøv igen om et minut.');
    expect((await ask(site, '/998/en/indsigt/mine-oplysninger.json', { token })).words).toContain(
      'You have fetched or sent a lot in a short time. Try again in a minute.',
    );
    expect((await shown(town.bo, '/998/indsigt/mine-oplysninger.json')).status).toBe(200);
    expect((await ask(site, '/998/indsigt', { token })).status).toBe(200);
    site.wait(1);
    expect((await fetched()).status).toBe(200);
  });

  test('of somebody of whom nothing is kept says only that', async () => {
    expect(JSON.parse((await shown(null, '/998/indsigt/mine-oplysninger.json')).body)).toEqual({
      opgjort: '2026-03-12',
    });
  });

  test('is for the person alone, and not for who acts for them', async () => {
    const token = await site.signIn({ debtor: town.anna, scopes: ['see', 'pay', 'write'] });
    for (const path of ['/998/indsigt', '/998/indsigt/mine-oplysninger.json'])
      expect((await ask(site, path, { token })).status).toBe(404);
    expect((await ask(site, '/998/overblik', { token })).words).not.toContain('Dine oplysninger');
  });
});
