import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentRule } from '../../src/law/rule-versions.ts';
import { date } from '../../src/kernel/dates.ts';
import { inMunicipality, withMunicipalityLock, type Database } from '../../src/platform/database.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { aDebtor, amounts, kr, pay, takenBack, type Debtor } from '../vocabulary.ts';
import {
  allTables,
  aTown,
  dryRun,
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  TownRegisters,
  tryRun,
  withoutGrounds,
  type PreparedTown,
  behindOurBack,
} from './town.ts';

// A town in which every kind of month happens: who pays, who is deferred, who must be looked at.
const payer = aDebtor(1);
const mother = aDebtor(2).withChildren('2018-04-04');
const onBenefit = aDebtor(3).receiving('kontanthjælp');
const poor = aDebtor(4).withReports(...monthly(9_000));
const silent = aDebtor(5).withoutIncomeInformation();
const abroad = aDebtor(6).withPerson({ status: 80 });
const selfEmployed = aDebtor(7).withReports(
  pay('2026-01', 0, { amounts: amounts({ contributoryB: kr(30_000) }) }),
);
const oldDebt = aDebtor(8).owing(5_000, {
  periodFrom: '2022-12-01',
  periodTo: '2022-12-31',
  paidOn: '2022-12-31',
  decisionPeriodFrom: '2022-01',
  decisionPeriodTo: '2022-12',
  helpStopped: '2023-02-20',
});
const everybody = [payer, mother, onBenefit, poor, silent, abroad, selfEmployed, oldDebt];

function monthly(net: number) {
  return ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02'].map((of) => pay(of, net));
}

