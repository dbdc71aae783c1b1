import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { batchNumber, debtorNumber } from '../kernel/ids.ts';
import { parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import { personHistoryOf } from './history.ts';
import type { StoredPersonRecord } from './types.ts';

const SPAN = { from: date('2026-01-02'), to: date('2026-12-31') };

function cpr(text: string): CprNumber {
  const parsed = parseCprNumber(text);
  if (parsed === null) throw new Error('not a number');
  return parsed;
}

const first: StoredPersonRecord = {
  debtor: debtorNumber(100_001),
  batch: batchNumber(1),
  messageId: 'm1',
  currentCpr: cpr('6101800001'),
  name: 'Anna Prøve',
  born: date('1980-01-01'),
  status: 1,
  statusFrom: date('1980-01-01'),
  address: ['Prøvevej 12B', '9998 Prøveby'],
  municipality: '998',
  addressProtected: false,
  guardianship: null,
  digitalPost: true,
  spouse: null,
  children: [{ cpr: null, born: date('2015-05-05') }],
  childrenUnder18: 1,
};

/** What changes when CPR tells this after the first record. */
function changes(...told: readonly Partial<StoredPersonRecord>[]) {
  const records = told.reduce<StoredPersonRecord[]>(
    (before, change) => [
      ...before,
      { ...(before.at(-1) ?? first), ...change, batch: batchNumber(before.length + 1) },
    ],
    [first],
  );
  return personHistoryOf(records, SPAN).slice(1);
}

describe('a person’s history', () => {
  test('is empty while CPR has told nothing, and begins with the first that was told', () => {
    expect(personHistoryOf([], SPAN)).toEqual([]);
    expect(personHistoryOf([first], SPAN)).toEqual([{ batch: 1, on: null, change: { what: 'first-told' } }]);
  });

  test('says nothing about a record like the one before', () => {
    expect(changes({})).toEqual([]);
  });

  test('tells of a new name, with the batch that told it', () => {
    expect(changes({}, { name: 'Anna Ny' })).toEqual([
      { batch: 3, on: null, change: { what: 'name', from: 'Anna Prøve', to: 'Anna Ny' } },
    ]);
  });

  test('tells of a move to another municipality', () => {
    expect(
      changes({ municipality: '999', address: ['Nyvej 1', '9999 Ny'] }).map(({ change }) => change),
    ).toEqual([
      { what: 'address', lines: ['Nyvej 1', '9999 Ny'] },
      { what: 'municipality', from: '998', to: '999' },
    ]);
  });

  test('tells of death, of leaving Denmark and of coming back, with the day', () => {
    expect(
      changes(
        { status: 80, statusFrom: date('2026-02-01') },
        { status: 1, statusFrom: date('2026-05-01') },
        { status: 90, statusFrom: date('2026-06-07') },
      ),
    ).toEqual([
      { batch: 2, on: '2026-02-01', change: { what: 'whereabouts', from: 'denmark', to: 'abroad' } },
      { batch: 3, on: '2026-05-01', change: { what: 'whereabouts', from: 'abroad', to: 'denmark' } },
      { batch: 4, on: '2026-06-07', change: { what: 'whereabouts', from: 'denmark', to: 'dead' } },
    ]);
  });

  test('does not tell of a status that means the same', () => {
    expect(changes({ status: 3 })).toEqual([]);
  });

  test('tells of guardianship, Digital Post and marriage', () => {
    expect(
      changes({ guardianship: 'full', digitalPost: false, spouse: cpr('6101790002') }).map(
        ({ change }) => change,
      ),
    ).toEqual([
      { what: 'guardianship', from: null, to: 'full' },
      { what: 'digital-post', digitalPost: false },
      { what: 'spouse', now: 'married' },
    ]);
    expect(
      changes({ spouse: cpr('6101790002') }, { spouse: cpr('6101790003') }, { spouse: null }).map(
        ({ change }) => change,
      ),
    ).toEqual([
      { what: 'spouse', now: 'married' },
      { what: 'spouse', now: 'married-to-another' },
      { what: 'spouse', now: 'not-married' },
    ]);
  });

  test('tells that there is a new number, and never which', () => {
    const told = changes({ currentCpr: cpr('6202800009') });
    expect(told.map(({ change }) => change)).toEqual([{ what: 'new-number' }]);
    expect(JSON.stringify(told)).not.toMatch(/\d{10}/);
  });
});

describe('an address that is protected', () => {
  const hidden = { address: ['Hemmelig Vej 1'], addressProtected: true };

  test('is not shown, nor the earlier ones: they may say where to look', () => {
    const told = changes({ address: ['Mellemvej 5'] }, hidden);
    expect(told.map(({ change }) => change)).toEqual([
      { what: 'address', lines: null },
      { what: 'protection', addressProtected: true },
      { what: 'address', lines: null },
    ]);
    expect(JSON.stringify(told)).not.toContain('vej');
  });

  test('stays hidden when the protection has ended; what came after is shown', () => {
    const told = changes(hidden, { addressProtected: false, address: ['Åbenvej 2'] });
    expect(told.flatMap(({ change }) => (change.what === 'address' ? [change.lines] : []))).toEqual([
      null,
      ['Åbenvej 2'],
    ]);
  });
});

describe('the family', () => {
  test('grows by a child that was born, and is smaller by one that is no longer listed', () => {
    const born = { cpr: null, born: date('2026-02-14') };
    expect(changes({ children: [...first.children, born] }, { children: [born] })).toEqual([
      { batch: 2, on: '2026-02-14', change: { what: 'child-added', born: '2026-02-14' } },
      { batch: 3, on: null, change: { what: 'child-gone', born: '2015-05-05' } },
    ]);
  });

  test('counts twins as two', () => {
    const twin = { cpr: null, born: date('2026-02-14') };
    expect(changes({ children: [...first.children, twin, twin] })).toHaveLength(2);
    expect(changes({ children: [twin] }, { children: [twin, twin] }).at(-1)).toMatchObject({
      batch: 3,
      change: { what: 'child-added' },
    });
  });

  test('is the same when a child gets a number', () => {
    expect(changes({ children: [{ cpr: cpr('6505150004'), born: date('2015-05-05') }] })).toEqual([]);
  });

  test('has a child that turned 18 while the debtor was known here, and the debtor’s own birthday', () => {
    const grown = { cpr: null, born: date('2008-02-29') };
    const before = { cpr: null, born: date('2007-12-24') };
    expect(
      personHistoryOf([{ ...first, born: date('2008-06-01'), children: [before, grown] }], SPAN).slice(1),
    ).toEqual([
      { batch: null, on: '2026-06-01', change: { what: 'turned-18' } },
      { batch: null, on: '2026-03-01', change: { what: 'child-turned-18', born: '2008-02-29' } },
    ]);
  });
});
