import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importClaimsFile, type ImportOptions, type ImportReport } from '../../src/claims/import.ts';
import { importReportJson, importReportLines } from '../../src/claims/report-text.ts';
import { debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { openDebtorPage, outstandingClaims } from '../../src/ledger/balances.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { claimsFile, cprNumber, inPieces, type RowText } from './claims-rows.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const municipality = municipalityCode('998');
const at = Temporal.Instant.from('2026-03-01T10:00:00Z');
let db: FreshDatabase;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(() =>
  inMunicipality(db, municipality, async (tx) => {
    await sql`truncate transfer, account_balance, plan_history, liability, part_claim, claim_earlier_situation, claim, account,
      claim_import, debtor cascade`.execute(tx);
    await sql`update claim_counter set last_used = 0`.execute(tx);
    await sql`update debtor_number_counter set last_used = 100000`.execute(tx);
  }),
);

function importText(text: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const file = { name: 'krav.csv', bytes: inPieces(text, 4096) };
  const all: ImportOptions = {
    dryRun: false,
    statedRows: null,
    by: 'afprøvning',
    at,
    posting: raiseImported,
    ...options,
  };
  return importClaimsFile({ db, municipality }, file, all);
}

function importRows(...rows: readonly RowText[]): Promise<ImportReport> {
  return importText(claimsFile(...rows));
}

/** Row, column, value and reason of each refusal. */
function refusals(report: ImportReport): string[] {
  return report.refusals.map(({ row, column, value, reason }) => `${row} ${column} ${value} ${reason.tag}`);
}

/** Every row of every table of the three rooms, and the counters: what must not change. */
async function everything(): Promise<unknown> {
  return readInMunicipality(db, municipality, async (tx) => {
    const { rows } = await sql<{ all: unknown }>`select json_build_array(
      (select json_agg(t order by 1) from (select to_json(x)::text from debtor x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from claim_import x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from account x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from claim x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from repayment_claim x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from claim_earlier_situation x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from part_claim x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from liability x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from transfer x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from account_balance x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from plan_history x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from claim_staging x) t),
      (select json_agg(t order by 1) from (select to_json(x)::text from claim_counter x) t),
      (select last_used from debtor_number_counter)) as all`.execute(tx);
    return rows[0]?.all;
  });
}

function openClaims() {
  return readInMunicipality(db, municipality, async (tx) => {
    const debtors = await openDebtorPage(tx, 0, 100);
    return [...(await outstandingClaims(tx, debtors)).values()].flat();
  });
}

const june: RowText = { claimId: 'K-06', periodFrom: '2021-06-01', periodTo: '2021-06-30' };
const couple: RowText = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(7) };

describe('a claims file that is in order', () => {
  test('becomes debtors, accounts, claims and part-claims, and each claim has one balance', async () => {
    const report = await importRows(
      {},
      { ...june, partClaimId: '1', principal: '9000,00' },
      { ...june, partClaimId: '2', principal: '2423,50', outstanding: '23,50' },
      { accountId: 'S-2', claimId: 'K-B', debtorCpr: cprNumber(5) },
    );
    expect(report).toMatchObject({
      outcome: 'imported',
      rowsRead: 4,
      fresh: 4,
      freshOutstanding: 3_186_950n,
    });
    expect((await openClaims()).map(({ debtor, claimId, balance }) => [debtor, claimId, balance])).toEqual([
      [100001, 'K-4711-2021-05', 1_142_300n],
      [100001, 'K-06', 902_350n],
      [100002, 'K-B', 1_142_300n],
    ]);
  });

  test('carries what lapse needs: the earliest day follows from the help’s end and the day of knowledge', async () => {
    await importRows(
      { claimId: 'ended', helpStopped: '2022-06-30' },
      {
        claimId: 'known later',
        helpStopped: '2022-06-30',
        knownFrom: '2023-02-28',
        knownReason: 'Samkøring',
      },
      { claimId: 'running', helpStopped: '' },
      { claimId: 'old', planFrom: '2024-01-01', planTo: '2025-09-30', deferralGranted: '2025-10-10' },
    );
    const claims = new Map((await openClaims()).map((claim) => [claim.claimId, claim]));
    expect(claims.get('ended')?.lapseEarliest).toBe('2025-06-30');
    expect(claims.get('known later')?.lapseEarliest).toBe('2026-02-28');
    expect(claims.get('running')?.lapseEarliest).toBeNull();
    expect(claims.get('old')?.planHistory).toEqual([
      { planFrom: '2024-01-01', planTo: '2025-09-30', deferralGranted: '2025-10-10' },
    ]);
  });

  test('lets spouses be liable together: the claim stands with both, with its whole balance', async () => {
    await importRows(couple);
    expect(
      (await openClaims()).map(({ debtor, coDebtor, liability, balance }) => [
        debtor,
        coDebtor,
        liability,
        balance,
      ]),
    ).toEqual([
      [100001, 100002, 'joint', 1_142_300n],
      [100002, 100001, 'joint', 1_142_300n],
    ]);
  });

  test('gives the debtors one after the other, page by page', async () => {
    await importRows(
      ...[1, 2, 3].map((n) => ({ accountId: `S-${n}`, claimId: `K-${n}`, debtorCpr: cprNumber(n) })),
    );
    const pages = await readInMunicipality(db, municipality, async (tx) => [
      await openDebtorPage(tx, 0, 2),
      await openDebtorPage(tx, debtorNumber(100_002), 2),
      await openDebtorPage(tx, debtorNumber(100_003), 2),
    ]);
    expect(pages).toEqual([[100001, 100002], [100003], []]);
  });
});

