import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageOf, setLanguage } from '../../src/debtors/language.ts';
import { numberConflicts } from '../../src/debtors/numbers.ts';
import { appendPersonRecords, personHistory } from '../../src/debtors/person-records.ts';
import { cprOfDebtors, debtorByCpr, registerDebtors } from '../../src/debtors/register.ts';
import {
  addRepresentative,
  cprOfRepresentatives,
  endRepresentative,
  representativesOf,
  representativesOn,
  type NewRepresentative,
} from '../../src/debtors/representatives.ts';
import type { StoredPersonRecord } from '../../src/debtors/types.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { date } from '../../src/kernel/dates.ts';
import { batchNumber, debtorNumber, municipalityCode, type DebtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const municipality = municipalityCode('998');
const at = Temporal.Instant.from('2026-01-02T10:00:00Z');
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const write = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, municipality, work);
const nobody = debtorNumber(999_999);

/** Registers somebody with a number of their own; each test has other people. */
async function aDebtor(cpr: CprNumber): Promise<DebtorNumber> {
  return (await write((tx) => registerDebtors(tx, [cpr], at))).get(cpr) ?? nobody;
}

function record(
  debtor: DebtorNumber,
  batch: number,
  changes: Partial<StoredPersonRecord>,
): StoredPersonRecord {
  return {
    debtor,
    batch: batchNumber(batch),
    messageId: 'm',
    currentCpr: cprOf(1),
    name: 'Åse Prøve',
    born: date('1961-01-01'),
    status: 1,
    statusFrom: null,
    address: ['Søvej 1'],
    municipality: '998',
    addressProtected: false,
    guardianship: null,
    digitalPost: true,
    spouse: null,
    children: [],
    childrenUnder18: 0,
    ...changes,
  };
}

const tell = (...records: readonly StoredPersonRecord[]) => write((tx) => appendPersonRecords(tx, records));

describe('a debtor who gets a new CPR number', () => {
  test('is the same debtor: found by the old number and the new, and asked about by the newest', async () => {
    const debtor = await aDebtor(cprOf(10));
    await tell(record(debtor, 3, { currentCpr: cprOf(10) }));
    await tell(record(debtor, 4, { currentCpr: cprOf(11) }));
    await tell(record(debtor, 5, { currentCpr: cprOf(12) }));
    await write(async (tx) => {
      for (const number of [10, 11, 12]) expect(await debtorByCpr(tx, cprOf(number))).toBe(debtor);
      expect((await cprOfDebtors(tx, [debtor])).get(debtor)).toBe(cprOf(12));
      const told = await sql<{ batch: number }>`
        select batch from debtor_cpr where debtor_number = ${debtor} order by batch`.execute(tx);
      expect(told.rows.map(({ batch }) => batch)).toEqual([0, 4, 5]);
    });
  });

  test('is known when a claims file has the new number, or both', async () => {
    const debtor = await aDebtor(cprOf(20));
    await tell(record(debtor, 3, { currentCpr: cprOf(21) }));
    const found = await write((tx) => registerDebtors(tx, [cprOf(21), cprOf(20)], at));
    expect([...new Set(found.values())]).toEqual([debtor]);
  });

  test('keeps one row for each number, however often CPR tells it', async () => {
    const debtor = await aDebtor(cprOf(30));
    for (const batch of [3, 4, 4, 5]) await tell(record(debtor, batch, { currentCpr: cprOf(31) }));
    const { rows } = await write((tx) =>
      sql`select from debtor_cpr where debtor_number = ${debtor}`.execute(tx),
    );
    expect(rows).toHaveLength(2);
  });

  test('that we have for another debtor, is not joined with them: a person must look', async () => {
    const [debtor, other] = [await aDebtor(cprOf(40)), await aDebtor(cprOf(41))];
    await tell(record(debtor, 3, { currentCpr: cprOf(41) }), record(other, 3, { currentCpr: cprOf(41) }));
    await tell(record(debtor, 4, { currentCpr: cprOf(41) }));
    await write(async (tx) => {
      expect(await numberConflicts(tx, [debtor, other])).toEqual([{ debtor, other, batch: 3 }]);
      expect(await debtorByCpr(tx, cprOf(41))).toBe(other);
      expect((await cprOfDebtors(tx, [debtor])).get(debtor)).toBe(cprOf(40));
    });
  });

  test('that two debtors are told to have at once, is the first one’s, and the other’s conflict', async () => {
    const [debtor, other] = [await aDebtor(cprOf(45)), await aDebtor(cprOf(46))];
    await tell(record(other, 3, { currentCpr: cprOf(47) }), record(debtor, 3, { currentCpr: cprOf(47) }));
    await write(async (tx) => {
      expect(await debtorByCpr(tx, cprOf(47))).toBe(debtor);
      expect(await numberConflicts(tx, [debtor, other])).toEqual([
        { debtor: other, other: debtor, batch: 3 },
      ]);
    });
  });

  test('while a file with that number is taken in, is still one debtor', async () => {
    const debtor = await aDebtor(cprOf(50));
    const [found] = await Promise.all([
      write((tx) => registerDebtors(tx, [cprOf(51)], at)),
      tell(record(debtor, 3, { currentCpr: cprOf(51) })),
    ]);
    const registered = found.get(cprOf(51)) ?? nobody;
    const conflicts = await write((tx) => numberConflicts(tx, [debtor]));
    // Whoever came first: the same debtor, or another one and a person is told.
    expect(registered === debtor ? [] : [{ debtor, other: registered, batch: 3 }]).toEqual(conflicts);
  });

  test('has a history that cannot be changed', async () => {
    await aDebtor(cprOf(55));
    await expect(write((tx) => sql`delete from debtor_cpr`.execute(tx))).rejects.toThrow(
      /never changed or deleted/,
    );
  });
});

