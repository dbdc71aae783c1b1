/**
 * One step of a month as a process of its own that kills itself, for tests of what a kill leaves:
 * `node month-child.ts DATABASE_URL fetch|run|letters|letters-told COUNT`. It dies without warning (SIGKILL) when its clock
 * is asked for the COUNTth time; for a fetch, before that question to the income register is answered; for letters-told,
 * when it tells its progress for the COUNTth time.
 */
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { letterAssets } from '../../src/cli/letters.ts';
import { connectTo } from '../../src/platform/database.ts';
import { fetchFor, morningOf, run, TOWN, TownRegisters } from '../integration/town.ts';
import { FETCHED_ON, killTown, PAGE_SIZE, RUN_ON } from './month-town.ts';

const [, , url = '', step = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const dieAtLast = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
};
const clock = () => {
  dieAtLast();
  return morningOf(RUN_ON);
};

if (step === 'fetch') {
  const registers = new TownRegisters();
  registers.tell(...killTown);
  registers.beforeIncome = dieAtLast;
  await fetchFor({ database, registers }, '2026-03', FETCHED_ON);
} else if (step === 'run') {
  await run(database, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE, clock });
} else {
  const job = { database, municipality: TOWN, assets: letterAssets(), by: 'prøve' };
  if (step === 'letters') await makeDueLetters({ ...job, clock });
  else await makeDueLetters({ ...job, clock: () => morningOf(RUN_ON), progress: dieAtLast });
}
await database.close();
console.log('done');
