import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { changeClaimDates, claimDates } from '../../src/claims/claim-dates.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { setOffActionsOf } from '../../src/collection/store.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { liftByHand, placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aRegisteringTown } from '../integration/registering-town.ts';
import { morningOf } from '../integration/town.ts';
import { runs } from '../long/length.ts';

/** Whatever happens to a claim that is collected here and registered for set-off alone, no øre is lost. */
const town = await aRegisteringTown({
  registration: { automatic: true, daysOverdue: 20, endedWith: 'HENS' },
  simulator: { latest: 72 },
});
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';
let today: PlainDate = date('2026-02-02');

type Happening = (typeof happenings)[number];
const happenings = [
  'pay',
  'set-off',
  'take-back',
  'less',
  'more',
  'moved',
  'hold',
  'lift',
  'clear',
  'days',
] as const;

async function happens(claim: ClaimNumber, what: Happening, size: number): Promise<void> {
  const at = morningOf(today);
  const there = await town.standing(claim);
  const id = there?.authorityId ?? null;
  const inTown = town.simulated.state.claims;
  if (what === 'pay') await town.paid(claim, size, today);
  if (what === 'set-off' && id !== null && inTown.get(id)?.recalled === null)
    town.simulated.cover(id, kroner(size), at);
  if (what === 'take-back' && id !== null) town.simulated.takeBack(id, kroner(size), at);
  if (what === 'less' || what === 'more')
    await town.correct(claim, what === 'less' ? 5_000 - size : 6_000 + size, today);
  if (what === 'moved') {
    const change = { claim, because: 'correction', about: 'prøve', on: today, by, at } as const;
    const srb = addDays(date('2025-12-11'), size % 20);
    await town.do((tx) => changeClaimDates(tx, [{ ...change, dates: { srb } }]));
  }
  const hold = { claim, reason: 'manual', debtor: null } as const;
  const reviewOn = addDays(today, 30);
  if (what === 'hold')
    await town.do((tx) => placeByHand(tx, { ...hold, reviewOn, because: 'prøve', by, at }));
  if (what === 'lift') await town.do((tx) => liftByHand(tx, { ...hold, because: 'prøve', by, at }));
  if (what === 'clear') {
    await town.clear(claim, { from: today });
    await town.do((tx) => acceptTransfer(tx, { claim, because: 'set efter' }, { by, at }));
  }
}

async function dayPasses(): Promise<void> {
  today = addDays(today, 1);
  await town.news(today);
  await town.registrations(today);
  await town.transfer(today);
  await town.deliver(today);
}

async function neverTwice(): Promise<void> {
  const { rows } = await town.do((tx) =>
    sql`select claim_number from set_off_registration s join recovery_claim r using (claim_number)
      where s.ended_on is null and r.state in ('in-transfer', 'in-hearing', 'received')`.execute(tx),
  );
  expect(rows).toEqual([]);
}

/** The last day of timely payment as the authority was last told it. */
async function toldDay(claim: ClaimNumber): Promise<PlainDate | null | undefined> {
  const actions = await town.do(async (tx) => (await setOffActionsOf(tx, [claim])).get(claim) ?? []);
  return actions.findLast(({ masterData }) => masterData !== null)?.masterData?.srb;
}

/** What the authority owes us by our ledger, and by what it has covered and settled itself. */
async function owedByAuthority(): Promise<readonly [unknown, unknown]> {
  const { rows } = await town.do((tx) =>
    sql<{ ours: bigint; theirs: bigint }>`
      select (select coalesce(sum(case when debit_kind = 'rim' then amount_ore else -amount_ore end), 0)::bigint from transfer
          where 'rim' in (debit_kind, credit_kind)) as ours,
        (select coalesce(sum(principal_ore + interest_ore) filter (where kind in ('ALLOKERING', 'UDLIGNING')), 0)::bigint
          from recovery_notification)
        - (select coalesce(sum(amount_ore), 0)::bigint from transfer where cause = 'settled') as theirs`.execute(
      tx,
    ),
  );
  return [rows[0]?.ours, rows[0]?.theirs];
}

test('a claim is never registered and in recovery at once, and what is left, and its days, are the same here and there', async () => {
  const one = fc.tuple(
    fc.constantFrom(...happenings),
    fc.integer({ min: 1, max: 2_500 }),
    fc.nat({ max: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 4, maxLength: 10 }), async (lived) => {
      const claim = await town.raised();
      for (let day = 0; day < 3; day += 1) await dayPasses();
      for (const [what, size, days] of lived) {
        await happens(claim, what, size);
        for (let day = 0; day < days; day += 1) await dayPasses();
        await neverTwice();
      }
      // Each of what waits is told when the one before is answered.
      for (let day = 0; day < 20; day += 1) await dayPasses();
      const registration = await town.standing(claim);
      if (registration?.state === 'registered') {
        expect(await town.leftThere(claim)).toBe(await town.owed(claim));
        expect(await toldDay(claim)).toBe((await town.do((tx) => claimDates(tx, [claim]))).get(claim)?.srb);
      }
      const [ours, theirs] = await owedByAuthority();
      expect(ours).toBe(theirs);
      await town.nothingIsWrong();
    }),
    runs(3, { endOnFailure: true }),
  );
});