function guardianOf(debtor: DebtorNumber, changes: Partial<NewRepresentative> = {}): NewRepresentative {
  return {
    debtor,
    kind: 'guardian',
    mode: 'instead',
    name: 'Værge Prøve',
    address: ['Sidevej 1', '9998 Prøveby'],
    cpr: null,
    from: date('2026-02-01'),
    evidence: 'Værgebeskikkelse af 30. januar 2026',
    by: 'prøve',
    at,
    ...changes,
  };
}

describe('somebody who acts for a debtor', () => {
  const add = (added: NewRepresentative) => write((tx) => addRepresentative(tx, added));
  const end = (debtor: DebtorNumber, number: number, to: string) =>
    write((tx) => endRepresentative(tx, { debtor, number, to: date(to), why: 'Ophævet', by: 'prøve', at }));
  const actingOn = async (debtor: DebtorNumber, day: string) => {
    const acting = await readInMunicipality(database, municipality, (tx) =>
      representativesOn(tx, [debtor, nobody], date(day)),
    );
    return (acting.get(debtor) ?? []).map(({ number }) => number);
  };

  test('acts from the first day to the last, both included', async () => {
    const debtor = await aDebtor(cprOf(60));
    expect(await add(guardianOf(debtor))).toEqual({ ok: true, value: 1 });
    expect(await end(debtor, 1, '2026-05-31')).toEqual({ ok: true, value: null });
    expect(await actingOn(debtor, '2026-01-31')).toEqual([]);
    expect(await actingOn(debtor, '2026-02-01')).toEqual([1]);
    expect(await actingOn(debtor, '2026-05-31')).toEqual([1]);
    expect(await actingOn(debtor, '2026-06-01')).toEqual([]);
  });

  test('is numbered within the debtor, and kept with the proof that was shown', async () => {
    const debtor = await aDebtor(cprOf(61));
    await add(guardianOf(debtor));
    const second = guardianOf(debtor, {
      kind: 'power-of-attorney',
      mode: 'copy',
      address: [],
      cpr: cprOf(62),
    });
    expect(await add(second)).toEqual({ ok: true, value: 2 });
    await end(debtor, 1, '2026-03-01');
    await readInMunicipality(database, municipality, async (tx) => {
      expect(await representativesOf(tx, debtor)).toMatchObject([
        { number: 1, kind: 'guardian', to: '2026-03-01', endedWhy: 'Ophævet', digitalPost: false },
        { number: 2, kind: 'power-of-attorney', to: null, recordedOn: '2026-01-02', digitalPost: true },
      ]);
      expect(await cprOfRepresentatives(tx, [debtor])).toEqual(new Map([[`${debtor}/2`, cprOf(62)]]));
    });
  });

  test('is recorded once, and can be recorded again when it has ended', async () => {
    const debtor = await aDebtor(cprOf(63));
    await add(guardianOf(debtor));
    expect(await add(guardianOf(debtor))).toEqual({
      ok: false,
      refusal: { tag: 'already-recorded', number: 1 },
    });
    await end(debtor, 1, '2026-03-01');
    expect(await add(guardianOf(debtor))).toEqual({ ok: true, value: 2 });
  });

  test('is refused where a letter would have nobody or nowhere to go to', async () => {
    const debtor = await aDebtor(cprOf(64));
    const refusal = async (changes: Partial<NewRepresentative>) => {
      const added = await add(guardianOf(debtor, changes));
      return added.ok ? 'not refused' : added.refusal.tag;
    };
    expect(await refusal({ debtor: nobody })).toBe('unknown-debtor');
    expect(await refusal({ name: ' ' })).toBe('no-name');
    expect(await refusal({ evidence: '' })).toBe('no-evidence');
    expect(await refusal({ address: [] })).toBe('no-address');
    expect(await refusal({ address: ['1', '2', '3', '4', '5', '6'] })).toBe('address-too-long');
    expect(await refusal({ kind: 'estate', mode: 'copy' })).toBe('estate-is-instead');
    expect(await actingOn(debtor, '2026-03-01')).toEqual([]);
  });

  test('ends once, not before it began, and only if it was there', async () => {
    const debtor = await aDebtor(cprOf(65));
    await add(guardianOf(debtor));
    expect(await end(debtor, 2, '2026-03-01')).toMatchObject({ refusal: { tag: 'unknown-representative' } });
    expect(await end(debtor, 1, '2026-01-31')).toMatchObject({
      refusal: { tag: 'before-it-began', from: '2026-02-01' },
    });
    await end(debtor, 1, '2026-03-01');
    expect(await end(debtor, 1, '2026-04-01')).toMatchObject({
      refusal: { tag: 'already-ended', to: '2026-03-01' },
    });
  });

  test('two who record somebody at once give them two numbers', async () => {
    const debtor = await aDebtor(cprOf(66));
    const added = await Promise.all([
      add(guardianOf(debtor, { name: 'Mor' })),
      add(guardianOf(debtor, { name: 'Far' })),
    ]);
    expect(added.map((each) => (each.ok ? each.value : 0)).toSorted()).toEqual([1, 2]);
  });
});

