import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { claimNumber } from '../../src/claims/types.ts';
import { workTheDay, type DayWorked } from '../../src/cli/days-work.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { refundsAbout } from '../../src/ledger/refunds-about.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { takePaidAfterLapse } from '../../src/payments/paid-after-lapse.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, type Debtor } from '../vocabulary.ts';
import { cprNumber, type RowText } from './claims-rows.ts';
import { approve, letterArrives, numberOf, owes, pays } from './decisions-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  morningOf,
  raise,
  rowsOf,
  run,
  TOWN,
  townAssets,
  type Town,
} from './town.ts';

/** Help that stopped on 5 April 2023: it can lapse on 5 April 2026. */
const stopped: RowText = {
  periodFrom: '2022-12-01',
  periodTo: '2022-12-31',
  paidOn: '2022-12-31',
  decisionPeriodFrom: '2022-01',
  decisionPeriodTo: '2022-12',
  helpStopped: '2023-04-05',
};

async function month(place: Town, of: string, ...debtors: readonly Debtor[]): Promise<void> {
  place.registers.tell(...debtors);
  await fetchFor(place, of);
  await run(place.database, of);
}

/** The payments' part of a day's work. */
function lookFor({ database }: Town, on: string): Promise<number> {
  return takePaidAfterLapse({ database, municipality: TOWN, clock: () => morningOf(on) });
}

function workOn({ database }: Town, on: string): Promise<DayWorked> {
  return workTheDay({
    database,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    assets: () => townAssets,
    by: 'prøve',
    clock: () => morningOf(on),
    progress: () => () => undefined,
  });
}

