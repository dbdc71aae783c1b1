import { once } from 'node:events';
import { sql } from 'kysely';
import { to } from 'pg-copy-streams';
import { date, month } from '../src/kernel/dates.ts';
import { batchNumber } from '../src/kernel/ids.ts';
import { takeArrivals } from '../src/agreements/arrivals.ts';
import { runMonth } from '../src/agreements/month-run.ts';
import { LETTER_ARRIVED } from '../src/letters/delivery-work.ts';
import { copyInto } from '../src/platform/copy.ts';
import {
  connectionOf,
  inMunicipality,
  type Database,
  type MunicipalityTx,
} from '../src/platform/database.ts';
import type { Figure } from './figure.ts';
import { analyzeSeeded, BENCH_MUNICIPALITY, openBenchDatabase } from './scratch-database.ts';
import { seedDebtors } from './seed-debtors.ts';

const DEBTORS = 100_000;
const NOTE = 'docs/performance.md, "The month"';

/** The month run in which everything changes, beside COPY of the very same rows into the same tables. */
export const monthCopy: Figure = {
  name: 'month-copy',
  unit: 'rows/s',
  better: 'higher',
  target: 0.6,
  note: NOTE,
  prepare: async () => {
    const database = await openBenchDatabase();
    await seedDebtors(database, DEBTORS);
    await changeEverything(database);
    const tables = await rowsWritten(database);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      ours: async () => rows / (await changeEverything(database)),
      peer: async () => rows / (await copySame(database, tables)),
      close: () => database.close(),
    };
  },
};

/** A month in which nothing changes, everybody's plan in force, beside the month in which everything does. */
export const unchangedTime: Figure = {
  name: 'unchanged-time',
  unit: 's',
  better: 'lower',
  target: 0.25,
  note: NOTE,
  prepare: async () => {
    const database = await openBenchDatabase();
    await seedDebtors(database, DEBTORS);
    await changeEverything(database);
    return {
      ours: async () => {
        await forgetApril(database);
        await letEverythingArrive(database);
        return secondsOf(() => run(database, '2026-04'));
      },
      peer: () => changeEverything(database),
      close: () => database.close(),
    };
  },
};

/** Seconds of the run of March from empty tables: everybody gets a plan. */
async function changeEverything(database: Database): Promise<number> {
  await emptyResults(database);
  return secondsOf(() => run(database, '2026-03'));
}

const months = { '2026-03': batchNumber(1), '2026-04': batchNumber(2) };

async function run(database: Database, of: keyof typeof months): Promise<void> {
  const done = await runMonth({
    database,
    municipality: BENCH_MUNICIPALITY,
    month: month(of),
    on: date(`${of}-10`),
    factsAsOf: months[of],
    dryRun: false,
    by: 'bench',
    clock: () => Temporal.Now.instant(),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  const { changes, debtors, unchanged } = done.value.report;
  const changed = of === '2026-03' ? changes['start-plan'].count : unchanged;
  if (debtors !== DEBTORS || changed !== DEBTORS) throw new Error('the run did not do what is measured');
}

/** The letters of March have arrived: what was decided is in force. */
async function letEverythingArrive(database: Database): Promise<void> {
  await inMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    sql`
      insert into due_work (kind, key, due_at, payload)
      select ${LETTER_ARRIVED}, key, due_at, '{"arrivedOn": "2026-03-11"}' from due_work where kind = 'letter'
      on conflict do nothing`.execute(tx),
  );
  await takeArrivals({ database, municipality: BENCH_MUNICIPALITY, clock: () => Temporal.Now.instant() });
  await analyzeSeeded(database);
}

const RESULTS = ['determination', 'decision', 'due_work'] as const;

async function emptyResults(database: Database): Promise<void> {
  // A transaction of its own: rows copied into a table emptied in the same one would be spared the log.
  await inMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    sql`truncate month_run, determination, decision, work_item, due_work, letter, delivery, delivery_event, access_log
      cascade`.execute(tx),
  );
  await database.asAdmin((admin) => sql`checkpoint`.execute(admin));
}

async function forgetApril(database: Database): Promise<void> {
  await inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    await sql`delete from month_run where month = '2026-04-01'`.execute(tx);
    await sql`alter table determination disable trigger append_only`.execute(tx);
    await sql`delete from determination where month = '2026-04-01'`.execute(tx);
    await sql`alter table determination enable trigger append_only`.execute(tx);
  });
  await database.asAdmin((admin) => sql`vacuum`.execute(admin));
  await database.asAdmin((admin) => sql`checkpoint`.execute(admin));
}

interface CopiedTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly text: string;
  readonly rows: number;
}

/** What the run wrote, as the text that COPY reads. */
async function rowsWritten(database: Database): Promise<CopiedTable[]> {
  return inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    const copied: CopiedTable[] = [];
    for (const table of RESULTS) copied.push(await copyOut(tx, table));
    return copied;
  });
}

async function copyOut(tx: MunicipalityTx, table: (typeof RESULTS)[number]): Promise<CopiedTable> {
  const { rows } = await sql<{ attname: string }>`
    select attname from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    tx,
  );
  const columns = rows.map(({ attname }) => attname);
  const stream = connectionOf(tx).query(to(`copy ${table} (${columns.join(', ')}) to stdout`));
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'end');
  const text = Buffer.concat(chunks).toString('utf8').trimEnd();
  return { table, columns, text, rows: text.split('\n').length };
}

/** Seconds of COPY of the same rows into the same tables with the same keys and indexes, in one transaction. */
async function copySame(database: Database, tables: readonly CopiedTable[]): Promise<number> {
  await emptyResults(database);
  return secondsOf(() =>
    inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
      for (const { table, columns, text } of tables) await copyInto(tx, { table, columns }, [text]);
    }),
  );
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}
