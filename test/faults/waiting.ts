import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import type { LedgerTown } from '../integration/ledger-town.ts';

/**
 * Runs a program of this folder in a process of its own, and kills it while it waits for a balance that is ours for the moment:
 * it has written its transfers then.
 */
export async function killedBetweenMoneyAndBalance(town: LedgerTown, program: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), town.db.url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await town.do(async (tx) => {
    await sql`select from account_balance for update`.execute(tx);
    await untilItWaits(tx);
    child.kill('SIGKILL');
    await ended;
  });
  await untilItIsGone(town);
  return child;
}

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
