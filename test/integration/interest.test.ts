import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { interestNumber } from '../../src/charges/charge-number.ts';
import { stopInterest } from '../../src/charges/stop-interest.ts';
import { holdsOn, liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { liabilitiesFor } from '../../src/claims/liabilities.ts';
import { mainClaims } from '../../src/claims/main-claims.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { consequencesOf } from '../../src/insight/configuration-consequences.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { interestRates } from '../../src/law/interest.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { MIGRATIONS } from '../../src/platform/migrate.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import { morningOf, rowsOf, townConfiguration } from './town.ts';

interface Posted {
  readonly claim: ClaimNumber;
  readonly from: string;
  readonly on: string;
  readonly kroner: number;
}

/** The interest claims of a main claim, by place, with what is left of each. */
function interestOn({ do: inTown }: ChargesTown, main: ClaimNumber): Promise<readonly Posted[]> {
  return inTown(async (tx) => {
    const { rows } = await sql<{ claim: ClaimNumber; from: string; on: string }>`
      select claim_number as claim, period_from as from, posted_on as on from charge
      where main_claim = ${main}::bigint and kind = 'interest' order by claim_number`.execute(tx);
    const accounts = await accountsOfClaims(
      tx,
      rows.map(({ claim }) => claim),
    );
    return rows.map((row) => ({ ...row, kroner: Number(balanceOf(accounts.get(row.claim))) / 100 }));
  });
}

async function daysAndKroner(town: ChargesTown, main: ClaimNumber): Promise<unknown[]> {
  return (await interestOn(town, main)).map(({ on, kroner: left }) => [on, left]);
}

describe('interest by gebyrloven', () => {
  test('is not posted for the months whose own three years have run out', async () => {
    await using town = await aChargesTown({
      KFBILØK: { interest: { decidedOn: date('2018-01-01'), reference: 'Byrådet 12/2017' }, fee: null },
    });
    // A car loan lives ten years, its interest three.
    const day = date('2019-03-11');
    const main = await town.raise({ type: 'KFBILØK', origin: day, due: day, srb: day });
    await town.interest('2026-01-10');
    const posted = (await interestOn(town, main)).map(({ from }) => from);
    expect([posted.length, posted[0], posted.at(-1)]).toEqual([36, '2023-01-12', '2025-12-12']);
    expect(
      await rowsOf(town.db, sql`select count(*)::int as n from charge where until_on < '2026-01-10'`),
    ).toEqual([{ n: 0 }]);
  });

  test('is a claim of its own for each started month, until the claim is paid', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    for (const day of ['2025-12-15', '2025-12-16', '2026-01-16', '2026-02-16']) await town.interest(day);
    await town.pay(main, { amount: kroner(10_000), on: '2026-02-20' });
    const last = await town.interest('2026-03-16');
    expect(await daysAndKroner(town, main)).toEqual([
      ['2025-12-16', 100],
      ['2026-01-16', 100],
      ['2026-02-16', 100],
    ]);
    expect(last).toMatchObject({ claims: 1, consequences: { paid: 1 }, amounts: { interest: '0.00' } });
    expect((await town.interest('2026-04-16')).claims).toBe(0);
    expect(await town.faults()).toEqual([]);
  });

  test('is owed by whoever owes the main claim, counts from its day and is booked on ours', async () => {
    await using town = await aChargesTown();
    const main = await town.raise({ debtors: [town.anna, town.bo] });
    await town.interest('2025-12-18');
    const charge = interestNumber(main, 1);
    const told = await town.do(async (tx) => ({
      liable: (await liabilitiesFor(tx, [charge])).map(({ debtor }) => debtor),
      transfers: await transfersOf(tx, 'charge-raised', [charge]),
      isMain: (await mainClaims(tx, [charge])).size,
    }));
    expect(told).toMatchObject({
      liable: [town.anna, town.bo],
      transfers: [{ amount: 10_000n, valueDate: '2025-12-16', bookingDate: '2025-12-18' }],
      isMain: 0,
    });
  });

  test('of the months that a stopped job left is posted together, and a repeated job posts nothing', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    const report = await town.interest('2026-02-20');
    expect(report).toMatchObject({
      changes: { interest: { count: 1, debtors: [town.anna] } },
      amounts: { interest: '300.00' },
    });
    await town.interest('2026-02-20');
    expect(await daysAndKroner(town, main)).toHaveLength(3);
  });

  test('is told by a dry run, which writes nothing', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    const dry = await town.interest('2026-01-20', { dryRun: true });
    expect(await daysAndKroner(town, main)).toEqual([]);
    const { job: _, ...earnest } = await town.interest('2026-01-20');
    expect(dry).toMatchObject(earnest);
  });

  test('sinks with what has been paid, and rests while the debtor has a deferral', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await town.interest('2025-12-16');
    await town.pay(main, { amount: kroner(4_000), on: '2025-12-20' });
    await town.interest('2026-01-16');
    const hold = {
      claim: main,
      reason: 'deferral',
      debtor: null,
      by: 'prøve',
      at: morningOf('2026-02-01'),
    } as const;
    await town.do((tx) =>
      placeHolds(tx, [
        { ...hold, from: date('2026-02-01'), reviewOn: date('2026-06-01'), about: 'henstand' },
      ]),
    );
    expect(await town.interest('2026-02-16')).toMatchObject({ consequences: { 'off-for-now': 1 } });
    await town.do((tx) => liftHolds(tx, [{ ...hold, on: date('2026-03-01'), why: 'slut' }]));
    expect(await town.do((tx) => holdsOn(tx, [main]))).toEqual(new Map());
    await town.interest('2026-03-16');
    expect(await daysAndKroner(town, main)).toEqual([
      ['2025-12-16', 100],
      ['2026-01-16', 60],
      ['2026-03-16', 60],
    ]);
  });

  test('stops when nobody is liable any longer, and when the claim is transferred', async () => {
    await using town = await aChargesTown();
    const [ended, transferred] = [await town.raise(), await town.raise()];
    await town.interest('2025-12-16');
    await town.do(async (tx) => {
      const end = {
        claim: ended,
        debtor: town.anna,
        on: date('2026-01-10'),
        reason: 'forældet',
        by: 'prøve',
      };
      await endLiabilities(tx, [{ ...end, kind: 'time-barred', at: morningOf('2026-01-10') }]);
      await stopInterest(tx, [transferred], { on: date('2026-01-16'), why: 'transferred' });
    });
    expect(await town.interest('2026-01-16')).toMatchObject({ claims: 1, consequences: { ended: 1 } });
    expect((await interestOn(town, ended)).length + (await interestOn(town, transferred)).length).toBe(2);
  });
});

