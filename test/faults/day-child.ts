/**
 * A day's work, or something that a caseworker does, as a process of its own that kills itself:
 * `node day-child.ts DATABASE_URL AUTHORITY_URL day|ACT COUNT`. It dies without warning (SIGKILL) when it is about to send its
 * COUNTth statement; with a larger count than it has, when all has been written and before anybody hears of it. With a count of 0 it
 * lives, and says how many it had.
 */
import { connectTo } from '../../src/platform/database.ts';
import { act, isAct } from './acts.ts';
import { workDay } from './day-town.ts';
import { killAtStatement } from './statements.ts';

const [, , url = '', authority = '', what = '', count = ''] = process.argv;
const statements = killAtStatement(Number(count));
const database = connectTo({ connectionString: url }, { poolSize: 5 });
if (isAct(what)) await act(database, what);
else await workDay(database, authority);
if (Number(count) > 0) process.kill(process.pid, 'SIGKILL');
console.log(statements());
await database.close();
