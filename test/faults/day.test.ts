import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actNames } from './acts.ts';
import { killAt, placeOf, places, statementsOf } from './anywhere.ts';
import { aTownWithADay, workDay, written, type DayTown } from './day-town.ts';

/** A day's work of all jobs, and what caseworkers do, killed between any two statements. */

let town: DayTown;
beforeAll(async () => {
  town = await aTownWithADay();
});
afterAll(() => town[Symbol.asyncDispose]());

const program = (authority: string, what: string) => ({ file: 'day-child.ts', words: [authority, what] });

describe('a day’s work that is killed', () => {
  test('anywhere, and done again, by an authority that is silent now and then, comes to the same rows in the end', async () => {
    const { counted, undisturbed } = await undisturbedDay();
    for (const count of places('day', counted, 2)) {
      await using copy = await town.copy();
      const http = await town.authority(2);
      await killAt({ database: copy, program: program(http.url, 'day') }, count);
      // Again, as the next start of the program does; what is without answer is looked up.
      for (let again = 0; again < 2; again++) await workDay(copy, http.url);
      await http.close();
      expect(await written(copy), placeOf('day', count, counted)).toEqual(undisturbed);
    }
  });
});

async function undisturbedDay() {
  await using copy = await town.copy();
  const http = await town.authority(0);
  const counted = await statementsOf({ database: copy, program: program(http.url, 'day') });
  await workDay(copy, http.url);
  await workDay(copy, http.url);
  await http.close();
  expect(counted).toBeGreaterThan(500);
  return { counted, undisturbed: await written(copy) };
}

describe('what a caseworker does', () => {
  test.each(actNames)('(%s), killed anywhere, is not done at all, and then done once', async (what) => {
    await using whole = await town.copy();
    await using copy = await town.copy();
    const before = await written(copy);
    const counted = await statementsOf({ database: whole, program: program('', what) });
    const undisturbed = await written(whole);
    expect(undisturbed).not.toEqual(before);
    for (const count of places(what, counted, 1)) {
      await killAt({ database: copy, program: program('', what) }, count);
      const expected = count > counted ? undisturbed : before;
      expect(await written(copy), placeOf(what, count, counted)).toEqual(expected);
    }
  });
});
