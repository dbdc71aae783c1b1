import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { aLedger, anna, claimRow, pay, type LedgerTown } from '../integration/ledger-town.ts';

const rows = sql`
  select (select count(*)::int from payment) as payments,
    (select count(*)::int from transfer where cause = 'payment') as transfers,
    (select balance_ore from account_balance where kind = 'claim' and number = 1) as balance`;

async function standing(town: LedgerTown): Promise<unknown> {
  return (await town.do((tx) => rows.execute(tx))).rows[0];
}

test('a payment that is killed between the money and the balance leaves neither, and can be registered again', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'payment-child.ts'), town.db.url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await town.do(async (tx) => {
    // The balance is ours for the moment, so the child has written its transfers when it waits for it.
    await sql`select from account_balance for update`.execute(tx);
    await untilItWaits(tx);
    child.kill('SIGKILL');
    await ended;
  });
  expect(child.signalCode).toBe('SIGKILL');
  await untilItIsGone(town);
  expect(await standing(town)).toEqual({ payments: 0, transfers: 0, balance: 100_000n });
  await pay(town, anna, 400, { reference: 'bilag' });
  expect(await standing(town)).toEqual({ payments: 1, transfers: 2, balance: 60_000n });
  expect(await town.faults()).toEqual([]);
});

/** Returns when the other one waits for what this transaction holds. */
async function untilItWaits(tx: MunicipalityTx): Promise<void> {
  const waiting = sql`select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`;
  while ((await waiting.execute(tx)).rows.length === 0);
}

/** The server finds out a moment later than we do that a process is gone. */
async function untilItIsGone(town: LedgerTown): Promise<void> {
  const held = sql`
    select from pg_locks where locktype = 'relation' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`;
  while ((await town.do((tx) => held.execute(tx))).rows.length > 0);
}
