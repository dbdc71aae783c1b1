import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { copyInto, copyLine } from '../../src/platform/copy.ts';
import { inMunicipality, readInMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { prepared, preparedToo, type Named } from '../../src/platform/prepared.ts';
import { rehearse } from '../../src/platform/rehearsal.ts';
import { freshDatabase } from './database.ts';

// One connection, so that what one transaction leaves behind meets the next.
const database = await freshDatabase({ poolSize: 1 });
afterAll(() => database.close());
const ours = municipalityCode('998');
const inOurs = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, ours, work);
afterEach(() => inOurs((tx) => sql`delete from due_work`.execute(tx)));

const DUE = '2026-03-01T12:00:00Z';
const written = (key: string) => ({
  name: 'write-one',
  query: sql<{
    key: string;
  }>`insert into due_work (kind, key, due_at) values ('letter', ${key}, ${DUE}) returning key`,
});
const counted = { name: 'count-all', query: sql<{ all: number }>`select count(*)::int as all from due_work` };
const divided = { name: 'divide', query: sql<{ part: number }>`select 1 / ${0}::int as part` };

/** Beside each other. */
async function both(
  tx: MunicipalityTx,
  first: Named<unknown>,
  second: Named<unknown>,
): Promise<readonly (readonly unknown[])[]> {
  const asked = [first, second].map(({ name, query }) => prepared(tx, name, query));
  return (await Promise.all(asked)).map(({ rows }) => rows);
}

async function inAll(): Promise<number | undefined> {
  const { rows } = await readInMunicipality(database, ours, (tx) =>
    prepared(tx, counted.name, counted.query),
  );
  return rows[0]?.all;
}

describe('a transaction', () => {
  test('begins with the first that it asks, also where that is a COPY', async () => {
    await inOurs((tx) => prepared(tx, 'write-one', written('a').query));
    const columns = ['kind', 'key', 'due_at'];
    await inOurs((tx) => copyInto(tx, { table: 'due_work', columns }, [copyLine(['letter', 'b', DUE])]));
    expect(await inAll()).toBe(2);
  });

  test('that asks nothing leaves nothing open behind it', async () => {
    expect(await inOurs(() => Promise.resolve('nothing'))).toBe('nothing');
    await expect(inOurs(() => Promise.reject(new Error('thought better of it')))).rejects.toThrow('better');
    const { rows } = await inOurs((tx) =>
      sql<{ open: number }>`
        select count(*)::int as open from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`.execute(tx),
    );
    expect(rows).toEqual([{ open: 0 }]);
  });

  test('of which the first statement fails keeps nothing, and the next one is its own', async () => {
    await expect(inOurs((tx) => prepared(tx, divided.name, divided.query))).rejects.toThrow('by zero');
    await expect(inOurs((tx) => sql`select from nowhere`.execute(tx))).rejects.toThrow('nowhere');
    expect(await inAll()).toBe(0);
  });

  test('is told who asked what failed', async () => {
    const asking = () => inOurs((tx) => prepared(tx, divided.name, divided.query));
    const failed = await asking().catch((error: unknown) => error);
    expect((failed as Error).stack).toContain('prepared.ts');
  });
});

describe('two statements in one round trip', () => {
  test('answer each its own, and the second sees what the first has done', async () => {
    const told = await inOurs((tx) => both(tx, written('a'), counted));
    expect(told).toEqual([[{ key: 'a' }], [{ all: 1 }]]);
    const later = await inOurs(async (tx) => {
      await prepared(tx, counted.name, counted.query);
      return both(tx, written('b'), counted);
    });
    expect(later).toEqual([[{ key: 'b' }], [{ all: 2 }]]);
  });

  test('fail together: what comes after one that fails is not done, and what came before is not kept', async () => {
    const failing = [
      [divided, written('a')],
      [written('a'), divided],
    ] as const;
    for (const [first, second] of failing)
      await expect(inOurs((tx) => both(tx, first, second))).rejects.toThrow('by zero');
    expect(await inAll()).toBe(0);
  });

  test('and whatever comes after them fail as the first of them did, until that is taken back', async () => {
    const askedOf = (tx: MunicipalityTx, ...texts: readonly string[]) =>
      Promise.allSettled(texts.map((text) => sql.raw(text).execute(tx)));
    const told = await inOurs(async (tx) => {
      await sql`savepoint before`.execute(tx);
      const first = await askedOf(tx, 'select 1 / 0', 'select 2', 'savepoint another');
      const later = await askedOf(tx, 'select 3');
      await sql`rollback to savepoint before`.execute(tx);
      const other = await askedOf(tx, 'select from nowhere', 'select 4');
      await sql`rollback to savepoint before`.execute(tx);
      return [...first, ...later, ...other];
    });
    const reasons = told.map((each) => (each.status === 'rejected' ? String(each.reason) : 'answered'));
    const [zero, nowhere] = ['error: division by zero', 'error: relation "nowhere" does not exist'];
    expect(reasons).toEqual([zero, zero, zero, zero, nowhere, nowhere]);
  });

  test('leave nothing behind that the connection’s next transaction would meet', async () => {
    const late: Promise<unknown>[] = [];
    const failing = inOurs(async (tx) => {
      const failed = prepared(tx, divided.name, divided.query);
      late.push(failed.catch(() => undefined).then(() => written('late').query.execute(tx)));
      late[0]?.catch(() => undefined); // looked at below
      await failed;
    });
    await expect(failing).rejects.toThrow('by zero');
    await expect(late[0]).rejects.toThrow();
    expect(await inAll()).toBe(0);
  });

  test('of which the second has another’s name are refused', async () => {
    const other = { name: counted.name, query: sql`select 1` };
    const refused = inOurs((tx) => both(tx, written('a'), other));
    await expect(refused).rejects.toThrow('was used for a different statement');
    expect(await inAll()).toBe(0);
  });
});

