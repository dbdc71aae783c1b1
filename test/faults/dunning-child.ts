/**
 * The dunning job of a day over ordinary claims as a process of its own that is killed: `node dunning-child.ts DATABASE_URL`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { dunOn } from '../integration/dunning-town.ts';
import { morningOf } from '../integration/town.ts';
import { DUN_DAY, DUN_PAGE } from './dunning-days.ts';

const [, , url = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
await dunOn(database, DUN_DAY, { pageSize: DUN_PAGE, clock: () => morningOf(DUN_DAY) });
await database.close();
