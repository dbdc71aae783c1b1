import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters, type LettersMade } from '../../src/agreements/letter-job.ts';
import { archivedLetter } from '../../src/letters/archive.ts';
import type { LetterAssets } from '../../src/letters/assets.ts';
import { month } from '../../src/kernel/dates.ts';
import { debtorNumber, decisionId, letterId, type LetterPlace } from '../../src/kernel/ids.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import {
  fetchFor,
  letterJob,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  townAssets,
  TownRegisters,
  type PreparedTown,
} from './town.ts';

const debtors = [
  aDebtor(1),
  aDebtor(2).receiving('kontanthjælp'),
  aDebtor(3).withPerson({ addressProtected: true }),
  aDebtor(4).withPerson({ status: 80 }),
];

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = new TownRegisters();
    registers.tell(...debtors);
    await settle(database, debtors);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

function make(
  database: Database,
  using: Partial<{ assets: LetterAssets; on: string }> = {},
): Promise<LettersMade> {
  return makeDueLetters({
    ...letterJob(database, using.on ?? '2026-03-10'),
    assets: () => using.assets ?? townAssets,
  });
}

const letters = sql<{ debtor_number: number; kind: string; sha256: string }>`
  select debtor_number, kind, sha256 from letter order by debtor_number`;
const work = sql<{ key: string; state: string; attempts: number; last_error: string | null }>`
  select key, state, attempts, last_error from due_work where kind = 'letter' order by key`;
const numberOf = (debtor: number, place: LetterPlace = 'decision') =>
  letterId(decisionId(month('2026-03'), debtorNumber(debtor), 0), place);

describe('letters that are due', () => {
  test('are made once, one for each decision, and kept as they were made', async () => {
    await using database = await town.copy();
    expect(await make(database)).toEqual({ made: 3, refused: [] });
    expect((await rowsOf(database, letters)).map(({ debtor_number, kind }) => [debtor_number, kind])).toEqual(
      [
        [100_001, 'plan'],
        [100_002, 'deferral'],
        [100_003, 'plan'],
      ],
    );
    const letter = await readInMunicipality(database, TOWN, (tx) =>
      archivedLetter(tx, { letter: numberOf(100_001), language: 'da', recipient: null }),
    );
    expect(
      Buffer.from(letter?.document?.pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(letter?.document?.pages).toBeGreaterThan(0);
  });

  test('a second job makes nothing and leaves the first letters as they are', async () => {
    await using database = await town.copy();
    await make(database);
    const before = await rowsOf(database, letters);
    expect(await make(database, { on: '2026-03-11' })).toEqual({ made: 0, refused: [] });
    expect(await rowsOf(database, letters)).toEqual(before);
  });

  test('two jobs at once share the letters, and none is made twice', async () => {
    await using database = await town.copy();
    const [one, two] = await Promise.all([make(database), make(database)]);
    expect(one.made + two.made).toBe(3);
    expect(await rowsOf(database, letters)).toHaveLength(3);
  });

  test('the same decision gives the same letter, byte for byte', async () => {
    await using one = await town.copy();
    await using two = await town.copy();
    await make(one);
    await make(two, { on: '2026-03-12' });
    expect(await rowsOf(two, letters)).toEqual(await rowsOf(one, letters));
  });

  test('are not made before they are due', async () => {
    await using database = await town.copy();
    expect(await make(database, { on: '2026-03-09' })).toEqual({ made: 0, refused: [] });
    expect((await rowsOf(database, work)).map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  test('a protected address is not printed, and stands nowhere in the kept letter', async () => {
    await using database = await town.copy();
    await make(database);
    const [shown, hidden] = await rowsOf(
      database,
      sql<{
        model: string;
      }>`select model::text as model from letter where kind = 'plan' order by debtor_number`,
    );
    expect(shown?.model).toContain('Prøvevej 12B');
    expect(hidden?.model).not.toContain('Prøvevej');
  });

  test('the job is one entry in the access log', async () => {
    await using database = await town.copy();
    await make(database);
    const log = sql`select actor, purpose, debtor_number from access_log where about = 'letters'`;
    expect(await rowsOf(database, log)).toEqual([
      { actor: 'prøve', purpose: 'letters that are due', debtor_number: null },
    ]);
  });
});

describe('a letter that lacks a part the law demands', () => {
  const key = numberOf(100_001).toString();
  /** The municipality’s own template of plans, without the complaint guidance. */
  const broken: LetterAssets = {
    ...townAssets,
    templates: {
      ...townAssets.templates,
      plan: townAssets.templates.plan.replace(/.*complaint-guidance.*\n/, ''),
    },
  };

  test('is refused by the name of the part, stays due, and the other letters are made', async () => {
    await using database = await town.copy();
    const { made, refused } = await make(database, { assets: broken });
    expect(made).toBe(1);
    expect(refused.map(({ letter, refusal }) => [letter, refusal])).toEqual(
      [100_001, 100_003].map((debtor) => [
        numberOf(debtor).toString(),
        expect.objectContaining({ tag: 'part-missing', part: 'complaint-guidance', missingFrom: 'template' }),
      ]),
    );
    expect((await rowsOf(database, work))[0]).toEqual({
      key,
      state: 'waiting',
      attempts: 1,
      last_error: 'part-missing: complaint-guidance',
    });
    expect((await rowsOf(database, letters)).map(({ kind }) => kind)).toEqual(['deferral']);
  });

  test('is made by the next job when the template has been mended', async () => {
    await using database = await town.copy();
    await make(database, { assets: broken });
    expect(await make(database, { on: '2026-03-11' })).toEqual({ made: 2, refused: [] });
    expect((await rowsOf(database, work)).map(({ state, last_error }) => [state, last_error])).toEqual([
      ['done', null],
      ['done', null],
      ['done', null],
    ]);
  });
});
