import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import {
  inMunicipality,
  municipalities,
  readInMunicipality,
  UnknownMunicipalityError,
} from '../../src/platform/database.ts';
import { APP_ROLE } from '../../src/platform/local-login.ts';
import { freshDatabase } from './database.ts';

const database = await freshDatabase({ neighbour: true });
afterAll(() => database.close());
const ours = municipalityCode('998');
const theirs = municipalityCode('997');
const denied = expect.objectContaining({ code: '42501' }) as unknown;
const noSuchTable = expect.objectContaining({ code: '42P01' }) as unknown;

test('the municipalities of the database are listed by code', async () => {
  expect(await municipalities(database)).toEqual([
    { code: '997', name: 'Nabokøbing' },
    { code: '998', name: 'Prøvekøbing' },
  ]);
});

test('what a municipality writes, it reads, and its neighbour does not see', async () => {
  await inMunicipality(database, ours, (tx) =>
    sql`insert into due_work (kind, key, due_at) values ('letter', '1', '2026-03-01T12:00:00.25Z')`.execute(
      tx,
    ),
  );
  const read = sql`select kind, due_at from due_work`;
  expect((await inMunicipality(database, ours, (tx) => read.execute(tx))).rows).toEqual([
    { kind: 'letter', due_at: Temporal.Instant.from('2026-03-01T12:00:00.25Z') },
  ]);
  expect((await inMunicipality(database, theirs, (tx) => read.execute(tx))).rows).toEqual([]);
});

describe("one municipality's transaction cannot", () => {
  const attempts = {
    'read its neighbour’s tables': sql`select * from m0997.due_work`,
    'write into them': sql`insert into m0997.due_work (kind, key, due_at) values ('a', 'b', now())`,
    'change them': sql`update m0997.due_work set kind = 'x'`,
    'delete from them': sql`delete from m0997.due_work`,
    'make a table among them': sql`create table m0997.planted (id integer primary key)`,
    'refer to them by a foreign key': sql`alter table due_work add foreign key (kind, key) references m0997.due_work`,
    'read how far migrations have come': sql`select * from afdrag.migration`,
    'add a municipality': sql`insert into afdrag.municipality (code, name, schema_name) values ('001', 'x', 'm0001')`,
    'read the server’s files': sql`select pg_read_file('postgresql.conf')`,
  };
  for (const [attempt, statement] of Object.entries(attempts)) {
    test(attempt, async () => {
      await expect(inMunicipality(database, ours, (tx) => statement.execute(tx))).rejects.toEqual(denied);
    });
  }
});

describe('without a municipality', () => {
  test('a session can read the list of municipalities and nothing else', async () => {
    const session = new pg.Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
    await session.connect();
    expect((await session.query('select code from afdrag.municipality')).rowCount).toBe(2);
    for (const statement of [
      'select * from m0998.due_work',
      'select * from afdrag.migration',
      `insert into m0998.due_work (kind, key, due_at) values ('a', 'b', now())`,
      `update afdrag.municipality set name = 'x'`,
      'create table public.planted (id integer)',
      'create schema planted',
      'create role planted',
      'drop schema m0998 cascade',
    ]) {
      await expect(session.query(statement)).rejects.toEqual(denied);
    }
    await expect(session.query('select * from due_work')).rejects.toEqual(noSuchTable);
    await session.end();
  });

  test('a connection that has served a municipality has no rights left', async () => {
    const afterwards = inMunicipality(database, ours, async (tx) => {
      await sql`commit`.execute(tx);
      await sql`select * from m0998.due_work`.execute(tx);
    });
    await expect(afterwards).rejects.toEqual(denied);
  });
});

test('a municipality that is not set up is refused by its code', async () => {
  const attempt = inMunicipality(database, municipalityCode('123'), () => Promise.resolve());
  await expect(attempt).rejects.toThrow(UnknownMunicipalityError);
  await expect(attempt).rejects.toThrow('municipality 123 is not set up in this database');
});

test('a municipality whose schema was never migrated is refused', async () => {
  await using other = await freshDatabase({ neighbour: true });
  await other.asAdmin(async (admin) => {
    await sql`drop schema m0997 cascade`.execute(admin);
    await sql`create schema m0997 authorization m0997`.execute(admin);
  });
  await expect(inMunicipality(other, theirs, () => Promise.resolve())).rejects.toThrow(
    UnknownMunicipalityError,
  );
});

test('a transaction that throws leaves nothing behind', async () => {
  const failing = inMunicipality(database, ours, async (tx) => {
    await sql`insert into due_work (kind, key, due_at) values ('lost', '1', now())`.execute(tx);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  const left = await inMunicipality(database, ours, (tx) =>
    sql`select from due_work where kind = 'lost'`.execute(tx),
  );
  expect(left.rows).toHaveLength(0);
});

test('a reading transaction cannot write and sees one state of the tables throughout', async () => {
  await expect(
    readInMunicipality(database, ours, (tx) => sql`delete from due_work`.execute(tx)),
  ).rejects.toEqual(expect.objectContaining({ code: '25006' }));
  const counts = await readInMunicipality(database, ours, async (tx) => {
    const count = async () =>
      (await sql<{ n: bigint }>`select count(*) as n from due_work where kind = 'during'`.execute(tx)).rows[0]
        ?.n;
    const before = await count();
    await inMunicipality(database, ours, (other) =>
      sql`insert into due_work (kind, key, due_at) values ('during', '1', now())`.execute(other),
    );
    return [before, await count()];
  });
  expect(counts).toEqual([0n, 0n]);
});

test('amounts, days and moments come as exact types, also in lists', async () => {
  const row = await inMunicipality(database, ours, async (tx) => {
    const moment = Temporal.Instant.from('2026-10-25T00:30:00.123456Z');
    const answer = await sql`select 9007199254740993::bigint as ore, date '2026-03-01' as day,
      array[1, null]::bigint[] as ores, array[date '2026-03-01'] as days, 12.50::numeric as number,
      ${moment}::timestamptz as moment, ${[moment, null]}::timestamptz[] as moments`.execute(tx);
    return answer.rows[0];
  });
  const moment = Temporal.Instant.from('2026-10-25T00:30:00.123456Z');
  expect(row).toEqual({
    ore: 9007199254740993n,
    day: '2026-03-01',
    ores: [1n, null],
    days: ['2026-03-01'],
    number: '12.50',
    moment,
    moments: [moment, null],
  });
});
