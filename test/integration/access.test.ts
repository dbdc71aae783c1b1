import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logAccess, type AccessEntry } from '../../src/access/access-log.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import { debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { loadLetterAssets } from '../../src/letters/assets.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { createMunicipality } from '../../src/platform/migrate.ts';
import { aDebtor } from '../vocabulary.ts';
import {
  dryRun,
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
} from './town.ts';

const debtors = [aDebtor(1), aDebtor(2).receiving('kontanthjælp')];
const entry: AccessEntry = {
  at: morningOf('2026-03-10'),
  actor: 'cli:anna',
  purpose: 'borgeren ringede',
  debtor: debtorNumber(100_001),
  about: 'explain 2026-03',
};

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown((database) => settle(database, debtors));
});
afterAll(() => town[Symbol.asyncDispose]());

const log = sql<{ about: string; debtor_number: number | null }>`
  select about, debtor_number from access_log order by entry`;

describe('the access log', () => {
  test('says who looked at whom, when and why', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, (tx) => logAccess(tx, entry));
    expect(
      await rowsOf(database, sql`select at, actor, purpose, debtor_number, about from access_log`),
    ).toEqual([
      {
        at: entry.at,
        actor: 'cli:anna',
        purpose: 'borgeren ringede',
        debtor_number: 100_001,
        about: 'explain 2026-03',
      },
    ]);
  });

  test('has no entry about a look that came to nothing', async () => {
    await using database = await town.copy();
    const look = inMunicipality(database, TOWN, async (tx) => {
      await logAccess(tx, entry);
      throw new Error('nothing was shown');
    });
    await expect(look).rejects.toThrow('nothing was shown');
    expect(await rowsOf(database, log)).toEqual([]);
  });

  test('takes no entry about somebody who is no debtor of the municipality', async () => {
    await using database = await town.copy();
    const look = inMunicipality(database, TOWN, (tx) =>
      logAccess(tx, { ...entry, debtor: debtorNumber(100_099) }),
    );
    await expect(look).rejects.toMatchObject({ code: '23503' });
  });

  test('of one municipality is not that of its neighbour', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, (tx) => logAccess(tx, entry));
    const neighbour = municipalityCode('997');
    await createMunicipality(database, { code: neighbour, name: 'Nabokøbing' });
    const theirs = await readInMunicipality(database, neighbour, (tx) => log.execute(tx));
    expect(theirs.rows).toEqual([]);
    const looking = readInMunicipality(database, neighbour, (tx) =>
      sql`select from m0998.access_log`.execute(tx),
    );
    await expect(looking).rejects.toMatchObject({ code: '42501' });
  });

  test('has one entry for each job of a month, over however many debtors, and names nobody', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    registers.tell(...debtors);
    const assets = loadLetterAssets(join(PROJECT_ROOT, 'municipalities'), '998/arms.svg');
    const job = { database, municipality: TOWN, by: 'prøve', clock: () => morningOf('2026-03-10') };
    await fetchFor({ database, registers }, '2026-03');
    await dryRun(database, '2026-03', { pageSize: 1 });
    await run(database, '2026-03', { pageSize: 1 });
    await run(database, '2026-03');
    await makeDueLetters({ ...job, assets: () => assets });
    await verifyDeterminations(job);
    // The second run read nobody: it only told the first one's report.
    expect(await rowsOf(database, log)).toEqual(
      ['facts fetch 2026-03', 'month run 2026-03 (dry run)', 'month run 2026-03', 'letters', 'verify'].map(
        (about) => ({
          about,
          debtor_number: null,
        }),
      ),
    );
    const [row] = await rowsOf(
      database,
      sql<{ all: string }>`select string_agg(t::text, ' ') as all from access_log t`,
    );
    for (const { cpr, person } of debtors) {
      expect(row?.all).not.toContain(cpr);
      expect(row?.all).not.toContain(person.name);
    }
  });
});
