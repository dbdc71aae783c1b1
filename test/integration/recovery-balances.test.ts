import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { watchBalances } from '../../src/collection/watch-balances.ts';
import { watchUnknown } from '../../src/collection/unknown-numbers.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { receive } from '../../src/payments/receive.ts';
import { aRecoveryTown, jobOf } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** What Gældsstyrelsen says that it has left of a claim, beside what its messages come to. One town for all. */
const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

async function atRecovery(): Promise<{ claim: ClaimNumber; id: string }> {
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const id = (await town.recovery(claim))?.authorityId;
  if (id == null) throw new Error('the claim was received');
  return { claim, id };
}

async function unknown(on: string): Promise<readonly (string | null)[]> {
  await watchUnknown(jobOf(town.db, town.authority, on));
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-unknown' }));
  return items.map(({ about }) => about);
}

async function differenceOf(claim: ClaimNumber) {
  return (await town.mirror()).differences.find((each) => each.claim === claim);
}

async function looked(on: string): Promise<readonly (string | null)[]> {
  await watchBalances(jobOf(town.db, town.authority, on));
  return (await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-balance' }))).map(
    ({ about }) => about,
  );
}

test('a covering that never came is found by what is said of the next one, told to a person after a week, and closed when it comes', async () => {
  const { claim, id } = await atRecovery();
  town.simulated.cover(id, kroner(1_000), morningOf('2026-02-10'));
  const [lost] = town.simulated.state.notifications.splice(-1, 1);
  if (lost === undefined) throw new Error('the covering was told of');
  town.simulated.cover(id, kroner(500), morningOf('2026-02-12'));
  await town.news('2026-02-14');
  expect(await differenceOf(claim)).toEqual({
    claim,
    art: 'INDR',
    ledger: kroner(5_500),
    authority: kroner(4_500),
    said: { said: kroner(4_500), on: '2026-02-12' },
  });
  // Its messages come late and in any order.
  expect(await looked('2026-02-15')).toEqual([]);
  expect(await looked('2026-02-21')).toEqual([`claim ${claim}`]);
  expect(await looked('2026-02-22')).toEqual([`claim ${claim}`]);
  town.simulated.state.notifications.push(lost);
  await town.news('2026-02-23');
  expect(await differenceOf(claim)).toBeUndefined();
  expect(await looked('2026-02-24')).toEqual([]);
});

test('a payment to us that it has not counted yet, or has counted and not answered, is no difference', async () => {
  const { claim, id } = await atRecovery();
  const payment = {
    channel: 'bank',
    reference: 'delvis',
    amount: kroner(700),
    receivedOn: date('2026-02-09'),
    told: { by: 'debtor', debtor: town.anna, wish: [claim] },
    by: 'prøve',
    at: morningOf('2026-02-09'),
  } as const;
  await town.do((tx) => receive(tx, payment));
  town.simulated.cover(id, kroner(100), morningOf('2026-02-10'));
  // Queued, and nothing said of it.
  await town.news('2026-02-12');
  expect(await differenceOf(claim)).toBeUndefined();
  // Carried out there, and not answered: what it says next has counted it.
  await town.deliver('2026-02-12');
  town.simulated.cover(id, kroner(100), morningOf('2026-02-12'));
  expect(await differenceOf(claim)).toBeUndefined();
  await town.news('2026-02-20');
  expect((await town.recovery(claim))?.reported).toBe(kroner(5_300));
  expect(await differenceOf(claim)).toBeUndefined();
});

test('what Gældsstyrelsen tells of a number that no claim has is a difference after a week, and a person is told', async () => {
  const { claim, id } = await atRecovery();
  town.simulated.cover(id, kroner(2_000), morningOf('2026-03-03'));
  const [moved] = town.simulated.state.notifications.splice(-1, 1);
  if (moved === undefined) throw new Error('the covering was told of');
  const { notification } = moved;
  town.simulated.state.notifications.push({
    ...moved,
    notification: { ...notification, claimId: '7999999' },
  });
  await town.news('2026-03-05');
  expect(await unknown('2026-03-06')).toEqual([]);
  expect(await unknown('2026-03-12')).toEqual(['number 7999999']);
  expect(await unknown('2026-04-12')).toEqual(['number 7999999']);
  const told = { authorityId: '7999999', since: '2026-03-05', left: kroner(4_000) };
  // What it has covered of that stands nowhere in the ledger.
  const { unknown: found, covered } = await town.mirror();
  expect(found).toEqual([told]);
  expect((covered?.told ?? 0n) - (covered?.ledger ?? 0n)).toBe(kroner(2_000));
  expect((await town.recovery(claim))?.covered).toBe(0n);
});
