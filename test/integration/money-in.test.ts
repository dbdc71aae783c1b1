import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { placeHolds } from '../../src/claims/holds.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { paymentsAbout } from '../../src/payments/payments-about.ts';
import { receive, type Receipt, type Received } from '../../src/payments/receive.ts';
import { resolveSuspense } from '../../src/payments/resolve-suspense.ts';
import { reversePayment, type Reversal } from '../../src/payments/reverse-payment.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import type { PaymentNumber, Told } from '../../src/payments/types.ts';
import { kr } from '../vocabulary.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claim,
  claimRow,
  correct,
  inKroner,
  lapse,
  NOW,
  ofBo,
  TODAY,
  together,
  type LedgerTown,
} from './ledger-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';

let receipts = 0;
beforeEach(() => {
  receipts = 0;
});

function aReceipt(amount: number, told: Told, changes: Partial<Receipt> = {}): Receipt {
  receipts += 1;
  const ordinary = { channel: 'betalingsservice', receivedOn: TODAY, by: 'prøve', at: NOW } as const;
  return { amount: kroner(amount), reference: `melding ${receipts}`, told, ...ordinary, ...changes };
}

async function take(town: LedgerTown, receipt: Receipt): Promise<Received> {
  const received = await town.do((tx) => receive(tx, receipt));
  if (!received.ok) throw new Error(received.refusal.tag);
  return received.value;
}

/** What was covered, as `claim kroner rule`, and what became of the rest. */
function told({ covered, overpaid, suspended }: Received): string[] {
  return [
    ...covered.map(({ claim: number, amount, rule }) => `${number} ${inKroner(amount)} ${rule}`),
    ...(overpaid > 0n ? [`overpaid ${inKroner(overpaid)}`] : []),
    ...(suspended === null ? [] : [`suspended ${inKroner(suspended.amount)} ${suspended.why}`]),
  ];
}

/** The line given for a claim, as a bank would tell it. */
function lineOf(base: string): string {
  return `+71<${base}${checkDigit(base)} +81234567<`;
}
const byLine = (base: string): Told => ({ by: 'line', line: lineOf(base) });
const byDebtor = (debtor: DebtorNumber, ...wish: readonly ClaimNumber[]): Told => ({
  by: 'debtor',
  debtor,
  wish,
});

const billLine = '00010000188001';

/** Anna owes 1,000 kr. of benefits, 300 of it asked for, and two bills; the second has a payment line. */
async function annasTown(): Promise<LedgerTown & { readonly bills: readonly ClaimNumber[] }> {
  const town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
  await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
  const bills = await town.do(async (tx) => {
    const early = await anOrdinaryClaim(tx, {
      claimId: 'R-1',
      debtors: [anna],
      owed: 200,
      due: '2026-01-15',
    });
    const late = await anOrdinaryClaim(tx, { claimId: 'R-2', debtors: [anna], owed: 400, due: '2026-04-01' });
    await givePaymentLines(tx, [
      { base: billLine, kind: '71', to: 'claim', number: late, debtor: anna, on: TODAY },
    ]);
    return [early, late];
  });
  return Object.assign(town, { bills });
}

