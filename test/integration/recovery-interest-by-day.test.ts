import { afterAll, beforeAll, expect, test } from 'vitest';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { interestRates } from '../../src/law/interest.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Bills by renteloven on their way to Gældsstyrelsen, in months whose rate is known and in July and August 2026, whose rate is not. */

const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
const applies = { from: date('2026-07-01'), to: null };
const found = { applies, hundredths: 975, paragraph: 'renteloven § 5', verified: false };
const rates = { ...interestRates, yearly: [...interestRates.yearly, found] };

let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown({
    claimTypes: { CFFAKTU: { interest: decided, fee: null } },
    agreement: ['CFFAKTU;INDR;;2024-01-01;', 'KFOPREN;INDR;;2024-01-01;'],
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** A bill that is late from the 16th of a month, and received there on the 14th of the month after the next. */
async function received(due: string, sentOn: string): Promise<ClaimNumber> {
  const claim = await town.raise({
    type: 'CFFAKTU',
    origin: date(due),
    due: date(due),
    srb: date(due),
    period: { from: date('2026-03-01'), to: date('2026-03-31') },
    description: 'Leje af lokale',
  });
  await town.clear(claim, { from: date(sentOn), lastDeadline: addDays(date(sentOn), -3) });
  return claim;
}

async function sentOn(day: string, heard: string): Promise<void> {
  await town.transfer(day);
  await town.deliver(day);
  await town.news(heard);
}

/** The days of its interest, and how each stands at Gældsstyrelsen: `2026-06-16/2026-06-30 received`. */
async function interestOf(claim: ClaimNumber): Promise<string[]> {
  const charges = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  return Promise.all(
    charges.map(async ({ claim: number, period }) => {
      const there = await town.recovery(number);
      return `${period.from}/${period.to} ${there?.state ?? 'here'}`;
    }),
  );
}

test('the days of the month in which a claim leaves are charged, and follow it', async () => {
  const claim = await received('2026-04-15', '2026-05-12');
  await town.interest('2026-04-30');
  await sentOn('2026-05-12', '2026-05-16');
  expect((await town.recovery(claim))?.state).toBe('received');
  await town.interest('2026-05-31');
  await sentOn('2026-06-01', '2026-06-05');
  expect(await interestOf(claim)).toEqual([
    '2026-04-16/2026-04-30 received',
    '2026-05-01/2026-05-11 received',
  ]);
  expect(await town.faults()).toEqual([]);
});

test('months whose rate is not known when the claim leaves are told of until it is, and follow it then', async () => {
  const claim = await received('2026-06-15', '2026-08-12');
  await town.interest('2026-06-30');
  await town.interest('2026-07-31');
  await sentOn('2026-08-12', '2026-08-16');
  expect((await town.recovery(claim))?.state).toBe('received');
  for (const day of ['2026-08-31', '2026-09-30'])
    expect((await town.interest(day)).consequences).toEqual({ 'rate-unknown': 1 });
  expect((await town.interest('2026-10-31', { rates })).consequences).toEqual({ posted: 1 });
  await sentOn('2026-11-01', '2026-11-05');
  expect(await interestOf(claim)).toEqual([
    '2026-06-16/2026-06-30 received',
    '2026-07-01/2026-07-31 received',
    '2026-08-01/2026-08-11 received',
  ]);
  expect((await town.interest('2026-11-30', { rates })).claims).toBe(0);
  expect(await town.faults()).toEqual([]);
});

test('where the claim has come back meanwhile they are charged here', async () => {
  const claim = await received('2026-06-15', '2026-08-12');
  await town.interest('2026-06-30');
  await sentOn('2026-08-12', '2026-08-16');
  await town.do((tx) =>
    wantRecalls(
      tx,
      [{ claim, reason: 'KLAG', about: 'klage', on: date('2026-09-02') }],
      morningOf('2026-09-02'),
    ),
  );
  await town.news('2026-09-02');
  await town.deliver('2026-09-02');
  await town.news('2026-09-06');
  expect((await town.recovery(claim))?.state).toBe('recalled');
  await town.interest('2026-10-31', { rates });
  expect(await interestOf(claim)).toEqual([
    '2026-06-16/2026-06-30 recalled',
    '2026-07-01/2026-07-31 here',
    '2026-08-01/2026-08-11 here',
  ]);
  expect(await town.faults()).toEqual([]);
});
