import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.ts';
import { allTables, rowsOf, type TownCopy } from '../integration/town.ts';
import { locksAreFree } from './anywhere.ts';

export type Step = 'fetch' | 'run' | 'letters' | 'letters-told' | 'arrivals' | 'instalments';

/** The steps of a month that live in `month-child.ts`, for those that are killed anywhere. */
export const monthStep = (step: Step) => ({ file: 'month-child.ts', words: [step, 'never'] });

/** Runs a step in a process that kills itself when its clock is asked for that time; answers what ended it. */
export async function killed(town: TownCopy, step: Step, count: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'month-child.ts'), town.url, step, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  await locksAreFree(town);
  return signal;
}

/** All that a run has written, but for who looked and the numbers that a database gives out by itself. */
export async function written(database: Database): Promise<unknown> {
  const { access_log: _who, work_item: _numbered, ...tables } = await allTables(database);
  const items = sql`select kind, debtor_number, month, opened_at from work_item order by debtor_number, kind`;
  return { ...tables, work_item: await rowsOf(database, items) };
}
