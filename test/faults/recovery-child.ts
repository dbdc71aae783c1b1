/**
 * A day with the recovery authority as a process of its own that is killed:
 * `node recovery-child.ts DATABASE_URL AUTHORITY_URL DAY`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { overHttp, recoveryDay } from '../integration/recovery-over-http.ts';
import { morningOf } from '../integration/town.ts';

const [, , url = '', authority = '', day = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
await recoveryDay(database, { authority: overHttp(authority), day, clock: () => morningOf(day) });
await database.close();
