import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { openRefundItems, openRefunds } from '../../src/ledger/refunds.ts';
import { paymentNumber } from '../../src/payments/payment-number.ts';
import { paymentsAbout } from '../../src/payments/payments-about.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { kr } from '../vocabulary.ts';
import {
  aLedger,
  anna,
  aPayment,
  ask,
  bo,
  claimRow,
  inKroner,
  lapse,
  NOW,
  ofBo,
  pay,
  together,
  tryToPay,
  type LedgerTown,
} from './ledger-town.ts';

/** What a payment covered: `claim part kroner`. */
function told({ covered }: Awaited<ReturnType<typeof pay>>): string[] {
  return covered.map(({ claim, part, amount }) => `${claim} ${part} ${inKroner(amount)}`);
}

describe('a payment', () => {
  test('covers what the debtor has been asked for, then the claim that lapses first', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { helpStopped: '2025-06-30' }), claimRow(2, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 2: 300 } });
    const paid = await pay(town, anna, 500);
    expect(told(paid)).toEqual(['2 due 300', '1 notAsked 200']);
    expect(paid).toMatchObject({ state: 'registered', overpaid: 0n, settled: [] });
    expect(await town.standing(1)).toMatchObject({ notAsked: 800, raised: 1_000 });
    expect(await town.standing(2)).toEqual({ notAsked: 700, anna: 0, bo: 0, raised: 1_000, balance: 700 });
    expect(await town.faults()).toEqual([]);
  });

  test('counts from the day the money came, and is booked today', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const { payment } = await pay(town, anna, 200, { receivedOn: date('2026-02-27'), channel: 'counter' });
    const transfers = await town.do((tx) => transfersOf(tx, 'payment', [payment]));
    expect(
      transfers.map(({ debit, credit, valueDate, bookingDate }) => [
        debit.kind,
        credit.kind,
        valueDate,
        bookingDate,
      ]),
    ).toEqual([
      ['counter', 'transit', '2026-02-27', '2026-03-10'],
      ['transit', 'claim', '2026-02-27', '2026-03-10'],
    ]);
  });

  test('of more than is owed is held for the debtor, and a person must look at it', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const paid = await pay(town, anna, 1_250);
    expect(paid).toMatchObject({ overpaid: kr(250), settled: [anna] });
    expect(await town.held(anna)).toBe(250);
    expect(await town.do((tx) => openRefunds(tx, [anna]))).toMatchObject([
      { debtor: anna, amount: kr(250), why: 'overpaid', about: `payment ${paid.payment}` },
    ]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({
      owed: 0n,
      received: kr(1_250),
      overpaid: kr(250),
    });
    expect(await town.faults()).toEqual([]);
  });

  test('of a debtor who owes nothing is held for them, and ends nothing', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 100, ofBo));
    await lapse(town, 2, bo);
    expect(await pay(town, bo, 80)).toMatchObject({ covered: [], overpaid: kr(80), settled: [] });
    expect(await town.held(bo)).toBe(80);
  });

  test('of the last øre says who now owes nothing', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together), claimRow(2, 100, ofBo));
    await pay(town, anna, 400);
    expect(await pay(town, anna, 600)).toMatchObject({ settled: [anna] });
    expect(await pay(town, bo, 100)).toMatchObject({ settled: [bo] });
  });
});

