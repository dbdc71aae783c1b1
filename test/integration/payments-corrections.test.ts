import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { openBalances } from '../../src/ledger/balances.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { kr } from '../vocabulary.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claimRow,
  correct,
  lapse,
  pay,
  together,
  tryToCorrect,
  tryToTakeIn,
  type LedgerTown,
} from './ledger-town.ts';

describe('a claim that is reduced', () => {
  test('lets fall first what has not been asked for, then what has', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    expect(await correct(town, 1, 400)).toMatchObject({
      principalBefore: kr(1_000),
      principal: kr(400),
      balanceBefore: kr(1_000),
      balance: kr(400),
      settled: [],
    });
    expect(await town.standing(1)).toEqual({ notAsked: 100, anna: 300, bo: 0, raised: 400, balance: 400 });
    await correct(town, 1, 250);
    expect(await town.standing(1)).toEqual({ notAsked: 0, anna: 250, bo: 0, raised: 250, balance: 250 });
    expect(await town.faults()).toEqual([]);
  });

  test('below what has been paid gives the rest back to who paid it, and a person must look at it', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    await pay(town, anna, 500);
    await pay(town, bo, 300);
    const corrected = await correct(town, 1, 450);
    expect(corrected.givenBack).toEqual(
      new Map([
        [bo, kr(300)],
        [anna, kr(50)],
      ]),
    );
    expect(corrected).toMatchObject({ balance: 0n, settled: [anna, bo] });
    expect([await town.held(anna), await town.held(bo)]).toEqual([50, 300]);
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toMatchObject([
      { debtor: bo, amount: kr(300), why: 'claim-reduced', about: 'claim 1' },
      { debtor: anna, amount: kr(50), why: 'claim-reduced', about: 'claim 1' },
    ]);
    await correct(town, 1, 400);
    expect([await town.held(anna), await town.held(bo)]).toEqual([100, 300]);
    expect(await town.faults()).toEqual([]);
  });

  test('is told what the source decided, when, and what it was before', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await tryToCorrect(town, 1, kr(900), { decidedOn: date('2026-03-05'), reason: 'Klagen fik medhold' });
    const { rows } = await town.do((tx) => sql`select * from claim_correction`.execute(tx));
    expect(rows).toMatchObject([
      {
        correction_number: 1n,
        claim_number: 1n,
        principal_before_ore: 100_000n,
        principal_ore: 90_000n,
        reason: 'Klagen fik medhold',
        decided_on: '2026-03-05',
        recorded_by: 'prøve',
      },
    ]);
    const [posted] = await town.do((tx) => transfersOf(tx, 'claim-corrected', [1n]));
    expect(posted).toMatchObject({
      debit: { kind: 'source' },
      credit: { kind: 'claim' },
      valueDate: '2026-03-05',
      bookingDate: '2026-03-10',
    });
  });

  test('keeps what was paid of it before it was handed over', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { outstanding: '400,00' }));
    expect(await correct(town, 1, 700)).toMatchObject({ balanceBefore: kr(400), balance: kr(100) });
    const below = await correct(town, 1, 450);
    expect(below).toMatchObject({ balance: 0n, paidElsewhere: kr(150) });
    expect(below.givenBack).toEqual(new Map());
    expect(await correct(town, 1, 650)).toMatchObject({ balance: kr(50), paidElsewhere: 0n });
    expect(await town.faults()).toEqual([]);
  });
});

describe('a claim that is raised', () => {
  test('is owed with more, and what is more has not been asked for', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await pay(town, anna, 1_000);
    expect(await correct(town, 1, 1_200)).toMatchObject({ balanceBefore: 0n, balance: kr(200), settled: [] });
    expect(await town.standing(1)).toEqual({ notAsked: 200, anna: 0, bo: 0, raised: 1_200, balance: 200 });
    expect(await town.faults()).toEqual([]);
  });
});

describe('a claim that is withdrawn', () => {
  test('is owed by nobody any longer, and everything paid on it is given back', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together), claimRow(2, 500));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await pay(town, anna, 100);
    expect(await correct(town, 1, 0)).toMatchObject({ principal: 0n, balance: 0n, settled: [bo] });
    expect([...(await town.do((tx) => openBalances(tx, [anna, bo]))).keys()]).toEqual([anna]);
    expect(await town.held(anna)).toBe(100);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({
      owed: kr(500),
      raised: kr(500),
      ended: 0n,
      writtenOff: 0n,
    });
    expect(await town.faults()).toEqual([]);
  });
});

