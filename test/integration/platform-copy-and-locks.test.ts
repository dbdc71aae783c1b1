import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { copyInto, copyLine, type CopyValue } from '../../src/platform/copy.ts';
import { inMunicipality, withMunicipalityLock } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';

const database = await freshDatabase({ neighbour: true });
afterAll(() => database.close());
const ours = municipalityCode('998');
const sheet = { table: 'sheet', columns: ['id', 'text', 'ore', 'flag', 'at'] };
await inMunicipality(database, ours, (tx) =>
  sql`create table sheet (id integer primary key, text text, ore bigint, flag boolean, at timestamptz)`.execute(
    tx,
  ),
);

test('copied rows arrive exactly, whatever signs they hold, in the transaction they were copied in', async () => {
  const awkward = 'tab\t line\n return\r back\\slash \\N "quote" ’æøå';
  const at = Temporal.Instant.from('2026-03-01T00:00:00Z');
  const rows: CopyValue[][] = [
    [1, awkward, -9007199254740993n, true, at],
    [2, '', 0n, false, null],
    [3, null, null, null, null],
    [4, '\\N', 1n, null, null],
  ];
  const read = await inMunicipality(database, ours, async (tx) => {
    expect(await copyInto(tx, sheet, rows.map(copyLine))).toBe(4);
    return (await sql`delete from sheet returning *`.execute(tx)).rows;
  });
  expect(read).toEqual([
    { id: 1, text: awkward, ore: -9007199254740993n, flag: true, at },
    { id: 2, text: '', ore: 0n, flag: false, at: null },
    { id: 3, text: null, ore: null, flag: null, at: null },
    { id: 4, text: '\\N', ore: 1n, flag: null, at: null },
  ]);
});

test('a hundred thousand rows can be copied from a source that makes them one by one', async () => {
  async function* source() {
    for (let id = 1; id <= 100_000; id += 1) yield copyLine([id, `row ${id}`, BigInt(id), null, null]);
  }
  const total = await inMunicipality(database, ours, async (tx) => {
    await copyInto(tx, sheet, source());
    const sum = await sql<{ total: string }>`select sum(ore) as total from sheet`.execute(tx);
    await sql`delete from sheet`.execute(tx);
    return sum.rows[0]?.total;
  });
  expect(total).toBe('5000050000');
});

test('a row that the table refuses fails the whole transaction, and the connection serves the next', async () => {
  const twice = [1, 1].map((id) => copyLine([id, null, null, null, null]));
  await expect(inMunicipality(database, ours, (tx) => copyInto(tx, sheet, twice))).rejects.toMatchObject({
    code: '23505',
  });
  expect(await countRows()).toBe(0n);
});

test('a source that breaks in the middle leaves nothing behind, and the connection serves the next', async () => {
  function* breaking() {
    yield copyLine([1, null, null, null, null]);
    throw new Error('the file ended in the middle');
  }
  await expect(inMunicipality(database, ours, (tx) => copyInto(tx, sheet, breaking()))).rejects.toThrow(
    'the file ended in the middle',
  );
  expect(await countRows()).toBe(0n);
});

test('a name that is no table’s or column’s is not sent', async () => {
  const attempt = inMunicipality(database, ours, (tx) =>
    copyInto(tx, { table: 'sheet; drop table sheet', columns: ['id'] }, []),
  );
  await expect(attempt).rejects.toThrow('not a table or column name');
});

test('while one run holds a lock another is told that it is busy; other names and municipalities are free', async () => {
  const run = { code: ours, name: 'month-run' };
  const held = await withMunicipalityLock(database, run, async () => {
    const second = await withMunicipalityLock(database, run, () => Promise.resolve('ran'));
    expect(second).toEqual({ ok: false, refusal: { tag: 'busy', name: 'month-run' } });
    const other = await withMunicipalityLock(database, { ...run, name: 'facts' }, () =>
      Promise.resolve('ran'),
    );
    expect(other).toEqual({ ok: true, value: 'ran' });
    const neighbour = { ...run, code: municipalityCode('997') };
    expect((await withMunicipalityLock(database, neighbour, () => Promise.resolve())).ok).toBe(true);
    return 'first';
  });
  expect(held).toEqual({ ok: true, value: 'first' });
  expect((await withMunicipalityLock(database, run, () => Promise.resolve())).ok).toBe(true);
});

test('a lock is free again after the work in it failed', async () => {
  const run = { code: ours, name: 'month-run' };
  await expect(
    withMunicipalityLock(database, run, () => Promise.reject(new Error('stopped'))),
  ).rejects.toThrow('stopped');
  expect((await withMunicipalityLock(database, run, () => Promise.resolve())).ok).toBe(true);
});

test('work is told when its lock is lost with the connection', async () => {
  const held = withMunicipalityLock(database, { code: ours, name: 'long' }, async (lost) => {
    const told = new Promise((resolve) => lost.addEventListener('abort', resolve, { once: true }));
    await database.asAdmin((admin) =>
      sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`.execute(admin),
    );
    await told;
    return lost.aborted;
  });
  expect(await held).toEqual({ ok: true, value: true });
});

async function countRows(): Promise<bigint | undefined> {
  const counted = await inMunicipality(database, ours, (tx) =>
    sql<{ n: bigint }>`select count(*) as n from sheet`.execute(tx),
  );
  return counted.rows[0]?.n;
}
