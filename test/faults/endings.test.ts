import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import type { FreshDatabase } from '../integration/database.ts';
import { morningOf, prepareTown, TOWN, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import {
  anEndingTown,
  aTownOfErrands,
  aTownOfSuccessors,
  BARRED_ON,
  endingsWritten,
  ERRANDS_ON,
  runEndings,
  type EndingJob,
} from './endings-town.ts';

const run = (database: Database, job: EndingJob) =>
  runEndings(database, job, () => morningOf(job === 'errands' ? ERRANDS_ON : BARRED_ON));

/** A town, and what the job answers in a copy of it when nothing disturbs it. */
function undisturbed(job: EndingJob, prepare: (database: FreshDatabase) => Promise<unknown>) {
  let town: PreparedTown;
  let answer: unknown;
  beforeAll(async () => {
    town = await prepareTown(prepare);
    await using copy = await town.copy();
    answer = await run(copy, job);
  });
  afterAll(() => town[Symbol.asyncDispose]());
  return { copy: () => town.copy(), answer: () => answer };
}

function killedAnywhere(
  job: EndingJob,
  copy: () => Promise<TownCopy>,
  again: (copy: TownCopy, place: string) => Promise<unknown>,
): Promise<void> {
  const program = { file: 'endings-child.ts', words: [job] };
  return expectSameAnywhere({ what: job, program, copy, again, left: endingsWritten });
}

describe('claims that are time-barred, and their losses, when a job is killed and run again', () => {
  const lapse = undisturbed('lapse', anEndingTown);
  const losses = undisturbed('write-off', async (database) => {
    await anEndingTown(database);
    await run(database, 'lapse');
  });

  test('everything that is to be compared is there: a letter, and losses booked and listed', async () => {
    await using copy = await losses.copy();
    const letters = await readInMunicipality(copy, TOWN, (tx) => noticesAbout(tx, debtorNumber(100_001)));
    expect(letters).toHaveLength(1);
    expect(losses.answer()).toMatchObject({
      changes: { booked: { count: 7 }, 'for-the-committee': { count: 1 } },
    });
  });

  test.each([
    ['lapse', lapse],
    ['write-off', losses],
  ] as const)(
    '%s, killed anywhere, answers and leaves the same as if nothing had happened',
    async (job, { copy, answer }) => {
      await killedAnywhere(job, copy, async (again, place) =>
        expect(await run(again, job), place).toEqual(answer()),
      );
    },
  );
});

describe('errands, when the job is killed and run again', () => {
  const errands = undisturbed('errands', aTownOfErrands);

  test('everything that is to be compared is there: a death, open errands, a late bill of the dead, and a spouse who is told', () => {
    expect(errands.answer()).toMatchObject({ opened: 1, open: 2, takenOver: 1, told: 1 });
  });

  test('anywhere, are as if nothing had happened', () =>
    killedAnywhere('errands', errands.copy, (again) => run(again, 'errands')));
});

describe('what has come back from Gældsstyrelsen for a spouse to take over, when the job is killed and run again', () => {
  const successors = undisturbed('errands', aTownOfSuccessors);

  test('everything that is to be compared is there: the spouse is liable for what has come back', async () => {
    await using copy = await successors.copy();
    await run(copy, 'errands');
    expect(await endingsWritten(copy)).toMatchObject({
      notice: [expect.stringContaining('"liability"') as string],
    });
  });

  test('anywhere, is taken over once', () =>
    killedAnywhere('errands', successors.copy, (again) => run(again, 'errands')));
});
