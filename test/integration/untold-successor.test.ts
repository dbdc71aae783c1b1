import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands } from '../../src/endings/errand-job.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { monthly } from './month-town.ts';
import {
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  raise,
  rowsOf,
  run,
  TOWN,
  townConfiguration,
} from './town.ts';

const [dead, spouse] = [debtorNumber(100_001), debtorNumber(100_002)];
const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });

/** What has been asked of the spouse by instalments, by due date and claim. */
function askedOf(database: Database): Promise<unknown[]> {
  return rowsOf(
    database,
    sql`select number::int as number, balance_ore::int as ore from account_balance
      where debtor = ${spouse} and kind = 'due' and balance_ore <> 0 order by 1`,
  );
}

/** The claims that decisions about the spouse cover, oldest decision first. */
async function coveredBy(database: Database): Promise<string[][]> {
  const rows = await rowsOf<{ claims: string[] }>(
    database,
    sql`select covers_claims::text[] as claims from decision where debtor_number = ${spouse} order by decision_id`,
  );
  return rows.map(({ claims }) => claims);
}

test('a spouse is asked for nothing of what the dead owed, and nothing is decided about it, before the letter that tells of it has arrived', async () => {
  await using town = await aTown(
    [
      aDebtor(1)
        .owing(20_000)
        .withReports(...monthly(20_000)),
      aDebtor(2)
        .owing(50_000)
        .withReports(...monthly(20_000)),
    ],
    townConfiguration(),
  );
  const { database } = town;
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  const before = await coveredBy(database);
  await inMunicipality(database, TOWN, async (tx) => {
    const death = { kind: 'death', debtor: dead, beganOn: date('2026-04-04') } as const;
    const opened = await openErrand(tx, { ...acting('2026-04-05'), ...death });
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const closing = { number: opened.value.number, outcome: 'undivided-estate', kept: null } as const;
    const closed = await closeErrand(tx, { ...acting('2026-04-20'), ...closing, successors: [spouse] });
    if (!closed.ok) throw new Error(closed.refusal.tag);
  });
  await fetchFor(town, '2026-05', '2026-05-09');
  await run(database, '2026-05', { on: '2026-05-10' });
  expect(await coveredBy(database)).toEqual(before);
  await raise(database, '2026-06-01');
  // What the spouse owes and has been told of is asked for as before.
  const own = await askedOf(database);
  expect(own).toMatchObject([{ number: 2 }]);

  await letArrive(database, '2026-06-03');
  const on = '2026-06-04';
  const clock = () => morningOf(on);
  const seen = await seeToErrands({ database, municipality: TOWN, on: date(on), by: 'prøve', clock });
  expect(seen.told).toBe(1);
  await fetchFor(town, '2026-06', '2026-06-09');
  await run(database, '2026-06', { on: '2026-06-10' });
  expect((await coveredBy(database)).at(-1)?.toSorted()).toEqual(['1', '2']);
  expect(await inMunicipality(database, TOWN, (tx) => checkLedger(tx))).toEqual([]);
});
