import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { yourPayment } from '../../src/insight/your-payment.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import { cprNumber, stopped } from './claims-rows.ts';
import {
  agreements,
  approve,
  asked,
  lastDecision,
  letterArrives,
  letterKeys,
  letterKinds,
  numberOf,
  openItems,
  owes,
  pays,
  states,
} from './decisions-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  raise,
  rowsOf,
  run,
  TOWN,
  type Town,
} from './town.ts';

async function month(place: Town, of: string, ...debtors: readonly Debtor[]): Promise<void> {
  place.registers.tell(...debtors);
  await fetchFor(place, of);
  await run(place.database, of);
}

const ends = sql`select claim_number::int as claim, debtor_number as debtor, kind, ended_on as on from liability_end order by 1, 2`;
const ledger = sql`select debit_kind as into, amount_ore as amount, to_char(value_date, 'YYYY-MM-DD') as on from transfer
  where cause = 'liability-ended' order by line`;

describe('a claim whose three years run out under deferral (§ 9, stk. 1)', () => {
  const debtor = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped('2023-04-05'));

  test('has lapsed with the next run, is owed no more, and the debtor is told', async () => {
    await using place = await aTown([debtor]);
    await month(place, '2026-03', debtor);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await month(place, '2026-04', debtor);
    expect(await lastDecision(place.database)).toMatchObject({
      change: 'lapse',
      state: 'in-force',
      lapses: [{ on: '2026-04-05', owed: kr(5_000) }],
    });
    expect(await rowsOf(place.database, ends)).toEqual([
      { claim: 1, debtor: 100_001, kind: 'lapsed', on: '2026-04-05' },
    ]);
    expect(await rowsOf(place.database, ledger)).toEqual([
      { into: 'ended', amount: kr(5_000), on: '2026-04-05' },
    ]);
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
    const { events } = await readInMunicipality(place.database, TOWN, async (tx) =>
      yourPayment(tx, await citizenBooks(tx, debtor.number, date('2026-04-14')), {
        day: date('2026-04-14'),
        bank: [],
      }),
    );
    expect(events).toContainEqual({
      on: '2026-04-10',
      what: { tag: 'decided-lapse', amount: kr(5_000) },
    });
    expect(await agreements(place.database)).toMatchObject([
      { outcome: 'deferral', ended: '2026-04-10', why: 'lapsed' },
    ]);
    await letArrive(place.database, '2026-04-13');
    expect(await letterKinds(place.database)).toContain('lapse');
  });

  test('is not brought back by a complaint: a person must raise the claim anew', async () => {
    await using place = await aTown([debtor]);
    await month(place, '2026-03', debtor);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await month(place, '2026-04', debtor);
    const request = {
      decision: numberOf(100_001, '2026-04'),
      on: date('2026-04-20'),
      because: 'Klage',
      by: 'Carl',
      at: morningOf('2026-04-20'),
    };
    const reversed = await inMunicipality(place.database, TOWN, (tx) => reverseDecision(tx, request));
    expect(reversed).toEqual({ ok: false, refusal: { tag: 'lapse' } });
  });

  test('is not looked at any more by the runs after it', async () => {
    await using place = await aTown([debtor]);
    await month(place, '2026-03', debtor);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await month(place, '2026-04', debtor);
    await fetchFor(place, '2026-05');
    const { report } = await run(place.database, '2026-05');
    expect(report.debtors).toBe(0);
  });

  test('that had lapsed before it came to us is for a person', async () => {
    const late = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped('2023-02-05'));
    await using place = await aTown([late]);
    await month(place, '2026-03', late);
    expect(await states(place.database)).toEqual([]);
    expect(await openItems(place.database)).toEqual(['2026-03 100001 claim-lapsed']);
  });

  test('that has been paid before a person approved it has not lapsed', async () => {
    const both = debtor.owing(700, { accountId: 'S-77' });
    await using place = await aTown([both], approvedByPerson);
    await month(place, '2026-03', both);
    await approve(place.database, numberOf(100_001), { on: '2026-03-12' });
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-13' });
    await month(place, '2026-04', both);
    // What is deferred is covered only by who says so.
    await pays(place.database, 100_001, { amount: 5_000, on: '2026-04-12', wish: [claimNumber(1n)] });
    expect(await approve(place.database, numberOf(100_001, '2026-04'), { on: '2026-04-13' })).toEqual({
      ok: false,
      refusal: { tag: 'settled' },
    });
    expect((await states(place.database)).at(-1)).toBe('100001 lapse withdrawn');
    expect(await owes(place.database)).toEqual({ owed: 700, due: 0 });
    expect(await letterKeys(place.database)).toHaveLength(1);
  });

  test('leaves the other claims as they are', async () => {
    const both = debtor.owing(700, { accountId: 'S-77' });
    await using place = await aTown([both]);
    await month(place, '2026-03', both);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await month(place, '2026-04', both);
    expect(await lastDecision(place.database)).toMatchObject({
      change: 'lapse',
      covers: [{ owed: kr(700) }],
    });
    expect(await owes(place.database)).toEqual({ owed: 700, due: 0 });
    expect(await agreements(place.database)).toMatchObject([{ outcome: 'deferral', ended: null }]);
    await month(place, '2026-05', both);
    expect((await states(place.database)).slice(2)).toEqual([]);
  });
});

