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
import { approve, letterArrives, letterKeys, numberOf, owes, pays, states } from './decisions-town.ts';
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

/** What is deferred is covered only by who says so. */
const claim = claimNumber(1n);

/** Deferred since March; on 10 April what lapsed at the end of 5 April is found, which waits for a person. */
async function waits(...debtors: readonly Debtor[]): Promise<Town> {
  const place = await aTown(debtors, approvedByPerson);
  await month(place, '2026-03', ...debtors);
  await approve(place.database, numberOf(100_001), { on: '2026-03-12' });
  await letterArrives(place.database, numberOf(100_001), { on: '2026-03-13' });
  await month(place, '2026-04', ...debtors);
  expect(await states(place.database)).toContain('100001 lapse waiting');
  return place;
}
const lapseOfApril = numberOf(100_001, '2026-04');

describe('money paid on a claim that lapses under deferral on 5 April', () => {
  const debtor = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped);

  /** Deferred in March; the run of April, on the 10th, finds that the claim has lapsed. */
  async function deferred(): Promise<Town> {
    const place = await aTown([debtor]);
    await month(place, '2026-03', debtor);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    return place;
  }

  test('on that day stays paid: it lives to the end of it; after it, money covers nothing', async () => {
    await using place = await deferred();
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-05', wish: [claim] });
    const after = await pays(place.database, 100_001, { amount: 200, on: '2026-04-06' });
    expect(after).toMatchObject({ covered: [], overpaid: kr(200) });
    await month(place, '2026-04', debtor);
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
    expect(await rowsOf(place.database, work)).toEqual([]);
    expect(await lookFor(place, '2026-04-10')).toBe(0);
    expect(await refunds(place.database)).toEqual([`200 overpaid payment ${after.payment}`]);
  });

  test('and registered only after the lapse was carried out covers it when it came on that day, and nothing later', async () => {
    await using place = await deferred();
    await month(place, '2026-04', debtor);
    const inTime = await pays(place.database, 100_001, { amount: 300, on: '2026-04-05', wish: [claim] });
    expect(inTime).toMatchObject({ covered: [{ claim: 1n, amount: kr(300) }], overpaid: 0n });
    const late = await pays(place.database, 100_001, { amount: 250, on: '2026-04-06' });
    expect(late).toMatchObject({ covered: [], overpaid: kr(250) });
    expect(await lookFor(place, '2026-04-13')).toBe(0);
    expect(await refunds(place.database)).toEqual([`250 overpaid payment ${late.payment}`]);
  });
});

describe('money paid after that day, while a person considers whether the claim has lapsed', () => {
  const debtor = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped).owing(700, { accountId: 'S-77' });
  const given = ['300 paid-after-lapse decision 202604-100001-0'];

  test('is looked for once: the day’s work again opens nothing more', async () => {
    await using place = await waits(debtor);
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-12', wish: [claim] });
    await approve(place.database, lapseOfApril, { on: '2026-04-13' });
    expect(await workOn(place, '2026-04-13')).toMatchObject({ paidAfterLapse: 1 });
    expect(await workOn(place, '2026-04-13')).toMatchObject({ paidAfterLapse: 0 });
    expect(await workOn(place, '2026-04-14')).toMatchObject({ paidAfterLapse: 0 });
    expect(await refunds(place.database)).toEqual(given);
  });

  test('and given back already by a correction of the claim is not given back twice', async () => {
    await using place = await waits(debtor);
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-12', wish: [claim] });
    await corrected(place, 200, '2026-04-12');
    await corrected(place, 1_000, '2026-04-12');
    await approve(place.database, lapseOfApril, { on: '2026-04-13' });
    await lookFor(place, '2026-04-13');
    expect(await refunds(place.database)).toEqual([
      '100 claim-reduced claim 1',
      '200 paid-after-lapse decision 202604-100001-0',
    ]);
  });

  test('counts only as far as it covered that claim', async () => {
    await using place = await waits(debtor);
    await pays(place.database, 100_001, { amount: 300, on: '2026-04-12', wish: [claim] });
    await approve(place.database, lapseOfApril, { on: '2026-04-13' });
    await lookFor(place, '2026-04-13');
    expect(await refunds(place.database)).toEqual(given);
    // The other claim is still owed.
    expect(await owes(place.database)).toEqual({ owed: 700, due: 0 });
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
    await using place = await aTown([wife], approvedByPerson);
    await month(place, '2026-03', wife, husband);
    for (const debtor of [100_001, 100_002]) {
      await approve(place.database, numberOf(debtor), { on: '2026-03-12' });
      await letterArrives(place.database, numberOf(debtor), { on: '2026-03-13' });
    }
    await month(place, '2026-04', wife, husband);
    await pays(place.database, 100_001, { amount: 100, on: '2026-04-12', wish: [claim] });
    await pays(place.database, 100_002, { amount: 900, on: '2026-04-12' });
    await approve(place.database, lapseOfApril, { on: '2026-04-13' });
    await lookFor(place, '2026-04-13');
    expect(await refunds(place.database)).toEqual(['100 paid-after-lapse decision 202604-100001-0']);
    expect(await refunds(place.database, 100_002)).toEqual([]);
    expect(await owes(place.database, 100_002)).toEqual({ owed: 19_000, due: 0 });
  });
});