describe('money that comes in covers', () => {
  test('what its payment line was given for, then the rest in the municipality’s order', async () => {
    await using town = await annasTown();
    expect(told(await take(town, aReceipt(450, byLine(billLine))))).toEqual(['4 400 line', '3 50 surplus']);
    expect(await town.faults()).toEqual([]);
  });

  test('what the debtor wishes, also where something else is older', async () => {
    await using town = await annasTown();
    expect(told(await take(town, aReceipt(100, byDebtor(anna, claim(1)))))).toEqual(['1 100 wish']);
    expect(await town.standing(1)).toMatchObject({ anna: 200, notAsked: 700 });
  });

  test('the plan, when it is the plan’s instalment to the øre', async () => {
    await using town = await annasTown();
    expect(told(await take(town, aReceipt(300, byDebtor(anna))))).toEqual(['1 300 instalment']);
  });

  test('else bills and instalments as they fall due, then what has not been asked for', async () => {
    await using town = await annasTown();
    expect(told(await take(town, aReceipt(1_000, byDebtor(anna))))).toEqual([
      '3 200 oldest-due',
      '1 300 oldest-due',
      '4 400 oldest-due',
      '1 100 not-asked',
    ]);
  });

  test('of two instalments the one that fell due first, with a bill that fell due between them', async () => {
    await using town = await annasTown();
    await ask(town, anna, { due: '2026-05-04', shares: { 1: 200 } });
    expect(told(await take(town, aReceipt(950, byDebtor(anna))))).toEqual([
      '3 200 oldest-due',
      '1 350 oldest-due',
      '4 400 oldest-due',
    ]);
    expect(await town.standing(1)).toMatchObject({ anna: 150, notAsked: 500 });
    expect(await town.faults()).toEqual([]);
  });

  test('a bill that is disputed only when it is aimed at', async () => {
    await using town = await annasTown();
    const hold = { from: TODAY, reviewOn: date('2026-06-01'), about: 'indsigelse 1', by: 'prøve', at: NOW };
    await town.do((tx) => placeHolds(tx, [{ ...hold, claim: claim(4), reason: 'objection', debtor: null }]));
    expect(told(await take(town, aReceipt(1_700, byDebtor(anna))))).toEqual([
      '3 200 oldest-due',
      '1 300 oldest-due',
      '1 700 not-asked',
      'overpaid 500',
    ]);
    expect(told(await take(town, aReceipt(400, byLine(billLine))))).toEqual(['4 400 line']);
  });

  test('and what is too much is held for the debtor, with an item for a person', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(1_700, byLine(billLine), { channel: 'card' }));
    expect(await town.held(anna)).toBe(100);
    expect(await town.do((tx) => openRefunds(tx, [anna]))).toMatchObject([
      { amount: kr(100), why: 'overpaid', about: `payment ${payment}` },
    ]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(1_700), overpaid: kr(100) });
  });

  test('the line of a joint bill whoever of the two pays it', async () => {
    await using town = await annasTown();
    const joint = await town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: 'R-3', debtors: [anna, bo], owed: 90 }),
    );
    expect(told(await take(town, aReceipt(90, byDebtor(bo, joint))))).toEqual([`${joint} 90 wish`]);
    expect(await town.faults()).toEqual([]);
  });
});

describe('money that nobody knows the purpose of is held in suspense, with', () => {
  test.each<[string, Told, object]>([
    ['nothing told', { by: 'nothing' }, { why: 'no-line', suggested: null }],
    ['words instead of a line', { by: 'line', line: 'for marts' }, { why: 'not-a-line', suggested: null }],
    [
      'one digit wrong, and the bill it may have meant',
      { by: 'line', line: `71 ${billLine}${(Number(checkDigit(billLine)) + 1) % 10}` },
      { why: 'wrong-check-digit', suggested: { kind: 'claim', number: 4n } },
    ],
    [
      'a line that was never given, and the debtor whose number is in it',
      byLine('00010000188002'),
      { why: 'unknown-line', suggested: { kind: 'debtor', number: 100_001n } },
    ],
    ['a line with nobody’s number', byLine('00010009988002'), { why: 'unknown-line', suggested: null }],
  ])('%s', async (_, channelTold, why) => {
    await using town = await annasTown();
    const received = await take(town, aReceipt(400, channelTold));
    expect(received).toMatchObject({ debtor: null, covered: [], overpaid: 0n, suspended: why });
    expect(await town.do(openSuspense)).toMatchObject([
      { payment: received.payment, amount: kr(400), ...why },
    ]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(400), suspended: kr(400) });
    expect(await town.standing(1)).toMatchObject({ balance: 1_000 });
    expect(await town.faults()).toEqual([]);
  });

  test('a line to a claim that has lapsed: no other claim is paid instead', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500));
    const line = { base: billLine, kind: '71', to: 'claim', number: 1n, debtor: anna, on: TODAY } as const;
    await town.do((tx) => givePaymentLines(tx, [line]));
    await lapse(town, 1, anna);
    expect(told(await take(town, aReceipt(100, byLine(billLine))))).toEqual(['suspended 100 ended-claim']);
    expect(await town.standing(2)).toMatchObject({ balance: 500 });
    expect(await town.faults()).toEqual([]);
  });
});

