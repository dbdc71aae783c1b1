import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { proposeLapse, type LapseByHand } from '../../src/agreements/lapse-by-hand.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { takePaidAfterLapse } from '../../src/payments/paid-after-lapse.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr } from '../vocabulary.ts';
import { cprNumber, stopped } from './claims-rows.ts';
import {
  approve,
  approveAll,
  lastDecision,
  letterArrives,
  letterKinds,
  numberOf,
  openItems,
  owes,
  pays,
  states,
  waiting,
} from './decisions-town.ts';
import {
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
} from './town.ts';

/** Two claims: the years of the first had run out before anybody here judged the debtor. */
const debtor = aDebtor(1).owing(5_000, stopped('2023-02-05')).owing(700, { accountId: 'S-77' });
const wife = aDebtor(2).owing(9_000, {
  ...stopped('2023-02-05'),
  paragraph: '92',
  liability: 'joint',
  coDebtorCpr: cprNumber(3),
});
const husband = aDebtor(3);
const helped = aDebtor(4).owing(3_000, { ...stopped(''), helpStopped: '' });

const town = await prepareTown(async (database) => {
  await settle(database, [debtor, wife, helped]);
  const registers = new TownRegisters();
  registers.tell(debtor, wife, husband, helped);
  await fetchFor({ database, registers }, '2026-03');
  await run(database, '2026-03');
});
afterAll(() => town[Symbol.asyncDispose]());

function propose(database: Database, changes: Partial<LapseByHand> = {}) {
  const request: LapseByHand = {
    debtor: debtorNumber(100_001),
    claim: claimNumber(1n),
    lapsedOn: date('2026-02-05'),
    on: date('2026-03-12'),
    because: 'Du fik henstand i alle årene hos din tidligere kommune.',
    by: 'Anna',
    at: morningOf('2026-03-12'),
    ...changes,
  };
  return inMunicipality(database, TOWN, (tx) => proposeLapse(tx, request));
}

const refused = (tag: string, more: object = {}) => ({ ok: false, refusal: { tag, ...more } });
const refunds = sql`select amount_ore as amount, why, about from refund_item order by refund_number`;
const ends = sql`select claim_number::int as claim, debtor_number as debtor, kind, ended_on as on from liability_end order by 1, 2`;

describe('a claim that a caseworker judges to have lapsed (§ 9)', () => {
  test('has lapsed on the day that was said, once a second person has approved it; the others stay', async () => {
    await using database = await town.copy();
    expect(await openItems(database)).toContain('2026-03 100001 claim-lapsed');
    expect(await propose(database)).toMatchObject({
      ok: true,
      value: {
        change: 'lapse',
        state: 'waiting',
        terms: { outcome: 'lapse', reason: 'judged' },
        lapses: [{ claim: 1n, owed: kr(5_000), on: '2026-02-05' }],
        covers: [{ claim: 2n, owed: kr(700) }],
        proposedBy: 'Anna',
      },
    });
    expect(await rowsOf(database, ends)).toEqual([]);
    expect(await approve(database, numberOf(100_001, '2026-03', 1), { on: '2026-03-13' })).toMatchObject({
      ok: true,
      value: { state: 'in-force' },
    });
    expect(await rowsOf(database, ends)).toEqual([
      { claim: 1, debtor: 100_001, kind: 'lapsed', on: '2026-02-05' },
    ]);
    expect(await owes(database)).toEqual({ owed: 700, due: 0 });
    await letArrive(database, '2026-03-17');
    expect(await letterKinds(database)).toContain('lapse');
    const told = sql`select model ->> 'because' as because, model -> 'lapsedClaims' -> 0 ->> 'ground' as ground,
      model -> 'decidedBy' ->> 'how' as how from letter where kind = 'lapse'`;
    expect(await rowsOf(database, told)).toEqual([
      {
        because: 'Du fik henstand i alle årene hos din tidligere kommune.',
        ground: 'judged',
        how: 'caseworker',
      },
    ]);
  });

  test('is approved by another than whoever proposed it, and by itself', async () => {
    await using database = await town.copy();
    await propose(database);
    const decision = numberOf(100_001, '2026-03', 1);
    expect(await approve(database, decision, { on: '2026-03-13', by: 'Anna' })).toEqual(
      refused('same-person'),
    );
    expect((await waiting(database)).oneByOne).toMatchObject([{ id: decision }]);
    expect(await approveAll(database, { on: '2026-03-13' })).toEqual(refused('nothing-waits'));
  });

  test('that has been paid before it was approved is not said to have lapsed: a person looks at the money', async () => {
    await using database = await town.copy();
    await propose(database);
    await pays(database, 100_001, { amount: 5_000, on: '2026-03-12' });
    expect(await approve(database, numberOf(100_001, '2026-03', 1), { on: '2026-03-13' })).toEqual(
      refused('settled'),
    );
    expect((await lastDecision(database)).state).toBe('withdrawn');
    expect(await rowsOf(database, ends)).toEqual([]);
    const clock = () => morningOf('2026-03-13');
    expect(await takePaidAfterLapse({ database, municipality: TOWN, clock })).toBe(1);
    expect(await rowsOf(database, refunds)).toEqual([
      { amount: kr(5_000), why: 'paid-after-lapse', about: 'decision 202603-100001-1' },
    ]);
  });

  test('lapses for one of two who owe it together', async () => {
    await using database = await town.copy();
    await propose(database, { debtor: debtorNumber(100_003), claim: claimNumber(3n) });
    await approve(database, numberOf(100_003, '2026-03', 1), { on: '2026-03-13' });
    expect(await owes(database, 100_003)).toEqual({ owed: 0, due: 0 });
    expect(await owes(database, 100_002)).toEqual({ owed: 9_000, due: 0 });
  });
});

