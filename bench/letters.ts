import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { date, month } from '../src/kernel/dates.ts';
import { batchNumber } from '../src/kernel/ids.ts';
import { makeDueLetters } from '../src/agreements/letter-job.ts';
import { runMonth } from '../src/agreements/month-run.ts';
import { loadLetterAssets, type LetterAssets } from '../src/letters/assets.ts';
import { compose } from '../src/letters/compose.ts';
import { letterModel } from '../src/letters/model.ts';
import { folderOf, LETTERS_BETWEEN_EVICTIONS, newCompiler, typstInputs } from '../src/letters/typesetter.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import { inMunicipality, type Database } from '../src/platform/database.ts';
import type { Figure } from './figure.ts';
import { BENCH_MUNICIPALITY, openBenchDatabase } from './scratch-database.ts';
import { seedDebtors } from './seed-debtors.ts';

const LETTERS = 200;
const DAY = date('2026-03-10');

/** Letters through the job, from the queue to the archive, beside the bare compiler with the same templates and data. */
export const letters: Figure = {
  name: 'letters',
  unit: 'letters/s',
  better: 'higher',
  target: 0.9,
  note: 'docs/performance.md, "Letters"',
  prepare: async () => {
    const database = await openBenchDatabase();
    await seedDebtors(database, LETTERS);
    await queueLetters(database);
    const assets = loadLetterAssets(join(PROJECT_ROOT, 'municipalities'), '998/arms.svg');
    await makeLetters(database, assets);
    const bare = bareCompiler(assets, await modelsMade(database));
    return {
      ours: async () => LETTERS / (await makeLetters(database, assets)),
      peer: async () => LETTERS / (await bare()),
      close: () => database.close(),
    };
  },
};

async function queueLetters(database: Database): Promise<void> {
  const ran = await runMonth({
    database,
    municipality: BENCH_MUNICIPALITY,
    month: month('2026-03'),
    on: DAY,
    factsAsOf: batchNumber(1),
    dryRun: false,
    by: 'bench',
    clock: () => Temporal.Now.instant(),
  });
  if (!ran.ok) throw new Error(ran.refusal.tag);
}

/** Seconds of the job over all letters, queued again. */
async function makeLetters(database: Database, assets: LetterAssets): Promise<number> {
  await inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    await sql`truncate letter`.execute(tx);
    await sql`update due_work set state = 'waiting', done_at = null, attempts = 0`.execute(tx);
  });
  const started = performance.now();
  const { made } = await makeDueLetters({
    database,
    municipality: BENCH_MUNICIPALITY,
    assets: () => assets,
    by: 'bench',
    clock: () => Temporal.Now.instant(),
  });
  if (made !== LETTERS) throw new Error(`${made} letters were made`);
  return (performance.now() - started) / 1_000;
}

async function modelsMade(database: Database): Promise<unknown[]> {
  return inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    const { rows } = await sql<{ model: unknown }>`select model from letter order by decision_id`.execute(tx);
    return rows.map(({ model }) => model);
  });
}

/** Seconds of the bare compiler over the same data, put into words beforehand. */
function bareCompiler(assets: LetterAssets, models: readonly unknown[]): () => Promise<number> {
  const typst = newCompiler();
  const ownAssets = { ...assets };
  const data = models.map((model) => typstInputs(compose(letterModel.parse(model), assets.texts)));
  const seconds = Temporal.Instant.from(`${DAY}T12:00:00Z`).epochMilliseconds / 1_000;
  return async () => {
    const started = performance.now();
    for (const [index, inputs] of data.entries()) {
      typst.pdf(
        { mainFilePath: `${folderOf(ownAssets, typst)}/main-plan.typ`, inputs },
        { pdfStandard: 'ua-1', creationTimestamp: seconds },
      );
      if (index % LETTERS_BETWEEN_EVICTIONS === 0) typst.evictCache(2);
      await nextTurn();
    }
    return (performance.now() - started) / 1_000;
  };
}