describe('money in suspense', () => {
  const resolve = (
    town: LedgerTown,
    payment: PaymentNumber,
    { debtor = anna, claims = [] }: { debtor?: DebtorNumber; claims?: readonly ClaimNumber[] } = {},
  ) => town.do((tx) => resolveSuspense(tx, { payment, debtor, claims, by: 'Bodil', at: NOW }));

  test('covers what a person has found out, and counts from the day it came', async () => {
    await using town = await annasTown();
    const receivedOn = date('2026-02-27');
    const { payment } = await take(town, aReceipt(500, { by: 'nothing' }, { receivedOn }));
    const resolved = await resolve(town, payment, { claims: [claim(4)] });
    expect(resolved.ok && told({ ...resolved.value, suspended: null } as Received)).toEqual([
      '4 400 person',
      '3 100 surplus',
    ]);
    expect(await town.do(openSuspense)).toEqual([]);
    const [about] = await town.do((tx) => paymentsAbout(tx, anna));
    expect(about).toMatchObject({ number: payment, receivedOn, amount: kr(500) });
    expect(about?.covered).toEqual(
      new Map([
        [claim(4), kr(400)],
        [claim(3), kr(100)],
      ]),
    );
    expect(await town.faults()).toEqual([]);
  });

  test('is given back to who paid it, when the claim is reduced afterwards', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(1_000, { by: 'nothing' }));
    await resolve(town, payment, { claims: [claim(1)] });
    await correct(town, 1, 600);
    expect(await town.held(anna)).toBe(400);
    expect(await town.faults()).toEqual([]);
  });

  test('is resolved once, for somebody we know, and not on what nobody owes', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(100, { by: 'nothing' }));
    const refusals = [
      await resolve(town, payment, { debtor: debtorNumber(100_099) }),
      await resolve(town, payment, { claims: [claim(2)] }),
      await resolve(town, 17n as PaymentNumber),
    ];
    await resolve(town, payment);
    refusals.push(await resolve(town, payment));
    expect(refusals.map((each) => !each.ok && each.refusal.tag)).toEqual([
      'unknown-debtor',
      'out-of-reach',
      'not-in-suspense',
      'resolved-already',
    ]);
    expect(await town.faults()).toEqual([]);
  });
});

describe('the same message again', () => {
  test.each<[string, Told]>([
    ['with a line', byLine(billLine)],
    ['with a wish', byDebtor(anna, claim(1))],
    ['with nothing', { by: 'nothing' }],
  ])('%s changes nothing, and tells the same', async (_, channelTold) => {
    await using town = await annasTown();
    const receipt = aReceipt(1_650, channelTold);
    const first = await take(town, receipt);
    const before = await everything(town);
    expect(await take(town, receipt)).toEqual({ ...first, state: 'was-registered', settled: [] });
    expect(await everything(town)).toEqual(before);
  });

  test('with another line, amount or day is refused', async () => {
    await using town = await annasTown();
    const receipt = aReceipt(100, byLine(billLine));
    await take(town, receipt);
    for (const other of [
      { told: { by: 'nothing' } as const },
      { amount: kr(99) },
      { receivedOn: date('2026-03-09') },
    ]) {
      const again = await town.do((tx) => receive(tx, { ...receipt, ...other }));
      expect(again).toMatchObject({ ok: false, refusal: { tag: 'reference-used' } });
    }
  });

  test('a wish to pay what the debtor never owed is refused, and nothing is written', async () => {
    await using town = await annasTown();
    const before = await everything(town);
    const refused = await town.do((tx) => receive(tx, aReceipt(100, byDebtor(anna, claim(2)))));
    expect(refused).toMatchObject({ ok: false, refusal: { tag: 'not-theirs', claim: 2n } });
    expect(await everything(town)).toEqual(before);
  });
});

async function everything(town: LedgerTown): Promise<unknown> {
  const { rows } = await town.do((tx) =>
    sql`select (select count(*) from payment) as payments, (select count(*) from transfer) as transfers,
      (select count(*) from allocation) as rules, (select count(*) from suspense) as suspended,
      (select json_agg(b order by number, kind, debtor) from account_balance b) as balances`.execute(tx),
  );
  return rows[0];
}

