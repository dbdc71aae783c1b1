import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../src/accounting/reconcile.ts';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import { playDemoTown, type TownOrder, type TownReport } from '../../src/cli/play-demo-town.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { claimStates, countClaimStates } from '../../src/insight/claim-states.ts';
import { date } from '../../src/kernel/dates.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { openDatabase, readInMunicipality } from '../../src/platform/database.ts';
import { createDatabase, dropDatabase } from '../../src/platform/databases.ts';
import { faultsIn } from '../property/lives-checks.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { allTables, morningOf, rowsOf, TOWN } from './town.ts';

/** Some months of a small town; `demo play` plays three years of two. */
const order: TownOrder = {
  municipality: TOWN,
  from: date('2024-01-01'),
  to: date('2024-03-15'),
  size: 40,
  seed: 1,
  letters: false,
};
const AFTER = date('2024-03-16');

let played: FreshDatabase;
let again: FreshDatabase;
let reports: readonly TownReport[];
const months: string[] = [];
const timed: string[][] = [];

beforeAll(async () => {
  [played, again] = await Promise.all([freshDatabase(), freshDatabase()]);
  const both = await Promise.all([
    playDemoTown(played, order, (month) => months.push(month)),
    playDemoTown(again, order, () => undefined),
  ]);
  timed.push(...both.map(({ seconds }) => Object.keys(seconds)));
  // How long it took is never the same.
  reports = both.map(({ seconds: _took, ...report }) => report);
}, 120_000);
afterAll(() => Promise.all([played.close(), again.close()]));

describe('a town that is played', () => {
  test('lives through every day, and its people are asked, written to, and pay', async () => {
    const [report] = reports;
    expect(months).toEqual(['2024-01', '2024-02', '2024-03']);
    expect(report).toMatchObject({ days: 75 });
    expect(report?.letters).toBeGreaterThan(10);
    const [counts] = await rowsOf(
      played,
      sql`select (select count(*) from instalment)::int as instalments, (select count(*) from payment)::int as payments,
        (select count(*) from payment where payment_line is not null)::int as by_line,
        (select count(*) from letter where pdf is not null)::int as set_in_type,
        (select count(*) from charge where kind = 'interest')::int as interest,
        (select count(*) from set_off)::int as set_offs,
        (select count(*) from month_run where finished_at is not null)::int as runs`,
    );
    expect(counts).toMatchObject({ set_in_type: 0, runs: 3 });
    expect(Object.values(counts as object).filter((count) => count === 0)).toEqual([0]);
  });

  test('is the same each time it is played with the same seed', async () => {
    expect(reports[1]).toEqual(reports[0]);
    expect(await allTables(again)).toEqual(await allTables(played));
  });

  test('tells how long each part of it took', () => {
    const parts = ['dunning', 'month', 'persons', 'people: bills'];
    expect(timed).toEqual([expect.arrayContaining(parts), expect.arrayContaining(parts)]);
  });

  test('comes to the same determinations when they are computed again', async () => {
    const clock = () => morningOf(AFTER);
    const verified = await verifyDeterminations({ database: played, municipality: TOWN, by: 'prøve', clock });
    expect(verified.checked).toBeGreaterThan(20);
    expect(verified.differences).toEqual([]);
  });

  test('has its books in order, to the øre and to the last day', async () => {
    const found = await readInMunicipality(played, TOWN, (tx) => reconcile(tx, AFTER));
    expect(found).toMatchObject({
      ledgerVouchers: 0n,
      vouchersBank: 0n,
      ledgerPsrm: 0n,
      openTransit: 0,
      openDays: [],
      differences: [],
    });
    expect(found.transfers).toBe(reports[0]?.transfers);
    const faults = await readInMunicipality(played, TOWN, async (tx) => [
      ...(await checkLedger(tx)),
      ...(await checkPayments(tx)),
    ]);
    expect(faults).toEqual([]);
    expect(await faultsIn(played)).toEqual([]);
  });
});

describe('the bank of a played town', () => {
  test('has told every movement in a statement, one by one or as a sum, but for those of the last days', async () => {
    const found = await readInMunicipality(played, TOWN, (tx) => reconcile(tx, AFTER));
    expect(found.openBankLines).toEqual([]);
    expect(found.unconfirmed.oldestDays ?? 0).toBeLessThanOrEqual(14);
    expect(found.unconfirmed.lines).toBeLessThan(found.bankLines / 5);
    const kinds = await rowsOf(
      played,
      sql<{ kind: string }>`select distinct kind from bank_line where told_by = 'statement' order by kind`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['clearing', 'receipt']));
  });
});

