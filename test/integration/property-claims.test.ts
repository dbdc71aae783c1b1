import { afterAll, beforeAll, expect, test } from 'vitest';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { afdrag, type Said } from './command-line.ts';
import { morningOf, townConfiguration } from './town.ts';

// Rat control for the owner of a property, due on 15 December 2023, with priority until 15 March 2026; a bill, which has none.

let town: ChargesTown;
beforeAll(async () => {
  town = await aChargesTown({});
  const due = { due: date('2023-12-15'), srb: date('2023-12-15'), origin: date('2023-11-20') };
  await town.raise({ type: 'KFROTFO', ...due, principal: kroner(1_200), propertyNumber: '2345678' });
  await town.raise({ type: 'CFFAKTU', ...due, accountId: 'D-2', propertyNumber: '2345678' });
});
afterAll(() => town[Symbol.asyncDispose]());

async function priorities(on: string): Promise<string[]> {
  const soon = await town.do((tx) => endingSoon(tx, date(on)));
  return soon
    .filter(({ ends }) => ends === 'priority')
    .map(({ claimName, until, daysLeft, within, property, ownerChangedOn }) =>
      [claimName, until, daysLeft, within, property, ownerChangedOn].join(' '),
    );
}

function call(on: string, ...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: town.db.url, AFDRAG_NOW: `${on}T09:00:00+01:00` };
  return afdrag([...words, '--municipality', '998'], { environment });
}

test('the priority of a property claim is listed 90, 30 and 7 days before it ends, and not after', async () => {
  expect(await priorities('2025-12-14')).toEqual([]);
  expect(await priorities('2025-12-15')).toEqual(['OPUS:R-1 2026-03-15 90 90 2345678 ']);
  expect(await priorities('2026-02-13')).toEqual(['OPUS:R-1 2026-03-15 30 30 2345678 ']);
  expect(await priorities('2026-03-15')).toEqual(['OPUS:R-1 2026-03-15 0 7 2345678 ']);
  expect(await priorities('2026-03-16')).toEqual([]);
});

test('a type of the municipality’s own that is stated to have priority is listed too', async () => {
  const fee = {
    name: 'Skorstensfejning',
    group: 'Ejendom',
    law: 'byggeloven',
    class: 'priority',
    fee: null,
    interest: null,
    limitation: { years: 3, from: 'due', because: null },
    reportedAs: { fee: null, interest: null },
    recoverable: null,
    statedOn: date('2024-01-02'),
    reference: 'Notat 1/2024',
  } as const;
  const configuration = townConfiguration({ ownTypes: { 'LOKAL-SKORSTEN': fee } });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-21') }));
  await town.raise({ type: 'LOKAL-SKORSTEN', accountId: 'D-3', due: date('2024-02-01') });
  expect(await priorities('2026-04-28')).toEqual(['OPUS:R-3 2026-05-01 3 7  ']);
});

test(
  'who owed a property claim owes it when the property is sold, and that is told in balance, list and story',
  { timeout: 120_000 },
  async () => {
    const owner = ['claims', 'owner', '--on', '2026-02-01', '--because', 'tinglyst skøde'] as const;
    const sold = await call('2026-02-20', ...owner, '--property', '2345678');
    expect(sold).toMatchObject({ status: 0, err: '' });
    expect(sold.out).toContain('ejendom 2345678 skiftede ejer 1. februar 2026');
    expect((await call('2026-02-20', ...owner, '--property', '2345678')).err).toContain('noteret i forvejen');
    expect((await call('2026-02-20', ...owner, '--property', '99')).err).toContain(
      'ingen krav om den ejendom',
    );
    expect((await call('2026-01-20', ...owner, '--property', '2345678')).err).toContain('ikke kommet endnu');
    expect(await priorities('2026-02-20')).toContain('OPUS:R-1 2026-03-15 23 30 2345678 2026-02-01');
    const list = await call('2026-02-20', 'lapse', '--list');
    expect(list.out).toContain('mister fortrinsret efter 15. marts 2026');
    expect(list.out).toContain('ejendom 2345678, som skiftede ejer 1. februar 2026');
    const debtor = ['--debtor', String(town.anna)] as const;
    const balance = await call('2026-02-20', 'balance', ...debtor);
    expect(balance.out).toContain('fortrinsret i ejendom 2345678 til 15. marts 2026');
    const { claims } = JSON.parse((await call('2026-02-20', 'balance', ...debtor, '--json')).out) as {
      readonly claims: unknown;
    };
    expect(claims).toMatchObject([
      { claimId: 'R-1', property: '2345678', priorityUntil: '2026-03-15', balance: '1200.00' },
      { claimId: 'R-2', property: '2345678', priorityUntil: null },
      { claimId: 'R-3', property: null, priorityUntil: '2026-05-01' },
    ]);
    const story = await call('2026-02-20', 'debtor', 'show', String(town.anna));
    expect(story.out).toContain('fortrinsret i ejendom 2345678 til 15. marts 2026');
    expect(story.out).toContain('Ejendom 2345678 har skiftet ejer (tinglyst skøde)');
  },
);
