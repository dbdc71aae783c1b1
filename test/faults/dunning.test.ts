import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { aDunningTown, dunOn, type DunningTown } from '../integration/dunning-town.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { allTables, rowsOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { DUN_DAY, DUN_PAGE } from './dunning-days.ts';

/** Ten debtors with two bills each, one of them owed by two together, and one of them paid. */
async function aTown(): Promise<DunningTown> {
  const at = await aDunningTown();
  const { anna, bo } = at.town;
  const others = await at.do(async (tx) => {
    const people: DebtorNumber[] = [];
    for (let index = 3; index <= 10; index++) people.push(await somebody(tx, cprOf(index)));
    return people;
  });
  for (const debtor of [anna, bo, ...others]) {
    const accountId = `A-${debtor}`;
    await at.town.raise({ debtors: [debtor], accountId, principal: kroner(400) });
    await at.town.raise({ debtors: [debtor], accountId, principal: kroner(900) });
  }
  await at.town.raise({ debtors: [anna, bo], accountId: `A-${anna}` });
  await at.pay(bo, { amount: kroner(1_300), on: '2025-12-16' });
  return at;
}

/** Runs the job in a process that kills itself; answers what ended it. */
async function killed({ town }: DunningTown, count: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'dunning-child.ts'), town.db.url, String(count)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const locks = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(town.db, locks)).length > 0);
  return signal;
}

/** All that the job has written, but for who looked and how often it was begun. */
async function written({ town }: DunningTown): Promise<unknown> {
  const { access_log: _who, job_run: _attempts, ...tables } = await allTables(town.db);
  return tables;
}

describe('a dunning job that is killed', () => {
  let undisturbed: { readonly report: JobReport; readonly tables: unknown };
  beforeAll(async () => {
    await using at = await aTown();
    const report = await dunOn(at.town.db, DUN_DAY, { pageSize: DUN_PAGE });
    undisturbed = { report, tables: await written(at) };
  });

  test('reminds of every bill that is not paid', () => {
    expect(undisturbed.report).toMatchObject({ changes: { reminder: { count: 19 } } });
  });

  test.each([
    [2, 'in the transaction of the first page'],
    [4, 'in the transaction of a page in the middle'],
    [7, 'when only the end is left to note'],
  ])('at the clock’s question %i (%s) and run again is as if nothing had happened', async (count) => {
    await using at = await aTown();
    expect(await killed(at, count)).toBe('SIGKILL');
    expect(await dunOn(at.town.db, DUN_DAY, { pageSize: DUN_PAGE })).toEqual(undisturbed.report);
    expect(await written(at)).toEqual(undisturbed.tables);
    expect(await at.town.faults()).toEqual([]);
  });
});
