/** Betalingsservice in a process of its own, for tests of what a kill leaves: `node direct-debit-child.ts DATABASE_URL deliver|take FILE`. */
import { readFileSync } from 'node:fs';
import { makeDeliveries } from '../../src/direct-debit/collect.ts';
import { date } from '../../src/kernel/dates.ts';
import { connectTo, inMunicipality } from '../../src/platform/database.ts';
import { agreedWithBetalingsservice, fileToTake } from '../integration/direct-debit-town.ts';
import { morningOf, TOWN } from '../integration/town.ts';
import { takeFile } from '../../src/direct-debit/take-file.ts';

const [, , url = '', what = '', file = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 1 });
await inMunicipality(database, TOWN, async (tx) => {
  const choices = agreedWithBetalingsservice;
  const by = 'prøve';
  if (what === 'deliver')
    return makeDeliveries(tx, {
      on: date('2026-03-24'),
      choices,
      version: 1,
      by,
      at: morningOf('2026-03-24'),
    });
  return takeFile(tx, {
    ...fileToTake(readFileSync(file, 'latin1')),
    choices,
    by,
    at: morningOf('2026-04-02'),
  });
});
await database.close();
