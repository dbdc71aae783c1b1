import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { workTheDay } from '../../src/cli/days-work.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { cprOf } from '../vocabulary.ts';
import { afdrag } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { aDirectDebitTown, type DirectDebitTown } from './direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { morningOf, TOWN, townAssets } from './town.ts';

let database: FreshDatabase;
let town: DirectDebitTown;
let anna: DebtorNumber;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-bs-'));
beforeAll(async () => {
  database = await freshDatabase();
  town = await aDirectDebitTown(database);
  anna = await town.do((tx) => somebody(tx, cprOf(1)));
  await town.do((tx) =>
    anOrdinaryClaim(tx, { claimId: 'B-1', debtors: [anna], owed: 600, due: '2026-04-01' }),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function said(on: string, ...words: readonly string[]) {
  const told = await afdrag(['direct-debit', ...words, '--municipality', '998'], {
    environment: { DATABASE_URL: database.url, AFDRAG_NOW: `${on}T09:00:00+01:00` },
  });
  return {
    ...told,
    json: told.status === 0 && words.includes('--json') ? (JSON.parse(told.out) as unknown) : null,
  };
}

test('an operator takes mandates in, tries and makes the day’s file, and takes in what became of it', async () => {
  const pretend = async (on: string, ...words: readonly string[]) => {
    const { out, err } = await said(on, 'pretend', '--folder', join(folder, 'svar'), '--json', ...words);
    if (out === '') throw new Error(err);
    return (JSON.parse(out) as { file: string }).file;
  };
  const mandates = await pretend('2026-03-02', '--sign-up', String(anna));
  expect((await said('2026-03-02', 'import', '--file', mandates)).out).toContain('Tilmeldt: 1.');
  const send = ['send', '--folder', folder, '--json'] as const;
  const tried = await said('2026-03-24', ...send, '--dry-run');
  expect(tried.json).toEqual({
    dryRun: true,
    deliveries: [{ delivery: '2026032401', kind: 'collections', lines: 1, amount: '600.00' }],
    files: [],
  });
  const path = join(folder, 'bs-0601-2026032401.txt');
  expect((await said('2026-03-24', ...send)).json).toMatchObject({ dryRun: false, files: [path] });
  expect((await said('2026-03-24', ...send)).json).toEqual({ dryRun: false, deliveries: [], files: [] });
  const file = readFileSync(path);
  rmSync(path);
  expect((await said('2026-03-30', 'send', '--folder', folder, '--again', '2026032401')).out).toContain(path);
  expect(readFileSync(path)).toEqual(file);
  const payments = await pretend('2026-04-02', '--file', path);
  const text = readFileSync(payments, 'latin1');
  const dry = await said('2026-04-02', 'import', '--file', payments, '--dry-run', '--json');
  expect(dry.json).toMatchObject({ dryRun: true, paid: { lines: 1, amount: '600.00' } });
  expect((await said('2026-04-02', 'import', '--file', payments)).out).toContain(
    'Betalt og fordelt: 1, i alt 600,00 kr.',
  );
  expect((await said('2026-04-02', 'import', '--file', payments)).out).toContain('Filen er indlæst før.');
  expect((await said('2026-04-02', 'show', '--debtor', String(anna))).out).toContain(
    '600,00 kr., betalt (Regning B-1',
  );
  writeFileSync(payments, text.slice(0, 300), 'latin1');
  const torn = await said('2026-04-02', 'import', '--file', payments);
  expect([torn.status, torn.err]).toEqual([1, expect.stringContaining('Filens linje 3 har ikke 128 tegn')]);
}, 60_000);

test('the day’s work makes the day’s file by itself, once, and lays it ready', async () => {
  const debtor = await town.do(async (tx) => {
    const bo = await somebody(tx, cprOf(2));
    await anOrdinaryClaim(tx, { claimId: 'B-2', debtors: [bo], owed: 350, due: '2026-05-04' });
    return bo;
  });
  await town.signUp(debtor, '2026-04-03');
  const work = () =>
    workTheDay({
      database,
      municipality: TOWN,
      delivery: letterDeliveryStandIn({}),
      assets: () => townAssets,
      exports: folder,
      keep: 'model-only',
      by: 'prøve',
      clock: () => morningOf('2026-04-24'),
      progress: () => () => undefined,
    });
  const file = join(folder, 'betalingsservice', 'bs-0601-2026042401.txt');
  expect((await work()).directDebits).toEqual({
    deliveries: [{ delivery: '2026042401', kind: 'collections', lines: 1, amount: '350.00' }],
    files: [file],
    unanswered: 0,
  });
  expect(readFileSync(file, 'latin1')).toContain('Regning B-2');
  expect((await work()).directDebits).toEqual({ deliveries: [], files: [], unanswered: 0 });
}, 60_000);
