import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { interestNumber } from '../../src/charges/charge-number.ts';
import { postCharges } from '../../src/charges/post-charges.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { lossTakenBack, writtenOff } from './losses.ts';
import { morningOf, rowsOf } from './town.ts';

/** What is written off, rounded off or discharged bears no interest from that day on. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, errand, pay_out_stop cascade`.execute(
      tx,
    ),
  );
  claims += 1;
  main = await town.raise({ claimId: `L-${claims}` });
});

const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });

const interestOn = async (on: string) => (await town.interest(on)).amounts['interest'];
const interest = async (...days: readonly string[]) => {
  const amounts: (string | undefined)[] = [];
  for (const day of days) amounts.push(await interestOn(day));
  return amounts;
};

test('a claim that was written off bears no more interest', async () => {
  expect(await interest('2025-12-16')).toEqual(['100.00']);
  await writtenOff(town, main, '2025-12-20');
  expect(await interest('2026-01-16', '2026-02-16', '2026-03-16')).toEqual(['0.00', '0.00', '0.00']);
  expect(await town.faults()).toEqual([]);
});

test('what is left after a payment and written off bears none', async () => {
  expect(await interest('2025-12-16')).toEqual(['100.00']);
  await town.pay(main, { amount: ore(999_000n), on: '2025-12-20' });
  await writtenOff(town, main, '2025-12-21');
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['0.00', '0.00']);
});

test('days before the loss that were not charged yet are not charged on a bill that was written off', async () => {
  const bill = await town.raise({ claimId: `L-${claims}b`, accountId: 'F-1', type: 'CFFAKTU' });
  for (const claim of [main, bill]) await writtenOff(town, claim, '2025-12-30');
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['0.00', '0.00']);
});

test('a loss booked on the day of posting is charged nothing that day when it is taken back', async () => {
  const number = await writtenOff(town, main, '2025-12-16');
  await lossTakenBack(town, number, '2026-02-20');
  expect(await interest('2026-02-21')).toEqual(['0.00']);
});

test('a loss that is taken back bears interest again from that day, and none for the time between', async () => {
  expect(await interest('2025-12-16')).toEqual(['100.00']);
  const number = await writtenOff(town, main, '2025-12-20');
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['0.00', '0.00']);
  await lossTakenBack(town, number, '2026-02-20');
  expect(await interest('2026-02-21', '2026-03-16', '2026-04-16')).toEqual(['0.00', '100.00', '100.00']);
  expect(await town.faults()).toEqual([]);
});

/** Debt relief for all but a quarter, opened and closed before the job of interest of that day. */
async function relieved(opened: string, closed: string) {
  const early = (on: string) => ({ ...acting(on), at: morningOf(on).subtract({ hours: 1 }) });
  const number = await town.do(async (tx) => {
    const asked = { kind: 'debt-relief', debtor: town.anna, beganOn: date('2025-12-17') } as const;
    const errand = await openErrand(tx, { ...early(opened), ...asked });
    if (!errand.ok) throw new Error(errand.refusal.tag);
    return errand.value.number;
  });
  const outcome = { outcome: 'relieved', kept: 2_500, successors: [] } as const;
  await town.do((tx) => closeErrand(tx, { ...early(closed), number, ...outcome }));
}

describe('debt relief for a part', () => {
  test('leaves interest on the rest alone, also of the days before it that had not been charged', async () => {
    expect(await interest('2025-12-16', '2026-01-16')).toEqual(['100.00', '100.00']);
    const due = date('2026-01-15');
    await town.raise({ claimId: `L-${claims}b`, accountId: 'F-1', type: 'CFFAKTU', due });
    await relieved('2026-01-18', '2026-01-20');
    // Of a quarter of the bill: 16, 17 and 20 to 31 January, 14 days of 2,500 kr. at 9.75 %.
    expect(await interest('2026-01-31', '2026-02-16')).toEqual(['9.35', '25.00']);
    // What was charged before it is of the whole bill, because relief has taken its part of that interest itself.
    await town.pay(main, { amount: kroner(100), on: '2025-12-15', booked: '2026-02-17' });
    const stands = sql<{
      stands: bigint;
    }>`select stands_ore as stands from charge_adjustment order by claim_number`;
    expect((await rowsOf(town.db, stands)).map((row) => row.stands)).toEqual([9_900n, 9_900n, 2_400n]);
    expect(await town.faults()).toEqual([]);
  });

  test('leaves no interest on what was discharged on the day itself', async () => {
    expect(await interest('2025-12-16')).toEqual(['100.00']);
    await relieved('2025-12-18', '2026-01-16');
    expect(await interest('2026-01-16', '2026-02-16')).toEqual(['25.00', '25.00']);
    expect(await town.faults()).toEqual([]);
  });
});

test('interest that was posted although nothing was owed any longer is found by the check', async () => {
  await writtenOff(town, main, '2025-12-20');
  const [claim, day] = [interestNumber(main, 5), date('2026-01-16')];
  const month = {
    claim,
    main,
    kind: 'interest',
    regime: 'gebyrloven',
    period: { from: day, to: date('2026-02-15') },
    postedOn: day,
    amount: kroner(100),
    basis: kroner(10_000),
    rateHundredths: 100,
    notice: null,
    addsTo: null,
    configurationVersion: 1,
    place: 'I5',
    type: 'REOPDAG',
    origin: day,
    due: day,
    srb: day,
  } as const;
  await town.do((tx) => postCharges(tx, [month], morningOf('2026-01-16')));
  expect(await town.faults()).toEqual([{ tag: 'interest-on-nothing', claim, stands: kroner(100) }]);
});