describe('no lapse is proposed', () => {
  test.each([
    ['without a reason', { because: '  ' }, refused('because-missing')],
    ['of a claim that there is not', { claim: claimNumber(99n) }, refused('not-liable')],
    ['of another debtor’s claim', { claim: claimNumber(3n) }, refused('not-liable')],
    [
      'on a day before the years ran out',
      { lapsedOn: date('2026-02-04') },
      refused('too-early', { earliest: '2026-02-05' }),
    ],
    [
      'of a claim whose years still run',
      { claim: claimNumber(2n), lapsedOn: date('2026-03-12') },
      refused('too-early', { earliest: '2028-12-31' }),
    ],
    ['on a day that has not come', { lapsedOn: date('2026-03-13') }, refused('not-yet')],
    [
      'while the help runs',
      { debtor: debtorNumber(100_004), claim: claimNumber(4n) },
      refused('cannot-lapse'),
    ],
    [
      'before the month’s run',
      { on: date('2026-03-09') },
      refused('before-the-run', { calculationDate: '2026-03-10' }),
    ],
  ])('%s', async (_, changes, refusal) => {
    await using database = await town.copy();
    const before = await states(database);
    expect(await propose(database, changes)).toEqual(refusal);
    expect(await states(database)).toEqual(before);
  });

  test('while something else is on its way to the debtor', async () => {
    await using database = await town.copy();
    await propose(database);
    expect(await propose(database)).toEqual(refused('under-way'));
  });

  test('of a claim that has been paid, or that has lapsed already', async () => {
    await using database = await town.copy();
    await propose(database);
    await approve(database, numberOf(100_001, '2026-03', 1), { on: '2026-03-13' });
    expect(await propose(database)).toEqual(refused('ended', { kind: 'lapsed' }));
    await using other = await town.copy();
    await pays(other, 100_001, { amount: 5_000, on: '2026-03-11' });
    expect(await propose(other)).toEqual(refused('nothing-left'));
  });
});

test('on the very last day of its years a claim has not lapsed yet; on the day after it has', async () => {
  const young = aDebtor(1).owing(5_000, stopped('2023-03-20'));
  await using place = await prepareTown(async (database) => {
    await settle(database, [young]);
    const registers = new TownRegisters();
    registers.tell(young);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
    await letterArrives(database, numberOf(100_001), { on: '2026-03-12' });
  });
  await using database = await place.copy();
  const lapsedOn = date('2026-03-20');
  expect(await propose(database, { lapsedOn, on: lapsedOn })).toEqual(
    refused('too-early', { earliest: '2026-03-20' }),
  );
  expect((await propose(database, { lapsedOn, on: date('2026-03-21') })).ok).toBe(true);
});
