import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { decisions, everybody, onBenefit, payer, registersOf } from './month-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  withoutGrounds,
  type PreparedTown,
} from './town.ts';

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, everybody);
    await fetchFor({ database, registers: registersOf(...everybody) }, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

describe('where the municipality has recorded no ground', () => {
  test('who is burdened is heard, and everything else waits for a person: nothing is in force', async () => {
    await using place = await aTown(everybody, withoutGrounds);
    await fetchFor(place, '2026-03');
    const { report } = await run(place.database, '2026-03');
    expect(report).toMatchObject({ drafts: 2, hearings: 3, monthlyAfter: '0.00' });
    const states = (await rowsOf(place.database, decisions)).map(({ state }) => state);
    expect(states).toEqual(['hearing', 'hearing', 'waiting', 'waiting', 'hearing']);
    await letArrive(place.database, '2026-03-11');
    for (const table of ['agreement', 'schedule_segment', 'instalment'])
      expect(await rowsOf(place.database, sql`select from ${sql.table(table)}`), table).toEqual([]);
  });

  test('with a ground for not hearing anybody, everything waits for a person and no letter is made', async () => {
    await using place = await aTown([payer, onBenefit], approvedByPerson);
    await fetchFor(place, '2026-03');
    expect((await run(place.database, '2026-03')).report).toMatchObject({ drafts: 2, hearings: 0 });
    for (const table of ['agreement', 'due_work', 'letter'])
      expect(await rowsOf(place.database, sql`select from ${sql.table(table)}`), table).toEqual([]);
  });

  test('a ground for deferral alone lets deferral be decided and leaves plans to a person', async () => {
    const { automatic } = townConfiguration();
    await using place = await aTown([payer, onBenefit], {
      automatic: { ...automatic, plan: null, planWithoutIncome: null },
    });
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    expect((await rowsOf(place.database, decisions)).map(({ state }) => state)).toEqual([
      'waiting',
      'decided',
    ]);
  });

  test('a run goes by the configuration it began with, also when it was changed in between', async () => {
    await using database = await town.copy();
    let asked = 0;
    const clock = () => {
      asked += 1;
      if (asked === 4) throw new Error('the program is stopped');
      return morningOf('2026-03-10');
    };
    await expect(run(database, '2026-03', { pageSize: 2, clock })).rejects.toThrow('stopped');
    await inMunicipality(database, TOWN, (tx) =>
      saveConfiguration(tx, {
        configuration: townConfiguration(withoutGrounds),
        by: 'prøve',
        at: morningOf('2026-03-10'),
      }),
    );
    await run(database, '2026-03');
    expect(new Set((await rowsOf(database, decisions)).map(({ state }) => state))).toEqual(
      new Set(['decided', 'hearing']),
    );
  });
});
