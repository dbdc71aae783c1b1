import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { raiseWithInterest } from '../../src/charges/start-interest.ts';
import { importBills, type BillsReport } from '../../src/claims/import-bills.ts';
import { townConfiguration, morningOf, TOWN } from './town.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { cprOf } from '../vocabulary.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

const header =
  'sourceSystem;accountId;claimId;claimType;debtor;debtorName;debtorAddress;liability;principal;outstanding;originDate;dueDate;lastTimelyPayment;periodFrom;periodTo;demandSent;ruledOn;description';

interface Row {
  readonly debtor?: string;
  readonly claimId?: string;
  readonly accountId?: string;
  readonly type?: string;
  readonly liability?: string;
  readonly principal?: string;
  readonly due?: string;
  readonly last?: string;
  readonly name?: string;
  readonly address?: string;
  readonly description?: string;
  readonly origin?: string;
  readonly demandSent?: string;
  readonly ruledOn?: string;
}

function row(changes: Row = {}): string {
  const {
    debtor = cprOf(1),
    claimId = 'F-1',
    accountId = 'A-1',
    type = 'CFFAKTU',
    liability = 'sole',
  } = changes;
  const { principal = '1200,00', due = '2026-02-02', last = '', name = '', address = '' } = changes;
  const { description = 'Madservice', origin = '2026-01-05', demandSent = '', ruledOn = '' } = changes;
  return [
    'OPUS',
    accountId,
    claimId,
    type,
    debtor,
    name,
    address,
    liability,
    principal,
    '',
    origin,
    due,
    last,
    '',
    '',
    demandSent,
    ruledOn,
    description,
  ].join(';');
}

function take(
  rows: readonly string[],
  { dryRun = false, columns = header }: { readonly dryRun?: boolean; readonly columns?: string } = {},
): Promise<BillsReport> {
  const configuration = townConfiguration();
  return importBills(
    { db: at.town.db, municipality: TOWN },
    {
      fileName: 'regninger.csv',
      bytes: new TextEncoder().encode(`${[columns, ...rows].join('\n')}\n`),
      dryRun,
      by: 'prøve',
      at: morningOf('2026-01-10'),
      posting: raiseWithInterest({ configuration, from: null }),
    },
  );
}

async function claims(): Promise<unknown[]> {
  const { rows } = await at.do((tx) =>
    sql`
      select c.claim_id, c.split_of, array_agg(l.debtor_number order by l.debtor_number) as debtors, min(l.kind) as kind,
        (select balance_ore from account_balance b where b.number = c.claim_number and b.kind = 'claim') as left
      from claim c join liability l using (claim_number) group by c.claim_number order by c.claim_number`.execute(
      tx,
    ),
  );
  return rows;
}

