import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { afdrag } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { states } from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import { fetchFor, morningOf, run, settle, TOWN, townConfiguration } from './town.ts';

// A municipality whose grounds were stored before the program asked where their impact assessments are kept.
const debtors = [aDebtor(1), aDebtor(2).receiving('kontanthjælp')];
const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await settle(database, debtors);
  await inMunicipality(database, TOWN, (tx) =>
    sql`insert into configuration (version, document, recorded_at, recorded_by)
      select version + 1, document #- '{automatic,plan,impactAssessment}' #- '{automatic,rise,impactAssessment}',
        recorded_at, recorded_by
      from configuration`.execute(tx),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

function older() {
  return readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
}

test('it is read as it was', async () => {
  const stored = await older();
  const { plan } = townConfiguration().automatic;
  expect(stored).toMatchObject({
    version: 2,
    configuration: { automatic: { plan: { ...plan, impactAssessment: null }, planWithoutIncome: plan } },
  });
});

test('a person approves what burdens; what favours is still decided without one', async () => {
  await fetchFor({ database, registers: registersOf(...debtors) }, '2026-03');
  await run(database, '2026-03');
  expect(await states(database)).toEqual(['100001 start-plan waiting', '100002 start-deferral decided']);
});

test('afdrag migrate says what it lacks, and what to do', async () => {
  const said = await afdrag(['migrate'], { environment: { DATABASE_URL: database.url } });
  expect(said).toMatchObject({ status: 0, err: '' });
  const about = said.out.split('\n').filter((line) => line.startsWith('Kommune '));
  expect(about).toEqual([expect.stringMatching(/^Kommune 998 .*automatic\.plan, automatic\.rise\. Indtil/)]);
  expect(about[0]).toContain('municipality configure');
});

test('a new version that still lacks it is refused by name and place, and nothing is saved', async () => {
  const { automatic, ...rest } = townConfiguration();
  const { impactAssessment: _left, ...plan } = automatic.plan ?? {};
  const file = join(folder, 'municipality.json');
  writeFileSync(file, JSON.stringify({ ...rest, automatic: { ...automatic, plan } }));
  const said = await afdrag(['municipality', 'configure', '--file', file], {
    environment: { DATABASE_URL: database.url },
  });
  expect(said).toMatchObject({ status: 1, out: '' });
  expect(said.err).toContain('automatic.plan.impactAssessment: ');
  expect(said.err).toContain('GDPR artikel 35');
  const stored = await older();
  const again = inMunicipality(database, TOWN, (tx) =>
    saveConfiguration(tx, {
      configuration: stored?.configuration ?? townConfiguration(),
      by: 'prøve',
      at: morningOf('2026-03-11'),
    }),
  );
  await expect(again).rejects.toThrow('automatic.plan.impactAssessment');
  expect((await older())?.version).toBe(2);
});
