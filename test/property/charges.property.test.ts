import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addDays, date, lastDayOf, monthOf, type PlainDate } from '../../src/kernel/dates.ts';
import { kroner, ore, type Ore } from '../../src/kernel/money.ts';
import { interestOf, interestRates, type InterestFacts } from '../../src/law/interest.ts';
import { aChargesTown } from '../integration/charges-town.ts';
import { runs } from '../long/length.ts';

/** What has been posted and adjusted is what a fresh computation gives, in whatever order payments came to be known. */

const START = date('2022-12-20');
const LAST = 500;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('job' as const), after: fc.integer({ min: 1, max: 70 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      after: fc.integer({ min: 0, max: 20 }),
      kroner: fc.integer({ min: 1, max: 3_000 }),
      back: fc.integer({ min: 0, max: 200 }),
    }),
  },
);

const regimes = { KFDAINS: 'gebyrloven', CFFAKTU: 'renteloven' } as const;

const always: Omit<InterestFacts, 'regime' | 'paid' | 'until'> = {
  principal: kroner(10_000),
  due: START,
  srb: START,
  transferred: null,
  off: [],
  councilDecision: { on: START },
  dueFixed: true,
  demandSent: null,
};

test('interest that was posted, with all differences, is the interest of all payments by their dates', async () => {
  await using town = await aChargesTown();
  let lives = 0;
  const life = fc.record({
    type: fc.constantFrom('KFDAINS' as const, 'CFFAKTU' as const),
    steps: fc.array(step, { minLength: 3, maxLength: 14 }),
  });
  await fc.assert(
    fc.asyncProperty(life, async ({ type, steps }) => {
      lives += 1;
      const claimId = `L-${lives}`;
      const main = await town.raise({ claimId, type, due: START, principal: kroner(10_000) });
      const paid: { on: PlainDate; amount: Ore }[] = [];
      let [today, left] = [0, 1_000_000n];
      for (const next of steps) {
        today = Math.min(LAST, today + next.after);
        const on = addDays(START, today);
        if (next.do === 'job') await town.interest(on);
        else if (left > 0n) {
          const amount = ore(BigInt(next.kroner) * 100n > left ? left : BigInt(next.kroner) * 100n);
          const counts = addDays(START, Math.max(0, today - next.back));
          await town.pay(main, { amount, on: counts, booked: on });
          paid.push({ on: counts, amount });
          left -= amount;
        }
      }
      // The days of a month in which a claim is paid are charged when the month has ended.
      const until = lastDayOf(monthOf(addDays(START, today + 1)));
      await town.interest(until);
      const facts = { ...always, regime: regimes[type], paid, until };
      const fresh = interestOf(facts, interestRates).map(({ period, amount }) => [period.from, amount]);
      const { rows } = await town.do((tx) =>
        sql<{ from: PlainDate; stands: bigint }>`
          select period_from as from, coalesce((
              select stands_ore from charge_adjustment a where a.claim_number = c.claim_number
              order by entry desc limit 1), amount_ore) as stands
          from charge c where main_claim = ${main}::bigint order by period_from`.execute(tx),
      );
      const standing = rows.filter(({ stands }) => stands > 0n).map(({ from, stands }) => [from, stands]);
      expect(standing).toEqual(fresh);
      expect(await town.faults()).toEqual([]);
    }),
    runs(15, { seed: 20261122 }),
  );
});
