import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { standingCharges } from '../../src/charges/charges-of.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { makeLettersOn } from './notices-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** Somebody under guardianship, whose guardian nobody has noted: no letter can be made, and what is not sent costs nothing. */

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(async () => {
  await at.empty();
  await at.do((tx) => sql`truncate fact_fetch, representative cascade`.execute(tx));
  await at.do((tx) => addFetchedPerson(tx, at.town.anna));
});
afterAll(() => at[Symbol.asyncDispose]());

/** CPR tells of it from now on. */
const comesUnderGuardianship = () =>
  at.do(async (tx) => {
    await sql`insert into fact_batch values (2, 1, '2025-12-02T09:00Z')`.execute(tx);
    await sql`
      insert into person_record
      select r.* from person_record p
      cross join lateral jsonb_populate_record(p, '{"batch": 2, "guardianship": "full"}') r`.execute(tx);
  });

async function noteGuardian(debtor: DebtorNumber): Promise<void> {
  const noted = await at.do((tx) =>
    addRepresentative(tx, {
      debtor,
      kind: 'guardian',
      mode: 'instead',
      name: 'Vera Værge',
      address: ['Sidevej 1', '9998 Bøgevang'],
      cpr: null,
      from: date('2025-12-01'),
      evidence: 'Værgebeskikkelse',
      by: 'prøve',
      at: morningOf('2026-01-15'),
    }),
  );
  expect(noted).toMatchObject({ ok: true });
}

async function fees(claim: ClaimNumber): Promise<string[]> {
  const charges = (await at.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  return charges.filter(({ kind }) => kind === 'fee').map(({ postedOn }) => postedOn);
}

const openItems = () =>
  rowsOf(at.town.db, sql`select kind, debtor_number as debtor, about from work_item where closed_at is null`);

describe('a reminder to somebody about whom nobody can be written to', () => {
  test('is not written and costs nothing, and a person is told once', async () => {
    await comesUnderGuardianship();
    const claim = await at.town.raise({ principal: kroner(3_000) });
    for (const on of ['2025-12-29', '2025-12-30', '2026-01-02', '2026-02-02'])
      expect(await at.dun(on)).toMatchObject({ consequences: { 'waits-for-no-guardian': 1 } });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    expect(await fees(claim)).toEqual([]);
    expect((await at.courseOf(claim)).reminders).toBe(0);
    expect(await openItems()).toEqual([
      { kind: 'letter-not-made', debtor: at.town.anna, about: 'no-guardian' },
    ]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('is written when the guardian has been noted, with its fee', async () => {
    await comesUnderGuardianship();
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await noteGuardian(at.town.anna);
    expect(await at.dun('2026-01-15')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect(await makeLettersOn(at.town.db, '2026-01-15')).toMatchObject({ made: 1, refused: [] });
    expect(await fees(claim)).toEqual(['2026-01-15']);
  });

  test('stops also where another owes the same and can be written to', async () => {
    const { anna, bo } = at.town;
    await comesUnderGuardianship();
    await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    expect(await at.dun('2025-12-29')).toMatchObject({ consequences: { 'waits-for-no-guardian': 1 } });
    expect(await at.lettersTo(bo)).toEqual([]);
  });

  test('that was charged before is given up with its fee, and what was paid of that is held for her', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await comesUnderGuardianship();
    expect((await makeLettersOn(at.town.db, '2025-12-29')).refused).toMatchObject([
      { refusal: { tag: 'no-guardian' } },
    ]);
    expect(await fees(claim)).toEqual(['2025-12-29']);
    await at.pay(anna, { amount: kroner(1_000), on: '2026-01-05' });
    await makeLettersOn(at.town.db, '2026-01-31');
    expect(await at.dun('2026-01-31')).toMatchObject({ consequences: { 'letter-not-made': 1 } });
    expect(await fees(claim)).toEqual([]);
    expect(await rowsOf(at.town.db, sql`select amount_ore, why from refund_item`)).toEqual([
      { amount_ore: kroner(100), why: 'charge-reduced' },
    ]);
    // What is held for her has been seen to by then.
    expect(await at.dun('2026-02-10')).toMatchObject({ consequences: { 'waits-for-no-guardian': 1 } });
    expect(await at.town.faults()).toEqual([]);
  });
});
