/**
 * A day with the recovery authority as a process of its own that kills itself:
 * `node recovery-child.ts DATABASE_URL AUTHORITY_URL DAY COUNT`. It dies without warning (SIGKILL) when its clock is asked for
 * the COUNTth time: before and after each question outside, and within each transaction.
 */
import { connectTo } from '../../src/platform/database.ts';
import { overHttp, recoveryDay } from '../integration/recovery-over-http.ts';
import { morningOf } from '../integration/town.ts';

const [, , url = '', authority = '', day = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const clock = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
  return morningOf(day);
};
await recoveryDay(database, { authority: overHttp(authority), day, clock });
await database.close();
