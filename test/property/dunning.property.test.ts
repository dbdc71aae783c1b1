import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveSteps } from '../../src/dunning/approve-steps.ts';
import { liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { standingFeeLetters } from '../../src/charges/fees.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { effects, holdReasons, type HoldReason } from '../../src/law/holds.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { aDunningTown, type DunningTown } from '../integration/dunning-town.ts';
import { morningOf } from '../integration/town.ts';
import { runs } from '../long/length.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

type Happening =
  | { readonly what: 'held'; readonly reason: HoldReason }
  | { readonly what: 'lifted' | 'letters-arrive' | 'approved' | 'quiet' }
  | { readonly what: 'paid'; readonly amount: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...holdReasons).map((reason) => ({ what: 'held' as const, reason })),
  },
  { weight: 3, arbitrary: fc.constant({ what: 'lifted' as const }) },
  { weight: 4, arbitrary: fc.constant({ what: 'letters-arrive' as const }) },
  { weight: 2, arbitrary: fc.constant({ what: 'approved' as const }) },
  { weight: 2, arbitrary: fc.constant({ what: 'quiet' as const }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 600 }).map((amount) => ({ what: 'paid' as const, amount })),
  },
);
/** What happens before each look, and how many days pass before it. */
const life = fc.array(fc.tuple(happening, fc.integer({ min: 1, max: 25 })), { minLength: 4, maxLength: 9 });

const about = { debtor: null, about: 'prøve', by: 'prøve' };

async function happen(
  claim: ClaimNumber,
  on: PlainDate,
  { standing, told }: { standing: Set<HoldReason>; told: Happening },
): Promise<void> {
  const now = morningOf(on);
  switch (told.what) {
    case 'held':
      standing.add(told.reason);
      await at.do((tx) =>
        placeHolds(tx, [{ ...about, claim, reason: told.reason, from: on, reviewOn: on, at: now }]),
      );
      return;
    case 'lifted':
      await at.do((tx) =>
        liftHolds(
          tx,
          [...standing].map((reason) => ({ ...about, claim, reason, on, why: 'prøve', at: now })),
        ),
      );
      standing.clear();
      return;
    case 'letters-arrive':
      await at.arrive(at.town.anna, on);
      return;
    case 'approved':
      await at.do((tx) => approveSteps(tx, { debtor: at.town.anna, claim, by: 'Inge', at: now }));
      return;
    case 'paid':
      await at.pay(at.town.anna, { amount: kroner(told.amount), on });
      return;
    case 'quiet':
  }
}

/** What has been asked for, charged and cleared of the claim so far. */
async function taken(claim: ClaimNumber): Promise<readonly number[]> {
  const letters = (await at.lettersTo(at.town.anna)).length;
  const fees = (await at.do((tx) => standingFeeLetters(tx, [claim]))).get(claim)?.length ?? 0;
  const cleared = (await at.do((tx) => clearancesOf(tx, [claim]))).size;
  return [letters, fees, cleared];
}

describe('whatever happens in a bill’s life', () => {
  test('nothing is asked, charged or cleared of it while something stops that, or it is paid; and no day twice', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (happenings) => {
        await at.empty();
        const claim = await at.town.raise({ principal: kroner(1_000) });
        const standing = new Set<HoldReason>();
        let on = date('2025-12-16');
        for (const [told, days] of happenings) {
          on = addDays(on, days);
          await happen(claim, on, { standing, told });
          const before = await taken(claim);
          const owed = balanceOf((await at.do((tx) => accountsOfClaims(tx, [claim]))).get(claim));
          await at.dun(on);
          const after = await taken(claim);
          if (effects([...standing]).dunning || owed === 0n) expect(after).toEqual(before);
        }
        const before = await taken(claim);
        await at.dun(on);
        expect(await taken(claim)).toEqual(before);
        expect(await at.town.faults()).toEqual([]);
      }),
      runs(4),
    );
  });
});
