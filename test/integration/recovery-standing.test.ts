import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { openReviews } from '../../src/dunning/hold-reviews.ts';
import { claimStates } from '../../src/insight/claim-states.ts';
import { date } from '../../src/kernel/dates.ts';
import type { ClaimState } from '../../src/law/claim-state.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** A bill of Anna's on its way to Gældsstyrelsen. */
let town: RecoveryTown;
let bill: ClaimNumber;
beforeAll(async () => {
  town = await aRecoveryTown();
  bill = await town.raise();
});
afterAll(() => town[Symbol.asyncDispose]());

async function stands(on: string): Promise<ClaimState | undefined> {
  return (await town.do((tx) => claimStates(tx, [bill], date(on)))).get(bill);
}

test('a bill is overdue, told of, on its way, and at Gældsstyrelsen, one after the other', async () => {
  expect(await stands('2026-01-20')).toBe('overdue');
  await town.clear(bill);
  expect(await stands('2026-02-02')).toBe('notified');
  await town.transfer('2026-02-02');
  expect(await stands('2026-02-02')).toBe('in-transfer');
  await town.deliver('2026-02-02');
  // Nobody has heard for long whether it came: a person looks.
  expect(await town.do((tx) => openReviews(tx, date('2026-06-01'), morningOf('2026-06-01')))).toBe(1);
  await town.news('2026-02-09');
  expect(await stands('2026-02-09')).toBe('at-recovery');
});

test('a bill that is there is not looked at month by month', async () => {
  expect(await town.do((tx) => openReviews(tx, date('2026-07-01'), morningOf('2026-07-01')))).toBe(0);
});
