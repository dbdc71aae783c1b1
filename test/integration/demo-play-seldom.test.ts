import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WhatHappened } from '../../src/insight/what-happened.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { openDatabase, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { dropDatabase } from '../../src/platform/databases.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

/** Two years of both demo municipalities, as few people as show everything that happens seldom. */
const name = `play-${randomUUID().slice(0, 8)}`;
const TOWNS = ['998', '999'].map(municipalityCode);
let server: FreshDatabase;
let played: Database;
let happened: WhatHappened;

const environment = () => ({ DATABASE_URL: server.url, AFDRAG_LOG_LEVEL: 'silent' });
const call = async (...words: string[]) => {
  const done = await afdrag([...words, '--database', name, '--json'], { environment: environment() });
  expect(done.status, done.err).toBe(0);
  return jsonLines(done.out);
};

beforeAll(async () => {
  server = await freshDatabase();
  const [told] = await call('demo', 'play', '--from', '2024-01-01', '--to', '2025-12-31', '--size', '12');
  ({ happened } = told as { happened: WhatHappened });
  played = await openDatabase({ databaseUrl: server.url, dataDir: '', name, poolSize: 2 });
}, 900_000);
afterAll(async () => {
  await played.close();
  await dropDatabase({ databaseUrl: server.url, dataDir: '' }, name);
  await server.close();
});

async function rows(query: string): Promise<unknown[]> {
  const all = await Promise.all(
    TOWNS.map((town) => readInMunicipality(played, town, (tx) => sql.raw(query).execute(tx))),
  );
  return all.flatMap((found) => found.rows);
}

describe('two years of a small town', () => {
  test('have bankruptcies, debt relief that is dismissed, refused and granted with a part to be paid, and a spouse who takes debts over', async () => {
    expect(Object.keys(happened.errands)).toEqual(
      expect.arrayContaining([
        'bankruptcy dividend',
        'death undivided-estate',
        'debt-relief closed-without',
        'debt-relief relieved',
      ]),
    );
    const reliefs = await rows(
      "select outcome, kept_hundredths > 0 as kept, announced_on is not null as called from errand where kind = 'debt-relief'",
    );
    expect(reliefs).toEqual(
      expect.arrayContaining([
        { outcome: 'closed-without', kept: null, called: false },
        { outcome: 'closed-without', kept: null, called: true },
        { outcome: 'relieved', kept: true, called: true },
      ]),
    );
    expect(await rows('select debtor_number from errand_successor')).not.toEqual([]);
  });

  test('have write-downs after a payment and after a correction, recalls, and a registration for set-off', () => {
    expect(Object.keys(happened.told)).toEqual(
      expect.arrayContaining([
        'MODR OPRETFORDRING',
        'NEDSKRIV INDB',
        'NEDSKRIV REGU',
        'TILBAGEKALD FEJL',
        'TILBAGEKALD HAFT',
        'TILBAGEKALD KLAG',
      ]),
    );
  });

  test('have bills that another turned out to owe too: called back, and owed by both when they were here', async () => {
    const both = await rows("select claim_number from liable_proposal where outcome = 'approved'");
    expect(both).not.toEqual([]);
  });

  test('have a reason for a hearing that was read, and a plan on request that was broken', () => {
    expect(happened.reasons['R_2_8'] ?? 0).toBeGreaterThan(0);
    expect(happened.arrangements['broken'] ?? 0).toBeGreaterThan(0);
  });

  test('have their books in order and their determinations come out again', async () => {
    expect(await call('reconcile')).toEqual([
      expect.objectContaining({ difference: '0.00', openTransit: 0 }) as object,
    ]);
    expect(await call('verify')).toEqual([expect.objectContaining({ differences: 0 }) as object]);
  }, 120_000);
});
