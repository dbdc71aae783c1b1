import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { companiesOf, registerCompanies, type Company } from '../../src/debtors/companies.ts';
import { cprOfDebtors, registerDebtors } from '../../src/debtors/register.ts';
import { parseCvrNumber, type CvrNumber } from '../../src/kernel/cvr-number.ts';
import { debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const told = { by: 'prøve', at: Temporal.Instant.from('2026-01-02T10:00:00Z') };
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
const write = <T>(work: (tx: MunicipalityTx) => Promise<T>) =>
  inMunicipality(database, municipalityCode('998'), work);
beforeEach(() =>
  write(async (tx) => {
    await sql`truncate debtor cascade`.execute(tx);
    await sql`update debtor_number_counter set last_used = 100000`.execute(tx);
  }),
);

function cvr(text: string): CvrNumber {
  const parsed = parseCvrNumber(text);
  if (parsed === null) throw new Error(`no CVR number: ${text}`);
  return parsed;
}

function bakery(changes: Partial<Company> = {}): Company {
  return {
    cvr: cvr('10000009'),
    akr: null,
    name: 'Bageriet Krummen ApS',
    address: ['Torvet 1', '4999 Bøgevang'],
    form: 'company',
    digitalPost: true,
    ...changes,
  };
}
const foreigner = bakery({ cvr: null, akr: '12345678', name: 'Krümel GmbH', form: 'foreign' });

const register = (...companies: readonly Company[]) => write((tx) => registerCompanies(tx, companies, told));
const known = async (number: number) =>
  (await write((tx) => companiesOf(tx, [debtorNumber(number)]))).get(debtorNumber(number));

describe('a company', () => {
  test('gets the next debtor number once, and keeps it', async () => {
    await write((tx) => registerDebtors(tx, [cprOf(1)], told.at));
    expect(await register(bakery(), foreigner)).toEqual({ ok: true, value: [100_002, 100_003] });
    expect(await register(foreigner, bakery())).toEqual({ ok: true, value: [100_003, 100_002] });
    expect(await write((tx) => registerDebtors(tx, [cprOf(2)], told.at))).toEqual(
      new Map([[cprOf(2), 100_004]]),
    );
  });

  test('is no person', async () => {
    await write((tx) => registerDebtors(tx, [cprOf(1)], told.at));
    await register(bakery());
    const both = [100_001, 100_002].map(debtorNumber);
    expect([...(await write((tx) => cprOfDebtors(tx, both))).keys()]).toEqual([100_001]);
    expect([...(await write((tx) => companiesOf(tx, both))).entries()]).toEqual([[100_002, bakery()]]);
  });

  test('has the name and address that were told last, and the earlier are kept', async () => {
    await register(bakery());
    await register(bakery());
    await register(bakery({ address: ['Havnen 2', '4999 Bøgevang'] }));
    expect(await known(100_001)).toMatchObject({ address: ['Havnen 2', '4999 Bøgevang'] });
    const records = await write((tx) =>
      sql`select entry, address[1] as street from company_record order by entry`.execute(tx),
    );
    expect(records.rows).toEqual([
      { entry: 1, street: 'Torvet 1' },
      { entry: 2, street: 'Havnen 2' },
    ]);
  });

  test('told twice in one list is one debtor', async () => {
    const elsewhere = bakery({ address: ['Havnen 2', '4999 Bøgevang'] });
    expect(await register(bakery(), elsewhere)).toEqual({ ok: true, value: [100_001, 100_001] });
    expect(await known(100_001)).toEqual(elsewhere);
  });

  test('may turn out to have the other number as well', async () => {
    await register(bakery());
    expect(await register(bakery({ akr: '12345678' }))).toEqual({ ok: true, value: [100_001] });
    expect(await register(bakery({ cvr: null, akr: '12345678' }))).toEqual({ ok: true, value: [100_001] });
    expect(await known(100_001)).toMatchObject({ cvr: '10000009', akr: '12345678' });
  });

  test('whose numbers are those of two debtors is refused, and nothing is written', async () => {
    await register(bakery(), foreigner);
    const mixed = bakery({ akr: '12345678' });
    const other = bakery({ cvr: cvr('20000007'), name: 'Nyt' });
    expect(await register(other, mixed)).toEqual({
      ok: false,
      refusal: { tag: 'numbers-disagree', place: 1 },
    });
    expect(await known(100_003)).toBeUndefined();
  });

  test('that has another CVR number than before is refused', async () => {
    await register(bakery({ akr: '12345678' }));
    const refusal = { tag: 'numbers-disagree', place: 0 };
    expect(await register(bakery({ cvr: cvr('20000007'), akr: '12345678' }))).toEqual({ ok: false, refusal });
  });

  test('keeps its numbers whatever anybody writes', async () => {
    await register(bakery());
    for (const statement of [
      sql`update debtor_company set cvr = '20000007'`,
      sql`update debtor_company set cvr = null, akr = '12345678'`,
      sql`delete from debtor_company`,
      sql`update company_record set name = 'x'`,
    ])
      await expect(write((tx) => statement.execute(tx))).rejects.toThrow(/never changed or deleted/);
  });
});
