/**
 * The job that keeps registrations for set-off as a process of its own that kills itself: `node registrations-child.ts DATABASE_URL COUNT`. It
 * dies without warning (SIGKILL) when its COUNTth statement is about to be sent; with 0 it lives, and says how many there were.
 */
import { connectTo } from '../../src/platform/database.ts';
import { registrationsOn } from '../integration/recovery-town.ts';
import { REGISTRATIONS_ON } from './registrations-day.ts';
import { killAtStatement } from './statements.ts';

const [, , url = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
const asked = killAtStatement(Number(count));
await registrationsOn(database, REGISTRATIONS_ON);
process.stdout.write(String(asked()));
await database.close();
