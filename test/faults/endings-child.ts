/**
 * The jobs `lapse`, `write-off` and that of errands as a process of its own that kills itself: `node endings-child.ts DATABASE_URL JOB COUNT`. It
 * dies without warning (SIGKILL) when its clock is asked for the COUNTth time.
 */
import { connectTo } from '../../src/platform/database.ts';
import { morningOf } from '../integration/town.ts';
import { BARRED_ON, ERRANDS_ON, runEndings, type EndingJob } from './endings-town.ts';

const [, , url = '', job = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
await runEndings(database, job as EndingJob, () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return morningOf(job === 'errands' ? ERRANDS_ON : BARRED_ON);
});
await database.close();
