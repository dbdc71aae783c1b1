import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { claimStates } from '../../src/insight/claim-states.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { addDays } from '../../src/kernel/dates.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { owedBackBy } from '../../src/ledger/overpaid.ts';
import { noticeLetters } from '../../src/letters/notice-letters.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { billOwedBack } from '../../src/payments/bill-owed-back.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive } from '../../src/payments/receive.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from './books-town.ts';
import { afdrag } from './command-line.ts';
import { aLedger, anna, bo, claimRow, NOW, ofBo, pay, TODAY, type LedgerTown } from './ledger-town.ts';
import { rowsOf } from './town.ts';

/** Anna has paid 200 kr. too much and got them back; then the bank has taken the payment back. */
async function owingBack(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
  await giveAccounts(town);
  const { payment } = await pay(town, anna, 1_200);
  const order = await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }));
  if (!order.ok) throw new Error(order.refusal.tag);
  await town.do((tx) => approveRefund(tx, order.value.order, { by: 'Carl', on: TODAY }));
  await town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
  const paid = { reference: orderReference(order.value.order), on: TODAY, rejected: null };
  await town.do((tx) => answerRefunds(tx, [paid], { by: 'prøve', at: NOW }));
  const back = {
    kind: 'charged-back',
    reference: 'retur',
    on: TODAY,
    because: 'banken',
    by: 'prøve',
  } as const;
  const reversed = await town.do((tx) => reversePayment(tx, { ...back, payment, at: NOW }));
  if (!reversed.ok) throw new Error(reversed.refusal.tag);
  return town;
}

function bill(town: LedgerTown, debtor = anna) {
  return town.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    return billOwedBack(tx, { debtor, because: 'aftalt', configured, by: 'Bodil', on: TODAY, at: NOW });
  });
}

test('what was paid out of a payment that the bank took back is asked for as a bill, by a letter that says why', async () => {
  await using town = await owingBack();
  const billed = await bill(town);
  if (!billed.ok) throw new Error(billed.refusal.tag);
  const { claim, amount, since, payBy } = billed.value;
  expect([amount, since, payBy > addDays(TODAY, 14)]).toEqual([kroner(200), TODAY, true]);
  expect(await town.do((tx) => owedBackBy(tx, 'everybody'))).toEqual(new Map());
  expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'owed-back' }))).toEqual([]);
  const [notice] = await town.do((tx) => noticesAbout(tx, anna));
  expect(notice).toMatchObject({
    kind: 'owed-back',
    facts: { takenBackOn: TODAY, totalOwed: '200.00', payBy, warnsOfTransfer: false },
    claims: [{ claim, owed: kroner(200) }],
  });
  expect((await town.do((tx) => claimStates(tx, [claim], TODAY))).get(claim)).toBe('future');
  // Three years from the day the money was gone, over a weekend (forældelsesloven §§ 3 and 27).
  const days = sql`select until_on::text as until from limitation where claim_number = ${String(claim)}::bigint`;
  expect(await rowsOf(town.db, days)).toEqual([{ until: '2029-03-12' }]);
  expect(await bill(town)).toMatchObject({ ok: false, refusal: { tag: 'nothing-owed-back' } });
  expect(await bill(town, bo)).toMatchObject({ ok: false, refusal: { tag: 'nothing-owed-back' } });
  expect(await town.faults()).toEqual([]);
});

test('no letter asks for it when the bill was withdrawn before the letter was made', async () => {
  await using town = await owingBack();
  const billed = await bill(town);
  if (!billed.ok) throw new Error(billed.refusal.tag);
  const { claim } = billed.value;
  const toZero = { claim, to: zeroOre, reason: 'fejl', decidedOn: TODAY, by: 'Bodil', at: NOW };
  expect(await town.do((tx) => correctClaim(tx, toZero))).toMatchObject({ ok: true });
  const [notice] = await town.do((tx) => noticesAbout(tx, anna));
  const isToBeTold = await town.do(async (tx) => {
    const [basis] = await noticeLetters.bases(tx, notice === undefined ? [] : [notice.letter]);
    return basis !== undefined && (await noticeLetters.isStillToTell(tx, basis));
  });
  expect(isToBeTold).toBe(false);
});