describe('a payment is refused, and nothing is written, when', () => {
  let town: LedgerTown;
  const first = aPayment(anna, 100, { reference: 'bilag A' });
  beforeAll(async () => {
    town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000, ofBo));
    await tryToPay(town, first);
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test.each([
    ['the debtor is unknown', { debtor: debtorNumber(100_099) }, { tag: 'unknown-debtor' }],
    ['it is nothing', { amount: zeroOre }, { tag: 'amount-not-positive' }],
    ['it is less than nothing', { amount: kr(-5) }, { tag: 'amount-not-positive' }],
    ['it has no reference', { reference: '  ' }, { tag: 'reference-missing' }],
    [
      'the money comes tomorrow',
      { receivedOn: date('2026-03-11') },
      { tag: 'received-in-future', today: date('2026-03-10') },
    ],
    [
      'its year is a slip',
      { receivedOn: date('1026-03-10') },
      { tag: 'received-too-long-ago', earliest: date('2006-03-10') },
    ],
  ])('%s', async (_, changes, refusal) => {
    expect(await tryToPay(town, aPayment(anna, 100, changes))).toEqual({ ok: false, refusal });
    expect(await counted(town)).toEqual({ payments: 1n, transfers: 4n });
  });

  test.each([
    ['another debtor', { debtor: bo }],
    ['another amount', { amount: kr(99) }],
    ['another day', { receivedOn: date('2026-03-09') }],
  ])('its reference belongs to a payment with %s', async (_, changes) => {
    expect(await tryToPay(town, { ...first, ...changes })).toMatchObject({
      ok: false,
      refusal: { tag: 'reference-used', payment: { number: paymentNumber(first, 0), debtor: anna } },
    });
    expect(await counted(town)).toEqual({ payments: 1n, transfers: 4n });
  });
});

async function counted(town: LedgerTown): Promise<unknown> {
  const { rows } = await town.do((tx) =>
    sql`select (select count(*) from payment) as payments, (select count(*) from transfer) as transfers`.execute(
      tx,
    ),
  );
  return rows[0];
}

describe('the same payment again', () => {
  test('changes nothing, and tells again what it covered', async () => {
    await using town = await aLedger(claimRow(1, 100), claimRow(2, 300, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 60 } });
    await ask(town, bo, { due: '2026-03-02', shares: { 2: 300 } });
    const payment = aPayment(anna, 450);
    const first = await tryToPay(town, payment);
    const before = await counted(town);
    const again = await tryToPay(town, payment);
    if (!first.ok || !again.ok) throw new Error('both are accepted');
    expect(again.value).toEqual({ ...first.value, state: 'was-registered', settled: [] });
    expect(told(again.value)).toEqual(['1 due 60', '1 notAsked 40', '2 dueFromOther 300']);
    expect(again.value.overpaid).toBe(kr(50));
    expect(await counted(town)).toEqual(before);
  });

  test('may come at the counter with the bank’s reference: that is another payment', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await pay(town, anna, 100, { reference: '17' });
    expect(await pay(town, anna, 100, { reference: '17', channel: 'counter' })).toMatchObject({
      state: 'registered',
    });
    expect(await town.standing(1)).toMatchObject({ balance: 800 });
  });
});

describe('a joint claim', () => {
  test('can be paid by either spouse, and never by more than the whole', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await ask(town, bo, { due: '2026-03-02', shares: { 1: 200 } });
    expect(told(await pay(town, bo, 250))).toEqual(['1 due 200', '1 notAsked 50']);
    const last = await pay(town, bo, 800);
    expect(told(last)).toEqual(['1 notAsked 450', '1 dueFromOther 300']);
    expect(last).toMatchObject({ overpaid: kr(50), settled: [anna, bo] });
    expect(await town.standing(1)).toEqual({ notAsked: 0, anna: 0, bo: 0, raised: 1_000, balance: 0 });
    expect(await town.faults()).toEqual([]);
  });
});

