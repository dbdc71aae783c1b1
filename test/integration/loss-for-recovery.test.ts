import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore, type Ore } from '../../src/kernel/money.ts';
import { receive } from '../../src/payments/receive.ts';
import { approved, lossesOn, lossTakenBack, proposed, writtenOff } from './losses.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Losses on claims that are cleared for Gældsstyrelsen, on their way to it, or there. */

let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown({ simulator: { contradictEvery: 0 } });
});
afterAll(() => town[Symbol.asyncDispose]());

async function pays(claim: ClaimNumber, amount: Ore, on: string): Promise<void> {
  const told = { by: 'debtor', debtor: town.anna, wish: [claim] } as const;
  const receipt = {
    channel: 'bank',
    reference: `${claim} ${on}`,
    amount,
    receivedOn: date(on),
    told,
  } as const;
  const received = await town.do((tx) => receive(tx, { ...receipt, by: 'prøve', at: morningOf(on) }));
  if (!received.ok) throw new Error(received.refusal.tag);
}

/** Told, heard and told again until nothing is on its way. */
async function until(on: readonly string[]): Promise<void> {
  for (const day of on) {
    await town.news(day);
    await town.deliver(day);
  }
}

async function agrees(): Promise<void> {
  expect((await town.mirror()).differences).toEqual([]);
  expect(await town.faults()).toEqual([]);
}

const isCleared = async (claim: ClaimNumber) => (await town.do((tx) => clearancesOf(tx, [claim]))).has(claim);

describe('a claim on its way to Gældsstyrelsen', () => {
  test('is not proposed as a loss, and an earlier proposal is not approved before it is called back', async () => {
    const claim = await town.raise();
    const proposal = await proposed(town, claim, '2026-01-30');
    if (!proposal.ok) throw new Error(proposal.refusal.tag);
    const { number } = proposal.value;
    const onItsWay = { ok: false, refusal: { tag: 'at-recovery' } };
    await town.clear(claim);
    await town.transfer('2026-02-02');
    expect(await approved(town, number, '2026-02-02')).toMatchObject(onItsWay);
    await town.deliver('2026-02-03');
    expect(await approved(town, number, '2026-02-04')).toMatchObject(onItsWay);
    expect(await proposed(town, claim, '2026-02-04')).toMatchObject(onItsWay);
    await until(['2026-02-09', '2026-02-17']);
    expect((await town.recovery(claim))?.state).toBe('received');
    expect(await approved(town, number, '2026-02-18')).toMatchObject(onItsWay);
    await agrees();
  });

  test('keeps the øre that a payment left, because it is collected there', async () => {
    const claim = await town.raise();
    await town.clear(claim);
    await town.transfer('2026-02-02');
    await town.deliver('2026-02-03');
    await pays(claim, ore(599_920n), '2026-02-04');
    expect(await lossesOn(town, '2026-02-04')).toMatchObject({
      consequences: { 'at-recovery': 1 },
      amounts: { booked: '0.00' },
    });
    await until(['2026-02-09', '2026-02-17', '2026-02-25']);
    expect((await town.recovery(claim))?.reported).toBe(80n);
    await agrees();
  });

  test('is less there by what a court has relieved the debtor of before it was received', async () => {
    const claim = await town.raise({ debtors: [town.bo], accountId: 'Bo' });
    await town.clear(claim);
    await town.transfer('2026-02-02');
    await town.deliver('2026-02-03');
    const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });
    const debtRelief = { kind: 'debt-relief', debtor: town.bo, beganOn: date('2026-02-03') } as const;
    const errand = await town.do((tx) => openErrand(tx, { ...acting('2026-02-04'), ...debtRelief }));
    if (!errand.ok) throw new Error(errand.refusal.tag);
    const outcome = {
      number: errand.value.number,
      outcome: 'relieved',
      kept: 2_500,
      successors: [],
    } as const;
    const closed = await town.do((tx) => closeErrand(tx, { ...acting('2026-02-05'), ...outcome }));
    expect(closed.ok).toBe(true);
    await until(['2026-02-09', '2026-02-17', '2026-02-25']);
    expect((await town.recovery(claim))?.reported).toBe(kroner(1_500));
    await agrees();
  });
});

describe('a claim that is cleared for Gældsstyrelsen and written off', () => {
  test('is cleared no longer', async () => {
    const claim = await town.raise();
    await town.clear(claim);
    await writtenOff(town, claim, '2026-02-01');
    expect(await isCleared(claim)).toBe(false);
  });

  test('is not sent with 0 kr. for its interest’s sake', async () => {
    const claim = await town.raise();
    await town.interest('2026-01-15');
    await writtenOff(town, claim, '2026-01-30');
    await town.clear(claim);
    expect(await town.transfer('2026-02-03')).toMatchObject({
      consequences: { 'written-off': 1 },
      changes: { withdrawn: { count: 1 }, sent: { count: 0 } },
    });
    expect(await town.recovery(claim)).toBeUndefined();
    await agrees();
  });
});

test('øre that were rounded off, and are owed again while the claim’s interest is there, are in one place', async () => {
  const claim = await town.raise();
  await pays(claim, ore(599_920n), '2026-01-10');
  expect(await lossesOn(town, '2026-01-10')).toMatchObject({ amounts: { booked: '0.80' } });
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-03');
  await lossTakenBack(town, claim * 100n + 1n, '2026-02-04');
  await until(['2026-02-09', '2026-02-17', '2026-02-25']);
  const { state, reported } = (await town.recovery(claim)) ?? {};
  expect([state, reported]).toEqual(['received', 80n]);
  await agrees();
});
