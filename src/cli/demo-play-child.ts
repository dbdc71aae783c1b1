import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { playDemoTown, type TownOrder } from './play-demo-town.ts';
import type { TownTold } from './play-in-own-process.ts';

/** One town of `demo play`, in a process of its own (play-in-own-process.ts). */
const config = readConfig(process.env);
if (!config.ok) throw new Error(config.refusal.problems.join('\n'));
const { databaseUrl, dataDir } = config.value;
// Written by the process that started this one.
const { order, name } = JSON.parse(process.argv[2] ?? '') as { order: TownOrder; name: string };
// Nobody waits for the answer any longer.
const abandoned = () => process.exit(1);
process.once('disconnect', abandoned);
const tell = (told: TownTold) => process.send?.(told);
try {
  const database = await openDatabase({ databaseUrl, dataDir, poolSize: 4, name });
  try {
    const report = await playDemoTown(database, order, (month) => tell({ told: 'month', month }));
    tell({ told: 'done', report });
  } finally {
    await database.close();
  }
} catch (error) {
  createLog(config.value).error({ err: error }, `demo play of ${order.municipality} stopped`);
  process.exitCode = 1;
}
process.off('disconnect', abandoned);
process.disconnect?.();
