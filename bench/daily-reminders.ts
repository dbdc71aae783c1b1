import { sql } from 'kysely';
import type pg from 'pg';
import { dunOrdinaryClaims } from '../src/dunning/dunning-job.ts';
import { date, type PlainDate } from '../src/kernel/dates.ts';
import { municipalityCode, type MunicipalityCode } from '../src/kernel/ids.ts';
import { assert } from '../src/kernel/result.ts';
import { readInMunicipality, schemaOf, type Database } from '../src/platform/database.ts';
import { createMunicipality, dropMunicipality } from '../src/platform/migrate.ts';
import { benchDay, claimsPerSecond, inTurn } from './bench-day.ts';
import { analyzed } from './daily-jobs-peer.ts';
import type { Figure } from './figure.ts';
import { bareReminderDay, sameReminders } from './daily-reminders-peer.ts';
import { BENCH_MUNICIPALITY, openBareConnections, openBenchDatabase } from './scratch-database.ts';
import { seedBills } from './seed-bills.ts';

const CLAIMS = 300_000;
/** One to warm up and five that are measured: the days that a sixth of the claims fell due on. */
const DUE_ON = ['03', '04', '05', '06', '07', '10'].map((day) => date(`2025-11-${day}`));
const PER_DAY = CLAIMS / DUE_ON.length;
/** Writes what the peer copies, before anything is measured. */
const SOURCE: MunicipalityCode = municipalityCode('995');
const PEER: MunicipalityCode = municipalityCode('996');

const step = {
  letter: false,
  fee: null,
  deadlineDays: 10,
  warnsOfTransfer: false,
  by: { ground: 'opdigtet' },
};
const lifeCycles = {
  cycles: {
    bills: {
      steps: [
        {
          ...step,
          do: 'reminder',
          after: { from: 'srb', days: 10, bankDaysForPayments: 3 },
          letter: true,
          fee: '250.00',
        },
        { ...step, do: 'default', after: { from: 'previous-deadline', days: 1, bankDaysForPayments: 3 } },
      ],
    },
  },
  ofTypes: {},
  otherwise: 'bills',
};

/**
 * A day of reminders over 300,000 unpaid claims, of which a sixth is reminded: 50,000 letters to make, each with its fee, which is
 * a claim of its own. Beside it the bare set-based SQL that writes the same rows in one transaction into another municipality's
 * tables, from a third one that has had the same days. Afterwards both must hold the same.
 */
export const dailyReminders: Figure = {
  name: 'daily-reminders',
  unit: 'claims/s',
  better: 'higher',
  target: 0.4,
  note: 'docs/performance.md, "Daily jobs"',
  prepare: async () => {
    const database = await openBenchDatabase();
    for (const code of [PEER, SOURCE]) {
      await dropMunicipality(database, code);
      await createMunicipality(database, { code, name: 'Den bare kommune' });
    }
    for (const municipality of [BENCH_MUNICIPALITY, PEER, SOURCE]) {
      await seedBills(database, municipality, { count: CLAIMS, dueOn: DUE_ON, lifeCycles });
      // Each course finds the day of its first step.
      await reminders(database, municipality, date('2025-11-11'));
    }
    const bare = await openBareConnections(1);
    await analyzed(bare);
    const days = await reminderDays(database);
    for (const on of days) await reminders(database, SOURCE, on);
    await analyzed(bare);
    const [oursNext, peerNext] = [inTurn(days), inTurn(days)];
    const schemas = { peer: schemaOf(PEER), source: schemaOf(SOURCE) };
    return {
      ours: () => claimsPerSecond(PER_DAY, () => reminders(database, BENCH_MUNICIPALITY, oursNext())),
      peer: () => claimsPerSecond(PER_DAY, () => bareReminderDay(bare, schemas, peerNext())),
      close: () => close(database, bare),
    };
  },
};

/** The days on which something is to be reminded of. */
async function reminderDays(database: Database): Promise<PlainDate[]> {
  const { rows } = await readInMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    sql<{ day: PlainDate }>`select distinct step_on as day from claim_course order by day`.execute(tx),
  );
  assert(rows.length === DUE_ON.length, 'a sixth of the claims is reminded of each day');
  return rows.map(({ day }) => day);
}

async function reminders(database: Database, municipality: MunicipalityCode, on: PlainDate): Promise<number> {
  const done = await dunOrdinaryClaims(await benchDay(database, municipality, on));
  assert(done.ok, 'nobody else works here');
  return done.value.report.changes['reminder']?.count ?? 0;
}

async function close(database: Database, bare: pg.Pool): Promise<void> {
  const different = await sameReminders(bare, schemaOf(BENCH_MUNICIPALITY), schemaOf(PEER));
  await bare.end();
  for (const code of [PEER, SOURCE]) await dropMunicipality(database, code);
  await database.close();
  assert(different.length === 0, `both sides wrote the same rows, but for ${different.join(', ')}`);
}
