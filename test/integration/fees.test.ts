import { describe, expect, test } from 'vitest';
import { feeNumber } from '../../src/charges/charge-number.ts';
import { postFees, standingFeeLetters, type FeeToPost } from '../../src/charges/fees.ts';
import { listedClaims } from '../../src/claims/claim-pages.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { noticeId, type NoticeId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { morningOf } from './town.ts';

function feeOf({ anna }: ChargesTown, main: ClaimNumber, on: string): FeeToPost {
  const letterOn = date(on);
  return {
    notice: noticeId(letterOn, anna, 0),
    main,
    letterOn,
    srb: addDays(letterOn, 10),
    amount: kroner(250),
  };
}

function post(town: ChargesTown, ...fees: readonly FeeToPost[]): Promise<Map<NoticeId, ClaimNumber>> {
  return town.do(async (tx) => {
    await lockReceivables(tx, [town.anna]);
    return postFees(tx, fees, { configurationVersion: 1, at: morningOf('2026-02-01') });
  });
}

async function left({ do: inTown }: ChargesTown, claim: ClaimNumber): Promise<bigint> {
  return balanceOf((await inTown((tx) => accountsOfClaims(tx, [claim]))).get(claim));
}

describe('the fee of a letter', () => {
  test('is a claim of its own beside its main claim, and the next one another', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    const [first, second] = [feeOf(town, main, '2026-01-05'), feeOf(town, main, '2026-01-20')];
    expect(await post(town, first, second)).toEqual(
      new Map([
        [first.notice, feeNumber(main, 1)],
        [second.notice, feeNumber(main, 2)],
      ]),
    );
    expect(await left(town, feeNumber(main, 2))).toBe(25_000n);
    expect(await town.do((tx) => standingFeeLetters(tx, [main]))).toEqual(
      new Map([[main, ['2026-01-05', '2026-01-20']]]),
    );
    expect(await town.faults()).toEqual([]);
  });

  test('is due on the day it arises, and in time until the deadline that its letter prints', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await post(town, feeOf(town, main, '2026-01-05'));
    const [listed] = await town.do((tx) => listedClaims(tx, [feeNumber(main, 1)]));
    expect(listed).toMatchObject({ due: '2026-01-05', srb: '2026-01-15' });
  });

  test('is charged once, however often the job is repeated', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    const fee = feeOf(town, main, '2026-01-05');
    const once = await post(town, fee);
    expect(await post(town, fee)).toEqual(once);
    expect(await left(town, feeNumber(main, 1))).toBe(25_000n);
  });

  test('falls away when the claim turns out to have been covered before the letter', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await post(town, feeOf(town, main, '2025-12-20'), feeOf(town, main, '2026-01-20'));
    await town.pay(main, { amount: kroner(10_000), on: '2026-01-20', booked: '2026-02-01' });
    expect([await left(town, feeNumber(main, 1)), await left(town, feeNumber(main, 2))]).toEqual([
      25_000n,
      0n,
    ]);
    expect(await town.do((tx) => standingFeeLetters(tx, [main]))).toEqual(new Map([[main, ['2025-12-20']]]));
    expect(await town.faults()).toEqual([]);
  });

  test('comes back when that payment is taken back', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await post(town, feeOf(town, main, '2026-01-20'));
    await town.pay(main, { amount: kroner(10_000), on: '2026-01-10', booked: '2026-02-01' });
    await town.takeBack(main, { number: 1n, amount: kroner(10_000), on: '2026-02-05' });
    expect(await left(town, feeNumber(main, 1))).toBe(25_000n);
  });

  test('is never charged on public law without a right of distraint', async () => {
    await using town = await aChargesTown();
    const main = await town.raise({ type: 'LOKAL-BIBLIOTEK' });
    await expect(post(town, feeOf(town, main, '2026-01-05'))).rejects.toThrow('no fee is charged');
  });
});
