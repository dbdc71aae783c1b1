import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner, plainKroner, zeroOre } from '../../src/kernel/money.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { lossesOfClaims } from '../../src/ledger/claim-losses.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { standsOfLoss } from '../../src/ledger/losses-still-owed.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { giveAccounts, postBefore, reconciled, TOMORROW } from './books-town.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { aLedger, anna, claim, claimRow, NOW, TODAY, type LedgerTown } from './ledger-town.ts';
import { lossTakenBack, writtenOff } from './losses.ts';
import { faultsOf, paidIn } from './paying.ts';
import { morningOf, rowsOf } from './town.ts';

/** Money for a bill that was written off: the loss was booked, and nothing was remitted. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let bill: ClaimNumber;
let loss: bigint;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item, work_item,
      suspense, write_off cascade`.execute(tx),
  );
  claims += 1;
  bill = await town.raise({ claimId: `T-${claims}` });
  loss = await writtenOff(town, bill, '2026-03-02');
});

/** In kroner: owed, and a loss. */
const stands = (of: ClaimNumber = bill): Promise<string[]> =>
  town.do(async (tx) => {
    const owed = balanceOf((await accountsOfClaims(tx, [of])).get(of));
    return [owed, (await lossesOfClaims(tx, [of])).get(of)?.writtenOff ?? zeroOre].map(plainKroner);
  });

const aboutLosses = async () =>
  (await town.do((tx) => openItems(tx, { debtor: town.anna, kind: 'owed-after-loss' }))).map(
    ({ about }) => about,
  );

function takenBack(payment: PaymentNumber, on: string) {
  const back = { payment, kind: 'charged-back', reference: `retur ${payment}`, on: date(on) } as const;
  return town.do((tx) => reversePayment(tx, { ...back, because: 'prøve', by: 'prøve', at: morningOf(on) }));
}

function moved(payment: PaymentNumber, to: readonly ClaimNumber[], on: string) {
  const move = { payment, debtor: town.anna, claims: to, because: 'prøve', by: 'prøve', at: morningOf(on) };
  return town.do((tx) => movePayment(tx, move));
}

/** What interest on the bill amounts to, by month. */
const interestPosted = () =>
  town.do(async (tx) => {
    const months = (await chargesOfMains(tx, [bill])).get(bill) ?? [];
    const accounts = await accountsOfClaims(
      tx,
      months.map(({ claim: month }) => month),
    );
    return months.map(({ claim: month }) => plainKroner(accounts.get(month)?.raised ?? zeroOre));
  });

