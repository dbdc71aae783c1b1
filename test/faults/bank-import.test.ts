import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { importStatement } from '../../src/payments/import-statement.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import {
  aLedger,
  anna,
  claim,
  claimRow,
  LEDGER_TOWN,
  TODAY,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { aBankFile, lineBase } from './bank-file.ts';
import { killedBetweenMoneyAndBalance } from './waiting.ts';

async function aTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000));
  const line = {
    base: lineBase,
    kind: '71',
    to: 'claim',
    number: claim(1),
    debtor: anna,
    on: TODAY,
  } as const;
  await town.do((tx) => givePaymentLines(tx, [line]));
  return town;
}

/** All that a file writes, by key. */
async function written(town: Pick<LedgerTown, 'do'>): Promise<unknown> {
  const tables = ['payment', 'suspense', 'allocation', 'bank_line', 'bank_file', 'account_balance'];
  const rows = await town.do(async (tx) => {
    const read: unknown[] = [];
    for (const table of tables)
      read.push((await sql`select * from ${sql.table(table)} t order by t::text`.execute(tx)).rows);
    const moved = sql`select cause, cause_number, line, amount_ore from transfer order by 1, 2, 3`;
    return [...read, (await moved.execute(tx)).rows];
  });
  return rows;
}

test('a bank’s file that is killed half-way leaves nothing, and comes to the same when it is taken in again', async () => {
  await using town = await aTown();
  const before = await written(town);
  expect((await killedBetweenMoneyAndBalance(town, 'bank-child.ts')).signalCode).toBe('SIGKILL');
  expect(await written(town)).toEqual(before);
  for (const state of ['taken-in', 'was-taken-in'])
    expect(await town.do((tx) => importStatement(tx, aBankFile()))).toMatchObject({ value: { state } });
  await using undisturbed = await aTown();
  await undisturbed.do((tx) => importStatement(tx, aBankFile()));
  expect(await written(town)).toEqual(await written(undisturbed));
  expect(await town.faults()).toEqual([]);
});

test('a bank’s file that is killed anywhere comes to the same when it is taken in again', () => {
  const within =
    (database: Database): LedgerTown['do'] =>
    (work) =>
      inMunicipality(database, LEDGER_TOWN, work);
  return expectSameAnywhere({
    what: 'bank import',
    program: { file: 'bank-child.ts' },
    copy: async () => (await aTown()).db,
    again: async (copy, place) => {
      const imported = await within(copy)((tx) => importStatement(tx, aBankFile()));
      expect(imported.ok, place).toBe(true);
      expect(await within(copy)(checkLedger), place).toEqual([]);
    },
    left: (copy) => written({ do: within(copy) }),
  });
});