describe('a claims file that comes again', () => {
  test('changes nothing and says so', async () => {
    const file = claimsFile({}, june, { ...couple, claimId: 'K-2' });
    await importText(file);
    const before = await everything();
    const again = await importText(file);
    expect(again).toMatchObject({ outcome: 'nothing-new', fresh: 0, changed: 0, unchanged: 3 });
    expect(importReportLines(again)).toEqual([
      'Filen krav.csv indeholder intet nyt (3 linjer læst). Intet er ændret.',
    ]);
    expect(await everything()).toEqual(before);
  });

  test('with more rows brings only those', async () => {
    await importRows({});
    expect(await importRows({}, june)).toMatchObject({ outcome: 'imported', fresh: 1, unchanged: 1 });
    expect(await openClaims()).toHaveLength(2);
  });

  test('may tell that the help has stopped, and what was told before is kept', async () => {
    await importRows({ helpStopped: '' });
    expect(await importRows({ helpStopped: '2022-06-30' })).toMatchObject({
      outcome: 'imported',
      fresh: 0,
      changed: 1,
    });
    expect((await openClaims())[0]).toMatchObject({ helpStopped: '2022-06-30', lapseEarliest: '2025-06-30' });
    const earlier = await readInMunicipality(db, municipality, (tx) =>
      sql`select claim_number, import_number, help_stopped, lapse_earliest from claim_earlier_situation`.execute(
        tx,
      ),
    );
    expect(earlier.rows).toEqual([
      { claim_number: 1n, import_number: 1n, help_stopped: null, lapse_earliest: null },
    ]);
  });

  test('with the same row twice counts it once', async () => {
    expect(await importRows({}, {})).toMatchObject({ outcome: 'imported', fresh: 1, repeated: 1 });
    expect((await openClaims()).map(({ balance }) => balance)).toEqual([1_142_300n]);
  });
});