test('its payment line pays it, and in the books it is a claim instead of money owed back, once', async () => {
  await using town = await owingBack();
  const billed = await bill(town);
  if (!billed.ok) throw new Error(billed.refusal.tag);
  const [notice] = await town.do((tx) => noticesAbout(tx, anna));
  const line = notice !== undefined && 'paymentLine' in notice.facts ? notice.facts.paymentLine : null;
  if (line === null) throw new Error('the letter has a line');
  const money = { amount: kroner(150), channel: 'bank', reference: 'L1', receivedOn: TODAY } as const;
  const told = { by: 'line', line } as const;
  const received = await town.do((tx) => receive(tx, { ...money, told, by: 'prøve', at: NOW }));
  const { claim } = billed.value;
  expect(received).toMatchObject({ ok: true, value: { overpaid: 0n, covered: [{ claim, rule: 'line' }] } });
  const left = await town.do(async (tx) => balanceOf((await accountsOfClaims(tx, [claim])).get(claim)));
  expect(left).toBe(kroner(50));
  await postBefore(town);
  expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  const books = await town.do(inBooks);
  expect(books).toMatchObject({ 'receivable CFFAKTU whole': 5_000 });
  // Nothing is held any more, and the claim is no income.
  expect((books['held * whole'] ?? 0) + (books['held CFFAKTU whole'] ?? 0)).toBe(0);
  expect(books).not.toHaveProperty(['source CFFAKTU whole']);
  expect(await town.faults()).toEqual([]);
});

test.each([
  ['death', 'undivided-estate', 'in-errand'],
  ['bankruptcy', 'paid', null],
  ['debt-relief', 'closed-without', null],
] as const)('nothing is asked for while the debtor’s %s is dealt with', async (kind, outcome, after) => {
  await using town = await owingBack();
  const who = { by: 'Bodil', on: TODAY, at: NOW };
  // She owes the bill of the payment besides, which the errand holds.
  const errand = await town.do((tx) => openErrand(tx, { kind, debtor: anna, beganOn: TODAY, ...who }));
  if (!errand.ok) throw new Error(errand.refusal.tag);
  expect(await bill(town)).toMatchObject({ ok: false, refusal: { tag: 'in-errand', why: kind } });
  expect(await town.do((tx) => noticesAbout(tx, anna))).toEqual([]);
  expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'owed-back' }))).toHaveLength(1);
  const successors = outcome === 'undivided-estate' ? [bo] : [];
  const closing = { number: errand.value.number, outcome, kept: null, successors, ...who };
  expect(await town.do((tx) => closeErrand(tx, closing))).toMatchObject({ ok: true });
  expect(await bill(town)).toMatchObject(after === null ? { ok: true } : { refusal: { tag: after } });
});

test('afdrag refund bill asks for it once, with a reason', { timeout: 120_000 }, async () => {
  await using town = await owingBack();
  const environment = { DATABASE_URL: town.db.url, AFDRAG_NOW: '2026-03-10T09:00:00+01:00' };
  const words = [
    'refund',
    'bill',
    '--municipality',
    '998',
    '--debtor',
    String(anna),
    '--by',
    'Bodil',
    '--json',
  ];
  const call = () => afdrag([...words, '--because', 'aftalt i telefonen'], { environment });
  const { out } = await call();
  expect(JSON.parse(out)).toMatchObject({ debtor: anna, amount: '200.00', since: TODAY });
  expect(await call()).toMatchObject({
    status: 1,
    err: expect.stringContaining('skylder ikke noget') as unknown,
  });
});
