import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobReport } from '../../src/platform/job-report.ts';
import { follow, interest } from '../integration/defaults-town.ts';
import { prepareTown, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { DEMANDED_ON, JUDGED_ON, PAGE_SIZE, settleTwelve, untilJudged } from './default-town.ts';
import { written } from './killed.ts';

const program = (day: string, job: 'follow' | 'interest') => ({
  file: 'default-child.ts',
  words: [day, job],
});

/** All that the job has written, but for how often it began. */
async function left(town: TownCopy): Promise<unknown> {
  const { job_run: _attempts, ...tables } = (await written(town)) as Record<string, unknown>; // tables by name
  return tables;
}

describe.each([
  ['demands', DEMANDED_ON, settleTwelve],
  [
    'what their deadlines lead to',
    JUDGED_ON,
    async (database: Parameters<typeof settleTwelve>[0]) => {
      await settleTwelve(database);
      await untilJudged(database);
    },
  ],
] as const)('the job for plans that are not kept, killed at %s', (what, day, prepare) => {
  let town: PreparedTown;
  let undisturbed: JobReport;
  beforeAll(async () => {
    town = await prepareTown(prepare);
    await using copy = await town.copy();
    undisturbed = await follow(copy, day, { pageSize: PAGE_SIZE });
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('has something of each kind to do', () => {
    const { consequences } = undisturbed;
    expect(consequences).toEqual(
      day === DEMANDED_ON ? { demand: 8, kept: 4 } : { default: 4, kept: 4, unable: 4 },
    );
  });

  test('anywhere, and run again, answers and leaves the same as if nothing had happened', () =>
    expectSameAnywhere({
      what,
      program: program(day, 'follow'),
      copy: () => town.copy(),
      again: async (copy, place) =>
        expect(await follow(copy, day, { pageSize: PAGE_SIZE }), place).toEqual(undisturbed),
      left,
    }));
});

test('interest on what has fallen due at once, killed anywhere and run again, is as if nothing had happened', async () => {
  await using town = await prepareTown(async (database) => {
    await settleTwelve(database);
    await untilJudged(database);
    await follow(database, JUDGED_ON);
  });
  const posted = { consequences: { posted: 4 } };
  await expectSameAnywhere({
    what: 'interest',
    program: program(JUDGED_ON, 'interest'),
    copy: () => town.copy(),
    again: async (copy, place) => expect(await interest(copy, JUDGED_ON), place).toMatchObject(posted),
    left,
  });
});