describe('interest by renteloven', () => {
  const bill = { type: 'CFFAKTU', due: date('2024-01-15'), origin: date('2024-01-01') };

  test('is counted by the day, a claim for each calendar month, up to the day of payment', async () => {
    await using town = await aChargesTown();
    const main = await town.raise(bill);
    for (const day of ['2024-01-31', '2024-02-29']) await town.interest(day);
    await town.pay(main, { amount: kroner(10_000), on: '2024-03-10' });
    await town.interest('2024-03-31');
    expect(await daysAndKroner(town, main)).toEqual([
      ['2024-01-31', 51.51],
      ['2024-02-29', 93.36],
      ['2024-03-10', 32.19],
    ]);
    expect(await town.faults()).toEqual([]);
  });

  test('is counted by the days of a year that the municipality has chosen, which is then no longer another', async () => {
    await using town = await aChargesTown();
    const by = (dayCount: 'actual/360' | 'actual/365') =>
      townConfiguration({ claimTypes: charging, charges: { smallestInterest: null, dayCount } });
    const other = { before: by('actual/360'), after: by('actual/365'), on: date('2024-03-01') };
    const refused = () => town.do(async (tx) => (await consequencesOf(tx, other)).refused);
    await town.do((tx) =>
      saveConfiguration(tx, { configuration: other.before, by: 'prøve', at: morningOf('2024-01-02') }),
    );
    const main = await town.raise(bill);
    expect(await refused()).toEqual([]);
    for (const day of ['2024-01-31', '2024-02-29']) await town.interest(day);
    // 11,75 % of 10,000 kr. for 16 and 29 of 360 days.
    expect(await daysAndKroner(town, main)).toEqual([
      ['2024-01-31', 52.22],
      ['2024-02-29', 94.65],
    ]);
    expect(await refused()).toEqual([{ why: 'day-count', claims: 1 }]);
  });

  test('of months without a known rate is told and not guessed, and posted when the rate is known', async () => {
    await using town = await aChargesTown();
    const main = await town.raise({ ...bill, due: date('2024-06-30') });
    const july = await town.interest('2024-07-31');
    expect(july).toMatchObject({ consequences: { 'rate-unknown': 1 }, amounts: { interest: '0.00' } });
    const applies = { from: date('2024-07-01'), to: null };
    const found = { applies, hundredths: 1150, paragraph: 'renteloven § 5', verified: false };
    await town.interest('2024-08-31', { rates: { ...interestRates, yearly: [found] } });
    expect((await interestOn(town, main)).map(({ on }) => on)).toEqual(['2024-07-31', '2024-08-31']);
  });

  test('of months without a known rate is told also when the principal has been paid, and posted when the rate is known', async () => {
    await using town = await aChargesTown();
    const main = await town.raise({ ...bill, due: date('2024-06-30') });
    await town.interest('2024-07-31');
    await town.pay(main, { amount: kroner(10_000), on: '2024-08-10' });
    for (const day of ['2024-08-31', '2024-09-30'])
      expect(await town.interest(day)).toMatchObject({ claims: 1, consequences: { 'rate-unknown': 1 } });
    const applies = { from: date('2024-07-01'), to: null };
    const found = { applies, hundredths: 1150, paragraph: 'renteloven § 5', verified: false };
    const rates = { ...interestRates, yearly: [found] };
    expect(await town.interest('2024-10-31', { rates })).toMatchObject({
      consequences: { 'posted-and-paid': 1 },
    });
    expect(await daysAndKroner(town, main)).toEqual([
      ['2024-07-31', 97.67],
      ['2024-08-10', 31.51],
    ]);
    expect((await town.interest('2024-11-30', { rates })).claims).toBe(0);
    expect(await town.faults()).toEqual([]);
  });

  test('that an earlier version gave up for want of a rate is taken up again', async () => {
    await using town = await aChargesTown();
    const main = await town.raise({ ...bill, due: date('2024-06-30') });
    await town.pay(main, { amount: kroner(10_000), on: '2024-08-10' });
    await town.do((tx) =>
      sql`update interest_course set next_on = null, stopped_on = '2024-08-31', stopped_why = 'paid'`.execute(
        tx,
      ),
    );
    expect((await town.interest('2024-09-30')).claims).toBe(0);
    const folder = join(MIGRATIONS, 'municipality');
    const file = readdirSync(folder).find((name) => name.endsWith('_interest-without-a-rate.sql'));
    await town.do((tx) => sql.raw(readFileSync(join(folder, file ?? ''), 'utf8')).execute(tx));
    expect(await town.interest('2024-10-31')).toMatchObject({ consequences: { 'rate-unknown': 1 } });
  });
});

