import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { currentRule } from '../../src/law/rule-versions.ts';
import { withMunicipalityLock } from '../../src/platform/database.ts';
import { kr } from '../vocabulary.ts';
import { decisions, everybody, monthly, payer, registersOf } from './month-town.ts';
import {
  allTables,
  aTown,
  behindOurBack,
  dryRun,
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  tryRun,
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

describe('an older batch', () => {
  test('gives the older answer, and the newest is used when nothing is said', async () => {
    await using database = await town.copy();
    const richer = registersOf(...everybody, payer.withReports(...monthly(25_000)));
    await fetchFor({ database, registers: richer }, '2026-03', '2026-03-05');
    const older = await dryRun(database, '2026-03', { factsAsOf: 1 });
    const newest = await dryRun(database, '2026-03');
    expect(older.report).toMatchObject({ factsAsOf: 1, monthlyAfter: '6050.00' });
    expect(newest.report.factsAsOf).toBe(2);
    expect(newest.report.monthlyAfter).not.toBe('6050.00');
    await run(database, '2026-03', { factsAsOf: 1 });
    const [row] = await rowsOf(
      database,
      sql`select facts_as_of, monthly_ore from determination where debtor_number = 100001`,
    );
    expect(row).toEqual({ facts_as_of: 1, monthly_ore: kr(3_950) });
  });

  test.each([0, 7])(
    'batch %i, which does not exist, is refused and nothing is written',
    async (factsAsOf) => {
      await using database = await town.copy();
      const before = await allTables(database);
      expect(await tryRun(database, '2026-03', { factsAsOf, dryRun: false })).toEqual({
        ok: false,
        refusal: { tag: 'unknown-batch', latest: 1 },
      });
      expect(await allTables(database)).toEqual(before);
    },
  );
});

describe('a run that must not be', () => {
  test.each(['2017-12-31', '2027-01-01'])(
    'on %s, for which there is no table, is refused with the date that lacks one, and nothing is written',
    async (on) => {
      await using database = await town.copy();
      const before = await allTables(database);
      for (const dry of [true, false]) {
        expect(await tryRun(database, '2026-03', { on, dryRun: dry })).toEqual({
          ok: false,
          refusal: { tag: 'no-table', date: on },
        });
      }
      expect(await allTables(database)).toEqual(before);
      expect(currentRule.hasTable(date(on))).toBe(false);
    },
  );

  test('without facts or without a configuration is refused', async () => {
    await using place = await aTown([payer]);
    expect(await tryRun(place.database, '2026-03', { dryRun: false })).toEqual({
      ok: false,
      refusal: { tag: 'no-facts' },
    });
    await behindOurBack(place.database, sql`delete from m0998.configuration`);
    expect(await tryRun(place.database, '2026-03', { dryRun: false })).toEqual({
      ok: false,
      refusal: { tag: 'no-configuration' },
    });
  });

  test('beside another one is told that it is busy; a dry run may look on', async () => {
    await using database = await town.copy();
    const both = await withMunicipalityLock(database, { code: TOWN, name: 'month-run' }, async () => ({
      real: await tryRun(database, '2026-03', { dryRun: false }),
      dry: await tryRun(database, '2026-03', { dryRun: true }),
    }));
    expect(both).toMatchObject({
      ok: true,
      value: { real: { ok: false, refusal: { tag: 'busy' } }, dry: { ok: true } },
    });
    expect(await rowsOf(database, sql`select from month_run`)).toEqual([]);
  });

  test('of two that start at once, one runs and the other is told so', async () => {
    await using database = await town.copy();
    const [one, two] = await Promise.all([
      tryRun(database, '2026-03', { dryRun: false, pageSize: 1 }),
      tryRun(database, '2026-03', { dryRun: false, pageSize: 1 }),
    ]);
    const said = [one, two].map((each) => (each.ok ? each.value.state : each.refusal.tag)).toSorted();
    expect(['busy,finished', 'finished,was-finished']).toContain(said.join());
    expect(await rowsOf(database, decisions)).toHaveLength(5);
  });

  test('with other wishes than those the month was begun with is refused, and told how to finish it', async () => {
    await using database = await town.copy();
    let pages = 0;
    const stopping = tryRun(database, '2026-03', {
      dryRun: false,
      pageSize: 2,
      clock: () => {
        pages += 1;
        if (pages === 4) throw new Error('the program is stopped');
        return morningOf('2026-03-10');
      },
    });
    await expect(stopping).rejects.toThrow('the program is stopped');
    const refusal = { tag: 'unfinished', calculationDate: '2026-03-10', factsAsOf: 1 };
    expect(await tryRun(database, '2026-03', { on: '2026-03-11', dryRun: false })).toEqual({
      ok: false,
      refusal,
    });
    expect(await tryRun(database, '2026-03', { dryRun: true })).toEqual({ ok: false, refusal });
    expect(await run(database, '2026-03', { factsAsOf: 1 })).toMatchObject({ state: 'finished' });
  });
});
