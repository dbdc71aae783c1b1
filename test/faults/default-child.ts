/**
 * The job for plans that are not kept, or the day's interest, as a process of its own that is killed: `node default-child.ts
 * DATABASE_URL DAY follow|interest`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { follow, interest } from '../integration/defaults-town.ts';
import { morningOf } from '../integration/town.ts';
import { PAGE_SIZE } from './default-town.ts';

const [, , url = '', day = '', job = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
const clock = () => morningOf(day);
if (job === 'interest') await interest(database, day, clock);
else await follow(database, day, { clock, pageSize: PAGE_SIZE });
await database.close();