describe('a claim whose three years run out while it is paid by plan (§ 9, stk. 2)', () => {
  const payer = aDebtor(1).owing(20_000, stopped('2023-04-05'));
  const onBenefit = payer.receiving('kontanthjælp', '2026-05-01');

  /** The plan of March runs over the day; April and May have been asked for, and April is paid. */
  async function paying(): Promise<Town> {
    const place = await aTown([payer]);
    await month(place, '2026-03', payer);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await raise(place.database, '2026-05-01');
    return place;
  }

  test('goes on being paid after the day', async () => {
    await using place = await paying();
    await month(place, '2026-05', payer);
    expect(await states(place.database)).toEqual(['100001 start-plan in-force']);
  });

  test('lapses with the suspension by a listed benefit, and what was asked for is not asked for any more', async () => {
    await using place = await paying();
    await month(place, '2026-05', onBenefit);
    expect(await lastDecision(place.database)).toMatchObject({
      change: 'lapse',
      terms: { reason: 'deferral-after-years' },
      lapses: [{ on: '2026-05-10', owed: kr(20_000) }],
    });
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
    expect(await agreements(place.database)).toMatchObject([
      { ended: '2026-05-10', why: 'lapsed', next: null },
    ]);
    await raise(place.database, '2026-08-03');
    expect(await asked(place.database)).toHaveLength(2);
  });

  test('one low month must not delete a debt: a person looks, and nothing is asked meanwhile', async () => {
    await using place = await paying();
    const low = payer.withReports(...earning({ '2026-02': 21_000, '2026-03': 9_000 }));
    await month(place, '2026-05', low);
    expect(await lastDecision(place.database)).toMatchObject({ change: 'lapse', state: 'waiting' });
    expect(await openItems(place.database)).toEqual(['2026-05 100001 deferral-would-lapse']);
    expect(await owes(place.database)).toMatchObject({ owed: 20_000 });
    await raise(place.database, '2026-06-01');
    expect((await asked(place.database)).at(-1)).toBe('2026-06-01 0 deferral-found');
  });

  test('is withdrawn again when the month after was no low month', async () => {
    await using place = await paying();
    const low = earning({ '2026-02': 21_000, '2026-03': 9_000, '2026-04': 21_000 });
    await month(place, '2026-05', payer.withReports(...low.slice(0, -1)));
    // The lower of March and April is still March: the same low month, seen by a second run.
    await month(place, '2026-06', payer.withReports(...low));
    expect(await lastDecision(place.database)).toMatchObject({ change: 'lapse', state: 'waiting' });
    const better = [...low, ...earning({ '2026-05': 21_000 })];
    await month(place, '2026-07', payer.withReports(...better));
    expect((await states(place.database)).at(-1)).toBe('100001 lapse withdrawn');
    expect(await owes(place.database)).toMatchObject({ owed: 20_000 });
  });

  test('a second low month in a row ends it without a person, where the municipality has recorded that', async () => {
    await using place = await paying();
    const low = earning({ '2026-02': 21_000, '2026-03': 9_000, '2026-04': 9_000 });
    await month(place, '2026-05', payer.withReports(...low.slice(0, -1)));
    await month(place, '2026-06', payer.withReports(...low));
    expect(await states(place.database)).toEqual([
      '100001 start-plan in-force',
      '100001 lapse withdrawn',
      '100001 lapse in-force',
    ]);
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
  });

  test('a person may end it at once', async () => {
    await using place = await paying();
    await month(place, '2026-05', payer.withReports(...earning({ '2026-02': 21_000, '2026-03': 9_000 })));
    expect(await approve(place.database, numberOf(100_001, '2026-05'), { on: '2026-05-12' })).toMatchObject({
      ok: true,
      value: { state: 'in-force' },
    });
    expect(await owes(place.database)).toEqual({ owed: 0, due: 0 });
    expect(await agreements(place.database)).toMatchObject([{ ended: '2026-05-12', why: 'lapsed' }]);
  });

  test('lapses alone where there are others, which are suspended with the same letter', async () => {
    const both = payer.owing(700, { accountId: 'S-77' });
    await using place = await aTown([both]);
    await month(place, '2026-03', both);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await month(place, '2026-05', both.receiving('kontanthjælp', '2026-05-01'));
    expect(await lastDecision(place.database)).toMatchObject({ change: 'suspend', state: 'decided' });
    expect(await owes(place.database)).toEqual({ owed: 700, due: 0 });
    await letArrive(place.database, '2026-05-12');
    const told = sql`select model -> 'lapsedClaims' -> 0 ->> 'amount' as lapsed, model ->> 'totalOwed' as owed from letter where kind = 'suspension'`;
    expect(await rowsOf(place.database, told)).toEqual([{ lapsed: '20000.00', owed: '700.00' }]);
    expect((await agreements(place.database))[1]).toMatchObject({ outcome: 'deferral', from: '2026-05-10' });
  });
});

