import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { chargesOfMains } from '../../src/charges/charges-of.ts';
import { checkCharges } from '../../src/charges/check.ts';
import { liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { followEnds } from '../../src/endings/follow-ends.ts';
import { consequencesOf } from '../../src/insight/configuration-consequences.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { cprNumber } from './claims-rows.ts';
import { agreements, approveAll, lastDecision, pays, withdrawn } from './decisions-town.ts';
import {
  demands,
  dueDates,
  follow,
  interest,
  interestPosted,
  reconfigure,
  untilDefault,
} from './defaults-town.ts';
import { unlikeAfresh } from './interest-afresh.ts';
import { monthly, registersOf } from './month-town.ts';
import {
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  type PreparedTown,
  type Town,
} from './town.ts';

const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000), pay('2026-05', 20_000), pay('2026-06', 20_000));

const decided = { decidedOn: date('2026-01-01'), reference: 'Byrådet 12/2025' };
const withInterest = (decidedOn = '2026-01-01'): Configuration['claimTypes'] => ({
  KTTIBAK: { interest: { ...decided, decidedOn: date(decidedOn) }, fee: null },
});

/** A plan of 3.400 kr. whose first instalment is not paid; the council has decided interest. */
let planned: PreparedTown;
/** The plan fell away on 8 May: 20.000 kr. are due since 5 May. */
let defaulted: PreparedTown;

beforeAll(async () => {
  planned = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await reconfigure(database, { claimTypes: withInterest() });
    const town = townOf(database);
    await fetchFor(town, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    await raise(database, '2026-04-01');
  });
  defaulted = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await reconfigure(database, { claimTypes: withInterest() });
    await untilDefault(townOf(database));
  });
}, 120_000);
afterAll(async () => {
  await planned[Symbol.asyncDispose]();
  await defaulted[Symbol.asyncDispose]();
});

