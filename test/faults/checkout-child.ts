/**
 * One look at a payment as a process of its own, killed when its clock is asked for the nth time:
 * `node checkout-child.ts DATABASE_URL REFERENCE ACCESS NTH NOW`. ACCESS is the simulated providers', as JSON.
 */
import { lookAt } from '../../src/checkout/look.ts';
import { connectTo } from '../../src/platform/database.ts';
import { partsOf } from '../integration/checkout-town.ts';
import type { Access } from './checkout-killed.ts';
import { TOWN } from '../integration/town.ts';

const [, , url = '', reference = '', access = '{}', nth = '', now = ''] = process.argv;
let asked = 0;
const clock = () => {
  asked += 1;
  if (asked === Number(nth)) process.kill(process.pid, 'SIGKILL');
  return Temporal.Instant.from(now);
};
const database = connectTo({ connectionString: url }, { poolSize: 1 });
const { mobilepay, card } = JSON.parse(access) as Access;
await lookAt(partsOf(database, mobilepay, clock, card), TOWN, reference);
await database.close();
