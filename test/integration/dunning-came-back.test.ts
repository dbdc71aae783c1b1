import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { liftHolds, placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { morningOf } from './town.ts';

/** A reminder whose letter came back, and is written again when an address has been found. */

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(async () => {
  await at.empty();
  await at.do((tx) => sql`truncate fact_fetch cascade`.execute(tx));
  await at.do((tx) => addFetchedPerson(tx, at.town.anna));
});
afterAll(() => at[Symbol.asyncDispose]());

/** Anna's letter comes back, and later her address is found. */
async function cameBack(claim: ClaimNumber): Promise<void> {
  const { anna } = at.town;
  await at.comeBack(anna, '2026-01-05');
  const hold = { claim, reason: 'returned-mail' as const, debtor: anna };
  await at.do((tx) =>
    placeHolds(tx, [
      {
        ...hold,
        about: 'prøve',
        from: date('2026-01-05'),
        reviewOn: date('2026-02-05'),
        by: 'prøve',
        at: morningOf('2026-01-05'),
      },
    ]),
  );
  await at.do((tx) =>
    liftHolds(tx, [
      { ...hold, on: date('2026-01-20'), why: 'ny adresse', by: 'prøve', at: morningOf('2026-01-20') },
    ]),
  );
  expect(await at.dun('2026-01-21')).toMatchObject({ consequences: { 'letter-did-not-arrive': 1 } });
  expect(await at.dun('2026-01-22')).toMatchObject({ changes: { reminder: { count: 1 } } });
}

async function fees(claim: ClaimNumber): Promise<string[]> {
  const charges = (await at.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  return charges.filter(({ kind }) => kind === 'fee').map(({ postedOn }) => postedOn);
}

const lastLetter = async (debtor: DebtorNumber) => (await at.lettersTo(debtor)).at(-1);

describe('a reminder that came back', () => {
  test('is written again without a second fee: the one it cost is asked for', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await cameBack(claim);
    expect(await fees(claim)).toEqual(['2025-12-29']);
    expect(await lastLetter(anna)).toMatchObject({
      writtenOn: '2026-01-22',
      facts: { reminder: 1, fee: null, totalOwed: '3100.00' },
    });
    expect((await at.courseOf(claim)).reminders).toBe(1);
    expect(await at.town.faults()).toEqual([]);
  });

  test('costs the other who owes the same, and who had it, nothing again either', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    await at.dun('2025-12-29');
    await at.arrive(bo, '2025-12-30');
    await cameBack(claim);
    expect(await fees(claim)).toEqual(['2025-12-29']);
    for (const debtor of [anna, bo])
      expect(await lastLetter(debtor)).toMatchObject({ facts: { fee: null, totalOwed: '3100.00' } });
  });

  test('is followed by a second reminder with a fee of its own', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await cameBack(claim);
    await at.arrive(anna, '2026-01-23');
    expect(await at.dun('2026-02-20')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect(await fees(claim)).toEqual(['2025-12-29', '2026-02-20']);
    expect(await lastLetter(anna)).toMatchObject({ facts: { reminder: 2 } });
  });
});
