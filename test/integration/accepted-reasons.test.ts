import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { approveAcceptance, proposeAcceptance } from '../../src/agreements/accepted-reasons.ts';
import { explainMonth } from '../../src/agreements/explain.ts';
import { reassess } from '../../src/agreements/reassess.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { differencesIn } from '../property/lives-checks.ts';
import { aDebtor, amounts, kr, pay } from '../vocabulary.ts';
import { lastDecision, letterArrives, numberOf, openItems, states } from './decisions-town.ts';
import { fetchFor, morningOf, prepareTown, rowsOf, run, settle, TOWN, TownRegisters } from './town.ts';

/** Who lives in Malmø and works in Denmark; and who has a claim that was handed over when its years had run out. */
const emigrant = aDebtor(1).withPerson({ status: 80 });
const handedOver = aDebtor(2).owing(5_000, {
  periodFrom: '2022-12-01',
  periodTo: '2022-12-31',
  paidOn: '2022-12-31',
  decisionPeriodFrom: '2022-01',
  decisionPeriodTo: '2022-12',
  helpStopped: '2023-02-05',
});

/** Who earns a little beside the pay: 400 kr. of B-income in January, and 30.000 kr. in February. */
const busy = aDebtor(1).withReports(
  pay('2025-12', 21_000),
  bIncome('2026-01', 400),
  bIncome('2026-02', 30_000),
);

function bIncome(of: string, b: number) {
  return pay(of, 0, { amounts: amounts({ contributory: kr(21_000), contributoryB: kr(b) }) });
}

const registers = new TownRegisters();
registers.tell(emigrant, handedOver);
const town = await prepareTown(async (database) => {
  await settle(database, [emigrant, handedOver]);
  await fetchFor({ database, registers }, '2026-03');
  await run(database, '2026-03');
});
afterAll(() => town[Symbol.asyncDispose]());

/** Anna gives grounds and Bodil approves them, on one day. */
async function accept(
  database: Database,
  kind: string,
  { on = '2026-03-12', until = '2026-04-20', upTo = 0 } = {},
) {
  const [row] = await rowsOf(
    database,
    sql<{
      item: bigint;
    }>`select item_number as item from work_item where kind = ${kind} and closed_at is null`,
  );
  if (row === undefined) throw new Error(`nobody is asked to look at ${kind}`);
  await inMunicipality(database, TOWN, async (tx) => {
    const acting = { item: row.item, on: date(on), at: morningOf(on) };
    const because = 'Vi har set på det.';
    const proposed = await proposeAcceptance(tx, {
      ...acting,
      by: 'Anna',
      because,
      until: date(until),
      upTo: upTo === 0 ? null : kr(upTo),
    });
    const approved = await approveAcceptance(tx, { ...acting, by: 'Bodil' });
    expect([proposed.ok, approved.ok]).toEqual([true, true]);
  });
}

async function next(database: Database, of: string): Promise<void> {
  await fetchFor({ database, registers }, of);
  await run(database, of);
}

describe('a debtor whom a reason has stopped', () => {
  test('is decided about by the next run, once two persons have given grounds; and stops again when they run out', async () => {
    await using database = await town.copy();
    expect(await states(database)).toEqual([]);
    await accept(database, 'abroad');
    await next(database, '2026-04');
    expect(await lastDecision(database)).toMatchObject({
      change: 'start-plan',
      month: '2026-04',
      terms: { monthly: kr(3_950) },
    });
    expect(await openItems(database)).toEqual(['2026-03 100002 claim-lapsed', '2026-04 100002 claim-lapsed']);
    await letterArrives(database, numberOf(100_001, '2026-04'), { on: '2026-04-13' });
    await next(database, '2026-05');
    expect(await openItems(database)).toContain('2026-05 100001 abroad');
    expect(await states(database)).toEqual(['100001 start-plan in-force']);
  });

  test('is decided about at once when looked at again', async () => {
    await using database = await town.copy();
    await accept(database, 'abroad');
    const request = { debtor: debtorNumber(100_001), because: 'Vi har set på det.', by: 'Anna' };
    const looked = await inMunicipality(database, TOWN, (tx) =>
      reassess(tx, { ...request, on: date('2026-03-12'), at: morningOf('2026-03-12') }),
    );
    expect(looked).toMatchObject({
      ok: true,
      value: { decision: { change: 'start-plan' }, personReasons: [] },
    });
  });

  test('changes nothing of what earlier runs found: they are explained and verified as before', async () => {
    await using database = await town.copy();
    await accept(database, 'abroad');
    await next(database, '2026-04');
    expect(await differencesIn(database, '2026-04-11')).toBe(0);
    const key = { debtor: debtorNumber(100_001), month: month('2026-03'), ordinal: 0 };
    const explained = await readInMunicipality(database, TOWN, (tx) => explainMonth(tx, key));
    expect(explained).toMatchObject({
      ok: true,
      value: { determination: { consequence: 'person' }, personReasons: ['abroad'] },
    });
  });

  test('stays stopped by a run of a day before the approval', async () => {
    await using database = await town.copy();
    await accept(database, 'abroad', { on: '2026-04-11' });
    await next(database, '2026-04');
    expect(await openItems(database)).toContain('2026-04 100001 abroad');
  });
});

