import type pg from 'pg';
import { postInterest } from '../src/charges/interest-job.ts';
import { addDays, date, type PlainDate } from '../src/kernel/dates.ts';
import { municipalityCode, type MunicipalityCode } from '../src/kernel/ids.ts';
import { assert } from '../src/kernel/result.ts';
import { schemaOf, type Database } from '../src/platform/database.ts';
import { createMunicipality, dropMunicipality } from '../src/platform/migrate.ts';
import { benchDay, claimsPerSecond, inTurn } from './bench-day.ts';
import { analyzed, bareInterestDay, sameRows } from './daily-jobs-peer.ts';
import type { Figure } from './figure.ts';
import { BENCH_MUNICIPALITY, openBareConnections, openBenchDatabase } from './scratch-database.ts';
import { seedBills } from './seed-bills.ts';

const CLAIMS = 300_000;
/** One to warm up and five that are measured, each a day on which a sixth of the claims has interest to post. */
const ROUNDS = 6;
const PEER: MunicipalityCode = municipalityCode('996');
const DUE_ON = Array.from({ length: ROUNDS }, (_, place) => addDays(date('2025-11-03'), place));
/** Interest is posted the day after a claim was due. */
const POSTED_ON = DUE_ON.map((due) => addDays(due, 1));
const PER_DAY = CLAIMS / ROUNDS;

/**
 * A day of interest over 300,000 claims: a sixth of them have a month to post, each a claim of its own with its liability,
 * charge, transfer and balances. Beside it the bare set-based SQL that writes the same rows into the same tables of another
 * municipality in one transaction, the percentage written into it. Afterwards both must hold the same.
 */
export const dailyJobs: Figure = {
  name: 'daily-jobs',
  unit: 'claims/s',
  better: 'higher',
  target: 0.4,
  note: 'docs/performance.md, "Daily jobs"',
  prepare: async () => {
    const database = await openBenchDatabase();
    await dropMunicipality(database, PEER);
    await createMunicipality(database, { code: PEER, name: 'Den bare kommune' });
    for (const municipality of [BENCH_MUNICIPALITY, PEER])
      await seedBills(database, municipality, { count: CLAIMS, dueOn: DUE_ON });
    const bare = await openBareConnections(1);
    await analyzed(bare);
    const [oursNext, peerNext] = [inTurn(POSTED_ON), inTurn(POSTED_ON)];
    return {
      ours: () => claimsPerSecond(PER_DAY, () => interestDay(database, oursNext())),
      peer: () => claimsPerSecond(PER_DAY, () => bareInterestDay(bare, schemaOf(PEER), peerNext())),
      close: () => close(database, bare),
    };
  },
};

async function interestDay(database: Database, on: PlainDate): Promise<number> {
  const done = await postInterest(await benchDay(database, BENCH_MUNICIPALITY, on));
  assert(done.ok, 'nobody else posts interest');
  return done.value.report.changes['interest']?.count ?? 0;
}

async function close(database: Database, bare: pg.Pool): Promise<void> {
  const different = await sameRows(bare, schemaOf(BENCH_MUNICIPALITY), schemaOf(PEER));
  await bare.end();
  await dropMunicipality(database, PEER);
  await database.close();
  assert(different.length === 0, `both sides wrote the same rows, but for ${different.join(', ')}`);
}