describe('a claim that is paid in full after it lapsed and before a person has approved that', () => {
  const onBenefit = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped);
  const ends = sql`select claim_number::int as claim, kind, ended_on as on from liability_end order by 1`;

  const decision = lapseOfApril;

  test('is not said to have lapsed, and the money is perhaps to be given back', async () => {
    await using place = await waits(onBenefit.owing(700, { accountId: 'S-77' }));
    await pays(place.database, 100_001, { amount: 5_000, on: '2026-04-12', wish: [claim] });
    expect(await approve(place.database, decision, { on: '2026-04-13' })).toEqual({
      ok: false,
      refusal: { tag: 'settled' },
    });
    expect(await rowsOf(place.database, ends)).toEqual([]);
    expect(await letterKeys(place.database)).toHaveLength(1);
    expect(await lookFor(place, '2026-04-13')).toBe(1);
    expect(await refunds(place.database)).toEqual(['5000 paid-after-lapse decision 202604-100001-0']);
  });

  test('and is all that the debtor owed: nobody can approve it any more, and a person must look all the same', async () => {
    await using place = await waits(onBenefit);
    await pays(place.database, 100_001, { amount: 5_000, on: '2026-04-12', wish: [claim] });
    expect(await states(place.database)).toContain('100001 lapse withdrawn');
    expect(await workOn(place, '2026-04-13')).toMatchObject({ paidAfterLapse: 1 });
    expect(await refunds(place.database)).toEqual(['5000 paid-after-lapse decision 202604-100001-0']);
  });

  test('together with a part of another that lapsed: both are given back, and the letter tells what still lapsed', async () => {
    const another = { ...stopped, accountId: 'S-78', periodFrom: '2022-11-01', periodTo: '2022-11-30' };
    await using place = await waits(onBenefit.owing(2_000, another).owing(700, { accountId: 'S-77' }));
    await pays(place.database, 100_001, { amount: 5_500, on: '2026-04-12', wish: [claim, claimNumber(2n)] });
    expect(await approve(place.database, decision, { on: '2026-04-13' })).toMatchObject({
      ok: true,
      value: { lapses: [{ on: '2026-04-05' }] },
    });
    expect(await rowsOf(place.database, ends)).toEqual([
      { claim: 1, kind: 'lapsed', on: '2026-04-05' },
      { claim: 2, kind: 'lapsed', on: '2026-04-05' },
    ]);
    expect(await lookFor(place, '2026-04-13')).toBe(1);
    expect(await refunds(place.database)).toEqual(['5500 paid-after-lapse decision 202604-100001-0']);
    expect(await owes(place.database)).toEqual({ owed: 700, due: 0 });
  });

  test('with money that came on the last day of its years was paid in time', async () => {
    await using place = await waits(onBenefit.owing(700, { accountId: 'S-77' }));
    await pays(place.database, 100_001, { amount: 5_000, on: '2026-04-05', wish: [claim] });
    await approve(place.database, decision, { on: '2026-04-13' });
    expect(await lookFor(place, '2026-04-13')).toBe(0);
    expect(await refunds(place.database)).toEqual([]);
  });
});

describe('a plan that is suspended by a benefit while a claim lapses with it, and June has been asked for early', () => {
  const june = { amount: 10_000, on: '2026-05-12' };

  /** Two claims; 10 May finds kontanthjælp, a person approves it on 14 May, and the letter arrives on 15 May. */
  async function suspended(
    lapsing: number,
    other: number,
    paid: readonly { readonly amount: number; readonly on: string }[],
  ): Promise<Town> {
    const payer = aDebtor(1).owing(lapsing, stopped).owing(other, { accountId: 'S-77' });
    const place = await aTown([payer], approvedByPerson);
    await month(place, '2026-03', payer);
    await approve(place.database, numberOf(100_001), { on: '2026-03-12' });
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-13' });
    await raise(place.database, '2026-06-01');
    for (const each of paid.filter(({ on }) => on < '2026-05-10')) await pays(place.database, 100_001, each);
    await month(place, '2026-05', payer.receiving('kontanthjælp', '2026-05-01'));
    for (const each of paid.filter(({ on }) => on >= '2026-05-10')) await pays(place.database, 100_001, each);
    const decision = numberOf(100_001, '2026-05');
    expect(await approve(place.database, decision, { on: '2026-05-14' })).toMatchObject({
      ok: true,
      value: { change: 'suspend' },
    });
    await lookFor(place, '2026-05-14');
    await letterArrives(place.database, decision, { on: '2026-05-15' });
    return place;
  }

  test('what was paid after the finding is not given back twice', async () => {
    await using place = await suspended(30_000, 9_000, [june]);
    expect(await refunds(place.database)).toEqual(['10000 paid-after-lapse decision 202605-100001-0']);
  });

  test('nor when it paid off the claim that would have lapsed', async () => {
    await using place = await suspended(7_000, 20_000, [june]);
    const items = await refunds(place.database);
    expect(items).toContain('7000 paid-after-lapse decision 202605-100001-0');
    const all = items.map((item) => Number(item.split(' ')[0]));
    expect(all.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(10_000);
  });

  test('what was paid before the claim lapsed for a due date after it is perhaps to be given back too', async () => {
    await using place = await suspended(30_000, 9_000, [{ amount: 11_850, on: '2026-05-08' }]);
    expect(await refunds(place.database)).toEqual(['3950 asked-too-much instalment 2026-06-01']);
  });

  test('what was asked for and never paid is not given back', async () => {
    await using place = await suspended(30_000, 9_000, []);
    expect(await refunds(place.database)).toEqual([]);
    expect(await owes(place.database)).toEqual({ owed: 9_000, due: 0 });
  });
});
