import { appendFileSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import {
  connectTo,
  inMunicipality,
  municipalities,
  UnknownMunicipalityError,
} from '../../src/platform/database.ts';
import { APP_ROLE } from '../../src/platform/local-login.ts';
import {
  createMunicipality,
  migrateAll,
  MigrationError,
  MIGRATIONS,
  migrationStatus,
} from '../../src/platform/migrate.ts';
import { bareDatabase, freshDatabase, type FreshDatabase } from './database.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
const ours = { code: municipalityCode('998'), name: 'Prøvekøbing' };

test('an empty database is migrated, and a second time there is nothing to do', async () => {
  await using database = await bareDatabase();
  const applied = await migrateAll(database);
  expect(applied[0]).toEqual({ scope: 'shared', file: '000001_shared.sql' });
  expect(await migrateAll(database)).toEqual([]);
  expect(await municipalities(database)).toEqual([]);
});

test('a new municipality gets its schema with all migrations; a second request changes nothing', async () => {
  await using database = await bareDatabase();
  await migrateAll(database);
  expect(await createMunicipality(database, ours)).toBe('created');
  expect(await createMunicipality(database, { ...ours, name: 'Andet navn' })).toBe('existed');
  expect(await municipalities(database)).toEqual([ours]);
  await expect(inMunicipality(database, ours.code, (tx) => Promise.resolve(tx.code))).resolves.toBe('998');
});

test('several commands that migrate and set up the same municipality at once do it once', async () => {
  await using database = await bareDatabase();
  const setUp = async () => {
    await migrateAll(database);
    return createMunicipality(database, ours);
  };
  const outcomes = await Promise.all([setUp(), setUp(), setUp(), setUp()]);
  expect(outcomes.toSorted()).toEqual(['created', 'existed', 'existed', 'existed']);
});

test('a new migration goes through every municipality, and the status says where each stands', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const folder = copyOfMigrations();
  const before = await migrationStatus(database);
  expect(before.map((status) => status.scope)).toEqual(['shared', 'm0997', 'm0998']);
  expect(before.every((status) => status.version === status.latest)).toBe(true);

  const next = nextFile(folder);
  writeFileSync(join(folder, 'municipality', next), 'create table added (id integer primary key);');
  const behind = await migrationStatus(database, folder);
  expect(behind.map((status) => status.latest - status.version)).toEqual([0, 1, 1]);
  expect(await migrateAll(database, folder)).toEqual([
    { scope: 'm0997', file: next },
    { scope: 'm0998', file: next },
  ]);
  await inMunicipality(database, ours.code, (tx) => sql`insert into added values (1)`.execute(tx));
});

test('the status of a database that was never migrated is that nothing has run', async () => {
  await using database = await bareDatabase();
  expect(await migrationStatus(database)).toEqual([{ scope: 'shared', version: 0, latest: 1 }]);
});

test('a migration that fails leaves its municipality as it was and is named', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const folder = copyOfMigrations();
  const next = nextFile(folder);
  writeFileSync(
    join(folder, 'municipality', next),
    'create table half (id integer primary key); select 1 / 0;',
  );
  await expect(migrateAll(database, folder)).rejects.toThrow(`migration ${next} failed in m0997`);
  const left = await database.asAdmin((admin) =>
    sql`select to_regclass('m0997.half') as half`.execute(admin),
  );
  expect(left.rows).toEqual([{ half: null }]);
});

test('a migration runs with the rights of its municipality only', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const folder = copyOfMigrations();
  writeFileSync(
    join(folder, 'municipality', nextFile(folder)),
    'delete from m0998.due_work; create schema planted;',
  );
  await expect(migrateAll(database, folder)).rejects.toThrow(/failed in m0997/);
});

test('a migration that has run and was edited afterwards is refused by name', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const folder = copyOfMigrations();
  appendFileSync(join(folder, 'municipality/000001_due-work.sql'), '-- a harmless word\n');
  await expect(migrateAll(database, folder)).rejects.toThrow(MigrationError);
  await expect(migrateAll(database, folder)).rejects.toThrow(
    /000001_due-work\.sql is not what m0997 has had/,
  );
});

