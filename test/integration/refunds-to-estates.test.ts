import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import type { ErrandKind, ErrandOutcome } from '../../src/endings/errand-types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { openBankLines } from '../../src/payments/bank-lines.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { notePaidOtherwise } from '../../src/payments/paid-otherwise.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { morningOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
afterAll(() => at[Symbol.asyncDispose]());
beforeEach(() => at.empty());

const who = (on: string) => ({ by: 'Bodil', on: date(on), at: morningOf(on) });

/** 600 kr. too much has been paid, and is held for Anna. */
async function heldForAnna(): Promise<void> {
  await at.town.raise({ principal: kroner(100), due: date('2025-12-01'), srb: date('2025-12-01') });
  await at.pay(at.town.anna, { amount: kroner(700), on: '2025-12-01' });
}

async function errandOpens(kind: ErrandKind): Promise<bigint> {
  const asked = { kind, debtor: at.town.anna, beganOn: date('2025-12-04'), ...who('2025-12-05') };
  const opened = await at.do((tx) => openErrand(tx, asked));
  if (!opened.ok) throw new Error(opened.refusal.tag);
  return opened.value.number;
}

function errandCloses(number: bigint, outcome: ErrandOutcome) {
  const closing = { number, outcome, kept: null, successors: [], ...who('2025-12-08') };
  return at.do((tx) => closeErrand(tx, closing));
}

const propose = (otherwise?: string) =>
  at.do((tx) =>
    proposeRefund(tx, at.town.anna, { ...who('2025-12-09'), by: 'Ane', otherwise: otherwise ?? null }),
  );

async function proposed(otherwise?: string): Promise<bigint> {
  const done = await propose(otherwise);
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.order;
}

const approve = (order: bigint) => at.do((tx) => approveRefund(tx, order, who('2025-12-09')));
const send = () => at.do((tx) => sendRefunds(tx, who('2025-12-10')));

const notePaid = (order: bigint, changes: { reference?: string; on?: string } = {}) => {
  const { reference = 'Bobehandler 17', on = '2025-12-10' } = changes;
  const paid = { order, reference, by: 'Bodil', at: morningOf('2025-12-10'), on: date(on) };
  return at.do((tx) => notePaidOtherwise(tx, paid));
};

describe.each(['death', 'bankruptcy'] as const)('what is held for somebody whose errand is %s', (kind) => {
  test('is not paid to their own account: neither proposed, approved nor sent', async () => {
    await heldForAnna();
    const before = await proposed();
    await errandOpens(kind);
    expect(await approve(before)).toMatchObject({ refusal: { tag: 'not-to-debtor', why: kind } });
  });

  test('and was approved before stays when the file is made', async () => {
    await heldForAnna();
    const order = await proposed();
    await approve(order);
    await errandOpens(kind);
    expect(await send()).toMatchObject({ file: null, orders: [], notToDebtor: [{ order }] });
  });

  test('is paid otherwise when two say to whom, and it is noted when the bank has paid it', async () => {
    await heldForAnna();
    await errandOpens(kind);
    expect(await propose()).toMatchObject({ refusal: { tag: 'not-to-debtor', why: kind } });
    const order = await proposed('til boets konto efter skifterettens brev');
    expect(await notePaid(order)).toMatchObject({ refusal: { tag: 'not-to-be-paid-so' } });
    expect(await approve(order)).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ file: null, notToDebtor: [] });
    expect(await notePaid(order, { reference: ' ' })).toMatchObject({
      refusal: { tag: 'reference-missing' },
    });
    expect(await notePaid(order, { on: '2025-12-11' })).toMatchObject({ refusal: { tag: 'in-future' } });
    expect(await notePaid(order)).toMatchObject({ ok: true, value: { state: 'paid', amount: kroner(600) } });
    expect(await notePaid(order)).toMatchObject({ refusal: { tag: 'not-to-be-paid-so' } });
    expect(await at.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect(await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'money-held' }))).toEqual([]);
    expect(await at.do(openBankLines)).toEqual([]);
    expect(await at.do(checkPayments)).toEqual([]);
    expect(await at.town.faults()).toEqual([]);
  });
});

test('what is held is paid to the debtor again when the bankruptcy is over, and when a death was a mistake', async () => {
  await heldForAnna();
  for (const [kind, outcome] of [
    ['bankruptcy', 'closed-without'],
    ['death', 'mistake'],
  ] as const) {
    const errand = await errandOpens(kind);
    expect(await propose()).toMatchObject({ ok: false });
    expect(await errandCloses(errand, outcome)).toMatchObject({ ok: true });
  }
  expect(await propose()).toMatchObject({ ok: true });
});

test('debt relief stops no pay-out: the money is the debtor’s own', async () => {
  await heldForAnna();
  await errandOpens('debt-relief');
  expect(await propose()).toMatchObject({ ok: true });
});

test('an order to the debtor is not noted as paid otherwise', async () => {
  await heldForAnna();
  const order = await proposed();
  await approve(order);
  expect(await notePaid(order)).toMatchObject({ refusal: { tag: 'not-to-be-paid-so' } });
});

test('nobody’s money is paid otherwise but that of an estate, or what the bank has sent back', async () => {
  await heldForAnna();
  expect(await propose('til min fætters konto')).toMatchObject({ refusal: { tag: 'to-own-account' } });
  const order = await proposed();
  await approve(order);
  await send();
  const answer = {
    reference: orderReference(order),
    on: date('2025-12-10'),
    rejected: 'no-account',
  } as const;
  await at.do((tx) => answerRefunds(tx, [answer], who('2025-12-10')));
  expect(await propose('til kontoen, som debitor har oplyst')).toMatchObject({ ok: true });
});

test('what two have approved for an estate is taken back when the death was a mistake', async () => {
  await heldForAnna();
  const errand = await errandOpens('death');
  const order = await proposed('til boets konto');
  await approve(order);
  await errandCloses(errand, 'mistake');
  expect(await notePaid(order)).toMatchObject({
    refusal: { tag: 'not-to-be-paid-so', order: { state: 'withdrawn' } },
  });
  expect(await propose()).toMatchObject({ ok: true, value: { amount: kroner(600) } });
});
