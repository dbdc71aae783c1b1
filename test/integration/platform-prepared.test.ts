import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type MunicipalityReadTx } from '../../src/platform/database.ts';
import { prepared, preparedArrays } from '../../src/platform/prepared.ts';
import { freshDatabase } from './database.ts';

// One connection, so that everything below meets the same prepared statements.
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

const letters = (tx: MunicipalityReadTx, kind = 'letter') =>
  prepared(
    tx,
    'letters',
    sql<{ key: string; due_at: Temporal.Instant }>`select key, due_at from due_work where kind = ${kind}`,
  );

describe('a statement that the server keeps ready', () => {
  test('reads each municipality’s own tables, however they take turns on a connection', async () => {
    const read = [];
    for (const code of [ours, theirs, ours, theirs, theirs, ours])
      for (let again = 0; again < 7; again += 1)
        read.push(
          await readInMunicipality(database, code, async (tx) => [code, (await letters(tx)).rows[0]?.key]),
        );
    expect(read.filter(([code, key]) => key !== `of ${code ?? ''}`)).toEqual([]);
  });

  test('is kept under the municipality’s name, once for each', async () => {
    const kept = await readInMunicipality(database, ours, async (tx) => {
      await letters(tx);
      return sql<{
        name: string;
      }>`select name from pg_prepared_statements where name like '%letters' order by 1`.execute(tx);
    });
    expect(kept.rows.map(({ name }) => name)).toContain('m0998.letters');
  });

  test('has no rights of its own: without the municipality’s role it is refused', async () => {
    const afterwards = inMunicipality(database, ours, async (tx) => {
      await letters(tx);
      await sql`commit`.execute(tx);
      return letters(tx);
    });
    await expect(afterwards).rejects.toMatchObject({ code: '42P01' });
    const named = sql`select key from m0998.due_work`;
    const asNeighbour = inMunicipality(database, ours, async (tx) => {
      await prepared(tx, 'named', named);
      await sql`set local role m0997`.execute(tx);
      return prepared(tx, 'named', named);
    });
    await expect(asNeighbour).rejects.toMatchObject({ code: '42501' });
  });

  test('takes and gives values exactly, and counts what it changed', async () => {
    const moment = Temporal.Instant.from('2026-10-25T00:30:00.123456Z');
    const { numAffectedRows } = await inMunicipality(database, ours, (tx) =>
      prepared(
        tx,
        'write-work',
        sql`insert into due_work (kind, key, due_at) select 'exact', key, ${moment} from unnest(${['a', 'b']}::text[]) key`,
      ),
    );
    expect(numAffectedRows).toBe(2n);
    const read = await readInMunicipality(database, ours, (tx) => letters(tx, 'exact'));
    expect(read.rows).toEqual(['a', 'b'].map((key) => ({ key, due_at: moment })));
  });

  test('gives rows as arrays where that is asked for', async () => {
    const rows = await readInMunicipality(database, ours, (tx) =>
      preparedArrays<[string, bigint]>(
        tx,
        'letters-lean',
        sql`select key, 9007199254740993::bigint from due_work where kind = 'letter'`,
      ),
    );
    expect(rows).toEqual([['of 998', 9_007_199_254_740_993n]]);
  });

  test('under a name that another text has is refused, and so is a name too long for the server', async () => {
    const other = inMunicipality(database, ours, async (tx) => {
      await letters(tx);
      return prepared(tx, 'letters', sql`select 1`);
    });
    await expect(other).rejects.toThrow('was used for a different statement');
    const long = inMunicipality(database, ours, (tx) => prepared(tx, 'x'.repeat(60), sql`select 1`));
    await expect(long).rejects.toThrow('too long');
  });

  test('is planned again when a migration has changed its table', async () => {
    await inMunicipality(database, ours, (tx) => letters(tx));
    await inMunicipality(database, ours, (tx) =>
      sql`alter table due_work add column added_later integer`.execute(tx),
    );
    const read = await readInMunicipality(database, ours, (tx) => letters(tx));
    expect(read.rows.map(({ key }) => key)).toEqual(['of 998']);
  });
});
