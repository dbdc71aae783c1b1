/**
 * A day's work, or something that a caseworker does, as a process of its own that is killed:
 * `node day-child.ts DATABASE_URL AUTHORITY_URL day|ACT`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { act, isAct } from './acts.ts';
import { workDay } from './day-town.ts';

const [, , url = '', authority = '', what = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
if (isAct(what)) await act(database, what);
else await workDay(database, authority);
await database.close();
