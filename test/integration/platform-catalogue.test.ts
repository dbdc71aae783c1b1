import { sql, type Kysely } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase } from './database.ts';

const database = await freshDatabase({ neighbour: true });
afterAll(() => database.close());

/** Everything that depends on something in another of our schemas: foreign keys, views, defaults from sequences, triggers. */
const crossings = sql<{ what: string; on: string }>`
  with named as (
    select distinct pg_describe_object(classid, objid, objsubid) as what,
      (pg_identify_object(classid, objid, objsubid)).identity as from_identity,
      pg_describe_object(refclassid, refobjid, refobjsubid) as "on",
      (pg_identify_object(refclassid, refobjid, refobjsubid)).identity as on_identity
    from pg_depend where deptype <> 'p'),
  placed as (
    select what, "on", substring(from_identity from '\\m(m0[0-9]{3}|afdrag)\\M') as from_schema,
      substring(on_identity from '\\m(m0[0-9]{3}|afdrag)\\M') as on_schema from named)
  select what, "on" from placed where from_schema <> on_schema order by what`;

describe('nothing crosses from one schema to another', () => {
  test('as the migrations have made them', async () => {
    expect((await database.asAdmin((admin) => crossings.execute(admin))).rows).toEqual([]);
  });

  test('and a foreign key, a view, a sequence or a trigger that did would be found', async () => {
    await using spoiled = await freshDatabase({ neighbour: true });
    const found = await spoiled.asAdmin(async (admin) => {
      await sql`create view m0998.spy as select * from m0997.due_work`.execute(admin);
      await sql`create table m0998.reference (kind text, key text, foreign key (kind, key) references m0997.due_work)`.execute(
        admin,
      );
      await sql`create sequence m0997.numbers`.execute(admin);
      await sql`alter table m0998.reference add number bigint default nextval('m0997.numbers')`.execute(
        admin,
      );
      await sql`create function m0997.act() returns trigger language plpgsql as 'begin return new; end'`.execute(
        admin,
      );
      await sql`create trigger acts before insert on m0998.reference for each row execute function m0997.act()`.execute(
        admin,
      );
      return (await crossings.execute(admin)).rows.map((row) => row.what).join('\n');
    });
    expect(found).toMatch(/view .*spy/);
    expect(found).toMatch(/constraint reference_kind_key_fkey/);
    expect(found).toMatch(/default value for column number/);
    expect(found).toMatch(/trigger acts/);
  });
});

describe('in the schema of a municipality and the shared one', () => {
  const inOurs = sql`(n.nspname = 'm0998' or n.nspname = 'afdrag')`;

  test('everything belongs to the schema’s own role', async () => {
    expect(
      await names(sql<Named>`
        select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname ~ '^m0[0-9]{3}$' and c.relowner <> n.nspname::regrole`),
    ).toEqual([]);
  });

  test('each table has a primary key', async () => {
    expect(
      await names(sql<Named>`
        select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${inOurs} and c.relkind in ('r', 'p')
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`),
    ).toEqual([]);
  });

  test('amounts in øre are bigint', async () => {
    expect(
      await names(sql<Named>`
        select c.relname || '.' || a.attname as name ${columns}
        where ${inOurs} and c.relkind in ('r', 'p') and a.attname ~ '(^|_)ore$'
          and a.atttypid not in ('bigint'::regtype, 'bigint[]'::regtype)`),
    ).toEqual([]);
  });

  test('no amount is a floating point number or of the type money', async () => {
    expect(
      await names(sql<Named>`
        select c.relname || '.' || a.attname as name ${columns}
        where ${inOurs} and a.atttypid in ('real'::regtype, 'double precision'::regtype, 'money'::regtype)`),
    ).toEqual([]);
  });

  test('moments have a time zone', async () => {
    expect(
      await names(sql<Named>`
        select c.relname || '.' || a.attname as name ${columns}
        where ${inOurs} and a.atttypid in ('timestamp'::regtype, 'timestamp[]'::regtype, 'time'::regtype)`),
    ).toEqual([]);
  });

  test('each foreign key has an index that begins with its columns', async () => {
    expect(
      await names(sql<Named>`
        select k.conrelid::regclass || ': ' || k.conname as name
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where ${inOurs} and k.contype = 'f' and not exists (
          select from pg_index i
          where i.indrelid = k.conrelid
            -- A partial index over the rows that refer to something serves as well.
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)',
              (select attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1])))
            and (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey)`),
    ).toEqual([]);
  });
});

interface Named {
  readonly name: string;
}

const columns = sql`
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    and a.attnum > 0 and not a.attisdropped`;

function names(query: ReturnType<typeof sql<Named>>): Promise<readonly string[]> {
  return database.asAdmin(async (admin: Kysely<unknown>) =>
    (await query.execute(admin)).rows.map((row) => row.name).toSorted(),
  );
}
