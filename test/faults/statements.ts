/**
 * Loaded before a program (`node --import`) that is to die: kills it without warning (SIGKILL) when its AFDRAG_KILL_ATth statement is
 * about to be sent to PostgreSQL, so that exactly those before it have been carried out; with a larger number than it has, when all
 * has been written and before anybody hears of it. At 0 it lives, and says last how many it had.
 */
import { writeSync } from 'node:fs';
import pg from 'pg';

const count = Number(process.env['AFDRAG_KILL_AT']);
let asked = 0;
const own = pg.Client.prototype.query;
const counting = function (this: pg.Client, ...query: unknown[]): unknown {
  asked += 1;
  if (asked === count) process.kill(process.pid, 'SIGKILL');
  return Reflect.apply(own, this, query);
};
Object.defineProperty(pg.Client.prototype, 'query', { value: counting, configurable: true });
process.on('exit', (status) => {
  if (status !== 0) return;
  if (count > 0) process.kill(process.pid, 'SIGKILL');
  writeSync(1, `\n${asked}`);
});
