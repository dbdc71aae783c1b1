import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { startPsrmSimulator } from '../../src/outside/psrm/http-simulator.ts';
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
import { killAt, placeOf, places, statementsOf } from './anywhere.ts';

/** Four claims with interest are sent, answered, covered, one of them called back: undisturbed, and with all that can go wrong. */
const DAYS = ['2026-02-02', '2026-02-06', '2026-03-02', '2026-03-06'];

let town: PreparedTown;
let undisturbed: unknown;
/** How many the first two days have. */
const statements: number[] = [];
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await using made = await aRecoveryTown({ database });
    const claims = [await made.raise(), await made.raise(), await made.raise(), await made.raise()];
    await made.interest('2026-01-15');
    for (const claim of claims) await made.clear(claim);
  });
  await using copy = await town.copy();
  undisturbed = await live(copy, { timeoutEvery: 0, kills: null });
});
afterAll(() => town[Symbol.asyncDispose]());

test('killed anywhere on one day and on the next, by an authority that takes and is silent: the same rows in the end', async () => {
  const [first = 0, second = 0] = statements;
  const next = [...places('recovery answered', second, 2)];
  for (const count of places('recovery', first, 2)) {
    // The last of one with the first of the other, so that each is killed early and late.
    const kills = [count, next.pop() ?? 1];
    await using copy = await town.copy();
    const place = `${placeOf('recovery', count, first)}, then at ${kills[1]} of ${second}`;
    expect(await live(copy, { timeoutEvery: 2, kills }), place).toEqual(undisturbed);
  }
});

interface Disturbed {
  readonly timeoutEvery: number;
  /** On the first day, and when claims have been answered; null: neither, and their statements are counted. */
  readonly kills: readonly number[] | null;
}

async function live(database: TownCopy, { timeoutEvery, kills }: Disturbed): Promise<unknown> {
  const simulated = aSimulator({ contradictEvery: 3 });
  const http = await startPsrmSimulator({ simulated, timeoutEvery });
  try {
    for (const [index, day] of DAYS.entries()) {
      await happens(database, simulated, day);
      const dayOf = { database, program: { file: 'recovery-child.ts', words: [http.url, day] } };
      const count = kills?.[index];
      if (count !== undefined) await killAt(dayOf, count);
      else if (kills === null && index < 2) statements.push(await statementsOf(dayOf));
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

/** All that was written, but for who looked, how often a job began, and how often work was tried. */
async function written(database: Database): Promise<unknown> {
  const { access_log: _who, job_run: _begun, due_work: _tried, ...tables } = await allTables(database);
  const work = sql`select kind, key, state, payload::text from due_work order by kind, key`;
  return { ...tables, due_work: await rowsOf(database, work) };
}
