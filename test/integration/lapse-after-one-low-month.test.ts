import { expect, test } from 'vitest';
import { aDebtor, pay } from '../vocabulary.ts';
import { stopped } from './claims-rows.ts';
import { openItems, owes } from './decisions-town.ts';
import { lapseOn } from './endings-town.ts';
import { aTown, fetchFor, letArrive, raise, run } from './town.ts';

test('one month of low pay just before the last day deletes no debt by itself, by night or by the next run', async () => {
  const payer = aDebtor(1).owing(20_000, stopped('2023-05-20'));
  const months = ['2025-12', '2026-01', '2026-02', '2026-04', '2026-05'].map((month) => pay(month, 20_000));
  await using town = await aTown([payer.withReports(...months, pay('2026-03', 4_000))]);
  const { database } = town;
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  await raise(database, '2026-04-01');
  await fetchFor(town, '2026-05', '2026-05-09');
  expect((await run(database, '2026-05', { on: '2026-05-10' })).report.changes).toMatchObject({
    suspend: { count: 1 },
  });
  await letArrive(database, '2026-05-12');
  expect((await lapseOn(database, '2026-05-21')).report.consequences).toMatchObject({ 'years-over': 1 });
  expect(await owes(database)).toMatchObject({ owed: 20_000 });
  await fetchFor(town, '2026-06', '2026-06-09');
  await run(database, '2026-06', { on: '2026-06-10' });
  expect(await owes(database)).toMatchObject({ owed: 20_000 });
  expect(await openItems(database)).toContain('2026-06 100001 lapse-review');
});
