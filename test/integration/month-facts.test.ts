import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inMunicipality } from '../../src/platform/database.ts';
import { aDebtor, pay, takenBack } from '../vocabulary.ts';
import { decisions, everybody, inForce, mother, payer, registersOf, workItems } from './month-town.ts';
import {
  allTables,
  aTown,
  behindOurBack,
  fetchFor,
  letArrive,
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
    await letArrive(database, '2026-03-11');
    const before = await rowsOf(database, inForce);
    expect(before).toHaveLength(4);
    const registers = registersOf(...everybody);
    registers.fail('income', 'unavailable');
    await fetchFor({ database, registers }, '2026-04');
    const { report } = await run(database, '2026-04');
    // A deferral because of a listed benefit does not rest on income.
    expect(report.outcomes).toEqual({ plan: 0, deferral: 1, none: 7 });
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