/** The source decides that the claim is of another amount. */
async function corrected({ database }: Town, to: number, on: string): Promise<void> {
  const correction = { claim: claimNumber(1n), to: kr(to), reason: 'Ny opgørelse', decidedOn: date(on) };
  const done = await inMunicipality(database, TOWN, (tx) =>
    correctClaim(tx, { ...correction, by: 'prøve', at: morningOf(on) }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
}

/** What is perhaps to be given back to a debtor, `200 paid-after-lapse decision 202604-100001-0`. */
async function refunds(database: Database, debtor = 100_001): Promise<string[]> {
  const items = await readInMunicipality(database, TOWN, (tx) => refundsAbout(tx, debtorNumber(debtor)));
  return items.map(({ amount, why, about }) => `${amount / 100n} ${why} ${about}`);
}

const work = sql<{ key: string }>`select key from due_work where kind = 'paid-after-lapse'`;

describe('money paid on a claim that lapses under deferral on 5 April', () => {
  const debtor = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped);

  /** Deferred in March; the run of April, on the 10th, finds that the claim has lapsed. */
  async function deferred(): Promise<Town> {
    const place = await aTown([debtor]);
    await month(place, '2026-03', debtor);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    return place;
  }

  test('on the day or after it is perhaps to be given back, and a person must look', async () => {
    await using place = await deferred();
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-05' });
    await pays(place.database, 100_001, { amount: 200, on: '2026-04-07' });
    await month(place, '2026-04', debtor);
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
    expect(await lookFor(place, '2026-04-10')).toBe(1);
    expect(await refunds(place.database)).toEqual(['500 paid-after-lapse decision 202604-100001-0']);
  });

  test('is looked for once: the day’s work again opens nothing more', async () => {
    await using place = await deferred();
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-06' });
    await month(place, '2026-04', debtor);
    expect(await workOn(place, '2026-04-10')).toMatchObject({ paidAfterLapse: 1 });
    expect(await workOn(place, '2026-04-10')).toMatchObject({ paidAfterLapse: 0 });
    expect(await workOn(place, '2026-04-13')).toMatchObject({ paidAfterLapse: 0 });
    expect(await refunds(place.database)).toEqual(['300 paid-after-lapse decision 202604-100001-0']);
  });

  test('and given back already by a correction of the claim is not given back twice', async () => {
    await using place = await deferred();
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-06' });
    await corrected(place, 200, '2026-04-07');
    await corrected(place, 1_000, '2026-04-08');
    await month(place, '2026-04', debtor);
    await lookFor(place, '2026-04-10');
    expect(await refunds(place.database)).toEqual([
      '100 claim-reduced claim 1',
      '200 paid-after-lapse decision 202604-100001-0',
    ]);
  });

  test('before the day stays paid', async () => {
    await using place = await deferred();
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-04' });
    await month(place, '2026-04', debtor);
    expect(await rowsOf(place.database, work)).toEqual([]);
    expect(await lookFor(place, '2026-04-10')).toBe(0);
    expect(await refunds(place.database)).toEqual([]);
  });

  test('and registered only after the lapse was carried out covers nothing and is held for the debtor', async () => {
    await using place = await deferred();
    await month(place, '2026-04', debtor);
    const late = await pays(place.database, 100_001, { amount: 250, on: '2026-04-08' });
    expect(late).toMatchObject({ covered: [], overpaid: kr(250) });
    expect(await lookFor(place, '2026-04-13')).toBe(0);
    expect(await refunds(place.database)).toEqual([`250 overpaid payment ${late.payment}`]);
  });

  test('counts only as far as it covered that claim', async () => {
    const both = debtor.owing(700, { accountId: 'S-77' });
    await using place = await aTown([both]);
    await month(place, '2026-03', both);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await pays(place.database, 100_001, { amount: 400, on: '2026-04-06' });
    await month(place, '2026-04', both);
    await lookFor(place, '2026-04-10');
    expect(await refunds(place.database)).toEqual(['400 paid-after-lapse decision 202604-100001-0']);
    // The other claim is still owed, and a payment covers it.
    const next = await pays(place.database, 100_001, { amount: 100, on: '2026-04-14' });
    expect(next.covered).toMatchObject([{ claim: 2n, amount: kr(100) }]);
    expect(await lookFor(place, '2026-04-14')).toBe(0);
  });
});

describe('money paid while a person considers whether the rest lapses (§ 9, stk. 2)', () => {
  test('is perhaps to be given back from the day it lapsed', async () => {
    const payer = aDebtor(1).owing(20_000, stopped);
    await using place = await aTown([payer], approvedByPerson);
    await month(place, '2026-03', payer);
    await approve(place.database, numberOf(100_001), { on: '2026-03-12' });
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-13' });
    await raise(place.database, '2026-05-01');
    await pays(place.database, 100_001, { amount: 1_000, on: '2026-05-08' });
    await month(place, '2026-05', payer.receiving('kontanthjælp', '2026-05-01'));
    await pays(place.database, 100_001, { amount: 600, on: '2026-05-12' });
    expect(await lookFor(place, '2026-05-13')).toBe(0);
    expect(await approve(place.database, numberOf(100_001, '2026-05'), { on: '2026-05-14' })).toMatchObject({
      ok: true,
    });
    expect(await lookFor(place, '2026-05-14')).toBe(1);
    expect(await refunds(place.database)).toEqual(['600 paid-after-lapse decision 202605-100001-0']);
  });
});

describe('money paid on a claim that spouses owe together and that lapses for the one', () => {
  test('is perhaps to be given back to the one, and not what the other has paid', async () => {
    const jointly = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2), ...stopped };
    const wife = aDebtor(1).receiving('kontanthjælp').owing(20_000, jointly);
    const husband = aDebtor(2);
    await using place = await aTown([wife]);
    await month(place, '2026-03', wife, husband);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await letterArrives(place.database, numberOf(100_002), { on: '2026-03-11' });
    await pays(place.database, 100_001, { amount: 100, on: '2026-04-07' });
    await pays(place.database, 100_002, { amount: 900, on: '2026-04-08' });
    await month(place, '2026-04', wife, husband);
    await lookFor(place, '2026-04-10');
    expect(await refunds(place.database)).toEqual(['100 paid-after-lapse decision 202604-100001-0']);
    expect(await refunds(place.database, 100_002)).toEqual([]);
    expect(await owes(place.database, 100_002)).toEqual({ owed: 19_000, due: 0 });
  });
});
