/**
 * The dunning job of a day over ordinary claims as a process of its own that kills itself: `node dunning-child.ts DATABASE_URL
 * COUNT`. It dies without warning (SIGKILL) when its clock is asked for the COUNTth time.
 */
import { connectTo } from '../../src/platform/database.ts';
import { dunOn } from '../integration/dunning-town.ts';
import { morningOf } from '../integration/town.ts';
import { DUN_DAY, DUN_PAGE } from './dunning-days.ts';

const [, , url = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const clock = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return morningOf(DUN_DAY);
};
await dunOn(database, DUN_DAY, { pageSize: DUN_PAGE, clock });
await database.close();