function townOf(database: Database): Town {
  return { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function copyOf(town: PreparedTown): Promise<Town> {
  const database = await town.copy();
  return { ...townOf(database), [Symbol.asyncDispose]: () => database.close() };
}

/** What is wrong in the books, and what interest is not as it would be computed anew; nothing, as it should be. */
async function faults(database: Database, on: string): Promise<unknown[]> {
  return inMunicipality(database, TOWN, async (tx) => [
    ...(await checkLedger(tx)),
    ...(await checkCharges(tx)),
    ...(await unlikeAfresh(tx, date(on))),
  ]);
}

/** What each month's interest amounts to today: `1 2026-05-06 200`. */
async function stands(database: Database): Promise<string[]> {
  return inMunicipality(database, TOWN, async (tx) => {
    const charges = (await chargesOfMains(tx, [claimNumber(1n)])).get(claimNumber(1n)) ?? [];
    return charges.map(({ main, postedOn, stands: left }) => `${main} ${postedOn} ${left / 100n}`);
  });
}

/** What is held for a person to give back: `200 charge-reduced`. */
async function givenBack(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`select amount_ore / 100 || ' ' || why as said from refund_item order by 1`,
  );
  return rows.map(({ said }) => said);
}

describe('interest on repayment of benefits', () => {
  test('falls away altogether, and what was paid of it is held, when the debtor turns out to have paid in time', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    for (const on of ['2026-05-08', '2026-06-08']) await interest(database, on);
    expect(await stands(database)).toEqual(['1 2026-05-06 200', '1 2026-06-06 200']);
    await pays(database, 100_001, { amount: 3_650, on: '2026-05-04', known: '2026-06-11' });
    await follow(database, '2026-06-12');
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-06-12' });
    await interest(database, '2026-06-15');
    expect(await stands(database)).toEqual(['1 2026-05-06 0', '1 2026-06-06 0']);
    expect(await agreements(database)).toMatchObject([{ outcome: 'plan', ended: null }]);
    expect(await faults(database, '2026-06-15')).toEqual([]);
  });

  test('does not run on a plan, nor while an instalment of it is demanded', async () => {
    await using town = await copyOf(planned);
    const { database } = town;
    await interest(database, '2026-04-09');
    await follow(database, '2026-04-10');
    // The demand says that it begins if the plan falls away.
    const told = sql`select told #>> '{interestIfWhole,percent}' as percent from notice where kind = 'demand'`;
    expect(await rowsOf(database, told)).toEqual([{ percent: '1' }]);
    await letArrive(database, '2026-04-11');
    expect(await interest(database, '2026-05-06')).toMatchObject({ claims: 0 });
    expect(await interestPosted(database)).toEqual([]);
  });

  test('begins the day after the whole debt is due, one percent for each month that has begun', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    expect(await interest(database, '2026-05-08')).toMatchObject({
      consequences: { posted: 1 },
      amounts: { interest: '200.00' },
    });
    await interest(database, '2026-05-09');
    await interest(database, '2026-06-06');
    await interest(database, '2026-06-06');
    expect(await interestPosted(database)).toEqual([
      '1 2026-05-06 200 left 200',
      '1 2026-06-06 200 left 200',
    ]);
    expect(await faults(database, '2026-06-06')).toEqual([]);
    const story = await readInMunicipality(database, TOWN, (tx) =>
      debtorStory(tx, debtorNumber(100_001), date('2026-06-07')),
    );
    if (!story.ok) throw new Error(story.refusal.tag);
    expect(story.value.entries.filter(({ what }) => what === 'charged')).toMatchObject([
      { on: '2026-05-06', kind: 'interest', from: '2026-05-06', to: '2026-06-05', amount: 20_000n },
      { on: '2026-06-06', kind: 'interest', from: '2026-06-06', to: '2026-07-05', amount: 20_000n },
    ]);
  });

  test.each([
    ['where the council has decided none', {}, []],
    ['for days before its decision', withInterest('2026-05-20'), ['1 2026-06-06 200 left 200']],
  ])('is not charged %s', async (_, claimTypes, posted) => {
    await using town = await copyOf(defaulted);
    await reconfigure(town.database, { claimTypes });
    for (const day of ['2026-05-08', '2026-06-06']) await interest(town.database, day);
    expect(await interestPosted(town.database)).toEqual(posted);
  });

  test('runs on what is left, is paid before it, and ends when all is paid', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await interest(database, '2026-05-08');
    await pays(database, 100_001, { amount: 10_200, on: '2026-05-20' });
    await interest(database, '2026-06-06');
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 0', '1 2026-06-06 100 left 100']);
    await pays(database, 100_001, { amount: 10_100, on: '2026-06-10' });
    await interest(database, '2026-07-06');
    await interest(database, '2026-08-06');
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 0', '1 2026-06-06 100 left 0']);
    expect(await faults(database, '2026-08-06')).toEqual([]);
  });

  test('rests for the months in which something stands on the claim that stops it', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    const hold = { claim: claimNumber(1n), reason: 'complaint', debtor: null, about: 'klage 7' } as const;
    const [from, until] = ['2026-06-01', '2026-07-01'];
    await inMunicipality(database, TOWN, (tx) =>
      placeHolds(tx, [
        { ...hold, from: date(from), reviewOn: date('2026-08-01'), by: 'Anna', at: morningOf(from) },
      ]),
    );
    for (const day of ['2026-05-08', '2026-06-06']) await interest(database, day);
    await inMunicipality(database, TOWN, (tx) =>
      liftHolds(tx, [{ ...hold, on: date(until), why: 'afgjort', by: 'Anna', at: morningOf(until) }]),
    );
    await interest(database, '2026-07-06');
    expect(await interestPosted(database)).toEqual([
      '1 2026-05-06 200 left 200',
      '1 2026-07-06 200 left 200',
    ]);
    expect(await faults(database, '2026-07-06')).toEqual([]);
  });

  test('ends with the claim, and what is left of it falls away (§ 9)', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await interest(database, '2026-05-08');
    const [on, at] = [date('2026-05-20'), morningOf('2026-05-20')];
    const lapse = { claim: claimNumber(1n), debtor: debtorNumber(100_001), kind: 'lapsed' } as const;
    await inMunicipality(database, TOWN, (tx) =>
      endLiabilities(tx, [{ ...lapse, on, reason: 'prøve', by: 'prøve', at }]),
    );
    await followEnds({ database, municipality: TOWN, clock: () => at });
    await interest(database, '2026-06-06');
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 0']);
    expect(await faults(database, '2026-06-06')).toEqual([]);
  });
});

