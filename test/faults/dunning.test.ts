import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkCharges } from '../../src/charges/check.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import type { FreshDatabase } from '../integration/database.ts';
import { aDunningTown, dunOn, usualSteps } from '../integration/dunning-town.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { allTables, prepareTown, TOWN, type PreparedTown } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { DUN_DAY, DUN_PAGE } from './dunning-days.ts';

/** Ten debtors with two bills each, one of them owed by two together, and one of them paid. */
async function aTown(database: FreshDatabase): Promise<void> {
  const at = await aDunningTown(usualSteps, database);
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
}

/** All that the job has written, but for who looked and how often it was begun. */
async function written(database: Database): Promise<unknown> {
  const { access_log: _who, job_run: _attempts, ...tables } = await allTables(database);
  return tables;
}

describe('a dunning job that is killed', () => {
  const run = (database: Database) => dunOn(database, DUN_DAY, { pageSize: DUN_PAGE });
  let town: PreparedTown;
  let undisturbed: JobReport;
  beforeAll(async () => {
    town = await prepareTown(aTown);
    await using copy = await town.copy();
    undisturbed = await run(copy);
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('reminds of every bill that is not paid', () => {
    expect(undisturbed).toMatchObject({ changes: { reminder: { count: 19 } } });
  });

  test('anywhere, and run again, is as if nothing had happened', async () => {
    await expectSameAnywhere({
      what: 'dunning',
      program: { file: 'dunning-child.ts' },
      copy: () => town.copy(),
      again: async (copy, place) => {
        expect(await run(copy), place).toEqual(undisturbed);
        const faults = readInMunicipality(copy, TOWN, async (tx) => [
          ...(await checkLedger(tx)),
          ...(await checkCharges(tx)),
        ]);
        expect(await faults, place).toEqual([]);
      },
      left: written,
    });
  });
});
