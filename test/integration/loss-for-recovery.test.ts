import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { recallByPerson } from '../../src/collection/recall.ts';
import { sendAgain } from '../../src/collection/resubmit.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { takeToldLosses } from '../../src/endings/told-losses.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner, ore, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { endedOf } from '../../src/ledger/losses.ts';
import { receive } from '../../src/payments/receive.ts';
import { approved, lossesOn, lossTakenBack, proposed, refused, takenBack, writtenOff } from './losses.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

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

describe('what Gældsstyrelsen has given up', () => {
  // Gældsstyrelsen is asked about what is new since it was last asked: each test has days of its own, after the one before.
  let begins = date('2026-04-01');
  const day = (days: number) => addDays(begins, days);
  afterEach(() => {
    begins = day(90);
  });

  /** Received there, and so much of it given up after a month; proposed as a loss when the week for late messages has passed. */
  async function givenUp(part?: Ore): Promise<{ readonly claim: ClaimNumber; readonly loss: bigint }> {
    const claim = await town.raise();
    await town.clear(claim);
    await town.transfer(day(0));
    await until([day(1), day(7)]);
    const id = (await town.recovery(claim))?.authorityId ?? '';
    const told = { kind: 'AFSKRIVNING', reason: 'FORMÅL', ...(part === undefined ? {} : { part }) } as const;
    town.simulated.sendBack(id, told, morningOf(day(28)));
    await until([day(31), day(41)]);
    const job = { database: town.db, municipality: TOWN, version: 1, by: 'prøve' };
    await takeToldLosses({ ...job, clock: () => morningOf(day(41)) });
    return { claim, loss: claim * 100n + 1n };
  }
  const calledBack = async (claim: ClaimNumber) => {
    const wanted = { claim, reason: 'KLAG', about: 'prøve', on: day(42) } as const;
    await town.do((tx) => wantRecalls(tx, [wanted], morningOf(day(42))));
    await until([day(42), day(43), day(51)]);
    expect((await town.recovery(claim))?.state).toBe('recalled');
  };
  const items = async (claim: ClaimNumber) => {
    const all = await town.do((tx) => openItems(tx, { debtor: town.anna, kind: 'recovery-returned' }));
    return all.flatMap(({ about }) => about ?? []).filter((about) => about.startsWith(`claim ${claim} `));
  };
  const standing = async (claim: ClaimNumber) => {
    const accounts = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
    const ended = (await town.do((tx) => endedOf(tx, [claim]))).get(claim) ?? ore(0n);
    return { owed: accounts?.notAsked, there: accounts?.atRecovery, ended };
  };

  test('and was booked stays lost when the rest is sent again, and the ledger agrees with Gældsstyrelsen', async () => {
    const { claim, loss } = await givenUp(kroner(1_000));
    await approved(town, loss, day(41));
    await calledBack(claim);
    const again = { claim, because: 'klagen er afgjort' };
    await town.do((tx) => sendAgain(tx, again, { by: 'Ane', at: morningOf(day(58)) }));
    await town.transfer(day(59));
    await until([day(59), day(66)]);
    expect(await town.recovery(claim)).toMatchObject({ state: 'received', reported: kroner(5_000) });
    await agrees();
    await lossTakenBack(town, loss, day(67));
    await until([day(68), day(77), day(86)]);
    expect(await town.recovery(claim)).toMatchObject({ reported: kroner(6_000) });
    await agrees();
  });

  test('of a claim that comes back is not owed here, and its loss is proposed and booked as before', async () => {
    const { claim, loss } = await givenUp(kroner(1_000));
    await calledBack(claim);
    expect(await standing(claim)).toEqual({ owed: kroner(5_000), there: 0n, ended: kroner(1_000) });
    expect(await approved(town, loss, day(51))).toMatchObject({ refusal: { tag: 'changed' } });
    expect(await lossesOn(town, day(52))).toMatchObject({
      consequences: { recovery: 1 },
      amounts: { proposed: '1000.00' },
    });
    expect(await refused(town, loss, day(52))).toMatchObject({ refusal: { state: 'refused' } });
    expect(await approved(town, loss + 1n, day(52))).toMatchObject({ ok: true });
    await agrees();
    await lossTakenBack(town, loss + 1n, day(53));
    expect(await standing(claim)).toEqual({ owed: kroner(6_000), there: 0n, ended: 0n });
    await agrees();
  });

  test('is owed here when a person refuses its loss after the claim has come back', async () => {
    const { claim, loss } = await givenUp(kroner(1_000));
    await calledBack(claim);
    await lossesOn(town, day(54));
    expect(await refused(town, loss + 1n, day(54))).toMatchObject({ ok: true });
    expect(await standing(claim)).toEqual({ owed: kroner(6_000), there: 0n, ended: 0n });
    await agrees();
  });

  test('as a part of a claim is no matter of ours while the rest is there, and is owed here when its loss is taken back afterwards', async () => {
    const { claim, loss } = await givenUp(kroner(1_000));
    expect(await refused(town, loss, day(41))).toMatchObject({ refusal: { tag: 'given-up-there' } });
    expect(await approved(town, loss, day(41))).toMatchObject({ ok: true });
    expect(await takenBack(town, loss, day(41))).toMatchObject({ refusal: { tag: 'given-up-there' } });
    await calledBack(claim);
    expect(await standing(claim)).toEqual({ owed: kroner(5_000), there: 0n, ended: 0n });
    await lossTakenBack(town, loss, day(52));
    expect(await standing(claim)).toEqual({ owed: kroner(6_000), there: 0n, ended: 0n });
    await agrees();
  });

  test('and is heard of after the claim has come back is not owed here either, and a person is told', async () => {
    const { claim } = await givenUp(ore(0n));
    const id = (await town.recovery(claim))?.authorityId ?? '';
    town.simulated.sendBack(
      id,
      { kind: 'AFSKRIVNING', reason: 'FORMÅL', part: kroner(500) },
      morningOf(day(52)),
    );
    await calledBack(claim);
    await until([day(53)]);
    expect(await items(claim)).toEqual([expect.stringMatching(/notification \d+ AFSKRIVNING$/)]);
    expect(await standing(claim)).toEqual({ owed: kroner(5_500), there: 0n, ended: kroner(500) });
    expect(await lossesOn(town, day(54))).toMatchObject({ amounts: { proposed: '500.00' } });
    await agrees();
  });

  test('altogether is not there to be called back, and nothing waits for that', async () => {
    const { claim } = await givenUp();
    const wanted = { claim, reason: 'KLAG', about: 'prøve', on: day(42) } as const;
    await town.do((tx) => wantRecalls(tx, [wanted], morningOf(day(42))));
    await until([day(42)]);
    const waits = sql`select from due_work where kind = 'recall-wanted' and done_at is null`;
    expect(await rowsOf(town.db, waits)).toEqual([]);
    const asked = { claim, reason: 'KLAG', because: 'prøve', effectiveOn: null } as const;
    const recalled = await town.do((tx) => recallByPerson(tx, asked, { by: 'Ane', at: morningOf(day(43)) }));
    expect(recalled).toEqual({ ok: false, refusal: { tag: 'given-up' } });
    expect((await town.recovery(claim))?.state).toBe('written-off');
    await agrees();
  });

  test.each(['refused', 'taken back'] as const)(
    'altogether comes back here when its loss is %s, and a person is told',
    async (how) => {
      const { claim, loss } = await givenUp();
      if (how === 'refused') expect(await refused(town, loss, day(42))).toMatchObject({ ok: true });
      else {
        await approved(town, loss, day(42));
        await lossTakenBack(town, loss, day(42));
      }
      expect((await town.recovery(claim))?.state).toBe('returned');
      expect(await standing(claim)).toEqual({ owed: kroner(6_000), there: 0n, ended: 0n });
      expect(await items(claim)).toEqual([`claim ${claim} loss ${loss}`]);
      await agrees();
    },
  );
});