describe('without a decision of the council', () => {
  test('nothing is charged, and it begins when there is one', async () => {
    await using town = await aChargesTown({});
    const main = await town.raise();
    expect((await town.interest('2026-01-16')).claims).toBe(0);
    const since = { decidedOn: date('2026-02-01'), reference: 'Byrådet 1/2026' };
    await town.configure({ KFDAINS: { interest: since, fee: null } });
    await town.interest('2026-02-16');
    expect(await daysAndKroner(town, main)).toEqual([['2026-02-16', 100]]);
  });

  test('that was taken back interest stops, and does not come for the time between', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await town.interest('2025-12-16');
    await town.configure({});
    expect(await town.interest('2026-01-16')).toMatchObject({ consequences: { 'no-council-decision': 1 } });
    const anew = { decidedOn: date('2026-02-17'), reference: 'Byrådet 2/2026' };
    await town.configure({ KFDAINS: { interest: anew, fee: null } });
    await town.interest('2026-03-16');
    expect(await daysAndKroner(town, main)).toEqual([
      ['2025-12-16', 100],
      ['2026-03-16', 100],
    ]);
  });

  test('public law without a right of distraint bears none, whatever is chosen', async () => {
    await using town = await aChargesTown(charging);
    await town.raise({ type: 'LOKAL-BIBLIOTEK' });
    expect(await town.do((tx) => sql`select from interest_course`.execute(tx))).toMatchObject({ rows: [] });
  });
});

