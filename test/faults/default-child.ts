/**
 * The job for plans that are not kept, or the day's interest, as a process of its own that kills itself: `node default-child.ts
 * DATABASE_URL DAY COUNT JOB`. It dies without warning (SIGKILL) when its clock is asked for the COUNTth time: as it begins, within the transaction of each page, as it ends.
 */
import { connectTo } from '../../src/platform/database.ts';
import { follow, interest } from '../integration/defaults-town.ts';
import { morningOf } from '../integration/town.ts';
import { PAGE_SIZE } from './default-town.ts';

const [, , url = '', day = '', count = '', job = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const clock = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return morningOf(day);
};
if (job === 'interest') await interest(database, day, clock);
else await follow(database, day, { clock, pageSize: PAGE_SIZE });
await database.close();