describe('grounds', () => {
  test('about a little B-income do not answer much of it, which stops the debtor again', async () => {
    const place = new TownRegisters();
    place.tell(busy);
    await using prepared = await prepareTown(async (database) => {
      await settle(database, [busy]);
      await fetchFor({ database, registers: place }, '2026-03');
      await run(database, '2026-03');
    });
    await using database = await prepared.copy();
    await accept(database, 'b-income', { upTo: 500, until: '2027-03-01' });
    const request = { debtor: debtorNumber(100_001), because: 'Vi har set på det.', by: 'Anna' };
    await inMunicipality(database, TOWN, (tx) =>
      reassess(tx, { ...request, on: date('2026-03-12'), at: morningOf('2026-03-12') }),
    );
    expect(await states(database)).toEqual(['100001 start-plan decided']);
    await letterArrives(database, numberOf(100_001, '2026-03', 1), { on: '2026-03-16' });
    await fetchFor({ database, registers: place }, '2026-04');
    await run(database, '2026-04');
    expect(await openItems(database)).toEqual(['2026-04 100001 b-income']);
    expect(await states(database)).toEqual(['100001 start-plan in-force']);
    expect(await differencesIn(database, '2026-04-11')).toBe(0);
  });

  test('about one who lives abroad end when CPR tells another status', async () => {
    await using database = await town.copy();
    await accept(database, 'abroad', { until: '2027-03-01' });
    const place = new TownRegisters();
    place.tell(emigrant.withPerson({ status: 7 }), handedOver);
    await fetchFor({ database, registers: place }, '2026-04');
    await run(database, '2026-04');
    expect(await openItems(database)).toContain('2026-04 100001 abroad');
    expect(await states(database)).toEqual([]);
  });
});

describe('a claim that may have lapsed', () => {
  test('is collected by plan where two persons have given grounds why it has not', async () => {
    await using database = await town.copy();
    await accept(database, 'claim-lapsed');
    await next(database, '2026-04');
    expect(await lastDecision(database, 100_002)).toMatchObject({
      change: 'start-plan',
      covers: [{ claim: 2n, owed: kr(5_000) }],
      lapses: [],
    });
    await letterArrives(database, numberOf(100_002, '2026-04'), { on: '2026-04-13' });
    await next(database, '2026-05');
    expect(await openItems(database)).toContain('2026-05 100002 claim-lapsed');
  });
});

test('a deferral that ends with the state pension age is announced once, two months before at least, and stops nothing', async () => {
  const pensioner = aDebtor(1)
    .receiving('kontanthjælp')
    .withPerson({ born: date('1959-06-20') });
  const place = new TownRegisters();
  place.tell(pensioner);
  await using prepared = await prepareTown(async (database) => {
    await settle(database, [pensioner]);
    for (const of of ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06']) {
      await fetchFor({ database, registers: place }, of);
      await run(database, of, { on: `${of}-20` });
      if (of === '2026-02') await letterArrives(database, numberOf(100_001, of), { on: '2026-02-23' });
    }
  });
  await using database = await prepared.copy();
  const items = sql`select kind, to_char(month, 'YYYY-MM') as of, about, opened_at from work_item`;
  expect(await rowsOf(database, items)).toEqual([
    { kind: 'pension-age-soon', of: '2026-06', about: '2026-06-20', opened_at: morningOf('2026-03-20') },
  ]);
  expect(await states(database)).toEqual(['100001 start-deferral in-force']);
});
