import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type MunicipalityReadTx } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';

// One connection, so that everything below meets the same statements.
const database = await freshDatabase({ poolSize: 1, neighbour: true });
afterAll(() => database.close());
const ours = municipalityCode('998');
const theirs = municipalityCode('997');

beforeAll(async () => {
  for (const code of [ours, theirs])
    await inMunicipality(database, code, (tx) =>
      sql`insert into due_work (kind, key, due_at) values ('letter', ${`of ${code}`}, '2026-03-01T12:00:00Z')`.execute(
        tx,
      ),
    );
});

async function keysOf(tx: MunicipalityReadTx, kind: string): Promise<string[]> {
  const { rows } = await sql<{
    key: string;
  }>`select key from due_work where kind = ${kind} order by key`.execute(tx);
  return rows.map(({ key }) => key);
}

/** How many statements the server keeps of this text, by whose they are. */
async function kept(text: string): Promise<string[]> {
  const { rows } = await readInMunicipality(database, ours, (tx) =>
    sql<{ owner: string }>`
      select split_part(name, '#', 1) as owner from pg_prepared_statements
      where statement like ${`${text}%`} order by 1`.execute(tx),
  );
  return rows.map(({ owner }) => owner);
}

describe('a statement that comes again on a connection', () => {
  test('is kept ready when it has come some times, for each municipality by itself', async () => {
    const read: unknown[] = [];
    for (const code of [ours, theirs, ours, theirs, theirs, ours])
      for (let again = 0; again < 5; again += 1)
        read.push(await readInMunicipality(database, code, async (tx) => [code, await keysOf(tx, 'letter')]));
    expect(read).toHaveLength(30);
    for (const [code, keys] of read as [string, string[]][]) expect(keys).toEqual([`of ${code}`]);
    expect(await kept('select key from due_work where kind = $1')).toEqual(['m0997', 'm0998']);
  });

  test('is not kept when it came once, or has nothing that changes', async () => {
    await readInMunicipality(database, ours, async (tx) => {
      await sql`select 'once', ${1}::int`.execute(tx);
      for (let again = 0; again < 9; again += 1) await sql`select 'nothing changes'`.execute(tx);
    });
    expect(await kept(`select 'once'`)).toEqual([]);
    expect(await kept(`select 'nothing changes'`)).toEqual([]);
  });

  test('goes by the rights of the moment', async () => {
    const named = (tx: MunicipalityReadTx) =>
      sql`select key from m0998.due_work where kind = ${'letter'}`.execute(tx);
    const asNeighbour = inMunicipality(database, ours, async (tx) => {
      for (let again = 0; again < 6; again += 1) await named(tx);
      await sql`set local role m0997`.execute(tx);
      await named(tx);
    });
    await expect(asNeighbour).rejects.toMatchObject({ code: '42501' });
  });

  test('may fail and be asked again', async () => {
    const divide = (tx: MunicipalityReadTx, by: number) => sql`select 1 / ${by}::int as part`.execute(tx);
    for (let again = 0; again < 7; again += 1) {
      await expect(readInMunicipality(database, ours, (tx) => divide(tx, 0))).rejects.toThrow('by zero');
      expect((await readInMunicipality(database, ours, (tx) => divide(tx, 1))).rows).toEqual([{ part: 1 }]);
    }
    const missing = () =>
      readInMunicipality(database, ours, (tx) => sql`select ${1}::int from nowhere`.execute(tx));
    for (let again = 0; again < 7; again += 1) await expect(missing()).rejects.toThrow('nowhere');
  });

  test('is planned again when a migration has changed its table', async () => {
    await inMunicipality(database, ours, (tx) =>
      sql`alter table due_work add column added_later integer`.execute(tx),
    );
    expect(await readInMunicipality(database, ours, (tx) => keysOf(tx, 'letter'))).toEqual(['of 998']);
  });

  test('fails once, and no more, when a migration has changed what it answers', async () => {
    const all = () =>
      readInMunicipality(database, ours, (tx) =>
        sql`select * from due_work where kind = ${'letter'}`.execute(tx),
      );
    for (let again = 0; again < 6; again += 1) expect((await all()).rows).toHaveLength(1);
    await inMunicipality(database, ours, (tx) =>
      sql`alter table due_work add column later_still integer`.execute(tx),
    );
    await expect(all()).rejects.toMatchObject({ code: '0A000' });
    for (let again = 0; again < 6; again += 1) expect((await all()).rows).toHaveLength(1);
  });
});
