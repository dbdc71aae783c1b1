import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjustCharges } from '../../src/charges/adjust-charges.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { recoveryList } from '../../src/collection/list-channel.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { giveBack } from '../../src/payments/give-back.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Interest of a bill due on 1 December 2025 on its way to Gældsstyrelsen: posted on 12 December and the 2nd of each month. */

let town: RecoveryTown;
let listing: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown();
  listing = await aRecoveryTown({ recovery: { channel: 'list', creditor: null } });
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await listing[Symbol.asyncDispose]();
});

async function queued(raised: Parameters<RecoveryTown['raise']>[0] = {}, at = town): Promise<ClaimNumber> {
  const claim = await at.raise(raised);
  await at.clear(claim, { from: date('2026-01-19'), lastDeadline: date('2026-01-16') });
  // An amount that Gældsstyrelsen asks about.
  await at.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
  await at.transfer('2026-01-20');
  expect((await at.recovery(claim))?.state).toBe('in-transfer');
  return claim;
}

/** The days on which its months begin. */
async function months(claim: ClaimNumber, at = town): Promise<string[]> {
  const charges = (await at.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  return charges.map(({ period }) => period.from).toSorted();
}

const december = ['2025-12-02', '2026-01-02'];

test('runs until the claim has left: one that nobody has put on the list yet bears it', async () => {
  const claim = await queued({}, listing);
  await listing.interest('2026-02-02');
  expect(await months(claim, listing)).toEqual([...december, '2026-02-02']);
  await recoveryList(jobOf(listing.db, listing.authority, '2026-02-10'));
  await listing.interest('2026-03-02');
  expect(await months(claim, listing)).toEqual([...december, '2026-02-02']);
});

test('rests in hearing, and runs for that time too when the hearing is regretted', async () => {
  const claim = await queued({
    principal: kroner(12_000),
    outstanding: kroner(12_000),
    origin: date('2025-12-01'),
    description: 'Pasning december',
  });
  await town.deliver('2026-01-20');
  await town.news('2026-01-24');
  expect((await town.recovery(claim))?.state).toBe('in-hearing');
  await town.interest('2026-03-02');
  expect(await months(claim)).toEqual(december);
  const answer = { claim, answer: 'regret', because: 'Beløbet var forkert' } as const;
  await town.do((tx) => noteHearingAnswer(tx, answer, { by: 'prøve', at: morningOf('2026-03-05') }));
  await town.interest('2026-04-02');
  expect(await months(claim)).toEqual([...december, '2026-02-02', '2026-03-02', '2026-04-02']);
  expect(await town.faults()).toEqual([]);
});

test('ends with its receipt, and is Gældsstyrelsen’s own from then on', async () => {
  const claim = await queued();
  await town.interest('2026-01-20');
  await town.deliver('2026-01-20');
  await town.news('2026-02-03');
  await town.interest('2026-04-02');
  expect(await months(claim)).toEqual(december);
});

test('a claim whose month began today leaves tomorrow, with that month’s interest', async () => {
  const claim = await town.raise();
  await town.clear(claim, { from: date('2026-01-19'), lastDeadline: date('2026-01-16') });
  await town.interest('2026-02-02');
  expect((await town.transfer('2026-02-02')).consequences).toMatchObject({ 'waits-for-interest': 1 });
  expect((await town.transfer('2026-02-03')).consequences).toMatchObject({ sent: 1 });
  await town.deliver('2026-02-03');
  expect(await months(claim)).toEqual([...december, '2026-02-02']);
  expect(await otherwise(claim, '2026-02-03')).toEqual([]);
});

test('nor does one leave that was ready before, and was not told in time', async () => {
  const claim = await queued();
  await town.interest('2026-02-02');
  await town.deliver('2026-02-02');
  expect((await town.actions(claim)).map(({ state }) => state)).toEqual(['queued']);
  await town.deliver('2026-02-03');
  expect((await town.actions(claim)).map(({ state }) => state)).toEqual(['sent']);
  expect(await months(claim)).toEqual([...december, '2026-02-02']);
  expect(await otherwise(claim, '2026-02-03')).toEqual([]);
});

/** Interest that amounts to something else by the law than it stands. */
async function otherwise(claim: ClaimNumber, on: string): Promise<unknown[]> {
  const at = morningOf(on);
  const change = { cause: 'correction', number: 999n, mains: [claim], giveBack, at } as const;
  const { adjusted, atRecovery, added } = await town.do(async (tx) => {
    await lockReceivables(tx, [town.anna]);
    return adjustCharges(tx, change);
  });
  return [...adjusted, ...atRecovery, ...added];
}
