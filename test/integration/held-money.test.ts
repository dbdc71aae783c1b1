import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { heldItems } from '../../src/ledger/refund-items.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { closeRefund } from '../../src/payments/decide-refund.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { coverLateFromHeld } from '../../src/payments/held-covers-late.ts';
import { liftPayOutStop, stopPayOuts } from '../../src/payments/pay-out-stops.ts';
import { approveRefund, proposeRefund, withdrawRefund } from '../../src/payments/propose-refund.ts';
import { receive } from '../../src/payments/receive.ts';
import { resolveSuspense } from '../../src/payments/resolve-suspense.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { arranging, later } from './arranging.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { morningOf, TOWN, townConfiguration } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
afterAll(() => at[Symbol.asyncDispose]());
beforeEach(() => at.empty());

/** Anna pays 100.50 kr. on a bill of 100 kr.: 50 øre are held for her. Then a bill of 10,000 kr. falls due on 15 December. */
async function fiftyOreTooMuch(paidOn: string): Promise<bigint> {
  await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
  const { payment } = await at.pay(at.town.anna, { amount: ore(10_050n), on: paidOn });
  await at.town.raise({ principal: kroner(10_000), due: date('2025-12-15'), srb: date('2025-12-15') });
  return payment;
}

async function close(on: string) {
  const [item] = await at.do((tx) => heldItems(tx, at.town.anna));
  const closing = {
    item: item?.number ?? 0n,
    because: 'efter aftale',
    as: 'covers-debt',
    by: 'Bodil',
  } as const;
  return at.do((tx) => closeRefund(tx, { ...closing, at: morningOf(on) }));
}

/** What is held covers bills that are late on a day. */
async function late(on: string, heldCovers: 'late-bills' | 'nothing' = 'late-bills') {
  const { payment, ...other } = townConfiguration();
  const configured = { configuration: { ...other, payment: { ...payment, heldCovers } } };
  return coverLateFromHeld({
    database: at.town.db,
    municipality: TOWN,
    clock: () => morningOf(on),
    configured,
  });
}

const items = () => at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'money-held' }));
const owed = async (claim: ClaimNumber) =>
  balanceOf((await at.do((tx) => accountsOfClaims(tx, [claim]))).get(claim));
const held = async () => (await at.do((tx) => openRefunds(tx, 'everybody'))).map(({ amount }) => amount);

