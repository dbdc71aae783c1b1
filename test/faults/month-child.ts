/**
 * One step of a month as a process of its own that kills itself, for tests of what a kill leaves:
 * `node month-child.ts DATABASE_URL fetch|run|letters|letters-told|arrivals|instalments COUNT`. It dies without warning (SIGKILL) when its clock
 * is asked for the COUNTth time; for a fetch, before that question to the income register is answered; for letters-told,
 * when it tells its progress for the COUNTth time.
 */
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { raiseInstalments } from '../../src/agreements/instalments.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { paidAheadFor } from '../../src/payments/paid-ahead.ts';
import { connectTo } from '../../src/platform/database.ts';
import { fetchFor, letterJob, morningOf, run, TOWN, TownRegisters } from '../integration/town.ts';
import { ARRIVED_ON, DUE_ON, FETCHED_ON, killTown, PAGE_SIZE, RUN_ON } from './month-town.ts';

const [, , url = '', step = '', count = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 5 });
let asked = 0;
const dieAtLast = () => {
  asked += 1;
  if (asked === Number(count)) process.kill(process.pid, 'SIGKILL');
};
const clockOn = (day: string) => () => {
  dieAtLast();
  return morningOf(day);
};

if (step === 'fetch') {
  const registers = new TownRegisters();
  registers.tell(...killTown);
  registers.beforeIncome = dieAtLast;
  await fetchFor({ database, registers }, '2026-03', FETCHED_ON);
} else if (step === 'run') {
  await run(database, '2026-03', { on: RUN_ON, pageSize: PAGE_SIZE, clock: clockOn(RUN_ON) });
} else if (step === 'arrivals') {
  await takeArrivals({ database, municipality: TOWN, clock: clockOn(ARRIVED_ON) });
} else if (step === 'instalments') {
  const due = { due: date(DUE_ON), by: 'prøve', clock: clockOn(DUE_ON) };
  await raiseInstalments({ database, municipality: TOWN, paidAheadFor, ...due });
} else if (step === 'letters') {
  await makeDueLetters({ ...letterJob(database, RUN_ON), clock: clockOn(RUN_ON) });
} else {
  await makeDueLetters({ ...letterJob(database, RUN_ON), progress: dieAtLast });
}
await database.close();
console.log('done');
