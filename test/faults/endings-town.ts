import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aChargesTown, charging, type ChargesTown } from '../integration/charges-town.ts';
import { lapseOn } from '../integration/endings-town.ts';
import { allTables, morningOf, TOWN, townConfiguration } from '../integration/town.ts';

/** A town whose bills are time-barred on one day, and whose losses are booked on it: some by ground, one by the committee. */

export const BARRED_ON = '2028-12-16';

const ground = { ground: 'Byrådet har besluttet det', recordedBy: 'Byrådet', recordedOn: date('2025-01-01') };
const writeOff: Configuration['writeOff'] = {
  automatic: { lapse: ground, limitation: ground, recovery: null, rounding: null },
  limits: [],
  committeeAbove: '20000.00',
  roundingBelow: null,
};

export async function anEndingTown(): Promise<ChargesTown> {
  const town = await aChargesTown();
  const configuration = townConfiguration({ claimTypes: charging, writeOff });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
  await town.raise();
  await town.raise({ principal: kroner(30_000), outstanding: kroner(30_000) });
  await town.raise({ accountId: 'D-2', debtors: [town.bo] });
  await town.raise({ accountId: 'D-3', debtors: [town.anna, town.bo] });
  await town.interest('2025-12-16');
  return town;
}

export type EndingJob = 'lapse' | 'write-off';

/** Either job of the day, a claim a page. */
export async function runEndings(
  database: Database,
  job: EndingJob,
  clock: () => Temporal.Instant,
): Promise<unknown> {
  if (job === 'lapse') return (await lapseOn(database, BARRED_ON, { pageSize: 1, clock })).report;
  const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const done = await runWriteOff({
    database,
    municipality: TOWN,
    on: date(BARRED_ON),
    configured,
    dryRun: false,
    by: 'prøve',
    clock,
    pageSize: 1,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

/** All that the jobs have written, but for who looked and how often a job has begun. */
export async function endingsWritten(database: Database): Promise<unknown> {
  const { access_log: _who, job_run: _attempts, ...tables } = await allTables(database);
  return tables;
}

/** Returns when the server has found out that the dead process is gone. */
export async function locksAreFree(database: Database): Promise<void> {
  const locks = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await inMunicipality(database, TOWN, (tx) => locks.execute(tx))).rows.length > 0);
}
