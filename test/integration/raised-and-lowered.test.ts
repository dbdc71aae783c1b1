import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postFees } from '../../src/charges/fees.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { noticeId } from '../../src/kernel/ids.ts';
import { kroner, plainKroner } from '../../src/kernel/money.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import { faultsOf, paidIn } from './paying.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, townConfiguration } from './town.ts';

/** Interest and fees of claims that their source raises and lowers: 10,000 kr. due on 15 December 2025. */

let town: ChargesTown;
let recovery: RecoveryTown;
beforeAll(async () => {
  town = await aChargesTown();
  recovery = await aRecoveryTown();
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await recovery[Symbol.asyncDispose]();
});

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item cascade`.execute(
      tx,
    ),
  );
  claims += 1;
  main = await town.raise({ claimId: `K-${claims}` });
});

async function corrected(
  claim: ClaimNumber,
  to: number,
  on: string,
  at: Pick<ChargesTown, 'do'> = town,
): Promise<void> {
  const done = await at.do((tx) =>
    correctClaim(tx, {
      claim,
      to: kroner(to),
      reason: 'prøve',
      decidedOn: date(on),
      by: 'prøve',
      at: morningOf(on),
    }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
}

/** What stands of each charge, in the order of their numbers. */
async function standing(claim = main, at: Pick<ChargesTown, 'do'> = town): Promise<string[]> {
  const charges = (await at.do((tx) => chargesOfMains(tx, [claim]))).get(claim) ?? [];
  return charges.map(({ stands }) => plainKroner(stands));
}

async function interestOn(...days: readonly string[]): Promise<void> {
  for (const day of days) await town.interest(day);
}

async function feeOf(letterOn: string): Promise<void> {
  const notice = noticeId(date(letterOn), town.anna, 3);
  const fee = {
    notice,
    main,
    letterOn: date(letterOn),
    srb: addDays(date(letterOn), 10),
    amount: kroner(250),
  };
  await town.do((tx) => postFees(tx, [fee], { configurationVersion: 1, at: morningOf(letterOn) }));
}

test('a raise that is taken back leaves interest as if it had never been', async () => {
  await interestOn('2025-12-16', '2026-01-16');
  await corrected(main, 15_000, '2026-01-20');
  await interestOn('2026-02-16');
  expect(await standing()).toEqual(['100.00', '100.00', '150.00']);
  await corrected(main, 10_000, '2026-02-20');
  await interestOn('2026-03-16');
  expect(await standing()).toEqual(['100.00', '100.00', '100.00', '100.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('a raise and a lowering below what it was: interest on the rest alone, from the beginning', async () => {
  await interestOn('2025-12-16', '2026-01-16');
  await corrected(main, 15_000, '2026-01-20');
  await corrected(main, 4_000, '2026-01-21');
  await interestOn('2026-02-16');
  expect(await standing()).toEqual(['40.00', '40.00', '40.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('a lowering that is undone: what comes back bears interest from its own day', async () => {
  await interestOn('2025-12-16', '2026-01-16');
  await corrected(main, 4_000, '2026-01-20');
  await corrected(main, 10_000, '2026-01-21');
  await interestOn('2026-02-16');
  expect(await standing()).toEqual(['40.00', '40.00', '100.00']);
});

test('nothing is given back of interest that was paid and owed, when a raise by mistake is taken back', async () => {
  await interestOn('2025-12-16', '2026-01-16');
  await paidIn(town, { amount: 10_200, on: '2026-01-18' });
  await corrected(main, 15_000, '2026-01-20');
  await corrected(main, 10_000, '2026-01-21');
  expect(await standing()).toEqual(['100.00', '100.00']);
  expect(await town.do((tx) => openRefunds(tx, [town.anna]))).toEqual([]);
});

test('interest by the day is as before too', async () => {
  const bill = await town.raise({
    claimId: `K-${claims}b`,
    accountId: 'F-1',
    type: 'CFFAKTU',
    description: 'Regning',
  });
  await interestOn('2026-01-31');
  const before = await standing(bill);
  await corrected(bill, 12_000, '2026-02-03');
  await corrected(bill, 10_000, '2026-02-04');
  expect(await standing(bill)).toEqual(before);
});

test('what was given back after a lowering pays nothing of a later raise', async () => {
  await paidIn(town, { amount: 10_000, on: '2025-12-10' });
  await corrected(main, 8_000, '2026-01-05');
  await corrected(main, 12_000, '2026-02-01');
  await interestOn('2026-02-16');
  expect(await standing()).toEqual(['40.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('a fee for a letter that was sent when all had been paid stays away when the claim is raised later', async () => {
  await interestOn('2025-12-16');
  await feeOf('2026-01-05');
  await paidIn(town, { amount: 10_100, on: '2026-01-02', booked: '2026-01-08' });
  expect(await standing()).toEqual(['100.00', '0.00']);
  await corrected(main, 10_500, '2026-03-01');
  expect(await standing()).toEqual(['100.00', '0.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('so does the fee of a claim without interest', async () => {
  await town.configure({
    KFDAINS: {
      interest: null,
      fee: { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019', amount: '250.00' },
    },
  });
  main = await town.raise({ claimId: `K-${claims}u` });
  await town.do((tx) => sql`truncate interest_course`.execute(tx));
  await feeOf('2026-01-05');
  await paidIn(town, { amount: 10_000, on: '2026-01-02', booked: '2026-01-08', wish: [main] });
  expect(await standing()).toEqual(['0.00']);
  await corrected(main, 10_500, '2026-03-01');
  expect(await standing()).toEqual(['0.00']);
});

test('a fee for a letter after the raise stands', async () => {
  await paidIn(town, { amount: 10_000, on: '2026-01-02' });
  await corrected(main, 10_500, '2026-01-10');
  await feeOf('2026-02-05');
  await corrected(main, 10_600, '2026-03-01');
  expect(await standing()).toContain('250.00');
});

test('a month of interest below what the municipality has chosen is not charged', async () => {
  const configuration = townConfiguration({
    claimTypes: charging,
    charges: { smallestInterest: '1.00', dayCount: 'actual/365' },
  });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-21') }));
  const cheap = await town.raise({ claimId: `K-${claims}s`, principal: kroner(99) });
  await interestOn('2025-12-16');
  expect([await standing(cheap), await standing()]).toEqual([[], ['100.00']]);
  await corrected(cheap, 100, '2025-12-20');
  await interestOn('2026-01-16');
  expect(await standing(cheap)).toEqual(['1.00']);
});

test('a claim at Gældsstyrelsen that is raised bears no more interest of ours', async () => {
  const there = await recovery.raise();
  for (const day of ['2025-12-02', '2026-01-02', '2026-02-02']) await recovery.interest(day);
  await recovery.clear(there);
  await recovery.transfer('2026-02-03');
  await recovery.deliver('2026-02-03');
  await recovery.news('2026-02-07');
  const before = await standing(there, recovery);
  expect(before).toHaveLength(3);
  await corrected(there, 9_000, '2026-03-10', recovery);
  expect(await standing(there, recovery)).toEqual(before);
  await corrected(there, 6_000, '2026-03-20', recovery);
  expect(await standing(there, recovery)).toEqual(before);
  expect(await recovery.faults()).toEqual([]);
});

test.each([
  ['2026-03-10', 1, 'is added there'],
  ['2029-06-01', 0, 'is not, when the three years of the months have run out'],
])('interest there that has become more, known on %s, makes %i claims: it %s', async (known, added) => {
  const there = await recovery.raise();
  await recovery.interest('2025-12-02');
  const paid = await recovery.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `før ${known}`,
      amount: kroner(2_000),
      receivedOn: date('2025-12-20'),
      told: { by: 'debtor', debtor: recovery.anna, wish: [there] },
      by: 'prøve',
      at: morningOf('2025-12-20'),
    }),
  );
  if (!paid.ok) throw new Error(paid.refusal.tag);
  for (const day of ['2026-01-02', '2026-02-02']) await recovery.interest(day);
  await recovery.clear(there);
  await recovery.transfer('2026-02-03');
  await recovery.deliver('2026-02-03');
  await recovery.news('2026-02-07');
  const before = await standing(there, recovery);
  const reversal = { payment: paid.value.payment, kind: 'charged-back', reference: 'retur' } as const;
  const asked = { ...reversal, on: date('2026-01-20'), because: 'prøve', by: 'prøve', at: morningOf(known) };
  expect((await recovery.do((tx) => reversePayment(tx, asked))).ok).toBe(true);
  expect((await standing(there, recovery)).length - before.length).toBe(added);
});