describe('a file of bills', () => {
  test('is taken in whole: each claim raised, with who owes it', async () => {
    const { anna, bo } = at.town;
    const report = await take([
      row(),
      row({ claimId: 'F-2', accountId: 'A-2', liability: 'joint', type: 'KFDAINS' }),
      row({ claimId: 'F-2', accountId: 'A-2', liability: 'joint', type: 'KFDAINS', debtor: cprOf(2) }),
    ]);
    expect(report).toMatchObject({
      outcome: 'imported',
      rowsRead: 3,
      claims: 2,
      outstanding: 240_000n,
      refusals: [],
    });
    expect(await claims()).toEqual([
      { claim_id: 'F-1', split_of: null, debtors: [anna], kind: 'sole', left: 120_000n },
      { claim_id: 'F-2', split_of: null, debtors: [anna, bo], kind: 'joint', left: 120_000n },
    ]);
    expect(await at.town.faults()).toEqual([]);
    expect(await at.dun('2026-02-12')).toMatchObject({ claims: 2 });
  });

  test('tells which of its claims are time-barred already, and nobody is reminded of them', async () => {
    const rows = [row(), row({ claimId: 'F-2', accountId: 'A-2', type: 'KFDAINS', due: '2019-03-11' })];
    expect(await take(rows, { dryRun: true })).toMatchObject({ claims: 2, timeBarred: 1 });
    expect(await take(rows)).toMatchObject({ claims: 2, timeBarred: 1 });
    expect(await at.dun('2026-01-12')).toMatchObject({
      changes: { reminder: { count: 0 } },
      consequences: { 'time-barred': 1 },
    });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
  });

  test('without what Gældsstyrelsen asks for of its type is taken in, and what is missing is told by row and column', async () => {
    const report = await take([
      row({ description: '' }),
      row({ claimId: 'F-2', type: 'LOKAL-PARKERING', accountId: 'A-2' }),
      row({ claimId: 'F-3', type: 'LOKAL-REFUSION', accountId: 'A-3' }),
      row({ claimId: 'F-4', type: 'KFERSMF', accountId: 'A-4' }).replace(
        /;;;;;(?=[^;]*$)/,
        ';;;;2026-01-05;',
      ),
    ]);
    expect(report).toMatchObject({ outcome: 'imported', claims: 4 });
    expect(report.warnings.map(({ row: at, column }) => `${at} ${column}`)).toEqual([
      '2 description',
      '2 periodTo',
      '2 periodFrom',
      '3 periodTo',
      '3 periodFrom',
    ]);
    expect(report.warnings[0]?.text).toBe(
      'Mangler. Typen CFFAKTU skal have en beskrivelse, før kravet kan sendes til Gældsstyrelsen.',
    );
  });

  test('may say which property a claim is about, and when a loan was paid out', async () => {
    const more = `${header};propertyNumber;paidOut`;
    const report = await take(
      [`${row({ type: 'KFROTFO' })};2345678;`, `${row({ claimId: 'F-2', accountId: 'A-2' })};;2018-05-01`],
      { columns: more },
    );
    expect(report).toMatchObject({ outcome: 'imported', claims: 2 });
    const { rows } = await at.do((tx) =>
      sql`select property_number, paid_out_on from claim order by claim_number`.execute(tx),
    );
    expect(rows).toEqual([
      { property_number: '2345678', paid_out_on: null },
      { property_number: null, paid_out_on: '2018-05-01' },
    ]);
    const wrong = await take([`${row({ claimId: 'F-3', accountId: 'A-5' })};Byvej 1;`], { columns: more });
    expect(wrong.refusals).toMatchObject([
      { row: 2, column: 'propertyNumber', reason: 'not-a-property-number' },
    ]);
    expect(await take([`${row()};1;1`], { columns: `${header};paidOut;paidOut` })).toMatchObject({
      fileRefusal: { tag: 'wrong-columns', columns: ['paidOut'] },
    });
  });

  test('with a description that Gældsstyrelsen has no room for is taken in, and that is said at once', async () => {
    const report = await take([
      row({ description: 'x'.repeat(101) }),
      row({ claimId: 'F-2', description: 'x'.repeat(100) }),
    ]);
    expect(report).toMatchObject({ outcome: 'imported', claims: 2 });
    const told = report.warnings.filter(({ column }) => column === 'description');
    expect(told).toMatchObject([{ row: 2, text: expect.stringContaining('over 100 tegn') as string }]);
  });

  test('may split a debt into one claim for each who owes a part of it', async () => {
    const { anna, bo } = at.town;
    await take([
      row({ liability: 'split', principal: '700,00' }),
      row({ liability: 'split', principal: '500,00', debtor: cprOf(2) }),
    ]);
    expect(await claims()).toEqual([
      { claim_id: 'F-1/1', split_of: 'F-1', debtors: [anna], kind: 'sole', left: 70_000n },
      { claim_id: 'F-1/2', split_of: 'F-1', debtors: [bo], kind: 'sole', left: 50_000n },
    ]);
  });

  test('may bill a company by its CVR number', async () => {
    await take([row({ debtor: '29189854', name: 'Bøgevang Byg ApS', address: 'Havnen 1|9998 Bøgevang' })]);
    const { rows } = await at.do((tx) => sql`select cvr from debtor_company`.execute(tx));
    expect(rows).toEqual([{ cvr: '29189854' }]);
    expect(await take([row({ debtor: '29189854', claimId: 'F-2', accountId: 'A-2' })])).toMatchObject({
      refusals: [{ column: 'debtorName', reason: 'company-name-missing' }],
    });
  });

  test('is refused whole, with everything that is wrong by row and column, and no whole CPR number', async () => {
    const report = await take([
      row({ principal: '1.200,00' }),
      row({ claimId: 'F-2', debtor: '999999-9999', due: '2026-02-31' }),
      row({ claimId: 'F-3', liability: 'joint' }),
      row({ claimId: 'F-4', accountId: 'A-4' }),
    ]);
    expect(report.outcome).toBe('refused');
    expect(report.refusals.map(({ row: line, column, reason }) => [line, column, reason])).toEqual([
      [2, 'principal', 'thousands-mark'],
      [3, 'debtor', 'neither-cpr-nor-cvr'],
      [3, 'dueDate', 'impossible-date'],
      [4, 'liability', 'one-debtor-alone'],
    ]);
    expect(
      JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('999999-9999');
    expect(await claims()).toEqual([]);
  });

  test.each([
    ['claimType', 'unknown-type', { type: 'FINDESX' }],
    ['claimType', 'lapses-instead', { type: 'KTTIBAK' }],
    ['claimType', 'lapses-instead', { type: 'KTBRFLX' }],
    ['claimType', 'not-a-main-claim', { type: 'KFOPREN' }],
    ['lastTimelyPayment', 'last-timely-day-before-due', { last: '2026-01-31' }],
  ])('is refused for what the register cannot hold: %s %s', async (column, reason, changes) => {
    expect(await take([row(), row({ claimId: 'F-2', accountId: 'A-2', ...changes })])).toMatchObject({
      outcome: 'refused',
      refusals: [{ row: 3, column, reason }],
    });
    expect(await claims()).toEqual([]);
  });

  test.each([
    ['ruledOn', 'future-date', { ruledOn: '2026-01-11' }],
    ['demandSent', 'future-date', { demandSent: '2026-01-11' }],
    ['originDate', 'future-date', { origin: '2027-02-01', due: '2027-03-01' }],
    ['dueDate', 'due-before-origin', { due: '2026-01-04' }],
    ['dueDate', 'far-ahead', { due: '2925-04-15' }],
    ['originDate', 'date-too-early', { origin: '1025-03-01' }],
    ['ruledOn', 'ruled-before-origin', { ruledOn: '2026-01-04' }],
  ])('is refused for days that contradict each other or today: %s %s', async (column, reason, changes) => {
    expect(await take([row(), row({ claimId: 'F-2', accountId: 'A-2', ...changes })])).toMatchObject({
      outcome: 'refused',
      refusals: [{ row: 3, column, reason }],
    });
    expect(await claims()).toEqual([]);
  });

  test('of day care may be due before it arose, and a bill for next month may come before that begins, with a word about it', async () => {
    const report = await take([
      row({ type: 'KFDAINS', due: '2026-01-02' }),
      row({ claimId: 'F-2', accountId: 'A-2', origin: '2026-02-01' }),
      row({ claimId: 'F-3', accountId: 'A-3', due: '2029-02-01' }),
    ]);
    expect(report).toMatchObject({ outcome: 'imported', claims: 3 });
    expect(report.warnings).toContainEqual({
      row: 4,
      column: 'dueDate',
      text: 'Kravet forfalder først om mere end et år. Tjek, at året er rigtigt.',
    });
    expect(report.warnings).toContainEqual({
      row: 3,
      column: 'originDate',
      text: 'Kravet opstår først efter i dag. Tjek, at året er rigtigt.',
    });
  });

  test.each([
    'Faktura 6101124234',
    'Faktura 610112 4234',
    'nr:100180-4234.',
    'Faktura1001804234',
    'til 10 01 80 4234, mad',
    '100180 – 4234',
  ])('is refused where a description holds what can be a CPR number: %s', async (description) => {
    const report = await take([row({ description })]);
    expect(report).toMatchObject({
      outcome: 'refused',
      refusals: [{ column: 'description', reason: 'contains-cpr' }],
    });
    expect(report.refusals[0]?.value).not.toMatch(/4234/);
  });

  test.each([
    ['accountId', { accountId: '1001804234' }],
    ['accountId', { accountId: 'B-100180-4234' }],
    ['claimId', { claimId: 'F 1001804234' }],
    ['accountId', { accountId: `2026${cprOf(1)}` }],
    ['description', { description: `Sag ${cprOf(1)}01` }],
  ])(
    'is refused where its %s holds what can be a CPR number, or the debtor’s own: %o',
    async (column, named) => {
      const report = await take([row(named)]);
      expect(report).toMatchObject({ outcome: 'refused', refusals: [{ column, reason: 'contains-cpr' }] });
      expect(report.refusals[0]?.value).not.toMatch(/4234/);
      expect(report.refusals[0]?.value).not.toContain(cprOf(1));
      expect(report.refusals[0]?.text).toContain('Er det kildens eget nummer');
    },
  );

  test.each([{ accountId: '4501260017' }, { claimId: 'F-100180/4234' }, { accountId: '10018X4234' }])(
    'may have ids with other numbers: %o',
    async (named) => {
      expect(await take([row(named)])).toMatchObject({ outcome: 'imported' });
    },
  );

  test.each(['Faktura 9999991234', 'Faktura 4501260017', 'Konto 123456789012', 'Tlf. 12 34 56 78'])(
    'may have other numbers in its description: %s',
    async (description) => {
      expect(await take([row({ description })])).toMatchObject({ outcome: 'imported' });
    },
  );

  test('is refused when it was taken in before, and a dry run takes nothing in', async () => {
    expect(await take([row()], { dryRun: true })).toMatchObject({
      outcome: 'imported',
      dryRun: true,
      claims: 1,
    });
    expect(await claims()).toEqual([]);
    await take([row()]);
    expect(await take([row()])).toMatchObject({
      outcome: 'refused',
      refusals: [{ column: 'claimId', reason: 'already-known' }],
    });
  });

  test('is refused whole with other columns', async () => {
    const bytes = new TextEncoder().encode('claimId;beløb\nF-1;1\n');
    const raise = {
      fileName: 'x.csv',
      dryRun: false,
      by: 'prøve',
      at: morningOf('2026-01-10'),
      posting: () => Promise.resolve(),
    };
    expect(await importBills({ db: at.town.db, municipality: TOWN }, { ...raise, bytes })).toMatchObject({
      outcome: 'refused',
      fileRefusal: { tag: 'wrong-columns' },
    });
  });
});
