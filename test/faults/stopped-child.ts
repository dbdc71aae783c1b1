/**
 * The day on which claims in the queue to Gældsstyrelsen are stopped, as a process of its own that kills itself:
 * `node stopped-child.ts DATABASE_URL COUNT`. It dies without warning (SIGKILL) when its clock is asked for the COUNTth time.
 */
import { connectTo } from '../../src/platform/database.ts';
import { morningOf } from '../integration/town.ts';
import { STOPPED_ON, stopAll } from './stopped-town.ts';

const [, , url = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
await stopAll(database, () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return morningOf(STOPPED_ON);
});
await database.close();
