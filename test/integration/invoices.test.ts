import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followInvoices } from '../../src/agreements/invoice-job.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { receive } from '../../src/payments/receive.ts';
import { unallocatedFor } from '../../src/payments/unallocated.ts';
import { kroner } from '../../src/kernel/money.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { agreements, lastDecision, letterKinds, owes, pays, states } from './decisions-town.ts';
import { dueDates } from './defaults-town.ts';
import { monthly, onBenefit, registersOf, silent } from './month-town.ts';
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
  type Town,
} from './town.ts';

/** A municipality that sends an invoice before its first decision. */

const payer = aDebtor(1)
  .owing(12_000)
  .withReports(...monthly(20_000));

let invoiced: PreparedTown;
let arrived: PreparedTown;
beforeAll(async () => {
  const run1 = async (database: Database) => {
    const town = townOf(database);
    await settle(database, [payer, aDebtor(2), onBenefit, aDebtor(4), silent], { firstContact: 'invoice' });
    await fetchFor(town, '2026-03');
    await run(database, '2026-03');
  };
  invoiced = await prepareTown(run1);
  arrived = await prepareTown(async (database) => {
    await run1(database);
    await letArrive(database, '2026-03-11');
  });
}, 60_000);
afterAll(async () => {
  await invoiced[Symbol.asyncDispose]();
  await arrived[Symbol.asyncDispose]();
});

function townOf(database: Database): Town {
  const registers = registersOf(
    payer,
    aDebtor(2).withPerson({ status: 90 }),
    onBenefit,
    aDebtor(4).withPerson({ status: 80 }),
    silent,
  );
  return { database, registers, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function copyOf(prepared: PreparedTown): Promise<Town> {
  const database = await prepared.copy();
  return { ...townOf(database), [Symbol.asyncDispose]: () => database.close() };
}

/** The daily job for invoices; what it came to. */
async function follow(database: Database, on: string, dryRun = false): Promise<string> {
  const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  const done = await followInvoices({
    database,
    municipality: TOWN,
    on: date(on),
    configured: configured!, // the town has chosen
    unallocatedFor,
    dryRun,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess: () => Promise.resolve(),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return Object.entries(done.value.report.consequences)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function invoices(database: Database) {
  return rowsOf(
    database,
    sql<{ said: string }>`select debtor_number || ' ' || state as said from invoice order by 1`,
  );
}

describe('a municipality that sends an invoice first', () => {
  test('sends it to who is able to pay, decides deferral at once, and asks for income that is not known', async () => {
    await using town = await copyOf(invoiced);
    const { database } = town;
    expect(await invoices(database)).toEqual([{ said: '100001 open' }]);
    expect(await states(database)).toEqual(['100003 start-deferral decided', '100005 start-plan hearing']);
    expect(await dueDates(database)).toEqual([]);
    expect(await owes(database)).toEqual({ owed: 12_000, due: 0 });
  });

  test('says what is owed, and sets no date and no fee', async () => {
    await using town = await copyOf(arrived);
    expect((await letterKinds(town.database)).toSorted()).toEqual(['deferral', 'income-request', 'invoice']);
    expect(await follow(town.database, '2026-03-20')).toBe('invoice-open 1');
    expect(await dueDates(town.database)).toEqual([]);
  });

  test('fixes the amount when it is not paid in time', async () => {
    await using town = await copyOf(arrived);
    const { database } = town;
    expect(await follow(database, '2026-04-10', true)).toBe('invoice-passed 1');
    expect(await follow(database, '2026-04-10')).toBe('invoice-passed 1');
    expect(await lastDecision(database)).toMatchObject({ change: 'start-plan', state: 'decided' });
    await letArrive(database, '2026-04-11');
    expect((await agreements(database)).filter(({ debtor }) => debtor === 100_001)).toMatchObject([
      { outcome: 'plan', ended: null },
    ]);
  });

  test('sends none again, and the next run decides where nobody has looked since', async () => {
    await using town = await copyOf(arrived);
    const { database } = town;
    await fetchFor(town, '2026-04');
    expect((await run(database, '2026-04')).report.consequences).toMatchObject({ 'invoice-open': 1 });
    expect(await invoices(database)).toEqual([{ said: '100001 open' }]);
    await follow(database, '2026-04-13');
    expect((await lastDecision(database)).change).toBe('start-plan');
  });

  test('decides nothing when it is paid, by its own payment line', async () => {
    await using town = await copyOf(arrived);
    const { database } = town;
    const [line] = await rowsOf(
      database,
      sql<{ line: string }>`select told ->> 'paymentLine' as line from notice where kind = 'invoice'`,
    );
    const paid = await inMunicipality(database, TOWN, (tx) =>
      receive(tx, {
        amount: kroner(12_000),
        channel: 'bank',
        reference: 'bilag 7',
        receivedOn: date('2026-03-20'),
        told: { by: 'line', line: line!.line }, // the invoice has one
        by: 'prøve',
        at: morningOf('2026-03-20'),
      }),
    );
    expect(paid).toMatchObject({ ok: true });
    expect(await owes(database)).toEqual({ owed: 0, due: 0 });
    expect(await follow(database, '2026-03-21')).toBe('invoice-paid 1');
    expect((await agreements(database)).map(({ debtor }) => debtor)).toEqual([100_003]);
  });

  test('paid in part fixes the amount for the rest', async () => {
    await using town = await copyOf(arrived);
    const { database } = town;
    await pays(database, 100_001, { amount: 2_000, on: '2026-03-20' });
    await follow(database, '2026-04-10');
    expect(await lastDecision(database)).toMatchObject({
      change: 'start-plan',
      covers: [{ owed: kroner(10_000) }],
    });
  });

  test('grants deferral at once when the debtor comes in a § 6 situation before the deadline', async () => {
    await using town = await copyOf(arrived);
    const { database, registers } = town;
    registers.tell(payer.receiving('kontanthjælp'));
    await fetchFor(town, '2026-04', '2026-03-20');
    await run(database, '2026-04', { on: '2026-03-21' });
    expect(await invoices(database)).toEqual([{ said: '100001 deferred' }]);
    expect((await lastDecision(database)).change).toBe('start-deferral');
    expect(await follow(database, '2026-04-10')).toBe('');
  });

  test('decides when the invoice has not arrived for a month, as for anybody', async () => {
    await using town = await copyOf(invoiced);
    const { database } = town;
    await makeDueLetters(letterJob(database, '2026-03-10'));
    expect(await follow(database, '2026-04-10')).toBe('invoice-waits-for-letter-not-arrived 1');
    expect(await follow(database, '2026-05-20')).toBe('invoice-not-arrived 1');
    expect((await lastDecision(database)).change).toBe('start-plan');
  });
});