describe('a bill of 10,000 kr. that a person has written off as futile', () => {
  test('is covered by what is paid on it, and the loss is less by as much', async () => {
    expect(await stands()).toEqual(['0.00', '10000.00']);
    const paid = await paidIn(town, { amount: 4_000, on: '2026-05-04', wish: [bill] });
    expect(paid).toMatchObject({ overpaid: 0n, suspended: null });
    expect(paid.covered).toEqual([{ claim: bill, part: 'lost', amount: kroner(4_000), rule: 'wish' }]);
    expect(await stands()).toEqual(['0.00', '6000.00']);
    await paidIn(town, { amount: 7_000, on: '2026-06-01', wish: [bill] });
    expect(await stands()).toEqual(['0.00', '0.00']);
    expect(await aboutLosses()).toEqual([]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is a loss again when the bank takes the money back', async () => {
    const { payment } = await paidIn(town, { amount: 4_000, on: '2026-05-04', wish: [bill] });
    expect((await takenBack(payment, '2026-05-06')).ok).toBe(true);
    expect(await stands()).toEqual(['0.00', '10000.00']);
    await paidIn(town, { amount: 10_000, on: '2026-05-08', wish: [bill] });
    expect(await stands()).toEqual(['0.00', '0.00']);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is owed when the money goes after a person has taken the loss back', async () => {
    const { payment } = await paidIn(town, { amount: 4_000, on: '2026-05-04', wish: [bill] });
    await lossTakenBack(town, loss, '2026-05-05');
    expect(await stands()).toEqual(['6000.00', '0.00']);
    await takenBack(payment, '2026-05-06');
    expect(await stands()).toEqual(['10000.00', '0.00']);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is covered by money that a person moves to it, and is a loss again when it is moved away', async () => {
    const other = await town.raise({ claimId: `T-${claims}b`, due: date('2026-04-15') });
    const first = await paidIn(town, { amount: 3_000, on: '2026-04-01', wish: [other] });
    const second = await paidIn(town, { amount: 2_000, on: '2026-04-02', wish: [bill] });
    expect((await moved(first.payment, [bill], '2026-04-03')).ok).toBe(true);
    expect(await stands()).toEqual(['0.00', '5000.00']);
    expect((await moved(second.payment, [other], '2026-04-04')).ok).toBe(true);
    expect([await stands(), await stands(other)]).toEqual([
      ['0.00', '7000.00'],
      ['8000.00', '0.00'],
    ]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is not covered by money that is not meant for it: that is held, and a person is told which bill it is', async () => {
    const other = await town.raise({ claimId: `T-${claims}c`, due: date('2026-04-15') });
    const { overpaid, payment } = await paidIn(town, { amount: 10_500, on: '2026-05-04' });
    expect([await stands(other), await stands(), overpaid]).toEqual([
      ['0.00', '0.00'],
      ['0.00', '10000.00'],
      kroner(500),
    ]);
    expect(await aboutLosses()).toEqual([`payment ${payment} claim ${bill}`]);
    expect((await moved(payment, [other, bill], '2026-05-05')).ok).toBe(true);
    expect([await stands(other), await stands()]).toEqual([
      ['0.00', '0.00'],
      ['0.00', '9500.00'],
    ]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is not covered after its last day: the money is held, as for any bill that is paid', async () => {
    const { overpaid, covered } = await paidIn(town, { amount: 500, on: '2028-12-16', wish: [bill] });
    expect([covered, overpaid]).toEqual([[], kroner(500)]);
    expect(await stands()).toEqual(['0.00', '10000.00']);
    expect(await aboutLosses()).toEqual([]);
  });

  test('bears interest until the loss alone, and less of it when it turns out to have been paid before', async () => {
    await lossTakenBack(town, loss, '2026-03-02');
    await town.interest('2026-03-10');
    const charged = await interestPosted();
    expect(charged).toEqual(['100.00', '100.00', '100.00']);
    await writtenOff(town, bill, '2026-03-10');
    await paidIn(town, { amount: 6_000, on: '2026-04-20', wish: [bill] });
    await town.interest('2026-05-10');
    expect(await interestPosted()).toEqual(charged);
    const late = await paidIn(town, { amount: 4_000, on: '2026-01-05', booked: '2026-05-11', wish: [bill] });
    expect(late.overpaid).toBe(0n);
    // Three months' interest of 100 kr. was paid first; of the last two 4,000 kr. less bears any.
    expect(await stands()).toEqual(['0.00', '300.00']);
    expect(await interestPosted()).toEqual(['100.00', '60.00', '60.00']);
    await takenBack(late.payment, '2026-05-12');
    expect(await stands()).toEqual(['0.00', '4300.00']);
    expect(await interestPosted()).toEqual(['100.00', '60.00', '60.00']);
    expect(await faultsOf(town)).toEqual([]);
  });
});

describe('losses that are final', () => {
  test.each(['administrative', 'trivial', 'futile', 'estate'] as const)(
    'of the reason %s: what is paid covers it, but not of an estate',
    async (reason) => {
      const other = await town.raise({ claimId: `T-${claims}d` });
      await writtenOff(town, other, '2026-03-03', reason);
      const { overpaid } = await paidIn(town, { amount: 100, on: '2026-05-04', wish: [other] });
      expect(overpaid).toBe(reason === 'estate' ? kroner(100) : 0n);
    },
  );

  test('of a debtor who has been relieved of debt since', async () => {
    const at = morningOf('2026-04-01');
    const acting = { by: 'prøve', on: date('2026-04-01'), at };
    const opened = await town.do((tx) =>
      openErrand(tx, { ...acting, kind: 'debt-relief', debtor: town.anna, beganOn: acting.on }),
    );
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const { number } = opened.value;
    const asked = { ...acting, number, outcome: 'relieved', kept: 0, successors: [] } as const;
    expect((await town.do((tx) => closeErrand(tx, asked))).ok).toBe(true);
    const { overpaid } = await paidIn(town, { amount: 100, on: '2026-05-04', wish: [bill] });
    expect(overpaid).toBe(kroner(100));
    expect(await aboutLosses()).toEqual([]);
  });
});

test('what its payment line brings covers a claim that was written off, and the books agree with it and with its return', async () => {
  await using at = await aLedger(claimRow(1, 1_000));
  await giveAccounts(at);
  const number = await writtenOff(at, claim(1), TODAY);
  const base = '000000000000017';
  const lead = { base, kind: '75', to: 'claim', number: claim(1), debtor: anna, on: TODAY } as const;
  await at.do((tx) => givePaymentLines(tx, [lead]));
  const told = { by: 'line', line: `+75<${base}${checkDigit(base)} +81234567<` } as const;
  const money = { amount: kroner(600), channel: 'bank', reference: 'L1', receivedOn: TODAY } as const;
  const received = await at.do((tx) => receive(tx, { ...money, told, by: 'prøve', at: NOW }));
  if (!received.ok) throw new Error(received.refusal.tag);
  expect(received.value).toMatchObject({ overpaid: 0n, covered: [{ part: 'lost', rule: 'line' }] });
  await postBefore(at);
  expect(await lossVouchers(at)).toEqual({ 'loss-recovered': -60_000, 'write-off': 100_000 });
  expect(await reconciled(at)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  const back = { kind: 'charged-back', reference: 'retur', on: TOMORROW, because: 'prøve' } as const;
  const { payment } = received.value;
  const reversed = await at.do((tx) =>
    reversePayment(tx, { ...back, payment, by: 'prøve', at: morningOf(TOMORROW) }),
  );
  expect(reversed.ok).toBe(true);
  await postBefore(at, addDays(TOMORROW, 1));
  expect(await lossVouchers(at)).toEqual({ 'loss-recovered': 0, 'write-off': 100_000 });
  expect(await reconciled(at, addDays(TOMORROW, 1))).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  expect(await at.do((tx) => standsOfLoss(tx, number))).toBe(kroner(1_000));
  expect(await at.faults()).toEqual([]);
});

/** What the vouchers say was lost, in øre by event. */
async function lossVouchers(at: LedgerTown): Promise<Record<string, number>> {
  const rows = await rowsOf<{ event: string; amount: number }>(
    at.db,
    sql`select event, sum(debit_ore - credit_ore)::int as amount from voucher_line join voucher using (voucher_number)
      where ledger_group = 'loss' group by 1`,
  );
  return Object.fromEntries(rows.map(({ event, amount }) => [event, amount]));
}
