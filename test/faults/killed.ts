import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';
import { allTables, rowsOf, type TownCopy } from '../integration/town.ts';

export type Step = 'fetch' | 'run' | 'letters' | 'letters-told' | 'arrivals' | 'instalments';

/** Runs a step in a process that kills itself; answers what ended it. */
export async function killed(town: TownCopy, step: Step, count: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'month-child.ts'), town.url, step, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  await untilNoLockIsHeld(town);
  return signal;
}

/** The server finds out a moment later than we do that a process is gone; until then its lock makes the next one `busy`. */
async function untilNoLockIsHeld(database: Database): Promise<void> {
  const held = sql`
    select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(database, held)).length > 0);
}

/** All that a run has written, but for who looked and the numbers that a database gives out by itself. */
export async function written(database: Database): Promise<unknown> {
  const { access_log: _who, work_item: _numbered, ...tables } = await allTables(database);
  const items = sql`select kind, debtor_number, month, opened_at from work_item order by debtor_number, kind`;
  return { ...tables, work_item: await rowsOf(database, items) };
}