describe('payments at the same moment', () => {
  test('of one debtor wait for each other: together they cover the claim once', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const paid = await Promise.all([1, 2, 3, 4].map(() => pay(town, anna, 300)));
    expect(paid.reduce((sum, { overpaid }) => sum + inKroner(overpaid), 0)).toBe(200);
    expect(await town.standing(1)).toMatchObject({ balance: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('of both spouses on their joint claim wait for each other too', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    const paid = await Promise.all([anna, bo, anna, bo].map((debtor) => pay(town, debtor, 300)));
    expect(paid.reduce((sum, { overpaid }) => sum + inKroner(overpaid), 0)).toBe(200);
    expect(await town.standing(1)).toMatchObject({ balance: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('of two debtors with the same reference are one payment and one refusal', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000, ofBo));
    const reference = 'bilag C';
    const paid = await Promise.all(
      [anna, bo, anna, bo].map((debtor) => tryToPay(town, aPayment(debtor, 300, { reference }))),
    );
    expect(paid.filter(({ ok }) => ok)).toHaveLength(2);
    expect(paid.filter(({ ok }) => !ok)).toHaveLength(2);
    expect(await counted(town)).toMatchObject({ payments: 1n });
  });

  test('with the same reference from two debtors are one payment, and the other is refused', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000, ofBo));
    const both = [anna, bo].map((debtor) => tryToPay(town, aPayment(debtor, 300, { reference: 'bilag D' })));
    const outcomes = (await Promise.all(both)).map((each) => (each.ok ? each.value.state : each.refusal.tag));
    expect(outcomes.toSorted()).toEqual(['reference-used', 'registered']);
    expect(await town.faults()).toEqual([]);
  });

  test('with the same reference are one payment', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const states = await Promise.all(
      [1, 2, 3].map(async () => (await pay(town, anna, 300, { reference: 'bilag B' })).state),
    );
    expect(states.toSorted()).toEqual(['registered', 'was-registered', 'was-registered']);
    expect(await town.standing(1)).toMatchObject({ balance: 700 });
  });
});

describe('a payment’s number', () => {
  test('follows from its day, channel and reference, whoever registers it and whatever came before', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await pay(town, anna, 100);
    const { payment } = await pay(town, anna, 200, { reference: 'bilag C' });
    await using other = await aLedger(claimRow(1, 5_000));
    expect((await pay(other, anna, 200, { reference: 'bilag C' })).payment).toBe(payment);
  });

  test('that another payment has already is left to that one', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const second = aPayment(anna, 200);
    const taken = paymentNumber(second, 0);
    await town.do((tx) =>
      sql`insert into payment (payment_number, debtor_number, channel, reference, amount_ore, received_on, registered_at,
        registered_by) values (${taken}, ${anna}, 'counter', 'samme cifre', 100, '2026-03-10', ${NOW}, 'prøve')`.execute(
        tx,
      ),
    );
    const paid = await tryToPay(town, second);
    expect(paid).toMatchObject({ ok: true, value: { state: 'registered', payment: taken + 1n } });
    expect(await tryToPay(town, second)).toMatchObject({
      ok: true,
      value: { state: 'was-registered', payment: taken + 1n },
    });
  });

  test('does not decide the order: payments are told as they were registered', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const later = { at: NOW.add({ hours: 1 }), receivedOn: date('2026-03-02') };
    const numbers = [(await pay(town, anna, 100)).payment, (await pay(town, anna, 200, later)).payment];
    expect(numbers.toSorted()).not.toEqual(numbers);
    const told = await town.do((tx) => paymentsAbout(tx, anna));
    expect(told.map(({ number }) => number)).toEqual(numbers);
  });
});

test('a payment whose transaction fails afterwards has left nothing behind', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  const broken = town.do(async (tx) => {
    await registerPayment(tx, aPayment(anna, 1_200));
    throw new Error('the power went');
  });
  await expect(broken).rejects.toThrow('the power went');
  expect(await counted(town)).toEqual({ payments: 0n, transfers: 1n });
  expect(await pay(town, anna, 1_200)).toMatchObject({ overpaid: kr(200) });
  expect(await counted(town)).toMatchObject({ payments: 1n });
});

test('an item for a refund can be about a corrected income or a reversed decision, without money being held', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  const items = [
    { debtor: anna, amount: kr(700), why: 'income-corrected', about: 'decision 202603-100001-0' },
    { debtor: anna, amount: kr(100), why: 'decision-reversed', about: 'decision 202602-100001-0' },
  ] as const;
  await town.do((tx) => openRefundItems(tx, items, { by: 'prøve', at: NOW }));
  expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toMatchObject(items);
  expect(await town.faults()).toEqual([]);
});
