/**
 * The job that keeps registrations for set-off as a process of its own that is killed: `node
 * registrations-child.ts DATABASE_URL`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { registrationsOn } from '../integration/recovery-town.ts';
import { REGISTRATIONS_ON } from './registrations-day.ts';

const [, , url = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
await registrationsOn(database, REGISTRATIONS_ON);
await database.close();