describe('a claim that spouses owe together', () => {
  test('lapses for the one with deferral, and the other goes on paying', async () => {
    const jointly = {
      paragraph: '92',
      liability: 'joint',
      coDebtorCpr: cprNumber(2),
      ...stopped('2023-04-05'),
    };
    const wife = aDebtor(1).receiving('kontanthjælp').owing(20_000, jointly);
    const husband = aDebtor(2);
    await using place = await aTown([wife]);
    await month(place, '2026-03', wife, husband);
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    await letterArrives(place.database, numberOf(100_002), { on: '2026-03-11' });
    await month(place, '2026-04', wife, husband);
    expect(await rowsOf(place.database, ends)).toEqual([
      { claim: 1, debtor: 100_001, kind: 'lapsed', on: '2026-04-05' },
    ]);
    // Nothing has ended while the other one owes it.
    expect(await rowsOf(place.database, ledger)).toEqual([]);
    expect(await owes(place.database, 100_001)).toEqual({ owed: 0, due: 0 });
    expect(await owes(place.database, 100_002)).toEqual({ owed: 20_000, due: 0 });
    expect((await agreements(place.database))[1]).toMatchObject({ debtor: 100_002, ended: null });
  });
});

function earning(net: Readonly<Record<string, number>>) {
  const before = { '2025-12': 21_000, '2026-01': 21_000 };
  return Object.entries({ ...before, ...net }).map(([of, amount]) => pay(of, amount));
}