describe('money that is held for somebody', () => {
  test('is for a person to look at, from the day it came', async () => {
    const payment = await fiftyOreTooMuch('2025-12-01');
    expect(await items()).toMatchObject([{ about: `payment ${payment}` }]);
  });

  test('lets reminders of other bills wait for some bank days, and no longer', async () => {
    await fiftyOreTooMuch('2025-12-29');
    expect((await at.dun('2025-12-30')).consequences).toMatchObject({ 'waits-for-money-unallocated': 1 });
    expect((await at.dun('2026-01-07')).changes).toMatchObject({ reminder: { count: 1 } });
  });

  test('covers a bill that is late, from the day it came: no interest, and a reminder of the rest alone', async () => {
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    await at.pay(at.town.anna, { amount: kroner(3_000), on: '2025-12-01' });
    const bill = await at.town.raise({ principal: kroner(3_000), due: date('2025-12-15') });
    expect(await late('2025-12-15')).toEqual({ debtors: 0, amount: 0n });
    expect(await late('2025-12-16')).toEqual({ debtors: 1, amount: kroner(2_900) });
    expect(await owed(bill)).toBe(kroner(100));
    expect((await at.town.interest('2025-12-16')).amounts).toMatchObject({ interest: '1.00' });
    await at.dun('2026-01-20');
    expect((await at.lettersTo(at.town.anna))[0]?.facts).toMatchObject({ totalOwed: '201.00' });
    expect([await held(), await items()]).toEqual([[], []]);
    expect(await at.do(checkPayments)).toEqual([]);
  });

  test('covers nothing by itself where the municipality lets a person decide: then nobody is reminded of what it would cover', async () => {
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    await at.pay(at.town.anna, { amount: kroner(3_100), on: '2025-12-01' });
    await at.town.raise({ principal: kroner(3_000), due: date('2025-12-15'), srb: date('2025-12-15') });
    expect(await late('2025-12-16', 'nothing')).toEqual({ debtors: 0, amount: 0n });
    // Also when interest has made it more than what is held.
    await at.town.interest('2025-12-16');
    expect((await at.dun('2026-01-20')).consequences).toMatchObject({ 'waits-for-money-unallocated': 1 });
    expect((await at.dun('2026-06-01')).changes).toMatchObject({ reminder: { count: 0 } });
  });

  test('covers what was put off until later, and paid before, when that day has passed', async () => {
    const arrange = arranging(at);
    const bill = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([bill], later);
    expect(await at.pay(at.town.anna, { amount: kroner(3_000), on: '2026-02-20' })).toMatchObject({
      overpaid: kroner(3_000),
    });
    expect(await late('2026-03-03')).toEqual({ debtors: 0, amount: 0n });
    await arrange.keep('2026-03-03');
    expect(await late('2026-03-04')).toEqual({ debtors: 1, amount: kroner(3_000) });
    expect((await at.town.interest('2026-03-16')).amounts).toMatchObject({ interest: '0.00' });
    expect((await at.dun('2026-03-17')).changes).toMatchObject({
      reminder: { count: 0 },
      ended: { count: 1 },
    });
  });

  test('and has covered a bill is taken back by the bank whole, also where another bill that it covered was lowered since', async () => {
    const first = await at.town.raise({
      principal: kroner(100),
      due: date('2025-12-01'),
      srb: date('2025-12-01'),
    });
    const { payment } = await at.pay(at.town.anna, { amount: kroner(350), on: '2025-12-01' });
    const bill = await at.town.raise({ principal: kroner(250), due: date('2025-12-15') });
    await late('2025-12-16');
    const lowered = { claim: first, to: kroner(60), reason: 'ny opgørelse', decidedOn: date('2025-12-17') };
    const on = { by: 'Bodil', at: morningOf('2025-12-17') };
    await at.do((tx) => correctClaim(tx, { ...lowered, ...on }));
    expect(await held()).toEqual([kroner(40)]);
    const back = { payment, kind: 'charged-back', reference: 'B1', because: 'banken' } as const;
    await at.do((tx) => reversePayment(tx, { ...back, on: date('2025-12-17'), ...on }));
    expect([await owed(first), await owed(bill), await held()]).toEqual([kroner(60), kroner(250), []]);
    expect(await at.do(checkPayments)).toEqual([]);
  });

  test('and is to be given back, was looked at by a person, or may be an estate’s, covers nothing by itself', async () => {
    const { anna } = at.town;
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    await at.pay(anna, { amount: kroner(400), on: '2025-12-01' });
    const bill = await at.town.raise({ principal: kroner(250), due: date('2025-12-15') });
    const proposed = await at.do((tx) => proposeRefund(tx, anna, { by: 'Ane', on: date('2025-12-14') }));
    expect(await late('2025-12-16')).toEqual({ debtors: 0, amount: 0n });
    await at.do((tx) =>
      withdrawRefund(tx, proposed.ok ? proposed.value.order : 0n, {
        why: 'beholdes',
        on: date('2025-12-17'),
      }),
    );
    await at.do((tx) =>
      stopPayOuts(tx, { debtor: anna, errand: 1n }, { reason: 'bankruptcy', on: date('2025-12-17') }),
    );
    expect(await late('2025-12-17')).toEqual({ debtors: 0, amount: 0n });
    await at.do((tx) => liftPayOutStop(tx, { debtor: anna, errand: 1n }, date('2025-12-18')));
    const unknown = {
      channel: 'bank',
      reference: 'X-1',
      amount: kroner(30),
      receivedOn: date('2025-12-02'),
      told: { by: 'nothing' },
    } as const;
    const came = await at.do((tx) => receive(tx, { ...unknown, by: 'prøve', at: morningOf('2025-12-02') }));
    if (!came.ok) throw new Error(came.refusal.tag);
    const { payment } = came.value;
    await at.do((tx) =>
      resolveSuspense(tx, { payment, debtor: anna, claims: 'none', by: 'Ane', at: morningOf('2025-12-03') }),
    );
    expect(await late('2025-12-18')).toEqual({ debtors: 1, amount: kroner(250) });
    expect([await owed(bill), await held()]).toEqual([0n, [kroner(30), kroner(50)]]);
  });

  test('covers what the debtor owes when a person says so, and the rest stays held', async () => {
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    const { payment } = await at.pay(at.town.anna, { amount: kroner(400), on: '2025-12-01' });
    const bill = await at.town.raise({ principal: kroner(250), due: date('2025-12-15') });
    expect(await close('2025-12-20')).toMatchObject({ ok: true, value: { amount: kroner(250) } });
    expect(await owed(bill)).toBe(0n);
    expect(await held()).toEqual([kroner(50)]);
    expect(await items()).toHaveLength(1);
    expect(await close('2025-12-20')).toMatchObject({ refusal: { tag: 'owes-nothing' } });
    expect(await at.do(checkPayments)).toEqual([]);
    const back = { payment, kind: 'charged-back', reference: 'B1', because: 'banken' } as const;
    const on = { on: date('2025-12-22'), by: 'Bodil', at: morningOf('2025-12-22') };
    expect(await at.do((tx) => reversePayment(tx, { ...back, ...on }))).toMatchObject({ ok: true });
    expect(await owed(bill)).toBe(kroner(250));
    expect(await held()).toEqual([]);
    expect(await at.do(checkPayments)).toEqual([]);
  });

  test('and has covered a bill can be moved all the same, when the whole was for something else', async () => {
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    const { payment } = await at.pay(at.town.anna, { amount: kroner(350), on: '2025-12-01' });
    const bill = await at.town.raise({ principal: kroner(250), due: date('2025-12-15') });
    await close('2025-12-20');
    const meant = await at.town.raise({ principal: kroner(350), due: date('2025-12-15') });
    const moving = { payment, debtor: at.town.anna, claims: [meant], because: 'aftalt', by: 'Bodil' };
    const moved = await at.do((tx) => movePayment(tx, { ...moving, at: morningOf('2025-12-21') }));
    expect(moved).toMatchObject({ ok: true, value: { covered: [{ claim: meant, amount: kroner(350) }] } });
    expect(await owed(bill)).toBe(kroner(250));
    expect(await at.do(checkPayments)).toEqual([]);
  });

  test('covers nothing of what has become time-barred since it came', async () => {
    await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
    await at.pay(at.town.anna, { amount: kroner(400), on: '2025-12-01' });
    const old = await at.town.raise({ due: date('2023-01-12'), srb: date('2023-01-12') });
    expect(await close('2026-03-20')).toMatchObject({ ok: false, refusal: { tag: 'owes-nothing' } });
    expect(await owed(old)).toBe(kroner(10_000));
  });

  test('is no longer for a person when all of it covers something', async () => {
    await fiftyOreTooMuch('2025-12-01');
    expect(await close('2025-12-20')).toMatchObject({ ok: true, value: { amount: ore(50n) } });
    expect(await items()).toEqual([]);
    expect(await held()).toEqual([]);
  });
});

