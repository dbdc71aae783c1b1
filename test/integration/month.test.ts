import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kr } from '../vocabulary.ts';
import {
  decisions,
  everybody,
  inForce,
  monthly,
  onBenefit,
  oldDebt,
  abroad,
  poor,
  registersOf,
  selfEmployed,
  silent,
  workItems,
} from './month-town.ts';
import {
  allTables,
  dryRun,
  fetchFor,
  letArrive,
  prepareTown,
  rowsOf,
  run,
  settle,
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

describe('a month that is run', () => {
  test('decides about everybody whose facts are there, asks who has no income, and leaves the others to a person', async () => {
    await using database = await town.copy();
    const { state, report } = await run(database, '2026-03');
    expect(state).toBe('finished');
    expect(await rowsOf(database, decisions)).toEqual([
      { debtor_number: 100_001, change: 'start-plan', state: 'decided', monthly_ore: kr(3_950) },
      { debtor_number: 100_002, change: 'start-plan', state: 'decided', monthly_ore: kr(2_100) },
      { debtor_number: 100_003, change: 'start-deferral', state: 'decided', monthly_ore: null },
      { debtor_number: 100_004, change: 'start-deferral', state: 'decided', monthly_ore: null },
      { debtor_number: 100_005, change: 'start-plan', state: 'hearing', monthly_ore: kr(350) },
    ]);
    expect(await rowsOf(database, workItems)).toEqual([
      { kind: 'abroad', debtor_number: 100_006 },
      { kind: 'b-income', debtor_number: 100_007 },
      { kind: 'claim-lapsed', debtor_number: 100_008 },
    ]);
    expect(report).toMatchObject({
      debtors: 8,
      unchanged: 0,
      hearings: 1,
      consequences: { decision: 5, person: 3 },
      reasons: { table: 4, benefit: 1, 'low-income': 2, 'no-income': 1 },
      monthlyBefore: '0.00',
      monthlyAfter: '6050.00',
    });
  });

  test('puts one letter in the queue for every decision, and for every debtor who is asked', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    const due = await rowsOf(
      database,
      sql<{ key: string }>`select key from due_work where kind = 'letter' order by 1`,
    );
    expect(due.map(({ key }) => key)).toEqual([
      '202603000010000100',
      '202603000010000200',
      '202603000010000300',
      '202603000010000400',
      '202603000010000501',
    ]);
  });

  test('puts nothing in force before the letters have arrived; then each plan has its schedule', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    expect(await rowsOf(database, inForce)).toEqual([]);
    await letArrive(database, '2026-03-11');
    expect(await rowsOf(database, inForce)).toEqual([
      { debtor_number: 100_001, outcome: 'plan', monthly_ore: kr(3_950) },
      { debtor_number: 100_002, outcome: 'plan', monthly_ore: kr(2_100) },
      { debtor_number: 100_003, outcome: 'deferral', monthly_ore: null },
      { debtor_number: 100_004, outcome: 'deferral', monthly_ore: null },
    ]);
    const scheduled = await rowsOf(
      database,
      sql`select debtor_number, sum(instalments * amount_ore)::bigint as asked, min(s.first_due) as first
        from schedule_segment s join agreement using (agreement_id) group by 1 order by 1`,
    );
    expect(scheduled).toEqual(
      [100_001, 100_002].map((debtor_number) => ({ debtor_number, asked: kr(20_000), first: '2026-04-01' })),
    );
  });

  test('is one entry in the access log, however many pages it takes', async () => {
    await using database = await town.copy();
    await run(database, '2026-03', { pageSize: 2 });
    const log = sql`select actor, purpose, about, debtor_number from access_log where about like 'month run%'`;
    expect(await rowsOf(database, log)).toEqual([
      { actor: 'prøve', purpose: 'bek. 585/2023 §§ 4-7', about: 'month run 2026-03', debtor_number: null },
    ]);
  });

  test('comes out the same in pages of one as in one page', async () => {
    await using one = await town.copy();
    await using many = await town.copy();
    const whole = await run(one, '2026-03');
    const inPages = await run(many, '2026-03', { pageSize: 1 });
    expect(inPages.report).toEqual(whole.report);
    expect(await allTables(many)).toEqual(await allTables(one));
  });
});

