import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import pg from 'pg';
import { municipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { schemaOf, type Database } from './database.ts';
import { APP_ROLE, LOCAL_LOGIN } from './local-login.ts';

/** Where the migrations lie: `shared/` for what belongs to no municipality, `municipality/` for each one's schema. */
export const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');

/** The files and the database disagree. The message names the file and says what to do; nothing was changed. */
export class MigrationError extends Error {}

export interface Applied {
  readonly scope: string;
  readonly file: string;
}

export interface ScopeStatus {
  /** `shared` or a municipality's schema. */
  readonly scope: string;
  /** The last migration that has run there, 0 = none. */
  readonly version: number;
  /** The last migration that the program brings. */
  readonly latest: number;
}

/**
 * Brings the shared schema and then every municipality's up to date, each file in a transaction of its own, and says
 * what was done. Two at once wait for each other. Throws MigrationError.
 */
export function migrateAll(database: Database, folder = MIGRATIONS): Promise<readonly Applied[]> {
  const shared = readMigrations(join(folder, 'shared'));
  const perMunicipality = readMigrations(join(folder, 'municipality'));
  return alone(database, async (admin) => {
    await ensureRole(admin, APP_ROLE);
    const done = [...(await migrateScope(admin, { scope: 'shared', role: null }, shared))];
    for (const schema of await schemas(admin)) {
      done.push(...(await migrateScope(admin, { scope: schema, role: schema }, perMunicipality)));
    }
    return done;
  });
}

/**
 * Gives a municipality its role and its schema, migrated. Safe to repeat and for two at once: who comes second finds
 * it there and changes nothing. The shared schema must have been migrated.
 */
export function createMunicipality(
  database: Database,
  { code, name }: { readonly code: MunicipalityCode; readonly name: string },
  folder = MIGRATIONS,
): Promise<'created' | 'existed'> {
  const files = readMigrations(join(folder, 'municipality'));
  const schema = schemaOf(municipalityCode(code));
  return alone(database, async (admin) => {
    await ensureRole(admin, schema);
    await lendToLocalLogin(admin, schema);
    const created = await admin.transaction().execute(async (tx) => {
      const added = await sql`insert into afdrag.municipality (code, name, schema_name)
        values (${code}, ${name}, ${schema}) on conflict do nothing`.execute(tx);
      if (added.numAffectedRows === 0n) return false;
      await sql`create schema ${sql.id(schema)} authorization ${sql.id(schema)}`.execute(tx);
      return true;
    });
    await migrateScope(admin, { scope: schema, role: schema }, files);
    return created ? 'created' : 'existed';
  });
}

/** Takes a municipality away with all that it has. For demonstrations that begin again; there is no way back. */
export function dropMunicipality(database: Database, code: MunicipalityCode): Promise<void> {
  const schema = schemaOf(municipalityCode(code));
  return alone(database, (admin) =>
    admin.transaction().execute(async (tx) => {
      if (!(await hasHistory(tx))) return;
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(tx);
      await sql`delete from afdrag.migration where scope = ${schema}`.execute(tx);
      await sql`delete from afdrag.municipality where code = ${code}`.execute(tx);
    }),
  );
}

/** Which schema stands where. All is well when every `version` is its `latest`. */
export function migrationStatus(database: Database, folder = MIGRATIONS): Promise<readonly ScopeStatus[]> {
  const latestShared = readMigrations(join(folder, 'shared')).length;
  const latest = readMigrations(join(folder, 'municipality')).length;
  return database.asAdmin(async (admin) => {
    if (!(await hasHistory(admin))) return [{ scope: 'shared', version: 0, latest: latestShared }];
    const rows = await sql<{ scope: string; version: number }>`
      select scope, coalesce(max(version), 0) as version
      from (select 'shared' as scope union all select schema_name from afdrag.municipality) as scopes
      left join afdrag.migration using (scope)
      group by scope order by scope = 'shared' desc, scope`.execute(admin);
    return rows.rows.map((row) => ({ ...row, latest: row.scope === 'shared' ? latestShared : latest }));
  });
}

interface Migration {
  readonly version: number;
  readonly file: string;
  readonly text: string;
  readonly sha256: string;
}

/** The files of one folder in order. Throws MigrationError for a name that is none, a gap, a number used twice. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return files.toSorted().map((file, index) => {
    const number = /^(\d{6})_[a-z0-9-]+\.sql$/.exec(file)?.[1];
    if (number === undefined)
      throw new MigrationError(`${file}: a migration is named 000001_what-it-does.sql`);
    if (Number(number) !== index + 1) {
      throw new MigrationError(
        `${file}: expected number ${index + 1}; numbers have no gaps and none is used twice`,
      );
    }
    const text = readFileSync(join(folder, file), 'utf8');
    return { version: index + 1, file, text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

interface Scope {
  readonly scope: string;
  /** Whose rights and search path the files run with; null = the login's. */
  readonly role: string | null;
}

