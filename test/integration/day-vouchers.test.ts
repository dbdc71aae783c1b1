import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workTheDay, type DayWorked } from '../../src/cli/days-work.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { giveAccounts } from './books-town.ts';
import { aLedger, anna, claimRow, pay, type LedgerTown } from './ledger-town.ts';
import { morningOf, TOWN, townAssets, townConfiguration } from './town.ts';

const base = mkdtempSync(join(tmpdir(), 'afdrag-day-vouchers-'));
afterAll(() => rmSync(base, { recursive: true }));

/** Anna owes 1.000 kr. and has paid 250 kr. of them. */
async function aTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }));
  await pay(town, anna, 250);
  const save = { configuration: townConfiguration(), by: 'prøve', at: morningOf('2026-03-10') };
  await town.do((tx) => saveConfiguration(tx, save));
  await giveAccounts(town);
  return town;
}

function work(
  { db }: LedgerTown,
  folder: string | null,
  clock: Clock = () => morningOf('2026-03-11'),
): Promise<DayWorked> {
  return workTheDay({
    database: db,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    assets: () => townAssets,
    exports: folder,
    by: 'prøve',
    clock,
    progress: () => () => undefined,
  });
}

test('the day’s work lays the files of its vouchers for the bookkeeping, once', async () => {
  await using town = await aTown();
  const folder = join(base, 'once');
  const file = join(folder, '2026-03-10-sf1590a.csv');
  expect((await work(town, folder)).voucherFiles).toEqual([file]);
  expect(readFileSync(file, 'utf8')).toContain(';payment;1;0922050000000000;250.00;0.00;bank;');
  expect((await work(town, folder)).voucherFiles).toEqual([]);
});

test('stopped when a file has been laid and nobody has noted it, it lays the same bytes again', async () => {
  await using town = await aTown();
  const folder = join(base, 'stopped');
  const file = join(folder, '2026-03-10-sf1590a.csv');
  const stopsThere: Clock = () => {
    if (existsSync(file)) throw new Error('the power is gone');
    return morningOf('2026-03-11');
  };
  await expect(work(town, folder, stopsThere)).rejects.toThrow('the power is gone');
  const bytes = readFileSync(file);
  expect((await work(town, folder)).voucherFiles).toEqual([file]);
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual(['2026-03-10-sf1590a.csv', '2026-03-10-sf1590a.csv.sha256']);
});

test('a trial lays none, and they are there for the next who asks', async () => {
  await using town = await aTown();
  expect((await work(town, null)).voucherFiles).toEqual([]);
  expect((await work(town, join(base, 'later'))).voucherFiles).toHaveLength(1);
});
