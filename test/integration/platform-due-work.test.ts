import { expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import {
  complete,
  enqueue,
  fail,
  hasten,
  MOST_ATTEMPTS,
  takeDue,
  workInHand,
} from '../../src/platform/due-work.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const ours = municipalityCode('998');
const noon = Temporal.Instant.from('2026-03-02T12:00:00Z');
const letter = (key: string, dueAt = noon) => ({ kind: 'letter', key, dueAt, payload: { number: key } });

test('work that is asked for twice is there once, with what it was first asked for', async () => {
  await using database = await freshDatabase();
  await inside(database, async (tx) => {
    expect(await enqueue(tx, [letter('1'), letter('2')])).toBe(2);
    expect(await enqueue(tx, [{ ...letter('2'), payload: { number: 'other' } }, letter('3')])).toBe(1);
    expect(await enqueue(tx, [])).toBe(0);
    expect((await take(tx)).map((work) => work.payload)).toEqual([
      { number: '1' },
      { number: '2' },
      { number: '3' },
    ]);
  });
});

test('work is taken when it is due by the clock that is handed in, the oldest first', async () => {
  await using database = await freshDatabase();
  const later = noon.add({ hours: 1 });
  await inside(database, async (tx) => {
    await enqueue(tx, [
      letter('late', later),
      letter('early', noon),
      letter('next year', noon.add({ hours: 9000 })),
    ]);
    expect((await take(tx)).map((work) => work.key)).toEqual(['early']);
    expect((await take(tx, later)).map((work) => work.key)).toEqual(['early', 'late']);
    expect(await takeDue(tx, { kind: 'letter', now: later, limit: 1 })).toHaveLength(1);
    expect(await takeDue(tx, { kind: 'reminder', now: later, limit: 9 })).toHaveLength(0);
  });
});

test('work is made due sooner, never later, and again where it was done', async () => {
  await using database = await freshDatabase();
  const [soon, later] = [noon.add({ minutes: 1 }), noon.add({ hours: 1 })];
  await inside(database, async (tx) => {
    await enqueue(tx, [letter('waits', later), letter('soon', soon), letter('done')]);
    await complete(tx, { kind: 'letter', keys: ['done'], now: noon });
    for (const key of ['waits', 'done', 'new']) await hasten(tx, letter(key, noon));
    await hasten(tx, letter('soon', later));
    expect((await take(tx)).map((work) => work.key)).toEqual(['done', 'new', 'waits']);
    expect((await take(tx, soon)).map((work) => work.key)).toContain('soon');
  });
});

test('two that work at the same time never take the same piece', async () => {
  await using database = await freshDatabase();
  await inside(database, (tx) => enqueue(tx, [letter('1'), letter('2'), letter('3')]));
  await inside(database, async (one) => {
    const first = await takeDue(one, { kind: 'letter', now: noon, limit: 2 });
    const second = await inside(database, (two) => take(two));
    expect(first.map((work) => work.key)).toEqual(['1', '2']);
    expect(second.map((work) => work.key)).toEqual(['3']);
  });
});

test('work that is done is not taken again, and cannot be done twice', async () => {
  await using database = await freshDatabase();
  await inside(database, async (tx) => {
    await enqueue(tx, [letter('1'), letter('2')]);
    await complete(tx, { kind: 'letter', keys: ['1', '2'], now: noon });
    expect(await take(tx)).toEqual([]);
    expect(await workInHand(tx)).toEqual([{ kind: 'letter', state: 'done', count: 2 }]);
  });
  const again = inside(database, (tx) => complete(tx, { kind: 'letter', keys: ['1'], now: noon }));
  await expect(again).rejects.toThrow('completed work that was not waiting');
});

test('work whose taker dies before the end is there for the next', async () => {
  await using database = await freshDatabase();
  await inside(database, (tx) => enqueue(tx, [letter('1')]));
  const dying = inside(database, async (tx) => {
    await complete(tx, { kind: 'letter', keys: (await take(tx)).map((work) => work.key), now: noon });
    throw new Error('power cut');
  });
  await expect(dying).rejects.toThrow('power cut');
  expect(await inside(database, (tx) => take(tx))).toHaveLength(1);
});

test('work that fails is due again after a growing pause, and stuck in the end', async () => {
  await using database = await freshDatabase();
  await inside(database, async (tx) => {
    await enqueue(tx, [letter('1')]);
    let now = noon;
    const pauses: number[] = [];
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      const [work] = await take(tx, now);
      expect(await fail(tx, work!, { trouble: 'printer on fire', now })).toBe('again');
      expect(await take(tx, now)).toEqual([]);
      const next = (await take(tx, now.add({ hours: 9 })))[0]!;
      pauses.push((next.dueAt.epochMilliseconds - now.epochMilliseconds) / 60_000);
      now = next.dueAt;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    const [last] = await take(tx, now);
    expect(await fail(tx, last!, { trouble: 'printer on fire', now })).toBe('stuck');
    expect(await take(tx, now.add({ hours: 9000 }))).toEqual([]);
    expect(await workInHand(tx)).toEqual([{ kind: 'letter', state: 'stuck', count: 1 }]);
  });
});

function inside<T>(database: FreshDatabase, work: (tx: MunicipalityTx) => Promise<T>): Promise<T> {
  return inMunicipality(database, ours, work);
}

function take(tx: MunicipalityTx, now = noon) {
  return takeDue(tx, { kind: 'letter', now, limit: 100 });
}
