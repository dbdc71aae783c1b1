import { afterAll, expect, test } from 'vitest';
import { liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Claims whose debtor is not told before they are sent (gældsinddrivelsesloven § 2, stk. 4). One town for all. */
const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

async function clearedWithout(reason: HoldReason): Promise<ClaimNumber> {
  const claim = await town.raise();
  const placed = { claim, reason, debtor: town.anna, from: date('2026-01-20'), reviewOn: date('2026-03-01') };
  await town.do((tx) =>
    placeHolds(tx, [{ ...placed, about: 'cpr', by: 'prøve', at: morningOf('2026-01-20') }]),
  );
  const told = { debtor: town.anna, letter: null, arrivedOn: null, inDefault: true };
  await town.clear(claim, { reminded: 'recorded', told: [{ ...told, exception: 'no-address' }] });
  return claim;
}

async function lift(claim: ClaimNumber, reason: HoldReason, on: string): Promise<void> {
  const lifted = {
    claim,
    reason,
    debtor: town.anna,
    on: date(on),
    why: 'prøve',
    by: 'prøve',
    at: morningOf(on),
  };
  await town.do((tx) => liftHolds(tx, [lifted]));
}

test('a claim is sent though its debtor has no address, when that is on record', async () => {
  const claim = await clearedWithout('missing-address');
  expect((await town.transfer('2026-02-02')).consequences).toEqual({ sent: 1 });
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.recovery(claim)).toMatchObject({ state: 'received' });
});

test('it waits for what else holds it', async () => {
  const claim = await clearedWithout('missing-address');
  const manual = { claim, reason: 'manual' as const, debtor: null, from: date('2026-02-01'), about: 'prøve' };
  await town.do((tx) =>
    placeHolds(tx, [{ ...manual, reviewOn: date('2026-03-01'), by: 'prøve', at: morningOf('2026-02-01') }]),
  );
  expect((await town.transfer('2026-02-09')).consequences).toEqual({ 'waits-for-manual': 1 });
  await town.do((tx) =>
    liftHolds(tx, [
      { ...manual, on: date('2026-02-10'), why: 'prøve', by: 'prøve', at: morningOf('2026-02-10') },
    ]),
  );
  expect((await town.transfer('2026-02-10')).consequences).toEqual({ sent: 1 });
});

test('it is cleared no longer when the debtor can be reached again', async () => {
  const claim = await clearedWithout('missing-address');
  await lift(claim, 'missing-address', '2026-02-11');
  expect((await town.transfer('2026-02-12')).consequences).toEqual({ 'reachable-again': 1 });
  expect((await town.do((tx) => clearancesOf(tx, [claim]))).has(claim)).toBe(false);
});
