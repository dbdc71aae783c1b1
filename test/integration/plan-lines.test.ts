import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, paymentReference, type DecisionId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { letterArrives, numberOf } from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  raise,
  run,
  settle,
  townConfiguration,
  TOWN,
  type PreparedTown,
} from './town.ts';

const payer = aDebtor(1).withReports(pay('2025-12', 21_000), pay('2026-01', 25_000), ...paid(21_000));
const less = payer.withReports(pay('2025-12', 21_000), pay('2026-01', 25_000), ...paid(20_000));
const [march, april] = [numberOf(100_001), numberOf(100_001, '2026-04')];

function paid(net: number) {
  return ['2026-02', '2026-03', '2026-04'].map((of) => pay(of, net));
}

/** A plan of 3.950 kr. from 1 April, decided in March; in April a fall is decided, and it has not arrived. An old bill beside it. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await fetchFor({ database, registers: registersOf(payer) }, '2026-03');
    await run(database, '2026-03');
    await letterArrives(database, march, { on: '2026-03-11' });
    await raise(database, '2026-04-01');
    await fetchFor({ database, registers: registersOf(less) }, '2026-04');
    await run(database, '2026-04');
    await inMunicipality(database, TOWN, (tx) =>
      anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [debtorNumber(100_001)], owed: 900, due: '2026-01-05' }),
    );
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function payBy(database: Database, decision: DecisionId, creditor = ''): Promise<Received> {
  const base = paymentReference(decision);
  const received = await inMunicipality(database, TOWN, (tx) =>
    receive(tx, {
      amount: kroner(500),
      channel: 'bank',
      reference: 'FIK 1',
      receivedOn: date('2026-04-14'),
      told: { by: 'line', line: `+71<${base}${checkDigit(base)}${creditor}` },
      by: 'prøve',
      at: morningOf('2026-04-15'),
    }),
  );
  if (!received.ok) throw new Error(received.refusal.tag);
  return received.value;
}

function rules({ covered }: Received): unknown[] {
  return covered.map(({ rule, part }) => `${rule} ${part}`);
}

describe('the payment line of a plan’s letter', () => {
  test('pays the plan, though a bill is older', async () => {
    await using database = await town.copy();
    expect(rules(await payBy(database, march))).toEqual(['line due']);
  });

  test('leads to the plan that has taken its place since', async () => {
    await using database = await town.copy();
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(rules(await payBy(database, march))).toEqual(['line-plan due']);
  });

  test('of another creditor leads nowhere, whatever its digits are', async () => {
    await using database = await town.copy();
    const { creditorNumber } = townConfiguration().payment;
    const other = creditorNumber === '87654321' ? '81234567' : '87654321';
    expect(await payBy(database, march, ` +${other}<`)).toMatchObject({
      debtor: null,
      suspended: { why: creditorNumber === null ? 'unknown-line' : 'other-creditor' },
    });
  });

  test('of a decision that nobody has been told leads nowhere yet, and a person gets a hint', async () => {
    await using database = await town.copy();
    const next = numberOf(100_001, '2026-05');
    expect(await payBy(database, next)).toMatchObject({
      debtor: null,
      suspended: { why: 'unknown-line', suggested: { kind: 'debtor', number: 100_001n } },
    });
  });
});
