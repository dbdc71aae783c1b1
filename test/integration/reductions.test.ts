import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { reverseLoss } from '../../src/ledger/losses.ts';
import { overpaidBy } from '../../src/ledger/overpaid.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { checkPayments } from '../../src/payments/check.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from './books-town.ts';
import { discharge, lose, lossOf, recovered, setOff, type Cover } from './covering.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  correct,
  inKroner,
  NOW,
  pay,
  together,
  tryToCorrect,
} from './ledger-town.ts';

const claims = await aLedger(claimRow(1, 1_000, together));
afterAll(() => claims[Symbol.asyncDispose]());

/** One life of the claim, told in a transaction that never ends: the next begins with the claim as it was taken in. */
async function live(told: (town: Life) => Promise<void>): Promise<void> {
  class Over extends Error {}
  const lived = claims.do(async (tx) => {
    await told(lifeIn(tx));
    expect([...(await checkLedger(tx)), ...(await checkPayments(tx))]).toEqual([]);
    throw new Over();
  });
  await expect(lived).rejects.toThrow(Over);
}

type Life = ReturnType<typeof lifeIn>;

function lifeIn(tx: MunicipalityTx) {
  let covers = 0;
  const next = (amount: number): Cover => {
    covers += 1;
    return { claim: claim(1), amount: kroner(amount), number: covers };
  };
  const heldFor = async (debtor: DebtorNumber) =>
    inKroner((await overpaidBy(tx, [debtor])).get(debtor) ?? 0n);
  return {
    do: <T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T> => work(tx),
    setOff: (debtor: DebtorNumber, amount: number) => setOff(tx, next(amount), debtor),
    lose: (amount: number, how: Parameters<typeof lose>[2] = {}) => lose(tx, next(amount), how),
    discharge: (debtor: DebtorNumber, amount: number) => discharge(tx, next(amount), debtor),
    recovered: (amount: number) => recovered(tx, next(amount)),
    /** Takes back the loss that was booked last. */
    takeLossBack: () =>
      reverseLoss(
        tx,
        { number: lossOf({ claim: claim(1), number: covers }), claim: claim(1), rounding: false, to: 'owed' },
        NOW,
      ),
    /** What stands on the claim's accounts that is above 0, as one line each. */
    stands: async (): Promise<string[]> => {
      const { rows } = await sql<{
        told: string;
      }>`select kind || ' ' || balance_ore / 100 as told from account_balance
        where number = ${String(claim(1))}::bigint and balance_ore > 0 order by 1`.execute(tx);
      return rows.map(({ told }) => told);
    },
    /** What is held for Anna and for Bo, in kroner. */
    held: async () => [await heldFor(anna), await heldFor(bo)],
  };
}

test('what a set-off had covered is held for the debtor whose payout it was, and a person is asked to give it back', () =>
  live(async (town) => {
    await town.setOff(bo, 300);
    await correct(town, 1, 200);
    expect(await town.stands()).toEqual([]);
    expect(await town.held()).toEqual([0, 100]);
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toMatchObject([
      { debtor: bo, amount: kroner(100), why: 'claim-reduced', about: 'claim 1' },
    ]);
  }));

test('payments and set-offs are given back in one order, the last first', () =>
  live(async (town) => {
    await pay(town, anna, 400);
    await town.setOff(bo, 300);
    await pay(town, anna, 200, { at: NOW.add({ hours: 1 }) });
    const afterwards = { at: NOW.add({ hours: 2 }) };
    await tryToCorrect(town, 1, kroner(600), afterwards);
    expect(await town.held()).toEqual([200, 100]);
    await tryToCorrect(town, 1, kroner(300), afterwards);
    expect(await town.held()).toEqual([300, 300]);
  }));

test('the loss that was booked is less, before anything that was paid is given back', () =>
  live(async (town) => {
    await pay(town, anna, 400);
    await town.lose(600);
    await correct(town, 1, 700);
    expect(await town.stands()).toEqual(['written-off 300']);
    expect(await town.held()).toEqual([0, 0]);
    await correct(town, 1, 100);
    expect(await town.stands()).toEqual([]);
    expect(await town.held()).toEqual([300, 0]);
  }));

test('a difference of øre that was booked is less, too', () =>
  live(async (town) => {
    await pay(town, anna, 400);
    await town.lose(600, { rounding: true });
    await correct(town, 1, 300);
    expect(await town.held()).toEqual([100, 0]);
    const { rows } = await town.do((tx) =>
      sql`select sum(case when debit_kind = 'rounding' then amount_ore else -amount_ore end)::bigint as left from transfer
      where 'rounding' in (debit_kind, credit_kind)`.execute(tx),
    );
    expect(rows).toEqual([{ left: 0n }]);
  }));

test('what has been discharged of it falls away before the loss', () =>
  live(async (town) => {
    await town.discharge(anna, 500);
    await town.lose(200, { takenFrom: 'ended' });
    await pay(town, bo, 500);
    await correct(town, 1, 600);
    expect(await town.stands()).toEqual(['written-off 100']);
  }));

test('what Gældsstyrelsen has covered stays, and the claim is refused to be less', () =>
  live(async (town) => {
    await town.recovered(250);
    await pay(town, anna, 750);
    expect(await tryToCorrect(town, 1, kroner(100))).toEqual({
      ok: false,
      refusal: { tag: 'covered-at-recovery', isThere: false, least: kroner(250) },
    });
    await correct(town, 1, 250);
    expect(await town.held()).toEqual([750, 0]);
  }));

test('a mixture is taken to the øre', () =>
  live(async (town) => {
    await town.recovered(100);
    await town.discharge(anna, 100);
    await town.lose(100, { takenFrom: 'ended' });
    await town.discharge(anna, 50);
    await town.setOff(anna, 200);
    await pay(town, bo, 300);
    expect(await town.stands()).toEqual(['claim 250', 'ended 50', 'written-off 100']);
    await correct(town, 1, 650);
    expect(await town.stands()).toEqual(['written-off 50']);
    await correct(town, 1, 100);
    expect(await town.stands()).toEqual([]);
    expect(await town.held()).toEqual([200, 300]);
  }));

test('a loss that is taken back after the claim was reduced comes back as far as it still stands', () =>
  live(async (town) => {
    await town.lose(600);
    await correct(town, 1, 500);
    expect(await town.takeLossBack()).toBe(kroner(500));
    expect(await town.stands()).toEqual(['claim 500']);
  }));

test('the vouchers book what is taken off losses, differences of øre and set-offs', async () => {
  await using town = await aLedger(claimRow(1, 1_000, together));
  await giveAccounts(town);
  await town.do(async (tx) => {
    const life = lifeIn(tx);
    await life.discharge(anna, 200);
    await life.lose(100, { takenFrom: 'ended' });
    await life.lose(50, { rounding: true });
    await life.setOff(anna, 300);
  });
  await pay(town, bo, 450);
  await correct(town, 1, 600);
  expect((await postBefore(town)).report).toMatchObject({ days: 1, missing: [] });
  const books = await town.do(inBooks);
  expect(Object.values(books).reduce((sum, each) => sum + each, 0)).toBe(0);
  expect(Object.keys(books).filter((place) => /^(receivable|loss|rounding)/.test(place))).toEqual([]);
  expect(await reconciled(town)).toMatchObject({ ledgerVouchers: 0n, differences: [] });
});
