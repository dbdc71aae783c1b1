import { afterAll, expect, test } from 'vitest';
import { workTheDay } from '../../src/cli/days-work.ts';
import { letterAssets } from '../../src/cli/letters.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { withDay, withJobLock } from '../../src/platform/job-locks.ts';
import { freshDatabase } from './database.ts';
import { morningOf, TOWN } from './town.ts';

const database = await freshDatabase();
afterAll(() => database.close());

const work = () =>
  workTheDay({
    database,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    assets: letterAssets(),
    by: 'prøve',
    clock: () => morningOf('2026-03-11'),
    progress: () => () => undefined,
  });

test('a day’s work says plainly that somebody is at it already', async () => {
  await withDay(database, TOWN, async () => {
    await expect(work()).rejects.toThrow(/allerede i gang for kommune 998/);
  });
});

test('a day’s work waits for no daily job, and runs beside none', async () => {
  await withJobLock(database, { municipality: TOWN, lock: 'dunning' }, async () => {
    await expect(work()).rejects.toThrow(/allerede i gang/);
  });
});
