import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlainDate } from '../../src/kernel/dates.ts';
import { freshDatabase } from '../integration/database.ts';
import { isLong, runs } from '../long/length.ts';
import { changedByRepeating, faultsOf } from './town/faults.ts';
import { choices, event, MONTHS } from './town/happenings.ts';
import { live } from './town/live.ts';
import { PlayedTown } from './town/played-town.ts';

/**
 * A year and a half of a town, at length three, whose people owe claims of several types, alone and together, and all that may happen to those.
 * `npm test` plays the same life each time; the long run more of them, and new ones. A life that goes wrong is made smaller when
 * AFDRAG_PROPERTY_SHRINK is set: that takes as many lives again.
 */
const endOnFailure = process.env['AFDRAG_PROPERTY_SHRINK'] === undefined;
const asTold = runs(1, { seed: 20_261_122, endOnFailure });

const A_YEAR = 12;
const [months, minLength, maxLength] = isLong ? [MONTHS, 200, 260] : [18, 150, 160];
const lives = fc.record({ choices, events: fc.array(event, { minLength, maxLength }) });

test('through any years every øre is accounted for, every claim stands in one state, nothing is asked of what rests, and what is told again changes nothing', async () => {
  const came = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      await using database = await freshDatabase();
      const town = await PlayedTown.begin(database, { ...life.choices, chargedBenefit: true });
      const events = life.events.map((each) => ({ ...each, month: each.month % months }));
      const monthIsOver = async (on: PlainDate, month: number) => {
        expect(await faultsOf(town, on), `at the end of ${on}`).toEqual([]);
        if (month % A_YEAR === A_YEAR - 1)
          expect(await changedByRepeating(town, on), `${on} again`).toEqual([]);
      };
      await live(town, events, monthIsOver, months);
      for (const [name, times] of town.came) came.set(name, (came.get(name) ?? 0) + times);
    }),
    asTold,
  );
  // Else nothing would have been tried.
  for (const name of ['bill', 'pays by line']) expect(came.get(name) ?? 0, name).toBeGreaterThan(0);
  expect(came.size).toBeGreaterThan(20);
});
