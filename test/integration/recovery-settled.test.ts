import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { behindOurBack, morningOf, rowsOf } from './town.ts';

/** A bill of Anna's is at Gældsstyrelsen, something of it has been covered, and the month is settled. */
let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown();
  const [first, second] = [await town.raise(), await town.raise()];
  await town.clear(first);
  await town.clear(second);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-09');
  const [there] = town.simulated.state.claims.keys();
  town.simulated.cover(there ?? '', kroner(700), morningOf('2026-02-16'));
  await town.news('2026-03-02');
});
afterAll(() => town[Symbol.asyncDispose]());

const atTheBank = sql`
  select kind, told_by, amount_ore, bank_day, booked_on from bank_line where cause = 'settled'`;

test('what Gældsstyrelsen has settled stands as a movement at the bank, on the day it is booked', async () => {
  expect(await rowsOf(town.db, atTheBank)).toEqual([
    {
      kind: 'settlement',
      told_by: 'receipt',
      amount_ore: 70_000n,
      bank_day: '2026-02-27',
      booked_on: '2026-03-02',
    },
  ]);
});

test('the same message again is no other movement', async () => {
  await town.news('2026-03-04');
  expect(await rowsOf(town.db, atTheBank)).toHaveLength(1);
});

/** What is settled otherwise than was told of: by which settlement, of what, and by how much more. */
async function missing() {
  const { settled } = await town.mirror();
  return settled.map(({ settlement, by, amount, covered }) => [settlement, by, amount - covered]);
}

test('a covering whose value day lies in a month that is settled is paid with the next settlement, and never a difference', async () => {
  const [there] = town.simulated.state.claims.keys();
  expect(await missing()).toEqual([]);
  town.simulated.cover(there ?? '', kroner(500), morningOf('2026-03-09'), date('2026-02-20'));
  await town.news('2026-03-12');
  expect(await missing()).toEqual([]);
  await town.news('2026-04-07');
  expect(await missing()).toEqual([]);
  expect(await rowsOf(town.db, atTheBank)).toHaveLength(2);
});

test('a covering that was settled and not told of is a difference, until it is told', async () => {
  const [there] = town.simulated.state.claims.keys();
  town.simulated.cover(there ?? '', kroner(300), morningOf('2026-04-10'));
  const { notifications } = town.simulated.state;
  const place = notifications.length - 1;
  town.simulated.notifications(date('2026-04-01'), morningOf('2026-05-04'));
  const [covering] = notifications.splice(place, 1);
  await town.news('2026-05-06');
  expect(await missing()).toEqual([['A-2026-04-30', 'claim', 30_000n]]);
  if (covering === undefined) throw new Error('it was told of');
  // It is told late, as if it had been written then; it was posted, and settled, in April.
  notifications.push({ ...covering, postedOn: date('2026-05-08') });
  await town.news('2026-05-12');
  notifications.splice(-1, 1, covering);
  expect(await missing()).toEqual([]);
});

test('a covering that the next settlement has not paid either is a difference', async () => {
  const [there] = town.simulated.state.claims.keys();
  town.simulated.cover(there ?? '', kroner(200), morningOf('2026-05-18'));
  await town.news('2026-05-22');
  town.simulated.notifications(date('2026-05-01'), morningOf('2026-06-02'));
  const settlement = town.simulated.state.notifications.findLast(
    ({ notification: { kind } }) => kind === 'AFREGNING',
  );
  expect(settlement?.notification.principal).toBe(kroner(200));
  const told = settlement?.notification.settlement ?? null;
  if (settlement === undefined || told === null) throw new Error('it was settled');
  const claims = [{ claimId: there ?? '', amount: kroner(50) }];
  const notification = { ...settlement.notification, principal: kroner(50), settlement: { ...told, claims } };
  Object.assign(settlement, { notification });
  await town.news('2026-06-04');
  expect(await missing()).toEqual([['A-2026-05-29', 'claim', -15_000n]]);
});

test('a settlement of one claim that was wrong is not explained by what waits to be settled of another', async () => {
  const [, other = ''] = town.simulated.state.claims.keys();
  for (let time = 0; time < 20; time += 1)
    town.simulated.cover(other, kroner(10 + time), morningOf('2026-06-05'), date('2026-05-20'));
  await town.news('2026-06-09');
  for (const wrong of [
    sql`update m0998.recovery_settled_claim set amount_ore = amount_ore + 10000 where settlement = 'A-2026-04-30'`,
    sql`update m0998.recovery_settlement set amount_ore = amount_ore + 10500 where settlement = 'A-2026-04-30'`,
  ])
    await behindOurBack(town.db, wrong);
  expect(await missing()).toEqual([
    ['A-2026-04-30', 'in-itself', 500n],
    ['A-2026-05-29', 'claim', -5_000n],
  ]);
});
