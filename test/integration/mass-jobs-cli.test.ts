import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { chooseNotifications } from '../../src/notifications/choices.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { lifeCyclesOf, usualSteps } from './dunning-town.ts';
import { allTables, morningOf } from './town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

// Each mass job is tried and then done on one town; both tell the same.

let database: FreshDatabase;
let town: RecoveryTown;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-jobs-'));
beforeAll(async () => {
  database = await freshDatabase();
  town = await aRecoveryTown({ database, recovery: { channel: 'list', creditor: null } });
  await town.do(async (tx) => {
    const now = await configurationVersion(tx, null);
    if (now === null) throw new Error('the town is configured');
    const { portal } = now.configuration;
    const configuration = {
      ...now.configuration,
      lifeCycles: lifeCyclesOf(usualSteps),
      portal: { ...portal, notifications: { ...portal.notifications, channels: ['nemsms' as const] } },
    };
    await saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-01') });
  });
  await town.raise();
  const claim = await town.raise();
  await town.do(async (tx) => {
    await addFetchedPerson(tx, town.anna);
    await chooseNotifications(tx, {
      debtor: town.anna,
      channels: { 'new-debt': ['nemsms'], 'due-soon': [], 'payment-received': [] },
      by: 'prøve',
      at: morningOf('2025-11-01'),
    });
  });
  await town.clear(claim);
  const accounts = ['accounts', 'import', '--municipality', '998', '--file', konti];
  await afdrag(accounts, { environment: { DATABASE_URL: database.url } });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const konti = join(PROJECT_ROOT, 'municipalities/998/konti.csv');

type Report = Readonly<Record<string, unknown>>;

async function told(job: string, on: string, ...words: readonly string[]): Promise<Report> {
  const said = await afdrag([job, '--municipality', '998', '--json', ...words], {
    environment: {
      DATABASE_URL: database.url,
      AFDRAG_NOW: `${on}T09:00:00+01:00`,
      AFDRAG_DELIVERY: 'stand-in',
    },
  });
  const [report] = jsonLines(said.out) as Report[]; // one object a command
  if (report === undefined) throw new Error(said.err);
  return report;
}

/** The tables that are no trace of who looked, or of an attempt. */
async function rows(): Promise<Record<string, unknown>> {
  const { access_log: _looked, job_run: _attempts, ...tables } = await allTables(database);
  return tables;
}

test.each([
  ['notifications', '2025-11-21', []],
  ['holds', '2026-01-05', []],
  ['dunning', '2026-01-05', []],
  ['transfer', '2026-02-02', []],
  ['lapse', '2029-01-02', []],
  ['write-off', '2029-01-02', []],
  ['post', '2029-01-03', ['--folder', folder]],
] as const)(
  'afdrag %s tells the same when it is tried as when it is done, and changes nothing when it is tried',
  async (job, on, words) => {
    const before = await rows();
    const tried = await told(job, on, '--dry-run', ...words);
    expect(await rows()).toEqual(before);
    const done = await told(job, on, ...words);
    expect(tried).toMatchObject({ state: 'dry-run', job, municipality: '998', on });
    expect(done).toMatchObject({ state: 'finished', job });
    for (const part of ['configuration', 'unchanged', 'consequences', 'changes', 'amounts'] as const)
      expect(tried[part], part).toEqual(done[part]);
    // Nobody has died or moved; every other job has something to do.
    const changed = Object.values(done['changes'] as Record<string, { count: number }>);
    expect(changed.some(({ count }) => count > 0)).toBe(job !== 'holds');
  },
  60_000,
);
