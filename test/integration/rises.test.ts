import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reassess } from '../../src/agreements/reassess.ts';
import { stateIncome } from '../../src/facts/stated-income.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay } from '../vocabulary.ts';
import { lastDecision, letterArrives, numberOf, states } from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import { fetchFor, morningOf, prepareTown, rowsOf, run, settle, TOWN, type PreparedTown } from './town.ts';

const payer = aDebtor(1).withReports(
  ...Object.entries({
    '2025-12': 21_000,
    '2026-01': 25_000,
    '2026-02': 25_000,
    '2026-03': 24_500,
    '2026-04': 25_000,
  }).map(([of, net]) => pay(of, net)),
);

/** A plan of 3.950 kr. is in force; rises below 200 kr. wait, and two runs must find one. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer], { changes: { riseThresholdKroner: 200, runsToConfirmRise: 2 } });
    await judged(database, '2026-03');
    await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function judged(database: Database, of: string, answered = true): Promise<void> {
  const registers = registersOf(payer);
  if (!answered) registers.fail('income', 'unavailable', payer);
  await fetchFor({ database, registers }, of);
  await run(database, of);
}

/** What followed from each month’s findings, the last look of a month last. */
async function consequences(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{
      said: string;
    }>`select to_char(month, 'YYYY-MM') || ' ' || consequence as said from determination order by month, ordinal`,
  );
  return rows.map(({ said }) => said);
}

describe('a rise that two runs must find', () => {
  test('waits after the first, and is decided by the second with what it found', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04');
    expect(await states(database)).toEqual(['100001 start-plan in-force']);
    await judged(database, '2026-05');
    expect(await consequences(database)).toEqual([
      '2026-03 decision',
      '2026-04 rise-to-confirm',
      '2026-05 decision',
    ]);
    // April looked at 25.000 kr.; the lower of the two months of May is 24.500 kr.
    expect(await lastDecision(database)).toMatchObject({ change: 'rise', terms: { monthly: kr(6_600) } });
  });

  test('waits again when the month between could not be judged', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04');
    await judged(database, '2026-05', false);
    await judged(database, '2026-06');
    expect((await consequences(database)).slice(1)).toEqual([
      '2026-04 rise-to-confirm',
      '2026-05 person',
      '2026-06 rise-to-confirm',
    ]);
  });

  test('goes by the last look at a month: the citizen has documented another income since its run', async () => {
    await using database = await town.copy();
    await judged(database, '2026-04');
    const at = morningOf('2026-04-20');
    const statement = { netIncomeYear: kroner(252_000), from: month('2026-04'), to: month('2026-04') };
    await stateIncome(
      { database, municipality: TOWN, by: 'prøve', at },
      { debtor: debtorNumber(100_001), ...statement, evidence: 'Lønsedler', statedOn: null },
    );
    const again = {
      debtor: debtorNumber(100_001),
      on: date('2026-04-21'),
      because: 'Lønsedler',
      by: 'prøve',
      at,
    };
    await inMunicipality(database, TOWN, (tx) => reassess(tx, again));
    await judged(database, '2026-05');
    expect((await consequences(database)).slice(1)).toEqual([
      '2026-04 rise-to-confirm',
      '2026-04 same',
      '2026-05 rise-to-confirm',
    ]);
  });
});
