import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { noticesAbout } from '../../src/letters/notices.ts';
import type { ChargesTown } from '../integration/charges-town.ts';
import { freshDatabase } from '../integration/database.ts';
import { morningOf } from '../integration/town.ts';
import {
  anEndingTown,
  aTownOfErrands,
  aTownOfSuccessors,
  BARRED_ON,
  endingsWritten,
  ERRANDS_ON,
  locksAreFree,
  runEndings,
  type EndingJob,
} from './endings-town.ts';

const run = (town: Pick<ChargesTown, 'db'>, job: EndingJob) =>
  runEndings(town.db, job, () => morningOf(job === 'errands' ? ERRANDS_ON : BARRED_ON));

/** Runs a job in a process that kills itself; answers what ended it. */
async function killed(town: Pick<ChargesTown, 'db'>, job: EndingJob, count: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'endings-child.ts'), town.db.url, job, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  await locksAreFree(town.db);
  return signal;
}

describe('claims that are time-barred, and their losses, when a job is killed and run again', () => {
  let undisturbed: {
    readonly lapse: unknown;
    readonly losses: unknown;
    readonly letters: number;
    readonly tables: unknown;
  };
  beforeAll(async () => {
    await using town = await anEndingTown();
    const lapse = await run(town, 'lapse');
    const losses = await run(town, 'write-off');
    const letters = await town.do((tx) => noticesAbout(tx, town.anna));
    undisturbed = { lapse, losses, letters: letters.length, tables: await endingsWritten(town.db) };
  });

  test('everything that is to be compared is there: a letter, and losses booked and listed', () => {
    expect(undisturbed.letters).toBe(1);
    expect(undisturbed.losses).toMatchObject({
      changes: { booked: { count: 7 }, 'for-the-committee': { count: 1 } },
    });
  });

  test.each<[EndingJob, number, string]>([
    ['lapse', 1, 'as it begins'],
    ['lapse', 3, 'in the transaction of a page'],
    ['lapse', 6, 'when the pages are written'],
    ['lapse', 8, 'in the transaction of what follows'],
    ['lapse', 9, 'after it'],
    ['write-off', 1, 'as it begins'],
    ['write-off', 4, 'in the transaction of a page'],
    ['write-off', 9, 'in the transaction of the last page'],
  ])('%s, at the clock’s question %i (%s), are as if nothing had happened', async (job, count) => {
    await using town = await anEndingTown();
    if (job === 'write-off') await run(town, 'lapse');
    expect(await killed(town, job, count)).toBe('SIGKILL');
    if (job === 'lapse') expect(await run(town, 'lapse')).toEqual(undisturbed.lapse);
    expect(await run(town, 'write-off')).toEqual(undisturbed.losses);
    expect(await endingsWritten(town.db)).toEqual(undisturbed.tables);
  });
});

describe('errands, when the job is killed and run again', () => {
  let undisturbed: { readonly seen: unknown; readonly tables: unknown };
  beforeAll(async () => {
    await using town = await aTownOfErrands();
    const seen = await run(town, 'errands');
    undisturbed = { seen, tables: await endingsWritten(town.db) };
  });

  test('everything that is to be compared is there: a death, open errands, a late bill of the dead, and a spouse who is told', () => {
    expect(undisturbed.seen).toMatchObject({ opened: 1, open: 2, takenOver: 1, told: 1 });
  });

  test.each([
    [1, 'as an errand is opened for one who has died'],
    [2, 'before what has come to open errands is held'],
    [3, 'before what has come since an estate was closed is taken over'],
    [4, 'before the holds of those who are told are lifted'],
  ])('at the clock’s question %i (%s), are as if nothing had happened', async (count) => {
    await using town = await aTownOfErrands();
    expect(await killed(town, 'errands', count)).toBe('SIGKILL');
    await run(town, 'errands');
    expect(await endingsWritten(town.db)).toEqual(undisturbed.tables);
  });
});

describe('what has come back from Gældsstyrelsen for a spouse to take over, when the job is killed and run again', () => {
  let undisturbed: unknown;
  beforeAll(async () => {
    await using db = await freshDatabase();
    await aTownOfSuccessors(db);
    await run({ db }, 'errands');
    undisturbed = await endingsWritten(db);
  });

  test('everything that is to be compared is there: the spouse is liable for what has come back', () => {
    expect(undisturbed).toMatchObject({ notice: [expect.stringContaining('"liability"') as string] });
  });

  test.each([
    [2, 'in the transaction of the take-over'],
    [3, 'when it has been taken over'],
  ])('at the clock’s question %i (%s), is taken over once', async (count) => {
    await using db = await freshDatabase();
    await aTownOfSuccessors(db);
    expect(await killed({ db }, 'errands', count)).toBe('SIGKILL');
    await run({ db }, 'errands');
    expect(await endingsWritten(db)).toEqual(undisturbed);
  });
});
