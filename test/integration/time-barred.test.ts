import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { placeHolds } from '../../src/claims/holds.ts';
import { clearForTransfer } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { receive } from '../../src/payments/receive.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { endsIn, holdsIn, lapseOn, runsUntil } from './endings-town.ts';
import { morningOf, rowsOf } from './town.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer,
      account_balance cascade`.execute(tx),
  );
  claims += 1;
  main = await town.raise({ claimId: `F-${claims}` });
});

const ofMain = async (claim: ClaimNumber = main) =>
  (await endsIn(town.db)).filter((line) => line.startsWith(`${claim} `));

describe('a bill due on 15 December 2025', () => {
  test('is owed on the last day of its three years, and time-barred the day after', async () => {
    await lapseOn(town.db, '2028-12-15');
    expect(await ofMain()).toEqual([]);
    const { report } = await lapseOn(town.db, '2028-12-16');
    expect(report).toMatchObject({
      changes: { 'time-barred': { count: 1, debtors: [town.anna] } },
      amounts: { 'time-barred': '10000.00' },
    });
    expect(await ofMain()).toEqual([`${main} ${town.anna} time-barred 2028-12-15`]);
  });

  test('stands in the list of what ends, also when its day has passed, until that is carried out', async () => {
    const listed = (on: string) => town.do((tx) => endingSoon(tx, date(on)));
    expect(await listed('2028-12-15')).toMatchObject([{ claim: main, daysLeft: 0, within: 7 }]);
    expect(await listed('2028-12-20')).toMatchObject([{ claim: main, daysLeft: -5, within: 0 }]);
    await lapseOn(town.db, '2028-12-20');
    expect(await listed('2028-12-20')).toEqual([]);
  });

  test.each([
    ['2025-12-24', '2028-12-27', 'Christmas Eve 2028 is a Sunday, and the next two days are holidays'],
    ['2025-06-05', '2028-06-06', 'Constitution Day, which is Whit Monday too'],
    ['2022-05-10', '2025-05-12', 'a Saturday'],
  ])('due on %s is moved to %s: %s', async (due, last) => {
    const other = await town.raise({ claimId: `G-${claims}`, due: date(due), srb: date(due) });
    await lapseOn(town.db, last);
    expect(await ofMain(other)).toEqual([]);
    const next = Temporal.PlainDate.from(last).add({ days: 1 }).toString();
    await lapseOn(town.db, next);
    expect(await ofMain(other)).toEqual([`${other} ${town.anna} time-barred ${last}`]);
  });

  test('is held for good, bears no interest, and is asked for no more', async () => {
    await town.interest('2025-12-16');
    await lapseOn(town.db, '2028-12-16');
    expect(await holdsIn(town.db)).toContain(`${main} ended`);
    const { consequences } = await town.interest('2028-12-18');
    expect(consequences).toEqual({});
    expect(await town.faults()).toEqual([]);
  });

  test('takes its interest with it, which the letter says', async () => {
    await town.interest('2025-12-16');
    expect(await town.do((tx) => endingSoon(tx, date('2028-12-01')))).toMatchObject([{ level: 'main' }]);
    await lapseOn(town.db, '2028-12-16');
    const interest = await rowsOf<{ claim: bigint }>(town.db, sql`select claim_number as claim from charge`);
    const ended = [
      `${interest[0]?.claim} ${town.anna} time-barred 2028-12-15`,
      `${main} ${town.anna} time-barred 2028-12-15`,
    ];
    expect(new Set(await endsIn(town.db))).toEqual(new Set(ended));
    const notices = await town.do((tx) => noticesAbout(tx, town.anna));
    expect(notices).toMatchObject([
      {
        kind: 'limitation',
        facts: {
          totalOwed: '10100.00',
          claims: [
            { level: 'main', until: '2028-12-15', withMain: false, owed: '10000.00' },
            { level: 'interest', until: '2028-12-15', withMain: true, owed: '100.00' },
          ],
        },
      },
    ]);
  });

  test('is called back from Gældsstyrelsen, and not sent there any more', async () => {
    const clearance = {
      claim: main,
      from: date('2026-03-01'),
      lastDeadline: null,
      reminded: 'done' as const,
      because: 'dunning' as const,
      about: '1',
      approvedBy: null,
      told: [],
    };
    const given = { by: 'prøve', at: morningOf('2026-03-01') };
    await town.do((tx) => clearForTransfer(tx, [clearance], given));
    const queued = { reason: 'recovery', debtor: null, from: date('2026-03-02'), about: '' } as const;
    const reviewOn = date('2026-06-02');
    await town.do((tx) => placeHolds(tx, [{ ...queued, claim: main, reviewOn, ...given }]));
    await lapseOn(town.db, '2028-12-16');
    expect(
      await rowsOf(town.db, sql`select withdrawn_on as on, withdrawn_why as why from transfer_clearance`),
    ).toEqual([{ on: '2028-12-16', why: 'ended' }]);
    const recall = sql`select payload ->> 'reason' as reason from due_work where kind = 'recall-wanted'`;
    expect(await rowsOf(town.db, recall)).toHaveLength(1);
  });

  test('that is paid is not time-barred', async () => {
    await town.pay(main, { amount: kroner(10_000), on: '2026-01-05' });
    const { report } = await lapseOn(town.db, '2028-12-16');
    expect(report).toMatchObject({ claims: 0, changes: { 'time-barred': { count: 0 } } });
  });

  test('whose payment is charged back later is found then', async () => {
    await town.pay(main, { amount: kroner(10_000), on: '2028-12-05' });
    await lapseOn(town.db, '2028-12-16');
    await lapseOn(town.db, '2029-01-10');
    const [payment] = await rowsOf<{ number: bigint }>(
      town.db,
      sql`select cause_number as number from transfer where cause = 'payment' limit 1`,
    );
    await town.takeBack(main, { number: payment?.number ?? 0n, amount: kroner(10_000), on: '2029-01-12' });
    await lapseOn(town.db, '2029-01-13');
    expect(await ofMain()).toEqual([`${main} ${town.anna} time-barred 2028-12-15`]);
  });

  test('whose payment is charged back years later is found then too', async () => {
    await town.pay(main, { amount: kroner(10_000), on: '2028-12-05' });
    await lapseOn(town.db, '2028-12-16');
    await lapseOn(town.db, '2031-01-10');
    const [payment] = await rowsOf<{ number: bigint }>(
      town.db,
      sql`select cause_number as number from transfer where cause = 'payment' limit 1`,
    );
    await town.takeBack(main, { number: payment?.number ?? 0n, amount: kroner(10_000), on: '2031-01-12' });
    await lapseOn(town.db, '2031-01-13');
    expect(await ofMain()).toEqual([`${main} ${town.anna} time-barred 2028-12-15`]);
  });

  test('that was acknowledged in writing lives on', async () => {
    await runsUntil(town, { claim: main, debtor: town.anna, until: '2036-05-05' });
    await town.interest('2025-12-16');
    expect(await town.do((tx) => endingSoon(tx, date('2028-11-18')))).toMatchObject([
      { level: 'interest', mainName: `OPUS:F-${claims}`, until: '2028-12-18', within: 30, owed: kroner(100) },
    ]);
    await lapseOn(town.db, '2028-12-18');
    expect(await ofMain()).toEqual([]);
    // Its interest has its own three years, whatever holds for the claim (forældelsesloven § 5, stk. 2).
    await lapseOn(town.db, '2028-12-19');
    expect(await endsIn(town.db)).toHaveLength(1);
    expect(await town.faults()).toEqual([]);
  });

  test('that two owe ends for each when their own time is over', async () => {
    const joint = await town.raise({
      claimId: `J-${claims}`,
      accountId: `J-${claims}`,
      debtors: [town.anna, town.bo],
    });
    await runsUntil(town, { claim: joint, debtor: town.bo, until: '2036-05-05' });
    await lapseOn(town.db, '2028-12-16');
    expect(await ofMain(joint)).toEqual([`${joint} ${town.anna} time-barred 2028-12-15`]);
    expect((await holdsIn(town.db)).filter((line) => line.startsWith(`${joint} `))).toEqual([]);
    const accounts = await town.do((tx) => accountsOfClaims(tx, [joint]));
    expect(balanceOf(accounts.get(joint))).toBe(kroner(10_000));
  });
});

test('money for a claim that is time-barred is kept aside for a person, and covers nothing', async () => {
  await lapseOn(town.db, '2028-12-16');
  const paid = await town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `sen ${claims}`,
      amount: kroner(500),
      receivedOn: date('2028-12-20'),
      told: { by: 'debtor', debtor: town.anna, wish: [main] },
      by: 'prøve',
      at: morningOf('2028-12-20'),
    }),
  );
  expect(paid).toMatchObject({ ok: true, value: { covered: [], suspended: { why: 'ended-claim' } } });
});

test('a dry run tells the same and writes nothing', async () => {
  const dry = await lapseOn(town.db, '2028-12-16', { dryRun: true });
  expect(await endsIn(town.db)).toEqual([]);
  const done = await lapseOn(town.db, '2028-12-16');
  expect(dry.report).toEqual(done.report);
});

test('the same day again, and page by page, comes to the same', async () => {
  await town.raise({ claimId: `P-${claims}` });
  const done = await lapseOn(town.db, '2028-12-16', { pageSize: 1 });
  const again = await lapseOn(town.db, '2028-12-16', { pageSize: 1 });
  expect(again.report).toEqual(done.report);
  expect(again.followed).toBe(0);
  expect(await town.do((tx) => noticesAbout(tx, town.anna))).toHaveLength(1);
});
