import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, date } from '../../src/kernel/dates.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { freshDatabase } from '../integration/database.ts';
import { approvedByPerson, dryRun, townConfiguration, withoutGrounds } from '../integration/town.ts';
import { isLong, runs } from '../long/length.ts';
import { chargeFaultsIn, differencesIn, everythingIn, faultsIn, standingsIn } from './lives-checks.ts';
import { BEGINS, dayIn, livesOf } from './lives.ts';
import { PlayedLives } from './played-lives.ts';

/** A year of the lives of some debtors in one town, at length two. `npm test` plays the same ones each time; the long run more of them, and new ones. */
const waitingRises = { changes: { riseThresholdKroner: 200, runsToConfirmRise: 2 } };
const { automatic } = townConfiguration();
const decided = { decidedOn: date('2024-01-01'), reference: 'Byrådet 12/2023' };
/** A fee for each demand, and interest when the whole debt is due. */
const demandsCost = { claimTypes: { KTTIBAK: { interest: decided, fee: { ...decided, amount: null } } } };
/** What municipalities may have chosen. */
const choices: readonly Partial<Configuration>[] = [
  demandsCost,
  waitingRises,
  { ...approvedByPerson, ...demandsCost },
  { ...withoutGrounds, ...waitingRises },
  { automatic, ...demandsCost, hearing: { leftOut: null, days: 14 } },
];
const chosen = fc.constantFrom(...choices);
const seeds = fc.integer({ min: 0, max: 1_000_000 });
// A life that went wrong is told by its number; a smaller one would be another life.
const [debtors, months] = isLong ? [14, 24] : [10, 12];
const asTold = runs(2, { seed: 2_026, endOnFailure: true });

describe('whatever happens in the years of many lives', () => {
  test('every month ends with everybody in one state, every øre accounted for, and nothing asked of a deferred debtor', async () => {
    let posted = 0;
    await fc.assert(
      fc.asyncProperty(seeds, chosen, async (seed, configuration) => {
        await using database = await freshDatabase();
        const lives = livesOf(seed, { debtors, months });
        const played = new PlayedLives(database, { seed, lives, configuration, otherOrder: false });
        await played.begin();
        for (let each = 0; each < months; each += 1) {
          const of = addMonths(BEGINS, each);
          await played.fetch(of);
          const looked = each % 6 === 5 ? await dryRun(database, of, { on: dayIn(of, 10) }) : null;
          const report = await played.run(of);
          if (looked !== null) expect(report).toEqual(looked.report);
          await played.live(of);
          expect(await faultsIn(database), `after ${of}`).toEqual([]);
          expect(await chargeFaultsIn(database, dayIn(addMonths(of, 1), 2)), `after ${of}`).toEqual([]);
          if (each % 6 !== 5) continue;
          const before = await everythingIn(database);
          await played.run(of);
          await played.work(dayIn(addMonths(of, 1), 2));
          expect(await everythingIn(database), `${of} again`).toEqual(before);
          expect(await differencesIn(database, dayIn(of, 28))).toBe(0);
        }
        posted += played.posted;
      }),
      asTold,
    );
    // Else nothing would have been tried of interest.
    if (!isLong) expect(posted).toBeGreaterThan(0);
  });

  test('the same facts told in another order come to the same', () =>
    fc.assert(
      fc.asyncProperty(seeds, chosen, async (seed, configuration) => {
        const lives = livesOf(seed, { debtors: 8, months: 8 });
        const ends = [false, true].map(async (otherOrder) => {
          await using database = await freshDatabase();
          const played = new PlayedLives(database, { seed, lives, configuration, otherOrder });
          await played.begin();
          for (let each = 0; each < 8; each += 1) {
            const of = addMonths(BEGINS, each);
            await played.fetch(of);
            await played.run(of);
            await played.live(of);
          }
          // Awaited here: the database is closed as this block ends.
          const standings = await standingsIn(database);
          return standings;
        });
        const [one, other] = await Promise.all(ends);
        expect(other).toEqual(one);
      }),
      asTold,
    ));
});