describe('a dry run', () => {
  test('gives the very report of the real run over the same facts, with a sample decision', async () => {
    await using database = await town.copy();
    const dry = await dryRun(database, '2026-03', { pageSize: 3 });
    expect(dry.state).toBe('dry-run');
    expect(dry.sample?.decision).toMatchObject({ debtor: 100_001, terms: { outcome: 'plan' } });
    const real = await run(database, '2026-03');
    expect(real.report).toEqual(dry.report);
    expect(JSON.stringify(real.report)).toBe(JSON.stringify(dry.report));
  });

  test('gives it also in the middle of the year, when much is in force and on its way', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    const changed = registersOf(
      ...everybody.map((debtor) => debtor.withReports(...monthly(15_000))),
      silent.receiving('kontanthjælp', '2026-04-01'),
    );
    await fetchFor({ database, registers: changed }, '2026-04');
    const dry = await dryRun(database, '2026-04');
    const real = await run(database, '2026-04');
    expect(real.report.consequences['decision']).toBeGreaterThan(3);
    expect(JSON.stringify(real.report)).toBe(JSON.stringify(dry.report));
  });

  test('writes nothing but that somebody looked', async () => {
    await using database = await town.copy();
    const before = await allTables(database);
    await dryRun(database, '2026-03');
    const after = await allTables(database);
    expect({ ...after, access_log: null }).toEqual({ ...before, access_log: null });
    expect(after['access_log']).toHaveLength((before['access_log'] as unknown[]).length + 1);
  });

  test('of a month that has been run tells what was done', async () => {
    await using database = await town.copy();
    const { report } = await run(database, '2026-03');
    const before = await allTables(database);
    expect(await dryRun(database, '2026-03')).toEqual({ state: 'was-finished', report, sample: null });
    expect(await allTables(database)).toEqual(before);
  });
});

describe('a second run', () => {
  test('of a finished month says so and changes nothing', async () => {
    await using database = await town.copy();
    const first = await run(database, '2026-03');
    const before = await allTables(database);
    const second = await run(database, '2026-03', { on: '2026-03-20' });
    expect(second).toEqual({ state: 'was-finished', report: first.report, sample: null });
    expect(await allTables(database)).toEqual(before);
  });

  test.each([
    ['after the letters have arrived', true, { same: 4, pending: 1, person: 3 }],
    ['while the letters are still on their way', false, { pending: 5, person: 3 }],
  ] as const)(
    'of the month after, with the same facts, gives nothing new (%s)',
    async (_, arrived, consequences) => {
      await using database = await town.copy();
      const registers = registersOf(...everybody.map((debtor) => debtor.withReports(...monthly(21_000))));
      registers.tell(onBenefit, poor, silent, abroad, selfEmployed, oldDebt);
      await run(database, '2026-03');
      if (arrived) await letArrive(database, '2026-03-11');
      const before = await rowsOf(database, decisions);
      await fetchFor({ database, registers }, '2026-04');
      const { report } = await run(database, '2026-04');
      expect(await rowsOf(database, decisions)).toEqual(before);
      expect(report).toMatchObject({ unchanged: 5, drafts: 0, hearings: 0, consequences });
      expect(await rowsOf(database, sql`select from determination where month = '2026-04-01'`)).toHaveLength(
        8,
      );
    },
  );

  test('of an earlier month is refused: a missed month is not recovered backwards', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    expect(await tryRun(database, '2026-02', { dryRun: false })).toEqual({
      ok: false,
      refusal: { tag: 'later-month-finished', month: '2026-03' },
    });
  });
});
