import { mkdirSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../long/length.ts';
import { openBrowser } from './browser.ts';
import { Citizen } from './errands/citizen.ts';
import { pairsMissing, wayInWords, ways, type Way } from './errands/covering.ts';
import { errands, sessionFor, type Errand } from './errands/errands.ts';
import { anErrandTown, type ErrandTown } from './errands/town.ts';
import { pictures } from './shown.ts';

/**
 * What citizens come for, walked in a real browser: in both languages, with and without script, with a pointer and by the keyboard alone, on a
 * phone and on a computer. The long run walks each errand so that each of these meets each of the others; `npm test` walks each errand in one
 * way, and all of them together so.
 */
const walks: readonly (readonly [Errand, Way])[] = errands.flatMap((errand, place) =>
  isLong ? ways.map((way) => [errand, way] as const) : waysOf(place).map((way) => [errand, way] as const),
);

function waysOf(place: number): readonly Way[] {
  return ways.slice(place % ways.length).slice(0, 1);
}

let town: ErrandTown;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  town = await anErrandTown();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await town[Symbol.asyncDispose]();
});

test('each of the ways meets each of the others over every errand, and over all together in a short run', () => {
  expect(pairsMissing(ways)).toEqual([]);
  expect(pairsMissing(ways.slice(1))).not.toEqual([]);
  expect(pairsMissing(walks.map(([, way]) => way))).toEqual([]);
  expect(new Set(walks.map(([{ name }]) => name)).size).toBe(errands.length);
});

describe('a citizen comes through the errand', () => {
  test.each(walks.map(([errand, way]) => [errand.name, wayInWords(way), errand, way] as const))(
    '%s, %s',
    { timeout: 90_000 },
    async (name, _, errand, way) => {
      // All of them sit behind one address: nobody is slowed down.
      town.site.wait(2);
      const newcomer = await town.newcomer();
      const token = await sessionFor(errand, town, newcomer);
      const citizen = await Citizen.at(browser, { site: town.site, way, errand: name }, token);
      await errand.walk(citizen, { town, newcomer });
      expect(await citizen.leaves(town.elsewhere)).toEqual([]);
    },
  );
});
