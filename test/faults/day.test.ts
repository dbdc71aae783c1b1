import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TownCopy } from '../integration/town.ts';
import { actNames, type Act } from './acts.ts';
import { aTownWithADay, locksAreFree, workDay, written, type DayTown } from './day-town.ts';

/**
 * A day's work of all jobs, and what caseworkers do, killed between any two statements. `npm test` kills at some random places of
 * each, the same every time; at so many more: AFDRAG_KILLS=40; at others: AFDRAG_SEED=7.
 */
const wished = process.env['AFDRAG_KILLS'];
const seed = process.env['AFDRAG_SEED'] ?? '1';

let town: DayTown;
beforeAll(async () => {
  town = await aTownWithADay();
}, 300_000);
afterAll(() => town[Symbol.asyncDispose]());

interface Killing {
  readonly authority: string;
  readonly what: 'day' | Act;
  /** 0: it lives. */
  readonly count: number;
}

/** Does it in a process that kills itself; answers what ended it, or how many statements it had. */
async function inOwnProcess(copy: TownCopy, { authority, what, count }: Killing): Promise<string> {
  const path = join(import.meta.dirname, 'day-child.ts');
  const child = spawn(process.execPath, [path, copy.url, authority, what, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  await locksAreFree(copy);
  return signal ?? said.trim();
}

/** A random place in each of so many parts of the statements, and the one after the last. */
function places(what: Killing['what'], statements: number, usually: number): number[] {
  const kills = wished === undefined ? usually : Number(wished);
  const random = Array.from({ length: kills }, (_, each) => {
    const drawn = createHash('sha256').update(`${seed} ${what} ${each}`).digest().readUInt32BE() / 2 ** 32;
    return 1 + Math.floor(((each + drawn) * statements) / kills);
  });
  return [...new Set([...random, statements + 1])];
}

describe('a day’s work that is killed', () => {
  test('anywhere, and done again, by an authority that is silent now and then, comes to the same rows in the end', async () => {
    const { counted, undisturbed } = await undisturbedDay();
    for (const count of places('day', counted, 4)) {
      await using copy = await town.copy();
      const http = await town.authority(2);
      expect(await inOwnProcess(copy, { authority: http.url, what: 'day', count })).toBe('SIGKILL');
      // Again, as the next start of the program does; what is without answer is looked up.
      for (let again = 0; again < 2; again++) await workDay(copy, http.url);
      await http.close();
      expect(await written(copy), `killed at statement ${count} of ${counted}`).toEqual(undisturbed);
    }
  }, 600_000);
});

async function undisturbedDay() {
  await using copy = await town.copy();
  const http = await town.authority(0);
  const counted = Number(await inOwnProcess(copy, { authority: http.url, what: 'day', count: 0 }));
  await workDay(copy, http.url);
  await workDay(copy, http.url);
  await http.close();
  expect(counted).toBeGreaterThan(500);
  return { counted, undisturbed: await written(copy) };
}

describe('what a caseworker does', () => {
  test.each(actNames)(
    '(%s), killed anywhere, is not done at all, and then done once',
    async (what) => {
      await using whole = await town.copy();
      await using copy = await town.copy();
      const before = await written(copy);
      const counted = Number(await inOwnProcess(whole, { authority: '', what, count: 0 }));
      const undisturbed = await written(whole);
      expect(undisturbed).not.toEqual(before);
      for (const count of places(what, counted, 1)) {
        expect(await inOwnProcess(copy, { authority: '', what, count })).toBe('SIGKILL');
        const expected = count > counted ? undisturbed : before;
        expect(await written(copy), `killed at statement ${count} of ${counted}`).toEqual(expected);
      }
    },
    120_000,
  );
});
