import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, type Ore } from '../../src/kernel/money.ts';
import { openRefunds, type OpenRefund } from '../../src/ledger/refunds.ts';
import { receive } from '../../src/payments/receive.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { endsIn, holdsIn, lapseOn, runsUntil } from './endings-town.ts';
import { morningOf } from './town.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, refund_item,
      account_balance cascade`.execute(tx),
  );
  claims += 1;
  main = await town.raise({ claimId: `F-${claims}` });
});

interface Money {
  readonly amount: Ore;
  readonly on: string;
  /** Registered later than it was received. */
  readonly told?: string;
  readonly wish?: readonly ClaimNumber[];
}

let payments = 0;
async function received({ amount, on, told = on, wish = [] }: Money) {
  payments += 1;
  const done = await town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `B-${payments}`,
      amount,
      receivedOn: date(on),
      told: { by: 'debtor', debtor: town.anna, wish },
      by: 'prøve',
      at: morningOf(told),
    }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

test('a bill that is time-barred when it comes in bears no interest, and is found the same night, however old it is', async () => {
  await lapseOn(town.db, '2026-01-10');
  const old = await town.raise({ claimId: `O-${claims}`, due: date('2019-03-11'), srb: date('2019-03-11') });
  // The one month is the other bill's.
  const { consequences, amounts } = await town.interest('2026-01-10');
  expect([consequences['time-barred'], amounts]).toEqual([1, { interest: '100.00' }]);
  await lapseOn(town.db, '2026-01-11');
  expect(await endsIn(town.db)).toEqual([`${old} ${town.anna} time-barred 2022-03-11`]);
  expect(await holdsIn(town.db)).toContain(`${old} ended`);
  expect(await town.faults()).toEqual([]);
});

describe('money for a bill whose last day has passed, before any night has found it', () => {
  test('covers nothing of it: it waits for a person where it was meant for that bill', async () => {
    const paid = await received({ amount: kroner(500), on: '2028-12-18', wish: [main] });
    expect(paid).toMatchObject({ covered: [], suspended: { why: 'ended-claim' } });
  });

  test('is held for the debtor where nothing else is owed', async () => {
    const paid = await received({ amount: kroner(500), on: '2028-12-18' });
    expect(paid).toMatchObject({ covered: [], overpaid: kroner(500) });
  });

  test('counts where it was received on the last day, and told later', async () => {
    const paid = await received({ amount: kroner(500), on: '2028-12-15', told: '2028-12-18' });
    expect(paid).toMatchObject({ covered: [{ claim: main, amount: kroner(500) }], overpaid: 0n });
  });

  test('covers none of its interest whose own years are over either', async () => {
    await town.interest('2025-12-16');
    await runsUntil(town, { claim: main, debtor: town.anna, until: '2036-05-05' });
    const paid = await received({ amount: kroner(500), on: '2028-12-19' });
    expect(paid).toMatchObject({ covered: [{ claim: main, amount: kroner(500) }] });
  });
});

test('the interest of a bill that was paid in time is owed after the bill’s last day', async () => {
  for (const day of ['2025-12-16', '2026-01-16', '2026-02-16']) await town.interest(day);
  await town.pay(main, { amount: kroner(10_000), on: '2026-02-20' });
  const paid = await received({ amount: kroner(100), on: '2028-12-20', wish: [main] });
  expect(paid).toMatchObject({ covered: [{ amount: kroner(100) }], overpaid: 0n });
});

test('money that covered a bill after its last day, as that is known now, is perhaps to be given back', async () => {
  await runsUntil(town, { claim: main, debtor: town.anna, until: '2036-05-05' });
  await received({ amount: kroner(4_000), on: '2028-12-18' });
  // The acknowledgement did not bind, a person found.
  await runsUntil(town, { claim: main, debtor: town.anna, until: '2028-12-15' });
  await lapseOn(town.db, '2028-12-20');
  const items = (): Promise<OpenRefund[]> => town.do((tx) => openRefunds(tx, [town.anna]));
  const item = { amount: kroner(4_000), why: 'paid-after-limitation', about: `time-barred ${main}` };
  expect(await items()).toMatchObject([item]);
  await lapseOn(town.db, '2028-12-21');
  expect(await items()).toHaveLength(1);
});