function registersOf(...debtors: readonly Debtor[]): TownRegisters {
  const registers = new TownRegisters();
  registers.tell(...debtors);
  return registers;
}

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, everybody);
    await fetchFor({ database, registers: registersOf(...everybody) }, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

const decisions = sql<{ debtor_number: number; change: string; state: string; monthly_ore: bigint | null }>`
  select debtor_number, change, state, monthly_ore from decision order by decision_id`;
const workItems = sql<{ kind: string; debtor_number: number }>`
  select kind, debtor_number from work_item order by debtor_number, kind`;
const inForce = sql<{ debtor_number: number; outcome: string; monthly_ore: bigint | null }>`
  select debtor_number, outcome, monthly_ore from agreement where ended_on is null order by 1`;

describe('a month that is run', () => {
  test('decides about everybody whose facts are there, and leaves the others to a person', async () => {
    await using database = await town.copy();
    const { state, report } = await run(database, '2026-03');
    expect(state).toBe('finished');
    expect(await rowsOf(database, decisions)).toEqual([
      { debtor_number: 100_001, change: 'start-plan', state: 'decided', monthly_ore: kr(3_950) },
      { debtor_number: 100_002, change: 'start-plan', state: 'decided', monthly_ore: kr(2_100) },
      { debtor_number: 100_003, change: 'start-deferral', state: 'decided', monthly_ore: null },
      { debtor_number: 100_004, change: 'start-deferral', state: 'decided', monthly_ore: null },
      { debtor_number: 100_005, change: 'start-plan', state: 'decided', monthly_ore: kr(350) },
    ]);
    expect(await rowsOf(database, workItems)).toEqual([
      { kind: 'abroad', debtor_number: 100_006 },
      { kind: 'b-income', debtor_number: 100_007 },
      { kind: 'claim-lapsed', debtor_number: 100_008 },
    ]);
    expect(report).toMatchObject({
      debtors: 8,
      unchanged: 0,
      reasons: { table: 4, benefit: 1, 'low-income': 2, 'no-income': 1 },
      monthlyBefore: '0.00',
      monthlyAfter: '6400.00',
    });
  });

  test('puts a letter in the queue for every decision, and a schedule for every plan', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    const due = await rowsOf(
      database,
      sql<{ key: string }>`select key from due_work where kind = 'letter' order by 1`,
    );
    expect(due.map(({ key }) => key)).toEqual([1, 2, 3, 4, 5].map((index) => `202603000010000${index}0`));
    const scheduled = await rowsOf(
      database,
      sql`select debtor_number, sum(instalments * amount_ore)::bigint as asked, min(s.first_due) as first
        from schedule_segment s join agreement using (agreement_id) group by 1 order by 1`,
    );
    expect(scheduled).toEqual(
      [100_001, 100_002, 100_005].map((debtor_number) => ({
        debtor_number,
        asked: kr(20_000),
        first: '2026-04-01',
      })),
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

  test('of the month after, with the same facts, gives nothing new', async () => {
    await using database = await town.copy();
    const registers = registersOf(...everybody.map((debtor) => debtor.withReports(...monthly(21_000))));
    registers.tell(onBenefit, poor, silent, abroad, selfEmployed, oldDebt);
    await run(database, '2026-03');
    const before = await rowsOf(database, decisions);
    await fetchFor({ database, registers }, '2026-04');
    const { report } = await run(database, '2026-04');
    expect(await rowsOf(database, decisions)).toEqual(before);
    expect(report).toMatchObject({
      unchanged: 5,
      drafts: 0,
      monthlyBefore: '6400.00',
      monthlyAfter: '6400.00',
    });
    expect(await rowsOf(database, sql`select from determination where month = '2026-04-01'`)).toHaveLength(8);
  });

  test('of an earlier month is refused: a missed month is not recovered backwards', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    expect(await tryRun(database, '2026-02', { dryRun: false })).toEqual({
      ok: false,
      refusal: { tag: 'later-month-finished', month: '2026-03' },
    });
  });
});

describe('what changes in the month after', () => {
  async function april(database: Database, ...debtors: readonly Debtor[]) {
    await run(database, '2026-03');
    await fetchFor({ database, registers: registersOf(...everybody, ...debtors) }, '2026-04');
    await run(database, '2026-04');
    return rowsOf(
      database,
      sql<{ debtor_number: number; change: string; replaces: string | null }>`
        select debtor_number, change, replaces_agreement::text as replaces from decision where month = '2026-04-01' order by 1`,
    );
  }

  test('a rise, a fall, a suspension (§ 7) and payment taken up again each replace what was in force', async () => {
    await using database = await town.copy();
    const changed = await april(
      database,
      payer.withReports(pay('2026-01', 25_000), pay('2026-02', 25_000)),
      mother.withReports(pay('2026-01', 20_000), pay('2026-02', 20_000)),
      silent.receiving('kontanthjælp', '2026-04-01'),
      poor.withReports(pay('2026-01', 21_000), pay('2026-02', 21_000)),
    );
    expect(changed).toEqual([
      { debtor_number: 100_001, change: 'rise', replaces: '20260300001000010' },
      { debtor_number: 100_002, change: 'fall', replaces: '20260300001000020' },
      { debtor_number: 100_004, change: 'resume', replaces: '20260300001000040' },
      { debtor_number: 100_005, change: 'suspend', replaces: '20260300001000050' },
    ]);
    const ended = await rowsOf(
      database,
      sql`select debtor_number, ended_on, ended_by::text as ended_by from agreement where ended_on is not null order by 1`,
    );
    expect(ended).toEqual(
      [1, 2, 4, 5].map((index) => ({
        debtor_number: 100_000 + index,
        // A rise waits until the citizen can know of it; all else counts from the decision.
        ended_on: index === 1 ? '2026-06-01' : '2026-04-10',
        ended_by: `202604000010000${index}0`,
      })),
    );
  });

  test('nobody ever has two agreements in force', async () => {
    await using database = await town.copy();
    await april(database, payer.withReports(pay('2026-01', 25_000), pay('2026-02', 25_000)));
    const numbers = (await rowsOf(database, inForce)).map((row) => row.debtor_number);
    expect(numbers).toEqual([100_001, 100_002, 100_003, 100_004, 100_005]);
  });
});

describe('facts that are missing or contradict each other', () => {
  test.each([
    ['income', 'unavailable', 'income-not-obtained'],
    ['income', 'too-slow', 'income-not-obtained'],
    ['income', 'other-person', 'income-not-obtained'],
    ['persons', 'unknown-person', 'person-not-obtained'],
    ['persons', 'malformed', 'person-not-obtained'],
    ['benefits', 'refused', 'benefits-not-obtained'],
  ] as const)('%s %s: no decision, and a work item', async (register, trouble, reason) => {
    await using place = await aTown([payer, mother]);
    place.registers.fail(register, trouble, payer);
    await fetchFor(place, '2026-03');
    const { report } = await run(place.database, '2026-03');
    expect(await rowsOf(place.database, workItems)).toEqual([{ kind: reason, debtor_number: 100_001 }]);
    expect((await rowsOf(place.database, decisions)).map((row) => row.debtor_number)).toEqual([100_002]);
    expect(report.needsPerson).toEqual({ [reason]: { count: 1, debtors: [100_001] } });
  });

  test('a register that fails after a plan was made leaves the plan as it is', async () => {
    await using database = await town.copy();
    await run(database, '2026-03');
    const before = await rowsOf(database, inForce);
    const registers = registersOf(...everybody);
    registers.fail('income', 'unavailable');
    await fetchFor({ database, registers }, '2026-04');
    const { report } = await run(database, '2026-04');
    expect(report.outcomes).toEqual({ plan: 0, deferral: 0, none: 8 });
    expect(await rowsOf(database, inForce)).toEqual(before);
  });

  test('a reversal without its original, an unknown benefit and children who disagree are work items', async () => {
    const orphan = aDebtor(1).withReports(pay('2025-12', 20_000), takenBack(pay('2026-01', 20_000)));
    const unknown = aDebtor(2).receiving('månepension');
    const disagreeing = aDebtor(3).withPerson({ childrenUnder18: 2 });
    await using place = await aTown([orphan, unknown, disagreeing]);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    expect(await rowsOf(place.database, workItems)).toEqual([
      { kind: 'reversal-without-original', debtor_number: 100_001 },
      { kind: 'unknown-benefit', debtor_number: 100_002 },
      { kind: 'children-disagree', debtor_number: 100_003 },
    ]);
    expect(await rowsOf(place.database, decisions)).toEqual([]);
  });

  test('who was not asked about for this very month is not decided about from old facts', async () => {
    await using database = await town.copy();
    // A debtor of the month whom the fetch has missed, as when the claim came in after it.
    await behindOurBack(database, sql`delete from m0998.inquiry where debtor_number = 100001`);
    const { report } = await run(database, '2026-03');
    expect(report.needsPerson['not-asked']).toEqual({ count: 1, debtors: [100_001] });
    expect((await rowsOf(database, decisions)).map((row) => row.debtor_number)).not.toContain(100_001);
  });

  test('a month for which nothing was fetched is refused as a whole, and so is one whose fetch was not finished', async () => {
    await using database = await town.copy();
    const refused = { ok: false, refusal: { tag: 'facts-not-fetched', month: '2026-04' } };
    const before = await allTables(database);
    expect(await tryRun(database, '2026-04', { dryRun: false })).toEqual(refused);
    expect(await tryRun(database, '2026-04', { dryRun: true })).toEqual(refused);
    expect(await allTables(database)).toEqual(before);
    const registers = registersOf(...everybody);
    registers.beforeIncome = () => {
      throw new Error('the program is stopped');
    };
    await expect(fetchFor({ database, registers }, '2026-04')).rejects.toThrow('stopped');
    expect(await tryRun(database, '2026-04', { dryRun: false })).toEqual(refused);
  });

  test('a work item that is there already is not opened twice', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, (tx) =>
      sql`insert into work_item (kind, debtor_number, month, opened_at) values ('abroad', 100006, '2026-03-01', now())`.execute(
        tx,
      ),
    );
    await run(database, '2026-03');
    expect((await rowsOf(database, workItems)).filter(({ kind }) => kind === 'abroad')).toHaveLength(1);
  });
});

