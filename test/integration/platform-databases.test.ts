import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { UnknownDatabaseError } from '../../src/platform/connection.ts';
import { inMunicipality, municipalities, openDatabase, type Database } from '../../src/platform/database.ts';
import {
  createDatabase,
  dropDatabase,
  holdsWhatIsKept,
  type ServerOptions,
} from '../../src/platform/databases.ts';
import { createMunicipality, migrateAll } from '../../src/platform/migrate.ts';
import { afdrag } from './command-line.ts';
import { freshDatabase } from './database.ts';

const usual = await freshDatabase();
afterAll(() => usual.close());
const server: ServerOptions = { databaseUrl: usual.url, dataDir: '' };
const aName = () => `play-${randomUUID().slice(0, 8)}`;

async function setting(database: Database, name: string): Promise<unknown> {
  const told = sql<{ value: string }>`select current_setting(${name}) as value`;
  return (await database.asAdmin((admin) => told.execute(admin))).rows[0]?.value;
}

describe('another database of the same server', () => {
  test('is made once, has nothing in it, and is a world of its own', async () => {
    const name = aName();
    expect(await createDatabase(server, name)).toBe('created');
    expect(await createDatabase(server, name)).toBe('existed');
    const other = await openDatabase({ ...server, name });
    await migrateAll(other);
    expect(await municipalities(other)).toEqual([]);
    await createMunicipality(other, { code: municipalityCode('998'), name: 'Spillekøbing' });
    const work = sql`select from due_work`;
    await inMunicipality(other, municipalityCode('998'), (tx) =>
      sql`insert into due_work (kind, key, due_at) values ('a', 'b', now())`.execute(tx),
    );
    const ours = await inMunicipality(usual, municipalityCode('998'), (tx) => work.execute(tx));
    expect(ours.rows).toEqual([]);
    expect(await setting(other, 'synchronous_commit')).toBe('on');
    await other.close();
    await dropDatabase(server, name);
  });

  test('is missed by somebody when there is something in it, if it was not made to be thrown away', async () => {
    const name = aName();
    expect(await holdsWhatIsKept(server, name)).toBe(false);
    await createDatabase(server, name);
    expect(await holdsWhatIsKept(server, name)).toBe(false);
    const other = await openDatabase({ ...server, name });
    await migrateAll(other);
    await other.close();
    expect(await holdsWhatIsKept(server, name)).toBe(true);
    const refused = await afdrag(['demo', 'play', '--database', name], {
      environment: { DATABASE_URL: usual.url },
    });
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toContain('Den bliver ikke slettet');
    expect(await createDatabase(server, name)).toBe('existed');
    await dropDatabase(server, name);
  });

  test('that can be thrown away writes without waiting, and it alone', async () => {
    const name = aName();
    await createDatabase(server, name, { throwAway: true });
    const other = await openDatabase({ ...server, name });
    await migrateAll(other);
    expect(await holdsWhatIsKept(server, name)).toBe(false);
    expect(await setting(other, 'synchronous_commit')).toBe('off');
    expect(await setting(usual, 'synchronous_commit')).toBe('on');
    await other.close();
    await dropDatabase(server, name);
  });

  test('is dropped also while somebody uses it, and dropping it twice is no harm', async () => {
    const name = aName();
    await createDatabase(server, name);
    const other = await openDatabase({ ...server, name });
    await migrateAll(other);
    await municipalities(other);
    await dropDatabase(server, name);
    await dropDatabase(server, name);
    await expect(migrateAll(other)).rejects.toThrow(UnknownDatabaseError);
    await other.close();
  });

  test.each(['postgres', 'template1', 'Afdrag', 'a b', 'a"; drop database x'])(
    'is never called %j',
    async (name) => {
      await expect(async () => createDatabase(server, name)).rejects.toThrow('not a name');
      await expect(async () => dropDatabase(server, name)).rejects.toThrow('not a name');
      await expect(openDatabase({ ...server, name })).rejects.toThrow('not a name');
    },
  );

  test('is not what holds everything: that one is never dropped', async () => {
    await expect(async () => dropDatabase(server, 'afdrag')).rejects.toThrow('never dropped');
  });
});

// It makes a server of its own, which takes its time on a busy machine.
test('on the local server only the usual database comes by itself', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-databases-'));
  const local: ServerOptions = { databaseUrl: null, dataDir: join(folder, 'postgres') };
  const first = await openDatabase(local);
  await migrateAll(first);
  const slip = await openDatabase({ ...local, name: 'demo-play' });
  await expect(migrateAll(slip)).rejects.toThrow(UnknownDatabaseError);
  await slip.close();
  expect(await createDatabase(local, 'demo-play', { throwAway: true })).toBe('created');
  const played = await openDatabase({ ...local, name: 'demo-play' });
  await migrateAll(played);
  await createMunicipality(played, { code: municipalityCode('998'), name: 'Spillekøbing' });
  expect(await municipalities(played)).toHaveLength(1);
  expect(await municipalities(first)).toEqual([]);
  await played.close();
  await dropDatabase(local, 'demo-play');
  await first.close();
  rmSync(folder, { recursive: true });
});

describe('a command told which database is meant', () => {
  const environment = { DATABASE_URL: usual.url };

  test('works in that one', async () => {
    const name = aName();
    await createDatabase(server, name);
    const said = await afdrag(['migrate', '--database', name], { environment });
    expect(said).toMatchObject({ status: 0, out: 'shared: 1 af 1\n' });
    expect((await afdrag(['migrate'], { environment })).out).toContain('m0998');
    await dropDatabase(server, name);
  });

  test('that is not there says so, and makes none', async () => {
    const name = aName();
    for (let again = 0; again < 2; again += 1) {
      const said = await afdrag(['migrate', '--database', name], { environment });
      expect(said).toMatchObject({
        status: 1,
        out: '',
        err: `Databasen ${name} findes ikke på serveren.\n`,
      });
    }
  });

  test('by a name that cannot be one is called wrongly', async () => {
    const said = await afdrag(['migrate', '--database', 'Demo_Play'], { environment });
    expect(said).toMatchObject({ status: 2, out: '' });
    expect(said.err).toContain('--database skal være navnet på en database');
  });

  test('is asked also of questions, which use none', async () => {
    const said = await afdrag(['assess', '--stdin', '--database', 'demo-play'], { environment, input: '' });
    expect(said).toMatchObject({ status: 0 });
  });
});
