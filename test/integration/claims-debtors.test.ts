import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendPersonRecords, personRecordsAsOf } from '../../src/debtors/person-records.ts';
import { cprOfDebtors, debtorByCpr, registerDebtors } from '../../src/debtors/register.ts';
import type { StoredPersonRecord } from '../../src/debtors/types.ts';
import { parseCprNumber, type CprNumber } from '../../src/kernel/cpr-number.ts';
import { date } from '../../src/kernel/dates.ts';
import { batchNumber, debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { cprNumber } from './claims-rows.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const municipality = municipalityCode('998');
const at = Temporal.Instant.from('2026-03-01T10:00:00Z');
let db: FreshDatabase;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

function cpr(index: number): CprNumber {
  const parsed = parseCprNumber(cprNumber(index));
  if (parsed === null) throw new Error(`no CPR number: ${index}`);
  return parsed;
}

function register(...cprs: readonly CprNumber[]) {
  return inMunicipality(db, municipality, (tx) => registerDebtors(tx, cprs, at));
}

function aPerson(
  changes: Partial<StoredPersonRecord> & Pick<StoredPersonRecord, 'debtor' | 'batch'>,
): StoredPersonRecord {
  return {
    messageId: 'b0c1',
    currentCpr: cpr(1),
    name: 'Åse Prøve',
    born: date('1961-01-01'),
    status: 1,
    statusFrom: date('1990-05-01'),
    address: ['Søvej 1, 2. th', '9998 "Prøveby"'],
    municipality: '998',
    addressProtected: false,
    guardianship: null,
    digitalPost: true,
    spouse: null,
    children: [
      { cpr: cpr(90), born: date('2012-04-05') },
      { cpr: null, born: null },
    ],
    childrenUnder18: 1,
    ...changes,
  };
}

test('a person gets a number once and keeps it', async () => {
  const first = await register(cpr(1), cpr(2), cpr(1));
  const second = await register(cpr(3), cpr(2));
  expect([...first.values()]).toEqual([100001, 100002]);
  expect(second.get(cpr(2))).toBe(first.get(cpr(2)));
  expect(second.get(cpr(3))).toBe(100003);
});

test('a person is found by CPR number, and the CPR number by debtor number', async () => {
  const numbers = await register(cpr(10));
  const number = numbers.get(cpr(10)) ?? debtorNumber(999_999);
  await readInMunicipality(db, municipality, async (tx) => {
    expect(await debtorByCpr(tx, cpr(10))).toBe(number);
    expect(await debtorByCpr(tx, cpr(11))).toBeNull();
    expect(await cprOfDebtors(tx, [number, debtorNumber(999_999)])).toEqual(new Map([[number, cpr(10)]]));
  });
});

test('two registrations at once give nobody two numbers', async () => {
  const people = [20, 21, 22, 23].map(cpr);
  const [one, other] = await Promise.all([register(...people), register(...people.toReversed())]);
  expect(new Map([...one].toSorted())).toEqual(new Map([...other].toSorted()));
});

test('what CPR told is never overwritten: as of a batch it stays as it was', async () => {
  const debtor = (await register(cpr(1))).get(cpr(1)) ?? debtorNumber(999_999);
  const first = aPerson({ debtor, batch: batchNumber(3) });
  const moved = aPerson({
    debtor,
    batch: batchNumber(7),
    address: [],
    guardianship: 'partial',
    spouse: cpr(2),
  });
  await inMunicipality(db, municipality, async (tx) => {
    await appendPersonRecords(tx, [first]);
    await appendPersonRecords(tx, [moved, aPerson({ debtor, batch: batchNumber(3), name: 'En anden' })]);
  });
  await readInMunicipality(db, municipality, async (tx) => {
    const asOf = async (batch: number) =>
      (await personRecordsAsOf(tx, [debtor], batchNumber(batch))).get(debtor);
    expect(await asOf(2)).toBeUndefined();
    expect(await asOf(3)).toEqual(first);
    expect(await asOf(6)).toEqual(first);
    expect(await asOf(7)).toEqual(moved);
  });
});
