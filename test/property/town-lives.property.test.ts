import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../integration/database.ts';
import { runs } from '../long/length.ts';
import { changedByRepeating, faultsOf } from './town/faults.ts';
import { choices, event } from './town/happenings.ts';
import { live } from './town/live.ts';
import { PlayedTown } from './town/played-town.ts';

/**
 * Three years of a town whose people owe claims of several types, alone and together, and all that may happen to those.
 * `npm test` plays the same life each time; the long run more of them, and new ones. A life that goes wrong is made smaller when
 * AFDRAG_PROPERTY_SHRINK is set: that takes as many lives again.
 */
const endOnFailure = process.env['AFDRAG_PROPERTY_SHRINK'] === undefined;
const asTold = runs(1, { seed: 20_261_122, endOnFailure });

const lives = fc.record({ choices, events: fc.array(event, { minLength: 200, maxLength: 260 }) });
const A_YEAR = 12;

test('through any three years every øre is accounted for, every claim stands in one state, nothing is asked of what rests, and what is told again changes nothing', async () => {
  const came = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      await using database = await freshDatabase();
      const town = await PlayedTown.begin(database, { ...life.choices, chargedBenefit: true });
      await live(town, life.events, async (on, month) => {
        expect(await faultsOf(town, on), `at the end of ${on}`).toEqual([]);
        if (month % A_YEAR === A_YEAR - 1)
          expect(await changedByRepeating(town, on), `${on} again`).toEqual([]);
      });
      for (const [name, times] of town.came) came.set(name, (came.get(name) ?? 0) + times);
    }),
    asTold,
  );
  // Else nothing would have been tried.
  for (const name of ['bill', 'pays by line']) expect(came.get(name) ?? 0, name).toBeGreaterThan(0);
  expect(came.size).toBeGreaterThan(20);
});