describe('the language beside Danish', () => {
  test('is the one chosen last; who has chosen nothing gets Danish alone', async () => {
    const [debtor, other] = [await aDebtor(cprOf(70)), await aDebtor(cprOf(71))];
    const set = (language: 'da' | 'en') =>
      write((tx) => setLanguage(tx, { debtor, language, by: 'prøve', at }));
    expect(await set('da')).toEqual({ ok: true, value: 'was-set' });
    expect(await set('en')).toEqual({ ok: true, value: 'set' });
    expect(await set('en')).toEqual({ ok: true, value: 'was-set' });
    await write(async (tx) => {
      expect(await languageOf(tx, [debtor, other])).toEqual(new Map([[debtor, 'en']]));
    });
    await set('da');
    await write(async (tx) => expect((await languageOf(tx, [debtor])).get(debtor)).toBe('da'));
  });

  test('cannot be chosen for somebody who is not there', async () => {
    const refused = await write((tx) => setLanguage(tx, { debtor: nobody, language: 'en', by: 'prøve', at }));
    expect(refused).toEqual({ ok: false, refusal: { tag: 'unknown-debtor' } });
  });
});

test('a debtor’s history is read from what CPR told, batch by batch', async () => {
  const debtor = await aDebtor(cprOf(80));
  await tell(record(debtor, 3, { currentCpr: cprOf(80) }));
  await tell(record(debtor, 6, { currentCpr: cprOf(80), name: 'Åse Ny', born: date('2008-03-01') }));
  await write(async (tx) => {
    expect(await personHistory(tx, debtor, date('2026-03-10'))).toEqual([
      { batch: 3, on: null, change: { what: 'first-told' } },
      { batch: 6, on: null, change: { what: 'name', from: 'Åse Prøve', to: 'Åse Ny' } },
      { batch: null, on: '2026-03-01', change: { what: 'turned-18' } },
    ]);
    expect(await personHistory(tx, nobody, date('2026-03-10'))).toEqual([]);
  });
});
