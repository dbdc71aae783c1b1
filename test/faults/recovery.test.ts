import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { startPsrmSimulator, type HttpSimulator } from '../../src/outside/psrm/http-simulator.ts';
import type { SimulatedAuthority } from '../../src/outside/psrm/simulator.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { overHttp, recoveryDay } from '../integration/recovery-over-http.ts';
import { aRecoveryTown, aSimulator } from '../integration/recovery-town.ts';
import {
  allTables,
  morningOf,
  prepareTown,
  rowsOf,
  TOWN,
  type PreparedTown,
  type TownCopy,
} from '../integration/town.ts';

/** Four claims with interest are sent, answered, covered, one of them called back: undisturbed, and with all that can go wrong. */
const DAYS = ['2026-02-02', '2026-02-06', '2026-03-02', '2026-03-06'];

let town: PreparedTown;
let undisturbed: unknown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await using made = await aRecoveryTown({ database });
    const claims = [await made.raise(), await made.raise(), await made.raise(), await made.raise()];
    await made.interest('2026-01-15');
    for (const claim of claims) await made.clear(claim);
  });
  await using copy = await town.copy();
  undisturbed = await live(copy, { timeoutEvery: 0, kills: [] });
});
afterAll(() => town[Symbol.asyncDispose]());

test.each([
  [4, 2, 'in the transaction that queues the claims, and as an answer is kept'],
  [6, 3, 'as a delivery is made, and when the answers are kept'],
  [7, 4, 'before it is handed over, and as the answers are acted on'],
  [8, 5, 'when it has been handed over and before that is noted, and when the answers have been acted on'],
])(
  'killed at the clock’s question %i of one day and %i of the next (%s), by an authority that takes and is silent: the same rows in the end',
  async (first, second) => {
    await using copy = await town.copy();
    expect(await live(copy, { timeoutEvery: 2, kills: [first, second] })).toEqual(undisturbed);
  },
);

interface Disturbed {
  readonly timeoutEvery: number;
  /** On the first day, and when claims have been answered. */
  readonly kills: readonly number[];
}

async function live(database: TownCopy, { timeoutEvery, kills }: Disturbed): Promise<unknown> {
  const simulated = aSimulator({ contradictEvery: 3 });
  const http = await startPsrmSimulator({ simulated, timeoutEvery });
  try {
    for (const [index, day] of DAYS.entries()) {
      await happens(database, simulated, day);
      const count = kills[index];
      if (count !== undefined) await killed(database, http, { day, count });
      // Again, as the next start of the program does: what is without answer is looked up.
      for (let again = 0; again < 2; again++)
        await recoveryDay(database, { authority: overHttp(http.url), day, clock: () => morningOf(day) });
    }
    return await written(database);
  } finally {
    await http.close();
  }
}

/** What the days bring besides. */
async function happens(database: Database, simulated: SimulatedAuthority, day: string): Promise<void> {
  if (day !== '2026-03-02') return;
  const [first] = [...simulated.state.claims.values()];
  simulated.cover(first?.id ?? '', kroner(700), morningOf('2026-02-20'));
  const wanted = { claim: claimNumber(2n), reason: 'KLAG', about: 'prøve', on: date(day) } as const;
  await inMunicipality(database, TOWN, (tx) => wantRecalls(tx, [wanted], morningOf(day)));
}

async function killed(
  database: TownCopy,
  http: HttpSimulator,
  { day, count }: { readonly day: string; readonly count: number },
): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'recovery-child.ts'), database.url, http.url, day, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const held = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(database, held)).length > 0);
}

/** All that was written, but for who looked, how often a job began, and how often work was tried. */
async function written(database: Database): Promise<unknown> {
  const { access_log: _who, job_run: _begun, due_work: _tried, ...tables } = await allTables(database);
  const work = sql`select kind, key, state, payload::text from due_work order by kind, key`;
  return { ...tables, due_work: await rowsOf(database, work) };
}