describe('a claim of a played town', () => {
  test('stands in exactly one state, each that is counted', async () => {
    const [counted] = await rowsOf(played, sql`select count(*)::int as claims from claim`);
    const states = await readInMunicipality(played, TOWN, (tx) => countClaimStates(tx, order.to));
    expect(states).toEqual(reports[0]?.claims);
    const all = Object.values(states).reduce((sum, count) => sum + count, 0);
    expect({ claims: all }).toEqual(counted);
    expect(Object.keys(states)).toEqual(expect.arrayContaining(['paid', 'on-plan', 'deferred', 'reminded']));
  });

  test('is paid when nothing is left of it, and rests or runs as what is in force with its debtor says', async () => {
    const rows = (await rowsOf(
      played,
      sql`
      select c.claim_number::text as claim, a.outcome from claim c join repayment_claim using (claim_number)
        join liability l using (claim_number)
        left join agreement a on a.debtor_number = l.debtor_number and a.ended_on is null
          and c.claim_number = any ((select covers_claims from decision d where d.decision_id = a.agreement_id)::bigint[])
      where l.kind = 'sole'`,
    )) as { claim: string; outcome: string | null }[];
    const claims = rows.map(({ claim }) => claimNumber(BigInt(claim)));
    const [states, accounts] = await readInMunicipality(played, TOWN, async (tx) => [
      await claimStates(tx, claims, order.to),
      await accountsOfClaims(tx, claims),
    ]);
    for (const [place, claim] of claims.entries()) {
      const state = states.get(claim);
      if (balanceOf(accounts.get(claim)) === 0n)
        expect(['paid', 'at-recovery', 'lapsed', 'withdrawn']).toContain(state);
      else if (state !== 'stopped' && state !== 'disputed') {
        // Of a plan that was not kept the whole is due, and goes to Gældsstyrelsen: nothing is in force then.
        const expected = { plan: ['on-plan'], deferral: ['deferred'] }[rows[place]?.outcome ?? ''] ?? [
          'undecided',
          'defaulted',
          'notified',
          'in-transfer',
          'at-recovery',
        ];
        expect(expected, `claim ${claim}`).toContain(state);
      }
    }
  });
});

describe('afdrag demo play', () => {
  const environment = () => ({ DATABASE_URL: played.url, AFDRAG_LOG_LEVEL: 'silent' });
  const name = `play-${randomUUID().slice(0, 8)}`;
  const server = () => ({ databaseUrl: played.url, dataDir: '' });
  afterAll(() => dropDatabase(server(), name));

  test('plays both towns in a database of its own, and ends with one line that other commands agree with', async () => {
    const wished = [
      '--from',
      '2024-06-24',
      '--to',
      '2024-07-02',
      '--size',
      '6',
      '--database',
      name,
      '--json',
    ];
    const done = await afdrag(['demo', 'play', ...wished], { environment: environment() });
    expect(done.status, done.err).toBe(0);
    const [told, ...more] = jsonLines(done.out);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      days: 9,
      transfers: expect.any(Number) as number,
      letters: expect.any(Number) as number,
      claims: expect.any(Object) as object,
      missingFigures: [{ paragraph: 'renteloven § 5', from: '2024-07-01', to: '2024-07-02' }],
    });
    expect(done.err.match(/Mangler: renten om året/g)).toHaveLength(1);
    const where = ['--database', name, '--json'];
    const books = await afdrag(['reconcile', ...where], { environment: environment() });
    const { transfers } = told as { transfers: number };
    expect(jsonLines(books.out)).toEqual([
      expect.objectContaining({ difference: '0.00', transfers, openTransit: 0 }) as object,
    ]);
    expect(books).toMatchObject({ status: 0, err: '' });
  }, 60_000);

  test('throws nobody out of the database that it would make anew', async () => {
    const used = `play-${randomUUID().slice(0, 8)}`;
    await createDatabase(server(), used);
    const user = await openDatabase({ ...server(), name: used });
    await user.asAdmin(async (admin) => {
      await sql`select`.execute(admin);
      const refused = await afdrag(['demo', 'play', '--database', used], { environment: environment() });
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toContain('bruges af nogen');
    });
    await user.close();
    await dropDatabase(server(), used);
  });

  test('never empties the usual database', async () => {
    const refused = await afdrag(['demo', 'play', '--database', 'afdrag'], { environment: environment() });
    expect(refused.status).toBe(2);
  });
});
