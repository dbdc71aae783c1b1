/** Imports a file and tells the most memory it took: `node claims-volume-child.ts DATABASE_URL FILE`. */
import { importClaims } from '../../src/cli/claims-import.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { openDatabase } from '../../src/platform/database.ts';

const [, , databaseUrl, file] = process.argv;
if (databaseUrl === undefined || file === undefined) throw new Error('usage: DATABASE_URL FILE');

let peakHeap = 0;
const sampling = setInterval(() => {
  peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
}, 5);
const db = await openDatabase({ databaseUrl, dataDir: '' });
const { outcome, fresh } = await importClaims({
  db,
  municipality: municipalityCode('998'),
  file,
  dryRun: false,
  statedRows: null,
  by: 'afprøvning',
  clock: () => Temporal.Instant.from('2026-03-01T10:00:00Z'),
});
clearInterval(sampling);
await db.close();
console.log(JSON.stringify({ outcome, fresh, peakHeap }));