test('a gap in the numbers, a number used twice and a name that is none are refused', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const gap = copyOfMigrations();
  writeFileSync(join(gap, 'municipality/000900_later.sql'), 'select 1;');
  await expect(async () => migrateAll(database, gap)).rejects.toThrow(/000900_later\.sql: expected number/);
  const twice = copyOfMigrations();
  writeFileSync(join(twice, 'municipality/000001_again.sql'), 'select 1;');
  await expect(async () => migrateAll(database, twice)).rejects.toThrow(/none is used twice/);
  const nameless = copyOfMigrations();
  renameSync(join(nameless, 'shared/000001_shared.sql'), join(nameless, 'shared/first.sql'));
  await expect(async () => migrateAll(database, nameless)).rejects.toThrow(
    /first\.sql: a migration is named/,
  );
});

test('a database that a newer program has migrated is left alone', async () => {
  await using database = await freshDatabase({ neighbour: true });
  const folder = copyOfMigrations();
  const next = nextFile(folder);
  writeFileSync(join(folder, 'municipality', next), 'create table added (id integer primary key);');
  await migrateAll(database, folder);
  await expect(migrateAll(database)).rejects.toThrow(
    `m0997 has had ${next}, which this program does not know`,
  );
});

test('a login that is no superuser can migrate, set up a municipality and work in it; one that may less can serve it', async () => {
  await using database = await bareDatabase();
  const name = new URL(database.url).pathname.slice(1);
  const [owner, server] = [`owner_${name.slice(5, 17)}`, `server_${name.slice(5, 17)}`];
  const [served, other] = [municipalityCode('989'), municipalityCode('988')];
  // The role without rights belongs to the whole server and is there from other tests: an administrator lends it.
  const prepare = [
    `do 'begin create role ${APP_ROLE} nologin noinherit; exception when duplicate_object then null; end'`,
    'drop role if exists m0989, m0988',
    `create role ${owner} login createrole`,
    `create role ${server} login`,
    `grant ${APP_ROLE} to ${owner} with admin option`,
    `grant create on database ${name} to ${owner}`,
  ];
  await asAdmin(database, prepare);

  const owning = connectTo({ connectionString: loginAs(database.url, owner) }, { poolSize: 2 });
  await migrateAll(owning);
  expect(await createMunicipality(owning, { code: served, name: 'Lånekøbing' })).toBe('created');
  await createMunicipality(owning, { code: other, name: 'Andenkøbing' });
  await inMunicipality(owning, served, (tx) => writeOne.execute(tx));
  await owning.close();

  await asAdmin(database, [`grant ${APP_ROLE}, m0989 to ${server}`]);
  const serving = connectTo({ connectionString: loginAs(database.url, server) }, { poolSize: 2 });
  await inMunicipality(serving, served, (tx) => sql`delete from due_work`.execute(tx));
  await expect(inMunicipality(serving, other, () => Promise.resolve())).rejects.toThrow(
    UnknownMunicipalityError,
  );
  await serving.close();

  const drop = [owner, server].flatMap((login) => [`drop owned by ${login} cascade`, `drop role ${login}`]);
  await asAdmin(database, [
    'drop schema m0989 cascade',
    'drop schema m0988 cascade',
    ...drop,
    'drop role m0989, m0988',
  ]);
});

const writeOne = sql`insert into due_work (kind, key, due_at) values ('a', 'b', now())`;

async function asAdmin(database: FreshDatabase, statements: readonly string[]): Promise<void> {
  await database.asAdmin(async (admin) => {
    for (const statement of statements) await admin.executeQuery(CompiledQuery.raw(statement));
  });
}

function loginAs(url: string, login: string): string {
  const address = new URL(url);
  address.username = login;
  return address.href;
}

function copyOfMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-migrations-'));
  folders.push(folder);
  cpSync(MIGRATIONS, folder, { recursive: true });
  return folder;
}

function nextFile(folder: string): string {
  const latest = readdirSync(join(folder, 'municipality')).filter((name) => name.endsWith('.sql')).length;
  return `${String(latest + 1).padStart(6, '0')}_added.sql`;
}
