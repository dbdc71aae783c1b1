/**
 * The jobs `lapse`, `write-off` and that of errands as a process of its own that is killed: `node endings-child.ts DATABASE_URL JOB`.
 */
import { connectTo } from '../../src/platform/database.ts';
import { morningOf } from '../integration/town.ts';
import { BARRED_ON, ERRANDS_ON, runEndings, type EndingJob } from './endings-town.ts';

const [, , url = '', job = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
const clock = () => morningOf(job === 'errands' ? ERRANDS_ON : BARRED_ON);
await runEndings(database, job as EndingJob, clock); // as the test says it
await database.close();
