/**
 * The toy job as a process of its own that kills itself: `node toy-child.ts DATABASE_URL COUNT`. It dies without warning
 * (SIGKILL) when its clock is asked for the COUNTth time: as it begins, within the transaction of each page, as it ends.
 */
import { connectTo } from '../../src/platform/database.ts';
import { runDailyJob } from '../../src/platform/daily-job.ts';
import { toyJob, toyRequest } from '../integration/toy-job.ts';

const [, , url = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const clock = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return Temporal.Instant.from('2026-03-10T08:00:00Z');
};
await runDailyJob(toyJob, toyRequest(database, { clock }));
await database.close();