describe('a connection that is lost', () => {
  const pidOf = async (tx: MunicipalityTx) =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid;
  const endOf = (pid: number | undefined) =>
    database.asAdmin((admin) => sql`select pg_terminate_backend(${pid}, 10000)`.execute(admin));
  const waits = { name: 'wait-long', query: sql`select pg_sleep(600)` };

  test('fails all that was asked of it, also what had not come to its turn', async () => {
    const cutOff = inOurs(async (tx) => {
      const pid = await pidOf(tx);
      const [asked] = await Promise.allSettled([both(tx, waits, written('a')), endOf(pid)]);
      if (asked.status === 'rejected') throw asked.reason;
    });
    await expect(cutOff).rejects.toThrow(/not queryable|terminat/);
    expect(await inAll()).toBe(0);
  });

  test('fails what is asked of it afterwards', async () => {
    const asked = inOurs(async (tx) => {
      await endOf(await pidOf(tx));
      return both(tx, written('a'), counted);
    });
    await expect(asked).rejects.toThrow(/terminat|not queryable|closed/);
    expect(await inAll()).toBe(0);
  });
});

describe('what a transaction tells and does not wait for', () => {
  const tell = (tx: MunicipalityTx, { name, query }: Named<unknown>) => preparedToo(tx, name, query);

  test('is done before what it asks next, before a COPY, and at its end', async () => {
    const seen = await inOurs(async (tx) => {
      tell(tx, written('a'));
      const { rows } = await prepared(tx, counted.name, counted.query);
      tell(tx, written('b'));
      await copyInto(tx, { table: 'due_work', columns: ['kind', 'key', 'due_at'] }, [
        copyLine(['letter', 'c', DUE]),
      ]);
      tell(tx, written('d'));
      return rows;
    });
    expect(seen).toEqual([{ all: 1 }]);
    expect(await inAll()).toBe(4);
  });

  test('is done also where nothing else is asked', async () => {
    await inOurs((tx) => Promise.resolve(tell(tx, written('a'))));
    expect(await inAll()).toBe(1);
  });

  test('fails the transaction when the server refuses it, and nothing is kept', async () => {
    const alone = inOurs(async (tx) => {
      await prepared(tx, 'write-one', written('a').query);
      tell(tx, divided);
    });
    await expect(alone).rejects.toThrow('by zero');
    const before = inOurs(async (tx) => {
      tell(tx, divided);
      await prepared(tx, 'write-one', written('b').query);
    });
    await expect(before).rejects.toThrow('by zero');
    expect(await inAll()).toBe(0);
  });

  test('is not done where the transaction is given up', async () => {
    const givenUp = inOurs((tx) => {
      tell(tx, written('a'));
      return Promise.reject(new Error('thought better of it'));
    });
    await expect(givenUp).rejects.toThrow('better');
    await inOurs((tx) => prepared(tx, counted.name, counted.query));
    expect(await inAll()).toBe(0);
  });

  test('belongs to its own step of a rehearsal, also where it is refused', async () => {
    const rehearsed = await rehearse(database, { code: ours, name: 'try' }, async (trying) => {
      const step = (work: Named<unknown>) =>
        inMunicipality(trying, ours, (tx) => Promise.resolve(tell(tx, work)));
      await step(written('a'));
      await expect(step(divided)).rejects.toThrow('by zero');
      return inMunicipality(
        trying,
        ours,
        async (tx) => (await prepared(tx, counted.name, counted.query)).rows,
      );
    });
    expect(rehearsed).toEqual({ ok: true, value: [{ all: 1 }] });
    expect(await inAll()).toBe(0);
  });
});
