/**
 * The day on which claims in the queue to Gældsstyrelsen are stopped, as a process of its own that is killed:
 * `node stopped-child.ts DATABASE_URL`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { morningOf } from '../integration/town.ts';
import { STOPPED_ON, stopAll } from './stopped-town.ts';

const [, , url = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
await stopAll(database, () => morningOf(STOPPED_ON));
await database.close();