describe('a payment that is taken back', () => {
  const takeBack = (town: LedgerTown, payment: PaymentNumber, changes: Partial<Reversal> = {}) =>
    town.do((tx) =>
      reversePayment(tx, {
        payment,
        kind: 'charged-back',
        reference: 'tilbageførsel 1',
        on: TODAY,
        because: 'kortet var spærret',
        by: 'prøve',
        at: NOW,
        ...changes,
      }),
    );

  test('leaves everything owed as it was, and nothing held', async () => {
    await using town = await annasTown();
    const before = await town.do(balanceOfMunicipality);
    const { payment } = await take(town, aReceipt(1_700, byLine(billLine)));
    expect(await takeBack(town, payment)).toMatchObject({ ok: true, value: { state: 'reversed' } });
    expect(await town.do(balanceOfMunicipality)).toEqual(before);
    expect(await town.standing(1)).toMatchObject({ anna: 300, notAsked: 700 });
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect((await town.do((tx) => paymentsAbout(tx, anna)))[0]).toMatchObject({ takenBackOn: TODAY });
    expect(await town.faults()).toEqual([]);
  });

  test('is taken back once, and the same message again changes nothing', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(250, byLine(billLine)));
    await takeBack(town, payment);
    const before = await everything(town);
    expect(await takeBack(town, payment)).toMatchObject({ ok: true, value: { state: 'was-reversed' } });
    expect(await takeBack(town, payment, { reference: 'tilbageførsel 2' })).toMatchObject({
      ok: false,
      refusal: { tag: 'reversed-already' },
    });
    expect(await everything(town)).toEqual(before);
  });

  test('is owed by nobody on a claim that has lapsed since, and by the other where only one is free', async () => {
    await using town = await aLedger(claimRow(1, 600), claimRow(2, 300, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 2: 100 } });
    const [one, both] = [
      await take(town, aReceipt(200, byDebtor(anna, claim(1)))),
      await take(town, aReceipt(100, byDebtor(anna, claim(2)))),
    ];
    await lapse(town, 1, anna);
    await lapse(town, 2, anna);
    await takeBack(town, one.payment);
    await takeBack(town, both.payment);
    expect(await town.standing(1)).toMatchObject({ balance: 0 });
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ ended: kr(600), received: 0n });
    expect(await town.standing(2)).toMatchObject({ notAsked: 300, anna: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('out of suspense is sent back; what has covered a debt is not sent back so', async () => {
    await using town = await annasTown();
    const unknown = await take(town, aReceipt(80, { by: 'nothing' }));
    const known = await take(town, aReceipt(80, byLine(billLine)));
    expect(await takeBack(town, known.payment, { kind: 'returned' })).toMatchObject({
      ok: false,
      refusal: { tag: 'not-in-suspense' },
    });
    expect(await takeBack(town, unknown.payment, { kind: 'returned' })).toMatchObject({ ok: true });
    expect(await town.do(openSuspense)).toEqual([]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(80), suspended: 0n });
    expect(await town.faults()).toEqual([]);
  });

  test('after a person had found out what it was for, is owed again there', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(250, { by: 'nothing' }));
    await town.do((tx) =>
      resolveSuspense(tx, { payment, debtor: anna, claims: [claim(1)], by: 'Bodil', at: NOW }),
    );
    expect(await town.standing(1)).toMatchObject({ balance: 750 });
    await takeBack(town, payment);
    expect(await town.standing(1)).toMatchObject({ balance: 1_000, anna: 300 });
    expect(await town.faults()).toEqual([]);
  });

  test('takes what was held of it with it when the claim was reduced below it meanwhile', async () => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(1_000, byDebtor(anna, claim(1))));
    await correct(town, 1, 600);
    expect(await takeBack(town, payment)).toMatchObject({ ok: true });
    expect(await town.standing(1)).toMatchObject({ balance: 600 });
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test.each([
    ['an unknown payment', { payment: 17n as PaymentNumber }, 'unknown-payment'],
    ['no reference', { reference: ' ' }, 'reference-missing'],
    ['no reason', { because: '' }, 'reason-missing'],
    ['a day to come', { on: date('2026-03-11') }, 'in-future'],
    ['a day before it came', { on: date('2026-03-09') }, 'before-payment'],
  ])('is refused with %s', async (_, changes, tag) => {
    await using town = await annasTown();
    const { payment } = await take(town, aReceipt(250, byLine(billLine)));
    expect(await takeBack(town, payment, changes)).toMatchObject({ ok: false, refusal: { tag } });
  });
});