describe('a claims file is refused, and nothing of it is kept, when', () => {
  test('one row among good ones is wrong', async () => {
    const before = await everything();
    const report = await importRows({}, { ...june, principal: '0,00' }, { claimId: 'K-3' });
    expect(report).toMatchObject({ outcome: 'refused', rowsRead: 3, fresh: 0, refusalCount: 1 });
    expect(refusals(report)).toEqual(['3 principal 0,00 amount-not-positive']);
    expect(await everything()).toEqual(before);
  });

  test('it is cut after good rows', async () => {
    const before = await everything();
    const report = await importText(claimsFile({}, june, { claimId: 'K-3' }).slice(0, -20));
    expect(report.fileRefusal).toEqual({ tag: 'cut-off', row: 4, sign: 'no-line-end' });
    expect(await everything()).toEqual(before);
  });

  test('it has fewer rows than the sender says', async () => {
    const report = await importText(claimsFile({}, june), { statedRows: 3 });
    expect(report.fileRefusal).toEqual({ tag: 'fewer-rows-than-stated', stated: 3, read: 2 });
    expect(await openClaims()).toEqual([]);
  });

  test('a part-claim stands in it twice with two amounts', async () => {
    const report = await importRows({}, june, { principal: '11424,00' });
    expect(refusals(report)).toEqual(['4 principal 11424,00 duplicate-other-amount']);
  });

  test('a part-claim stands in it twice with two refund shares', async () => {
    expect(refusals(await importRows({}, { refundPercent: '20' }))).toEqual([
      '3 refundPercent 20 duplicate-otherwise',
    ]);
  });

  test('two rows of a claim disagree about the claim', async () => {
    const report = await importRows(
      {},
      { partClaimId: '2', paidOn: '2021-06-01' },
      { partClaimId: '3', complaintPending: 'yes' },
    );
    expect(refusals(report)).toEqual([
      '3 paidOn 2021-06-01 claim-rows-disagree',
      '4 complaintPending yes claim-rows-disagree',
    ]);
  });

  test('a case has two debtors, and neither CPR number is told in full', async () => {
    const report = await importRows({}, { ...june, debtorCpr: cprNumber(5) });
    expect(refusals(report)).toEqual([`3 debtorCpr ${cprNumber(5).slice(0, 6)}-•••• other-debtor`]);
  });

  test('a claim is imported already with another amount', async () => {
    await importRows({});
    const before = await everything();
    const report = await importRows({ principal: '11424,00' }, june);
    expect(refusals(report)).toEqual(['2 principal 11424,00 already-imported-other-amount']);
    expect(await everything()).toEqual(before);
  });

  test.each<[RowText, string]>([
    [{ paidOn: '2021-06-01' }, '2 paidOn 2021-06-01 already-imported-otherwise'],
    [{ accountString: '5.57.74' }, '2 accountString 5.57.74 already-imported-otherwise'],
    [{ accountId: 'S-2' }, '2 accountId S-2 already-imported-otherwise'],
    [{ planFrom: '2024-01-01' }, '2 planFrom 2024-01-01 already-imported-otherwise'],
    [couple, '2 paragraph 92 already-imported-otherwise'],
  ])('a claim is imported already with other particulars: %j', async (values, refusal) => {
    await importRows({});
    expect(refusals(await importRows(values))).toEqual([refusal]);
  });

  test('the spouse is another one than before', async () => {
    await importRows(couple);
    const other = cprNumber(8);
    expect(refusals(await importRows({ ...couple, coDebtorCpr: other }))).toEqual([
      `2 coDebtorCpr ${other.slice(0, 6)}-•••• already-imported-otherwise`,
    ]);
  });

  test('a case belongs to another debtor than before', async () => {
    await importRows({});
    expect(refusals(await importRows({ ...june, debtorCpr: cprNumber(5) }))).toEqual([
      `2 debtorCpr ${cprNumber(5).slice(0, 6)}-•••• other-debtor`,
    ]);
  });

  test('more than a thousand values are wrong: a thousand are listed and all are counted', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => ({ claimId: `K-${n}`, principal: '1.5' }));
    const report = await importRows(...rows);
    expect(report.refusals).toHaveLength(1_000);
    expect(report.refusalCount).toBe(1_200);
    expect(importReportLines(report).at(-1)).toBe('… og 200 fejl mere.');
  });
});

describe('a dry run', () => {
  test('reports what the import then does, and writes nothing at all', async () => {
    const file = claimsFile({}, june, { ...couple, claimId: 'K-2' });
    const before = await everything();
    const tried = await importText(file, { dryRun: true });
    expect(await everything()).toEqual(before);
    expect({ ...(await importText(file)), dryRun: true }).toEqual(tried);
  });

  test('does not change which numbers the debtors get', async () => {
    await importText(claimsFile({ debtorCpr: cprNumber(9) }), { dryRun: true });
    await importRows({});
    expect((await openClaims()).map(({ debtor, claimNumber }) => [debtor, claimNumber])).toEqual([
      [100001, 1n],
    ]);
  });
});

describe('two imports at once', () => {
  test('wait for each other, and the second finds what the first has brought', async () => {
    const outcomes = (await Promise.all([importRows({}, june), importRows({}, june)])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.toSorted()).toEqual(['imported', 'nothing-new']);
    expect(await openClaims()).toHaveLength(2);
  });
});

describe('the report', () => {
  test('lists each refused value in plain Danish', async () => {
    const report = await importRows(
      { principal: '1234.50', debtorCpr: '3102611234' },
      { periodTo: '2021-06-01' },
    );
    expect(importReportLines(report)).toEqual([
      'Filen krav.csv blev afvist: 3 fejl i 2 linjer',
      'Ingen krav er indlæst fra filen.',
      'Linje 2, kolonne debtorCpr, værdi »310261-••••«: CPR-nummeret begynder med en dato, der ikke findes.',
      'Linje 2, kolonne principal, værdi »1234.50«: Forkert decimaltegn. Brug komma, for eksempel 1234,50.',
      'Linje 3, kolonne periodTo, værdi »2021-06-01«: Perioden går over et månedsskifte. Skriv ét krav for hver kalendermåned.',
    ]);
  });

  test('counts what is new, and its amount', async () => {
    expect(importReportLines(await importText(claimsFile({}, june), { dryRun: true }))).toEqual([
      'Prøvekørsel, intet er gemt. krav.csv: 2 linjer læst.',
      '  2 nye delkrav, i alt 22.846,00 kr.',
      '  0 delkrav med ændrede oplysninger om hjælpens ophør, kendskab eller klage',
      '  0 uændrede delkrav',
    ]);
  });

  test('can be read by programs', async () => {
    expect(JSON.parse(importReportJson(await importRows({ principal: '1' })))).toMatchObject({
      outcome: 'refused',
      freshOutstanding: '0.00',
      refusals: [{ row: 2, column: 'principal', value: '1', reason: 'amount-form' }],
    });
  });
});
