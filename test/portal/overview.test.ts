import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, readableKroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { markupOf } from '../../src/web/ui/html.ts';
import { overviewPage } from '../../src/web/portal/overview/overview-page.ts';
import { texts } from '../../src/web/portal/texts/texts.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { cprOf } from '../vocabulary.ts';
import { ask, OPENED_AT, openSite, SITE, type Site } from './portal-site.ts';

let database: FreshDatabase;
let site: Site;
let [anna, bo]: (DebtorNumber | null)[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  site = await openSite(database);
  await inMunicipality(database, SITE, async (tx) => {
    const both = [await somebody(tx, cprOf(1)), await somebody(tx, cprOf(2))] as const;
    [anna, bo] = both;
    await anOrdinaryClaim(tx, { claimId: 'A-1', debtors: [both[0]], owed: 1_234 });
    await anOrdinaryClaim(tx, { claimId: 'A-2', debtors: both, owed: 500 });
  });
});
afterAll(async () => {
  await site.close();
  await database.close();
});

test('the total is what the ledger says, to each their own, a joint claim whole to both', async () => {
  for (const [debtor, total] of [
    [anna, 1_734],
    [bo, 500],
  ] as const) {
    if (debtor === undefined || debtor === null) throw new Error('they owe');
    const { owed } = await inMunicipality(database, SITE, (tx) => balanceOfDebtor(tx, debtor));
    expect(owed).toBe(kroner(total));
    const { words } = await ask(site, '/998/overblik', { token: await site.signIn({ debtor }) });
    expect(words).toContain(`Du skylder Bøgevang Kommune ${readableKroner(owed)} i alt`);
  }
});

test('in English it is the same amount, written as English writes it', async () => {
  const token = await site.signIn({ debtor: anna ?? null });
  const { words } = await ask(site, '/998/en/overblik', { token });
  expect(words).toContain('You owe Bøgevang Kommune DKK 1,734.00 in all The figure is from today at 10:00.');
});

test('what Gældsstyrelsen has stands beside it, and is said not to be paid here', () => {
  const visit = {
    texts: texts.da,
    municipalityName: 'Bøgevang Kommune',
    language: 'da',
    now: OPENED_AT,
    contact: { phone: '00 00 09 98', page: 'x.example', hours: 'hver dag' },
  } as const;
  const shown = markupOf(overviewPage(visit, { owed: kroner(0), atRecovery: kroner(400) }));
  expect(shown).toContain('Du skylder ikke Bøgevang Kommune noget.');
  expect(shown).toContain(
    'Du skylder også 400,00 kr., som Gældsstyrelsen har. Dem betaler du til Gældsstyrelsen, ikke til os.',
  );
});
