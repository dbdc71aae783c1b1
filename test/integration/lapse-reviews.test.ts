import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeLapse } from '../../src/agreements/lapse-by-hand.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import { stopped } from './claims-rows.ts';
import {
  asked,
  lastDecision,
  letterArrives,
  numberOf,
  openItems,
  states,
  withdrawn,
} from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

const earning = (...net: readonly number[]) =>
  ['2025-12', '2026-01', '2026-02', '2026-03'].map((of, index) => pay(of, net[index] ?? 21_000));

// The years of the first claim run out on 20 March: after the plan was found, and before its letter arrived.
const payer = aDebtor(1)
  .withReports(...earning(21_000, 21_000))
  .owing(20_000, stopped('2023-03-20'))
  .owing(30_000, { accountId: 'S-77' });
const earningLess = payer.withReports(...earning(21_000, 21_000, 13_500, 13_500));
const onBenefit = payer.receiving('kontanthjælp', '2026-05-01');

/** In April's run a person is asked whether the first claim has lapsed. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await judged(database, '2026-03', payer);
    await letterArrives(database, numberOf(100_001), { on: '2026-03-24' });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function judged(database: Database, of: string, found: Debtor): Promise<void> {
  await fetchFor({ database, registers: registersOf(found) }, of);
  await run(database, of);
}

/** What has been asked for on each claim. */
async function askedByClaim(database: Database): Promise<unknown> {
  return rowsOf(
    database,
    sql`select debit_number::int as claim, sum(amount_ore)::bigint as amount from transfer where cause = 'instalment'
      group by 1 order by 1`,
  );
}

describe('while a person must say whether a claim has lapsed', () => {
  test('the plan goes on with the other claims, and nothing is asked for on that one', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04', payer);
    expect(await openItems(database)).toContain('2026-04 100001 lapse-review');
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual(['2026-05-01 3950', '2026-06-01 3950']);
    expect(await askedByClaim(database)).toEqual([{ claim: 2, amount: kr(7_900) }]);
  });

  test('less to pay does not wait for the answer', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04', earningLess);
    expect(await lastDecision(database)).toMatchObject({ change: 'fall', state: 'decided', lapses: [] });
    expect(await openItems(database)).toContain('2026-04 100001 lapse-review');
  });

  test('nor does deferral', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04', payer);
    await judged(database, '2026-05', onBenefit);
    await raise(database, '2026-06-01');
    expect((await asked(database)).at(-1)).toMatch(/^2026-06-01 0 /);
    expect(await lastDecision(database)).toMatchObject({ change: 'suspend' });
  });
});

describe('a lapse that a caseworker has proposed', () => {
  const propose = (database: Database) =>
    inMunicipality(database, TOWN, (tx) =>
      proposeLapse(tx, {
        debtor: debtorNumber(100_001),
        claim: claimNumber(1n),
        lapsedOn: date('2026-03-20'),
        on: date('2026-04-15'),
        because: 'Brevet kom først frem efter dagen.',
        by: 'Anna',
        at: morningOf('2026-04-15'),
      }),
    );

  test('waits for the second person, also over the next run', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04', payer);
    expect(await propose(database)).toMatchObject({ ok: true });
    await judged(database, '2026-05', payer);
    expect((await states(database)).at(-1)).toBe('100001 lapse waiting');
    await raise(database, '2026-06-01');
    expect(await askedByClaim(database)).toEqual([{ claim: 2, amount: kr(7_900) }]);
  });

  test('and the second person takes back, leaves one with a benefit unasked', async () => {
    await using database = await town.copy();
    const abroad = payer.receiving('kontanthjælp', '2026-04-01').withPerson({ status: 80 });
    await judged(database, '2026-04', abroad);
    expect(await lastDecision(database)).toMatchObject({ change: 'start-plan' });
    expect(await propose(database)).toMatchObject({ ok: true });
    const proposal = await lastDecision(database);
    await withdrawn(database, proposal.id, { on: '2026-04-20' });
    await raise(database, '2026-06-01');
    expect(await askedByClaim(database)).toEqual([]);
  });
});