describe('interest after the default has ended', () => {
  test('falls away from the day a deferral was found, however late that is in force, and goes back to who paid it', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await interest(database, '2026-05-08');
    town.registers.tell(payer.receiving('kontanthjælp', '2026-05-10'));
    await fetchFor(town, '2026-05', '2026-05-14');
    await run(database, '2026-05', { on: '2026-05-15' });
    expect((await lastDecision(database)).change).toBe('start-deferral');
    await interest(database, '2026-06-06');
    await pays(database, 100_001, { amount: 400, on: '2026-06-07' });
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 0', '1 2026-06-06 200 left 0']);
    await letArrive(database, '2026-06-10');
    expect(await agreements(database)).toMatchObject([{ why: 'defaulted' }, { outcome: 'deferral' }]);
    await interest(database, '2026-06-10');
    await interest(database, '2026-07-06');
    expect(await stands(database)).toEqual(['1 2026-05-06 200', '1 2026-06-06 0']);
    expect(await givenBack(database)).toEqual(['200 charge-reduced']);
    expect(await faults(database, '2026-07-06')).toEqual([]);
  });

  test('falls away altogether where the debtor received the benefit already when the deadline had passed, and it was known later', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await interest(database, '2026-05-08');
    expect(await stands(database)).toEqual(['1 2026-05-06 200']);
    town.registers.tell(payer.receiving('kontanthjælp', '2026-04-15'));
    await fetchFor(town, '2026-05', '2026-05-10');
    await run(database, '2026-05', { on: '2026-05-10' });
    await letArrive(database, '2026-05-11');
    await interest(database, '2026-06-06');
    expect(await stands(database)).toEqual(['1 2026-05-06 0']);
    expect(await faults(database, '2026-06-06')).toEqual([]);
  });

  test('falls away altogether where the decision is taken back on complaint', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await approveAll(database, { on: '2026-05-11', of: '2026-04' });
    await letArrive(database, '2026-05-12');
    for (const day of ['2026-05-08', '2026-06-06']) await interest(database, day);
    const told = sql<{ runs: unknown }>`
      select model -> 'interestRuns' as runs from letter where kind = 'transfer-notice'`;
    expect(await rowsOf(database, told)).toEqual([{ runs: { percent: '1', from: '2026-05-06' } }]);
    const { id: decision } = await lastDecision(database);
    const [on, at] = [date('2026-06-08'), morningOf('2026-06-08')];
    const because = 'Du havde betalt til en anden konto.';
    await fetchFor(town, '2026-06', '2026-06-08');
    const reversed = await inMunicipality(database, TOWN, (tx) =>
      reverseDecision(tx, { decision, on, because, by: 'Bodil', at }),
    );
    expect(reversed).toMatchObject({ ok: true });
    await interest(database, '2026-06-09');
    expect(await stands(database)).toEqual(['1 2026-05-06 0', '1 2026-06-06 0']);
    expect(await faults(database, '2026-06-09')).toEqual([]);
  });

  test('rests on a new plan, is paid after its instalments, and goes on after the day due of a second default', async () => {
    await using town = await copyOf(defaulted);
    const { database } = town;
    await interest(database, '2026-05-08');
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-11' });
    await fetchFor(town, '2026-05', '2026-05-12');
    await run(database, '2026-05', { on: '2026-05-13' });
    await letArrive(database, '2026-05-14');
    for (const day of ['2026-05-14', '2026-06-06', '2026-07-06']) await interest(database, day);
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 200']);
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 3_400, on: '2026-06-01' });
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 200']);
    await raise(database, '2026-07-01');
    await follow(database, '2026-07-10');
    await letArrive(database, '2026-07-11');
    await fetchFor(town, '2026-07', '2026-07-12');
    await run(database, '2026-07', { on: '2026-07-13' });
    await fetchFor(town, '2026-07', '2026-08-05');
    await follow(database, '2026-08-10');
    expect(await dueDates(database)).toContain('1 2026-08-04/2026-08-04');
    for (const day of ['2026-08-10', '2026-09-06']) await interest(database, day);
    // 16.600 kr. are left. The month's day is the first default's; the sixth of August is after the second day due.
    expect(await interestPosted(database)).toEqual([
      '1 2026-05-06 200 left 200',
      '1 2026-08-06 166 left 166',
      '1 2026-09-06 166 left 166',
    ]);
    expect(await faults(database, '2026-09-06')).toEqual([]);
  });
});

test('what a decision of the council would do to claims in default is told before it is taken', async () => {
  await using town = await copyOf(defaulted);
  const { database } = town;
  const [without, withIt] = [
    townConfiguration({}),
    townConfiguration({ claimTypes: withInterest('2026-05-20') }),
  ];
  const told = async (before = without, after = withIt) => {
    const between = { before, after, on: date('2026-05-10') };
    const { others } = await readInMunicipality(database, TOWN, (tx) => consequencesOf(tx, between));
    return others.map(({ choice, what, count, sum, next }) => `${choice} ${what} ${count} ${sum} ${next}`);
  };
  expect(await told()).toEqual(['claimTypes interest-begins 1 20000.00 2026-05-20']);
  await interest(database, '2026-05-08');
  expect(await told(withIt, without)).toEqual(['claimTypes interest-ends 1 20000.00 2026-06-06']);
  await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-11' });
  expect(await told(withIt, without)).toEqual([]);
});

describe('a claim of two', () => {
  const jointly = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) };
  const wife = aDebtor(1)
    .owing(40_000, jointly)
    .withReports(...monthly(20_000));

  async function untilBothDemanded(paying: boolean): Promise<Town> {
    const town = await aTown([wife], { claimTypes: withInterest() });
    const { database, registers } = town;
    registers.tell(aDebtor(2).withReports(...monthly(20_000)));
    await fetchFor(town, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    await raise(database, '2026-04-01');
    if (paying) await pays(database, 100_002, { amount: 3_400, on: '2026-04-01' });
    await follow(database, '2026-04-10');
    await letArrive(database, '2026-04-11');
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    await fetchFor(town, '2026-04', '2026-05-06');
    await follow(database, '2026-05-08');
    return town;
  }

  test('bears one interest when both are in default', async () => {
    await using town = await untilBothDemanded(false);
    await interest(town.database, '2026-05-08');
    expect(await interestPosted(town.database)).toEqual(['1 2026-05-06 400 left 400']);
    expect(await faults(town.database, '2026-05-08')).toEqual([]);
  });

  test('bears none while one of them pays by a plan', async () => {
    await using town = await untilBothDemanded(true);
    await interest(town.database, '2026-06-06');
    expect((await demands(town.database)).length).toBe(1);
    expect(await interestPosted(town.database)).toEqual([]);
  });
});
