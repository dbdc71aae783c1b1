import { afterAll, beforeAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { holdsOn, liftHolds } from '../../src/claims/holds.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { aDebtor } from '../vocabulary.ts';
import { approveAll, pays } from './decisions-town.ts';
import { cleared, follow, untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, run, settle, type Town } from './town.ts';

/**
 * Benefits to be repaid (bek. 585/2023) in default: two whose debtors come in a § 6 situation on the way to Gældsstyrelsen, and one who has paid
 * one of two months before they are sent.
 */
const april = { periodFrom: '2025-04-01', periodTo: '2025-04-30', paidOn: '2025-04-30' };
const payers = [
  aDebtor(1).owing(20_000),
  aDebtor(2).owing(20_000),
  aDebtor(3).owing(15_000).owing(5_000, april),
].map((payer) => payer.withReports(...monthly(20_000)));
const [SENT, QUEUED, PAID] = [claimNumber(1n), claimNumber(2n), claimNumber(4n)];

let benefits: Town;
let town: RecoveryTown;
let paid: PaymentNumber;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(...payers), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, payers);
  town = await aRecoveryTown({ database });
  await untilCleared();
}, 120_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function untilCleared(): Promise<void> {
  const { database } = benefits;
  await untilDefault(benefits);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
  expect(await cleared(database)).toHaveLength(4);
  const { payment } = await pays(database, 100_003, { amount: 5_000, on: '2026-05-20', wish: [PAID] });
  paid = payment;
}

test('a benefit in the queue is not handed over from the moment that § 6 is found, and is here again', async () => {
  await town.transfer('2026-06-03');
  await comesInNeed('2026-06-03', QUEUED);
  await town.deliver('2026-06-03');
  expect(await codes(QUEUED)).toEqual(['OPRETFORDRING cancelled']);
  expect((await town.do((tx) => holdsOn(tx, [QUEUED]))).get(QUEUED)).toBeUndefined();
  expect(await codes(SENT)).toEqual(['OPRETFORDRING sent']);
});

test('one that has been told of is for a person when it has come there: deferral calls back nothing of which the state pays part', async () => {
  await comesInNeed('2026-06-04', SENT);
  await town.news('2026-06-08');
  expect((await town.recovery(SENT))?.state).toBe('received');
  // Asked about again half a day later.
  await town.news('2026-06-09');
  expect(await codes(SENT)).toEqual(['OPRETFORDRING done']);
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recall-refused' }));
  expect(items.map(({ about }) => about)).toEqual([`claim ${SENT} HENS state-refund`]);
  expect(await town.faults()).toEqual([]);
});

test('a benefit that was paid rests for a person when the bank takes the payment back, and goes on when that is lifted', async () => {
  const standing = async () => (await cleared(benefits.database)).filter((said) => said.startsWith('4 '));
  expect(await standing()).toEqual([]);
  const back = { kind: 'charged-back', reference: 'retur', because: 'banken', by: 'prøve' } as const;
  const [on, at] = [date('2026-06-10'), morningOf('2026-06-10')];
  await town.do((tx) => reversePayment(tx, { ...back, payment: paid, on, at }));
  const [hold] = (await town.do((tx) => holdsOn(tx, [PAID]))).get(PAID) ?? [];
  expect(hold).toMatchObject({ reason: 'manual', about: 'payment-taken-off' });
  await follow(benefits.database, '2026-06-11');
  await town.transfer('2026-06-11');
  expect(await codes(PAID)).toEqual([]);
  const lifted = { ...hold!, on: date('2026-07-01'), why: 'Borgeren har fået besked.', by: 'Bo' }; // it was found
  await town.do((tx) => liftHolds(tx, [{ ...lifted, at: morningOf('2026-07-01') }]));
  await follow(benefits.database, '2026-07-02');
  await town.transfer('2026-07-02');
  expect(await codes(PAID)).toEqual(['OPRETFORDRING queued']);
  expect(await town.faults()).toEqual([]);
});

/** Its debtor is granted cash benefit, and the month is found again. */
async function comesInNeed(on: string, claim: ClaimNumber): Promise<void> {
  const payer = payers[Number(claim) - 1]!; // claims are numbered as their debtors
  benefits.registers.tell(payer.receiving('kontanthjælp'));
  const month = claim === QUEUED ? '2026-05' : '2026-06';
  await fetchFor(benefits, month, on);
  await run(benefits.database, month, { on });
  expect((await cleared(benefits.database)).filter((said) => said.startsWith(`${claim} `))).toEqual([]);
}

async function codes(claim: ClaimNumber): Promise<string[]> {
  return (await town.actions(claim)).map(({ code, state }) => `${code} ${state}`);
}