describe('money that is held because a claim was corrected', () => {
  const who = (on: string) => ({ by: 'Bodil', at: morningOf(on) });
  const correct = (claim: ClaimNumber, to: number, on: string) =>
    at.do((tx) =>
      correctClaim(tx, { claim, to: kroner(to), reason: 'ny opgørelse', decidedOn: date(on), ...who(on) }),
    );

  /** 1,000 kr. paid on a bill that was only 400. */
  async function reduced() {
    const claim = await at.town.raise({ due: date('2025-12-01'), srb: date('2025-12-01') });
    const { payment } = await at.pay(at.town.anna, { amount: kroner(10_000), on: '2025-12-01' });
    await correct(claim, 4_000, '2025-12-03');
    return { claim, payment };
  }

  test('is for a person to look at, until it has been paid out, and again when more comes', async () => {
    const { claim } = await reduced();
    expect(await items()).toMatchObject([{ about: `claim ${claim} 2025-12-03` }]);
    const proposed = await at.do((tx) =>
      proposeRefund(tx, at.town.anna, { by: 'Ane', on: date('2025-12-04') }),
    );
    const order = proposed.ok ? proposed.value.order : 0n;
    expect(await items()).toHaveLength(1);
    await at.do((tx) => approveRefund(tx, order, { by: 'Bo', on: date('2025-12-04') }));
    await at.do((tx) => sendRefunds(tx, who('2025-12-05')));
    expect(await items()).toEqual([]);
    await correct(claim, 3_000, '2025-12-08');
    expect(await items()).toMatchObject([{ about: `claim ${claim} 2025-12-08` }]);
  });

  test('does not cover another bill by itself: the payment it is of can be moved', async () => {
    const { claim, payment } = await reduced();
    const bill = await at.town.raise({ principal: kroner(500), due: date('2025-12-15') });
    expect(await close('2025-12-20')).toMatchObject({
      refusal: { tag: 'of-a-correction', payments: [payment] },
    });
    const moving = { payment, debtor: at.town.anna, claims: [claim, bill], because: 'aftalt' };
    expect(await at.do((tx) => movePayment(tx, { ...moving, ...who('2025-12-20') }))).toMatchObject({
      ok: true,
    });
    expect([await owed(claim), await owed(bill)]).toEqual([0n, 0n]);
    expect(await held()).toEqual([kroner(5_500)]);
    expect(await items()).toMatchObject([{ about: `payment ${payment}` }]);
    expect(await at.do(checkPayments)).toEqual([]);
  });

  test('is for nobody any longer when the bank has taken the payment back', async () => {
    const { payment } = await reduced();
    const back = { payment, kind: 'charged-back', reference: 'B1', because: 'banken' } as const;
    const on = date('2025-12-05');
    expect(await at.do((tx) => reversePayment(tx, { ...back, on, ...who('2025-12-05') }))).toMatchObject({
      ok: true,
    });
    expect(await items()).toEqual([]);
  });
});
