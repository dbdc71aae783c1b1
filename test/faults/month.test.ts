import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import {
  allTables,
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
} from '../integration/town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { killed, monthStep, written } from './killed.ts';
import { FETCHED_ON, killTown, PAGE_SIZE, RUN_ON } from './month-town.ts';

let claimsOnly: PreparedTown;
let factsFetched: PreparedTown;
beforeAll(async () => {
  claimsOnly = await prepareTown((database) => settle(database, killTown));
  factsFetched = await prepareTown(async (database) => {
    await settle(database, killTown);
    await fetchFor({ database, registers: registersOf() }, '2026-03', FETCHED_ON);
  });
});
afterAll(() => Promise.all([claimsOnly, factsFetched].map((town) => town[Symbol.asyncDispose]())));

function registersOf(): TownRegisters {
  const registers = new TownRegisters();
  registers.tell(...killTown);
  return registers;
}

describe('a month run that is killed', () => {
  let undisturbed: unknown;
  beforeAll(async () => {
    await using database = await factsFetched.copy();
    await run(database, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE });
    undisturbed = await written(database);
  });

  test('anywhere, and run again, is as if nothing had happened', async () => {
    await expectSameAnywhere({
      what: 'month run',
      program: monthStep('run'),
      usually: 3,
      copy: () => factsFetched.copy(),
      again: async (copy, place) => {
        const { state } = await run(copy, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE });
        expect(['finished', 'was-finished'], place).toContain(state);
        const verified = { database: copy, municipality: TOWN, by: 'prøve', clock: () => morningOf(RUN_ON) };
        const verification = await verifyDeterminations(verified);
        expect(verification, place).toEqual({ checked: 60, differences: [] });
      },
      left: written,
    });
  });

  test('twice in the middle, and then finished with another page size, comes out the same', async () => {
    await using town = await factsFetched.copy();
    await killed(town, 'run', 5);
    await killed(town, 'run', 4);
    const { report } = await run(town, '2026-03', { on: RUN_ON, pageSize: 100 });
    expect(report.debtors).toBe(60);
    expect(withoutProgress(await written(town))).toEqual(withoutProgress(undisturbed));
  });

  test('has no page half written and none left out: what is decided has its determination and its letter, who is asked a hearing, and nothing is in force', async () => {
    await using town = await factsFetched.copy();
    await killed(town, 'run', 7);
    const { determinations, last, ...incomplete } = await standing(town);
    // Two pages are written at a time, so the kill may have come before or after the older one was safe.
    expect(determinations).toBeGreaterThanOrEqual(3 * PAGE_SIZE);
    expect(determinations).toBeLessThanOrEqual(5 * PAGE_SIZE);
    expect(last).toBe(100_000 + determinations);
    expect(incomplete).toEqual({ alone: 0, untold: 0, unheard: 0, agreed: 0 });
  });

  test('a page that cannot be written takes the one written beside it with it, and both come with the next run', async () => {
    await using town = await factsFetched.copy();
    let asked = 0;
    const clock = () => {
      asked += 1;
      if (asked === 4) throw new Error('the disk is full');
      return morningOf(RUN_ON);
    };
    const stopped = run(town, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE, clock });
    await expect(stopped).rejects.toThrow('the disk is full');
    const { determinations, last } = await standing(town);
    // Two pages are written at a time: the one that failed was the second or the third.
    expect([PAGE_SIZE, 2 * PAGE_SIZE]).toContain(determinations);
    expect(last).toBe(100_000 + determinations);
    await run(town, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE });
    expect(await written(town)).toEqual(undisturbed);
  });
});

