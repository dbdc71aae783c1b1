import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../src/identity/sessions.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { demoFile } from '../demo-file.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { morningOf, TOWN } from './town.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const configuration = configurationShape.parse(demoFile());
  const person = { debtor: null, name: 'Åse', scopes: [], level: 'High', protocol: 'oiosaml' } as const;
  const times = { idleMinutes: 15, mostMinutes: 60 };
  await inMunicipality(database, TOWN, async (tx) => {
    await saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2026-01-02') });
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-12'])
      await beginSession(tx, { person, times, at: morningOf(day) });
  });
});
afterAll(() => database.close());

function swept(...words: readonly string[]) {
  const environment = { DATABASE_URL: database.url, AFDRAG_NOW: '2026-03-12T09:05:00Z' };
  return afdrag(['identity', 'sweep', '--municipality', '998', ...words], { environment });
}

test('a dry run tells how many sessions are over, removing does it, and once more there is nothing', async () => {
  const tried = await swept('--dry-run', '--json');
  expect(jsonLines(tried.out)).toEqual([{ state: 'dry-run', municipality: '998', removed: 2 }]);
  expect(await swept()).toMatchObject({ status: 0, out: 'Udløbne logins fjernet: 2\n' });
  expect(jsonLines((await swept('--json')).out)).toEqual([
    { state: 'done', municipality: '998', removed: 0 },
  ]);
});