describe('a correction is refused, and nothing is written, when', () => {
  let town: LedgerTown;
  beforeAll(async () => {
    town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000), claimRow(3, 1_000));
    await lapse(town, 2, anna);
    await correct(town, 3, 0);
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test.each([
    ['there is no such claim', 9, kr(900), {}, { tag: 'unknown-claim' }],
    ['the amount is what it was', 1, kr(1_000), {}, { tag: 'same-amount' }],
    ['the amount is less than nothing', 1, kr(-1), {}, { tag: 'negative-amount' }],
    ['no reason is given', 1, kr(900), { reason: ' ' }, { tag: 'reason-missing' }],
    [
      'it was decided tomorrow',
      1,
      kr(900),
      { decidedOn: date('2026-03-11') },
      { tag: 'decided-in-future', today: date('2026-03-10') },
    ],
    [
      'it was decided before the claim was',
      1,
      kr(900),
      { decidedOn: date('2025-11-30') },
      { tag: 'decided-before-claim', claimDecided: date('2025-12-01') },
    ],
    ['the claim has lapsed', 2, kr(900), {}, { tag: 'ended', kind: 'lapsed' }],
    ['the claim has been withdrawn', 3, kr(900), {}, { tag: 'ended', kind: 'withdrawn' }],
  ])('%s', async (_, number, to, changes, refusal) => {
    const before = await town.do(balanceOfMunicipality);
    expect(await tryToCorrect(town, number, to, changes)).toEqual({ ok: false, refusal });
    expect(await town.do(balanceOfMunicipality)).toEqual(before);
    const { rows } = await town.do((tx) => sql`select from claim_correction`.execute(tx));
    expect(rows).toHaveLength(1);
  });
});

test('a correction and payments at the same moment wait for each other', async () => {
  await using town = await aLedger(claimRow(1, 1_000, together));
  await Promise.all([pay(town, anna, 600), correct(town, 1, 500), pay(town, bo, 600)]);
  expect(await town.standing(1)).toMatchObject({ balance: 0, raised: 500 });
  expect((await town.held(anna)) + (await town.held(bo))).toBe(700);
  expect(await town.faults()).toEqual([]);
});

test('a claim of which one spouse is free is still corrected for the other', async () => {
  await using town = await aLedger(claimRow(1, 1_000, together));
  await lapse(town, 1, anna);
  expect(await correct(town, 1, 600)).toMatchObject({ balance: kr(600) });
  expect((await correct(town, 1, 0)).balance).toBe(zeroOre);
  expect(await town.faults()).toEqual([]);
});

describe('a claim that has been corrected comes again in the source’s file', () => {
  const row = claimRow(1, 1_000);
  const file = (...principals: readonly string[]) =>
    principals.map((principal, index) => ({ ...row, partClaimId: `${index + 1}`, principal }));

  test('with its new amount, or still with its old one: either changes nothing', async () => {
    await using town = await aLedger(...file('600,00', '400,00'), claimRow(2, 50));
    await correct(town, 1, 700);
    for (const rows of [file('300,00', '400,00'), file('600,00', '400,00')]) {
      expect(await tryToTakeIn(town.db, [...rows, claimRow(2, 50)])).toMatchObject({
        outcome: 'nothing-new',
      });
    }
    expect(await town.standing(1)).toMatchObject({ raised: 700, balance: 700 });
    expect(await town.faults()).toEqual([]);
  });

  test.each([
    ['with a third amount', file('350,00', '400,00'), 'principal 350,00'],
    ['with only one of its parts', file('700,00'), 'principal 700,00'],
    ['with a part more', file('200,00', '400,00', '100,00'), 'principal 200,00'],
    [
      'with another refund share',
      file('300,00', '400,00').map((part) => ({ ...part, refundPercent: '50' })),
      'refundPercent 50',
    ],
  ])('%s: it is refused', async (_, rows, value) => {
    await using town = await aLedger(...file('600,00', '400,00'));
    await correct(town, 1, 700);
    const report = await tryToTakeIn(town.db, rows);
    expect(report.refusals.map(({ column, value: shown }) => `${column} ${shown}`)[0]).toBe(value);
  });
});