describe('an older batch', () => {
  test('gives the older answer, and the newest is used when nothing is said', async () => {
    await using database = await town.copy();
    const richer = registersOf(...everybody, payer.withReports(...monthly(25_000)));
    await fetchFor({ database, registers: richer }, '2026-03', '2026-03-05');
    const older = await dryRun(database, '2026-03', { factsAsOf: 1 });
    const newest = await dryRun(database, '2026-03');
    expect(older.report).toMatchObject({ factsAsOf: 1, monthlyAfter: '6400.00' });
    expect(newest.report.factsAsOf).toBe(2);
    expect(newest.report.monthlyAfter).not.toBe('6400.00');
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

describe('where the municipality has recorded no ground', () => {
  test('everything is a draft that waits for a person: nothing is in force, no letter is made', async () => {
    await using place = await aTown(everybody, withoutGrounds);
    await fetchFor(place, '2026-03');
    const { report } = await run(place.database, '2026-03');
    expect(report).toMatchObject({ drafts: 5, monthlyAfter: '0.00' });
    const states = (await rowsOf(place.database, decisions)).map(({ state }) => state);
    expect(states).toEqual(['draft', 'draft', 'draft', 'draft', 'draft']);
    for (const table of ['agreement', 'schedule_segment', 'due_work', 'letter'])
      expect(await rowsOf(place.database, sql`select from ${sql.table(table)}`), table).toEqual([]);
  });

  test('a ground for deferral alone lets deferral be decided and leaves plans as drafts', async () => {
    const { automatic } = townConfiguration();
    await using place = await aTown([payer, onBenefit], {
      automatic: { ...automatic, plan: null, planWithoutIncome: null },
    });
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    expect((await rowsOf(place.database, decisions)).map(({ state }) => state)).toEqual(['draft', 'decided']);
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
      new Set(['decided']),
    );
  });
});
