import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters, type LettersMade } from '../../src/agreements/letter-job.ts';
import { closeWorkItem, openItems as itemsOpen } from '../../src/agreements/work-items.ts';
import { setLanguage } from '../../src/debtors/language.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { agreements, openItems, pays } from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  fetchFor,
  letArrive,
  letterJob,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

const payer = aDebtor(1);
const onBenefit = aDebtor(2).receiving('kontanthjælp');

/** A plan and a deferral of March are decided; their letters are due. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer, onBenefit]);
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-03');
    await run(database, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

function make(database: Database, on: string): Promise<LettersMade> {
  return makeDueLetters(letterJob(database, on));
}

/** CPR tells something new, as the next fetch brings it. */
function tell(database: Database, on: string, ...debtors: readonly Debtor[]) {
  return fetchFor({ database, registers: registersOf(payer, onBenefit, ...debtors) }, '2026-04', on);
}

const kindOf = { copy: 'power-of-attorney', instead: 'guardian', estate: 'estate' } as const;

function represent(database: Database, as: 'copy' | 'instead' | 'estate') {
  return inMunicipality(database, TOWN, (tx) =>
    addRepresentative(tx, {
      debtor: debtorNumber(100_001),
      kind: kindOf[as],
      mode: as === 'copy' ? 'copy' : 'instead',
      name: 'Vibeke Værge',
      address: ['Værgevej 1', '9998 Prøveby'],
      cpr: null,
      from: date('2026-03-01'),
      evidence: 'Fuldmagt af 1. marts 2026',
      by: 'prøve',
      at: morningOf('2026-03-02'),
    }),
  );
}

const letters = sql<{ debtor: number; recipient: number; language: string; to: string }>`
  select debtor_number as debtor, recipient, language, model -> 'recipient' ->> 'name' as to from letter
  order by debtor_number, recipient, language`;
const work = sql`select key, state, to_char(due_at, 'YYYY-MM-DD') as due, last_error as why from due_work where kind = 'letter' order by key`;

describe('a letter', () => {
  test('goes with a translation to one who has asked for English', async () => {
    await using database = await town.copy();
    const choice = {
      debtor: debtorNumber(100_001),
      language: 'en' as const,
      by: 'prøve',
      at: morningOf('2026-03-02'),
    };
    await inMunicipality(database, TOWN, (tx) => setLanguage(tx, choice));
    expect(await make(database, '2026-03-10')).toEqual({ made: 2, refused: [] });
    expect((await rowsOf(database, letters)).map(({ debtor, language }) => [debtor, language])).toEqual([
      [100_001, 'da'],
      [100_001, 'en'],
      [100_002, 'da'],
    ]);
  });

  test('goes also to one who has been given a copy, and counts when it has reached the debtor', async () => {
    await using database = await town.copy();
    await represent(database, 'copy');
    await letArrive(database, '2026-03-11');
    expect((await rowsOf(database, letters)).map(({ recipient, to }) => [recipient, to])).toEqual([
      [0, 'Prøve Person 1'],
      [1, 'Vibeke Værge'],
      [0, 'Prøve Person 2'],
    ]);
    expect(await agreements(database)).toMatchObject([{ debtor: 100_001 }, { debtor: 100_002 }]);
  });

  test('goes to the guardian instead, and counts when it has reached the guardian', async () => {
    await using database = await town.copy();
    await represent(database, 'instead');
    await letArrive(database, '2026-03-11');
    expect((await rowsOf(database, letters)).map(({ recipient, to }) => [recipient, to])).toEqual([
      [1, 'Vibeke Værge'],
      [0, 'Prøve Person 2'],
    ]);
    // The guardian's letter is on paper and still on its way.
    expect(await agreements(database)).toMatchObject([{ debtor: 100_002 }]);
  });

  test('is not written to the dead, and a person is told; the estate gets it when it is recorded', async () => {
    await using database = await town.copy();
    await tell(database, '2026-03-10', payer.withPerson({ status: 90 }));
    const { made, refused } = await make(database, '2026-03-11');
    expect({ made, refused }).toEqual({
      made: 1,
      refused: [{ letter: '202603000010000100', refusal: { tag: 'dead' } }],
    });
    expect((await rowsOf(database, work))[0]).toMatchObject({
      state: 'waiting',
      due: '2026-03-12',
      why: 'dead',
    });
    expect(await openItems(database)).toEqual(['2026-03 100001 letter-not-made']);
    await represent(database, 'estate');
    expect(await make(database, '2026-03-20')).toEqual({ made: 1, refused: [] });
    expect((await rowsOf(database, letters)).map(({ recipient, to }) => [recipient, to])).toEqual([
      [1, 'Vibeke Værge'],
      [0, 'Prøve Person 2'],
    ]);
  });

  test('to one without an address is told of once while nobody has seen to it, and anew when somebody has', async () => {
    await using database = await town.copy();
    await tell(database, '2026-03-10', payer.withPerson({ address: [], digitalPost: false }));
    for (const day of ['2026-03-11', '2026-04-11', '2026-05-11']) await make(database, day);
    expect(await openItems(database)).toEqual(['2026-03 100001 letter-not-made']);
    const asked = { debtor: debtorNumber(100_001), kind: 'letter-not-made' } as const;
    const [item] = await inMunicipality(database, TOWN, (tx) => itemsOpen(tx, asked));
    const closing = {
      item: item?.number ?? 0n,
      by: 'Ane',
      because: 'Ringet op',
      at: morningOf('2026-05-12'),
    };
    const closed = await inMunicipality(database, TOWN, (tx) => closeWorkItem(tx, closing));
    expect(closed.ok).toBe(true);
    await make(database, '2026-06-11');
    expect(await openItems(database)).toEqual(['2026-06 100001 letter-not-made']);
  });

  test('to one without an address waits, a person is told, and it is made when the address is known', async () => {
    await using database = await town.copy();
    await tell(database, '2026-03-10', payer.withPerson({ address: [], digitalPost: false }));
    await make(database, '2026-03-11');
    expect((await rowsOf(database, work))[0]).toEqual({
      key: '202603000010000100',
      state: 'waiting',
      due: '2026-03-12',
      why: 'no-address',
    });
    expect(await openItems(database)).toEqual(['2026-03 100001 letter-not-made']);
    await tell(database, '2026-03-15', payer);
    expect(await make(database, '2026-03-16')).toEqual({ made: 1, refused: [] });
  });

  test('about a decision that has been overtaken before it was made is never made', async () => {
    await using database = await town.copy();
    await tell(database, '2026-04-01', payer.receiving('kontanthjælp', '2026-04-01'));
    await run(database, '2026-04');
    await make(database, '2026-04-11');
    const told = sql`select letter_id::text as letter, kind from letter where debtor_number = 100001`;
    expect(await rowsOf(database, told)).toEqual([{ letter: '202604000010000100', kind: 'deferral' }]);
  });

  test('tells what was owed when it was decided, whatever is paid before it is made', async () => {
    await using database = await town.copy();
    await using same = await town.copy();
    await pays(same, 100_001, { amount: 500, on: '2026-03-12' });
    await make(database, '2026-03-10');
    await make(same, '2026-03-30');
    const sums = sql`select letter_id::text as letter, sha256 from letter order by 1`;
    expect(await rowsOf(same, sums)).toEqual(await rowsOf(database, sums));
  });
});
