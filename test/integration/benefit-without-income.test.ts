import { expect, test } from 'vitest';
import { explainMonth } from '../../src/agreements/explain.ts';
import { month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { differencesIn } from '../property/lives-checks.ts';
import { aDebtor } from '../vocabulary.ts';
import { letterKinds, openItems, states } from './decisions-town.ts';
import { aTown, fetchFor, letArrive, run, TOWN } from './town.ts';

test('one who receives a listed benefit gets deferral though the income register did not answer, and is told why', async () => {
  await using place = await aTown([aDebtor(1).receiving('kontanthjælp'), aDebtor(2)]);
  const { database } = place;
  place.registers.fail('income', 'unavailable');
  await fetchFor(place, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-12');
  expect(await states(database)).toEqual(['100001 start-deferral in-force']);
  expect(await openItems(database)).toEqual(['2026-03 100002 income-not-obtained']);
  expect(await letterKinds(database)).toEqual(['deferral']);
  const key = { debtor: debtorNumber(100_001), month: month('2026-03'), ordinal: 0 };
  expect(await readInMunicipality(database, TOWN, (tx) => explainMonth(tx, key))).toMatchObject({
    ok: true,
    value: {
      determination: { ruleVersion: '2', found: { outcome: 'deferral', reason: 'benefit' } },
      steps: [{ question: 'receives-deferring-benefit', result: { value: true } }],
      personReasons: [],
    },
  });
  expect(await differencesIn(database, '2026-03-13')).toBe(0);
});