describe('a payment that counts from before interest was posted', () => {
  test('takes back what is too much, with the day of the interest and today’s booking', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    for (const day of ['2025-12-16', '2026-01-16', '2026-02-16']) await town.interest(day);
    const { adjusted } = await town.pay(main, {
      amount: kroner(4_000),
      on: '2026-01-10',
      booked: '2026-02-20',
    });
    expect(adjusted.map(({ stood, stands }) => [stood, stands])).toEqual([
      [10_000n, 6_000n],
      [10_000n, 6_000n],
    ]);
    expect(await daysAndKroner(town, main)).toEqual([
      ['2025-12-16', 100],
      ['2026-01-16', 60],
      ['2026-02-16', 60],
    ]);
    const transfers = await town.do((tx) => transfersOf(tx, 'charge-adjusted', [1n]));
    expect(transfers.map(({ valueDate, bookingDate }) => [valueDate, bookingDate])).toEqual([
      ['2026-01-16', '2026-02-20'],
      ['2026-02-16', '2026-02-20'],
    ]);
    expect(await town.faults()).toEqual([]);
  });

  test('gives back what had been paid of the interest', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await town.interest('2025-12-16');
    await town.interest('2026-01-16');
    await town.pay(interestNumber(main, 2), { amount: kroner(100), on: '2026-01-20' });
    const { adjusted } = await town.pay(main, {
      amount: kroner(4_000),
      on: '2026-01-10',
      booked: '2026-02-01',
    });
    expect(adjusted).toMatchObject([{ stands: 6_000n, givenBack: new Map([[town.anna, ore(4_000n)]]) }]);
    expect(await town.faults()).toEqual([]);
  });

  test('that covered the whole claim leaves no interest after it, and ends it', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    await town.interest('2025-12-16');
    await town.interest('2026-01-16');
    await town.pay(main, { amount: kroner(10_000), on: '2025-12-15', booked: '2026-02-01' });
    expect(await daysAndKroner(town, main)).toEqual([
      ['2025-12-16', 0],
      ['2026-01-16', 0],
    ]);
    expect(await town.interest('2026-02-16')).toMatchObject({ consequences: { paid: 1 } });
  });
});

test('a payment that the bank takes back lets interest run again from the day after', async () => {
  await using town = await aChargesTown();
  const main = await town.raise();
  await town.interest('2025-12-16');
  await town.pay(main, { amount: kroner(10_000), on: '2025-12-20' });
  await town.interest('2026-01-16');
  await town.takeBack(main, { number: 1n, amount: kroner(10_000), on: '2026-02-20' });
  await town.interest('2026-02-20');
  await town.interest('2026-03-16');
  expect(await daysAndKroner(town, main)).toEqual([
    ['2025-12-16', 100],
    ['2026-03-16', 100],
  ]);
  expect(await town.faults()).toEqual([]);
});

test('a bill whose due date was not fixed in advance bears interest from thirty days after payment was asked for', async () => {
  await using town = await aChargesTown();
  const main = await town.raise({ type: 'CFFAKTU', due: date('2026-01-15'), demandSent: date('2026-03-01') });
  await town.interest('2026-01-31');
  await town.interest('2026-03-31');
  expect(await daysAndKroner(town, main)).toEqual([]);
  await town.interest('2026-04-30');
  expect((await interestOn(town, main)).map(({ from, on }) => [from, on])).toEqual([
    ['2026-04-01', '2026-04-30'],
  ]);
});