test('a run that fails does not let another begin before its own last page is safe', async () => {
  await using town = await factsFetched.copy();
  const events: string[] = [];
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<void>();
  const holding = inMunicipality(town, TOWN, async (tx) => {
    await sql`lock table decision in share row exclusive mode`.execute(tx);
    held.resolve();
    await release.promise;
  });
  await held.promise;
  let asked = 0;
  const clock = () => {
    asked += 1;
    if (asked === 3) {
      failed.resolve();
      throw new Error('the disk is full');
    }
    return morningOf(RUN_ON);
  };
  const half = killTown.length / 2;
  const running = run(town, '2026-03', { on: RUN_ON, pageSize: half, clock }).catch(() => {
    events.push('the run has ended');
  });
  await failed.promise;
  // The second page has failed while the first still waits to be written; the failure has time to come through.
  for (let turn = 0; turn < 20; turn += 1) await rowsOf(town, sql`select 1`);
  events.push('the first page may be written');
  release.resolve();
  await Promise.all([holding, running]);
  expect(events).toEqual(['the first page may be written', 'the run has ended']);
  const { determinations, last } = await standing(town);
  // All of the first page, or nothing when it was the first that failed.
  expect([
    [half, 100_000 + half],
    [0, 0],
  ]).toContainEqual([determinations, last]);
});

interface Standing {
  readonly determinations: number;
  readonly last: number;
  readonly alone: number;
  readonly untold: number;
  readonly unheard: number;
  readonly agreed: number;
}

/** How far a run has come, and how many of its decisions lack something. */
async function standing(database: Database): Promise<Standing> {
  const [row] = await rowsOf(
    database,
    sql<Standing>`
      select (select count(*)::int from determination) as determinations,
        (select last_debtor_number from month_run) as last,
        (select count(*)::int from decision d
          where not exists (select from determination where debtor_number = d.debtor_number)) as alone,
        (select count(*)::int from decision d where not exists (select from due_work
          where key in ((d.decision_id * 10)::text, (d.decision_id * 10 + 1)::text))) as untold,
        (select count(*)::int from decision d
          where (state = 'hearing') <> exists (select from hearing h where h.decision_id = d.decision_id)) as unheard,
        (select count(*)::int from agreement) as agreed`,
  );
  if (row === undefined) throw new Error('the question was not answered');
  return row;
}

// How far each page went is noted in the run's own row; the last one is the same.
function withoutProgress(tables: unknown): unknown {
  const { month_run: _run, ...rest } = tables as Record<string, unknown>; // what `written` answers
  return rest;
}

/** All that a fetch has written, but for who looked and the names that messages get by chance. */
async function fetched(database: Database): Promise<unknown> {
  const { access_log: _who, ...tables } = await allTables(database);
  const named = /"message_id": "[0-9a-f-]{36}"/;
  return Object.entries(tables as Record<string, readonly string[]>).map(([table, rows]) => {
    return [table, rows.map((row) => row.replace(named, '')).toSorted()];
  }); // rows as the database says them
}

describe('a fetch of facts that is killed', () => {
  test('anywhere, and done again, has asked about everybody once', () =>
    expectSameAnywhere({
      what: 'fetch of facts',
      program: monthStep('fetch'),
      copy: () => claimsOnly.copy(),
      again: async (copy, place) => {
        // One that has ended is not gone on with: whoever fetches then asks anew.
        if ((await rowsOf(copy, sql`select from fact_fetch where finished_at is not null`)).length > 0)
          return;
        const { missing } = await fetchFor(
          { database: copy, registers: registersOf() },
          '2026-03',
          FETCHED_ON,
        );
        expect(missing, place).toEqual({});
      },
      left: fetched,
    }));

  test('keeps the batches it had finished, and goes on with the rest', async () => {
    await using town = await claimsOnly.copy();
    expect(await killed(town, 'fetch', 40)).toBe('SIGKILL');
    const inquiries = sql`select batch, count(*)::int as debtors from inquiry group by 1 order by 1`;
    expect(await rowsOf(town, inquiries)).toEqual([{ batch: 1, debtors: 25 }]);
    const report = await fetchFor({ database: town, registers: registersOf() }, '2026-03', FETCHED_ON);
    expect(report).toMatchObject({ fetch: 1, resumed: true, debtors: 60, missing: {} });
    expect(await rowsOf(town, inquiries)).toEqual([
      { batch: 1, debtors: 25 },
      { batch: 2, debtors: 25 },
      { batch: 3, debtors: 10 },
    ]);
  });
});