async function migrateScope(
  admin: Kysely<unknown>,
  scope: Scope,
  files: readonly Migration[],
): Promise<Applied[]> {
  const applied = await history(admin, scope.scope);
  checkHistory(applied, files, scope.scope);
  const done: Applied[] = [];
  for (const file of files.slice(applied.length)) {
    await applyOne(admin, scope, file);
    done.push({ scope: scope.scope, file: file.file });
  }
  return done;
}

interface HistoryRow {
  readonly name: string;
  readonly sha256: string;
}

async function history(admin: Kysely<unknown>, scope: string): Promise<readonly HistoryRow[]> {
  if (!(await hasHistory(admin))) return [];
  const rows = await sql<HistoryRow>`
    select name, sha256 from afdrag.migration where scope = ${scope} order by version`.execute(admin);
  return rows.rows;
}

async function hasHistory(admin: Kysely<unknown>): Promise<boolean> {
  const found = await sql<{ there: boolean }>`
    select to_regclass('afdrag.migration') is not null as there`.execute(admin);
  return found.rows[0]?.there === true;
}

function checkHistory(applied: readonly HistoryRow[], files: readonly Migration[], scope: string): void {
  for (const [index, row] of applied.entries()) {
    const file = files[index];
    if (file === undefined) {
      throw new MigrationError(
        `${scope} has had ${row.name}, which this program does not know; use a newer program`,
      );
    }
    if (file.file !== row.name || file.sha256 !== row.sha256) {
      throw new MigrationError(
        `${file.file} is not what ${scope} has had as ${row.name}: a migration that has run is never edited; ` +
          'put it back and write a new one',
      );
    }
  }
}

async function applyOne(admin: Kysely<unknown>, { scope, role }: Scope, file: Migration): Promise<void> {
  try {
    await admin.transaction().execute(async (tx) => {
      if (role !== null) {
        await sql`select set_config('role', ${role}, true), set_config('search_path', ${role}, true)`.execute(
          tx,
        );
      }
      // A file holds many statements, which only go together without parameters.
      await tx.executeQuery(CompiledQuery.raw(file.text));
      await sql`select set_config('role', 'none', true)`.execute(tx);
      await sql`insert into afdrag.migration (scope, version, name, sha256)
        values (${scope}, ${file.version}, ${file.file}, ${file.sha256})`.execute(tx);
    });
  } catch (error) {
    throw new Error(`migration ${file.file} failed in ${scope}`, { cause: error });
  }
}

/**
 * A role that cannot log in and inherits nothing, of which the login is a member. Roles belong to the whole server, so
 * another database's migration may make the same one in the same moment.
 */
/** The local server's own login may take the role, one transaction at a time; it inherits nothing. */
async function lendToLocalLogin(admin: Kysely<unknown>, role: string): Promise<void> {
  const local = await sql`select from pg_roles where rolname = ${LOCAL_LOGIN}`.execute(admin);
  if (local.rows.length > 0) await sql`grant ${sql.id(role)} to ${sql.id(LOCAL_LOGIN)}`.execute(admin);
}

async function ensureRole(admin: Kysely<unknown>, role: string): Promise<void> {
  const found = await sql`select from pg_roles where rolname = ${role}`.execute(admin);
  if (found.rows.length === 0) {
    await sql`create role ${sql.id(role)} nologin noinherit`.execute(admin).catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505')))
        throw error;
    });
  }
  // A superuser may take any role. Another login makes itself a member: from PostgreSQL 16 on, having created a role does
  // not yet mean that one may take it.
  const may = await sql<{ take: boolean }>`
    select pg_has_role(current_user, ${role},
      case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end) as take`.execute(
    admin,
  );
  if (may.rows[0]?.take !== true) await sql`grant ${sql.id(role)} to current_user`.execute(admin);
}

async function schemas(admin: Kysely<unknown>): Promise<readonly string[]> {
  const rows = await sql<{ schema_name: string }>`
    select schema_name from afdrag.municipality order by schema_name`.execute(admin);
  return rows.rows.map((row) => row.schema_name);
}

/** One migration or new municipality at a time in a database. The lock ends with the connection. */
function alone<T>(database: Database, work: (admin: Kysely<unknown>) => Promise<T>): Promise<T> {
  return database.asAdmin(async (admin) => {
    await sql`select pg_advisory_lock(hashtextextended('afdrag migrations', 0))`.execute(admin);
    return work(admin);
  });
}
