import { describe, expect, test } from 'vitest';
import { sampleLetterModel } from '../../src/agreements/sample-letter.ts';
import { checkModel } from '../../src/letters/render.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { approvedByPerson, aTown, dryRun, fetchFor, TOWN, withoutGrounds } from './town.ts';

/** The letter that a dry run of March shows for one debtor. */
async function shown(debtor: Debtor, chosen: Partial<Configuration>) {
  await using place = await aTown([debtor], chosen);
  await fetchFor(place, '2026-03');
  const { sample } = await dryRun(place.database, '2026-03');
  if (sample === null) throw new Error('nothing was decided');
  const model = await readInMunicipality(place.database, TOWN, (tx) => sampleLetterModel(tx, sample));
  expect(model === null || checkModel(model).ok).toBe(true);
  return model;
}

describe('the letter that a dry run shows as a sample', () => {
  test('is the decision’s own where the program decides', async () => {
    expect(await shown(aDebtor(1), {})).toMatchObject({ kind: 'plan', decidedBy: { how: 'automatic' } });
  });

  test('is the hearing’s where the debtor is heard first, and the request where no income is known', async () => {
    expect(await shown(aDebtor(1), withoutGrounds)).toMatchObject({
      kind: 'hearing',
      answerBy: '2026-04-01',
    });
    expect(await shown(aDebtor(1).withoutIncomeInformation(), {})).toMatchObject({ kind: 'income-request' });
  });

  test('is the one that goes out when it is approved as it stands, where it waits for a person', async () => {
    expect(await shown(aDebtor(1), approvedByPerson)).toMatchObject({
      kind: 'plan',
      decisionDate: '2026-03-10',
      decidedBy: { how: 'approved' },
    });
    expect(await shown(aDebtor(1).receiving('kontanthjælp'), withoutGrounds)).toMatchObject({
      kind: 'deferral',
      decidedBy: { how: 'approved' },
    });
  });

  test('is none where there is nobody to write to', async () => {
    expect(await shown(aDebtor(1).withPerson({ address: [], digitalPost: false }), {})).toBeNull();
  });
});
