import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raiseInstalments } from '../../src/agreements/instalments.ts';
import { date } from '../../src/kernel/dates.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { overviewOf } from '../../src/insight/overview/overview.ts';
import type { NextPayment } from '../../src/insight/overview/types.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import { outstandingClaims } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { paidAheadFor } from '../../src/payments/paid-ahead.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import {
  inMunicipality,
  readInMunicipality,
  withMunicipalityLock,
  type Database,
} from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import { cprNumber } from './claims-rows.ts';
import {
  agreements,
  approve,
  asked,
  lastDecision,
  letterArrives,
  numberOf,
  owes,
  pays,
  withdrawn,
} from './decisions-town.ts';
import { demands, follow, followed } from './defaults-town.ts';
import { registersOf } from './month-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import {
  allTables,
  approvedByPerson,
  aTown,
  fetchFor,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  type PreparedTown,
  type Town,
} from './town.ts';

const payer = aDebtor(1).owing(10_000);
const other = aDebtor(2);

/** A plan of 3.950 kr. a month from 1 April is in force for both: about 10.000 kr. and about 20.000 kr. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer, other]);
    await fetchFor({ database, registers: registersOf(payer, other) }, '2026-03');
    await run(database, '2026-03');
    await plansArrive(database, 100_001, 100_002);
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function plansArrive(database: Database, ...debtors: readonly number[]): Promise<void> {
  for (const debtor of debtors) await letterArrives(database, numberOf(debtor), { on: '2026-03-11' });
}

/** A town of their own in which these debtors' plans of March are in force. */
async function paying(debtors: readonly Debtor[]): Promise<Town> {
  const place = await aTown(debtors);
  await fetchFor(place, '2026-03');
  await run(place.database, '2026-03');
  await plansArrive(place.database, ...debtors.map(({ number }) => number));
  return place;
}

async function chargedBack(database: Database, payment: PaymentNumber, on: string): Promise<void> {
  const reversal = { payment, kind: 'charged-back' as const, reference: 'bilag', on: date(on) };
  const reversed = await inMunicipality(database, TOWN, (tx) =>
    reversePayment(tx, { ...reversal, because: 'kortet var spærret', by: 'prøve', at: morningOf(on) }),
  );
  if (!reversed.ok) throw new Error(reversed.refusal.tag);
}

/** What the citizen's page says is to be paid next. */
function nextPayment(database: Database, on: string, { number } = payer): Promise<NextPayment> {
  return readInMunicipality(database, TOWN, async (tx) => {
    const books = await citizenBooks(tx, number, date(on));
    return overviewOf(books, date(on)).next;
  });
}

/** What the ledger itself says is wrong; nothing, when all is well. */
function faults(database: Database) {
  return readInMunicipality(database, TOWN, (tx) => checkLedger(tx));
}

describe('instalments that fall due', () => {
  test('are asked for on their due date, and not before', async () => {
    await using database = await town.copy();
    expect(await raise(database, '2026-03-31')).toEqual({
      due: '2026-03-31',
      instalments: 0,
      amount: '0.00',
      less: {},
    });
    expect(await raise(database, '2026-04-01')).toEqual({
      due: '2026-04-01',
      instalments: 2,
      amount: '7900.00',
      less: {},
    });
    expect(await asked(database)).toEqual(['2026-04-01 3950']);
    expect(await owes(database)).toEqual({ owed: 10_000, due: 3_950 });
  });

  test('are asked for once, however often it is done', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    const before = await allTables(database);
    expect(await raise(database, '2026-04-01')).toMatchObject({ instalments: 0, amount: '0.00' });
    expect({ ...(await allTables(database)), access_log: null }).toEqual({ ...before, access_log: null });
  });

  test('are caught up with when months were missed, each with its own due date', async () => {
    await using database = await town.copy();
    expect(await raise(database, '2026-06-02')).toMatchObject({ instalments: 6, amount: '21850.00' });
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 2100']);
    expect(await asked(database, 100_002)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 3950']);
    expect(await faults(database)).toEqual([]);
  });

  test('are never more than what is left: the last is the rest, and after it nothing is asked for', async () => {
    await using database = await town.copy();
    await raise(database, '2026-05-01');
    const books = await readInMunicipality(database, TOWN, (tx) =>
      citizenBooks(tx, payer.number, date('2026-05-10')),
    );
    const said = overviewOf(books, date('2026-05-10')).groups[0]?.debts[0];
    expect(said?.next).toMatchObject({
      tag: 'instalments-late',
      missing: kr(7_900),
      next: { due: '2026-06-01', amount: kr(2_100) },
    });
    await raise(database, '2026-12-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 2100']);
    expect(await owes(database)).toEqual({ owed: 10_000, due: 10_000 });
  });

  test('are less by what was paid ahead, which counts for those that fall due next', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await pays(database, 100_001, { amount: 8_000, on: '2026-04-10' });
    expect(await raise(database, '2026-05-01')).toMatchObject({ less: { 'paid-ahead': 1 } });
    expect(await asked(database)).toEqual(['2026-04-01 3950 paid 3950', '2026-05-01 0 paid-ahead']);
    await raise(database, '2026-07-01');
    // 100 kr. were left to count, and 2,000 kr. are all that is left.
    expect((await asked(database)).slice(2)).toEqual(['2026-06-01 2000 paid-ahead']);
    expect(await owes(database)).toEqual({ owed: 2_000, due: 2_000 });
    expect(await faults(database)).toEqual([]);
  });

  test('are not asked for again of one who pays the first as soon as the letter has come, nor in default', async () => {
    await using database = await town.copy();
    await pays(database, 100_001, { amount: 3_950, on: '2026-03-13' });
    expect(await nextPayment(database, '2026-03-14')).toMatchObject({
      kind: 'next',
      amount: kr(3_950),
      by: '2026-05-01',
    });
    await raise(database, '2026-04-01', '2026-03-18');
    await pays(database, 100_002, { amount: 3_950, on: '2026-03-20' });
    expect(await followed(database, '2026-04-10')).toBe('kept 1');
    await raise(database, '2026-05-01', '2026-04-17');
    expect(await asked(database)).toEqual(['2026-04-01 0 paid-ahead', '2026-05-01 3950']);
    expect(await asked(database, 100_002)).toEqual(['2026-04-01 3950 paid 3950', '2026-05-01 3950']);
  });

  test('are demanded of one who has paid ahead for what is missing alone', async () => {
    await using database = await town.copy();
    await pays(database, 100_001, { amount: 1_000, on: '2026-03-13' });
    await pays(database, 100_002, { amount: 4_000, on: '2026-03-13' });
    expect(await nextPayment(database, '2026-03-14')).toMatchObject({ amount: kr(2_950), by: '2026-04-01' });
    await raise(database, '2026-04-01', '2026-03-18');
    expect(await asked(database)).toEqual(['2026-04-01 2950 paid-ahead']);
    await follow(database, '2026-04-10');
    expect(await demands(database)).toEqual(['100001 2026-04-10 demanded 2950 until 2026-04-01']);
  });

  test('are as the plan says when what was paid ahead has been taken back by the bank', async () => {
    await using database = await town.copy();
    const { payment } = await pays(database, 100_001, { amount: 3_950, on: '2026-03-13' });
    await chargedBack(database, payment, '2026-03-17');
    const again = await pays(database, 100_002, { amount: 3_950, on: '2026-03-17' });
    await raise(database, '2026-04-01', '2026-03-18');
    expect(await asked(database)).toEqual(['2026-04-01 3950']);
    // It had counted for April: nothing is demanded of it, and the plan has an instalment more, as large as the others.
    await chargedBack(database, again.payment, '2026-04-07');
    expect(await nextPayment(database, '2026-04-10', other)).toMatchObject({
      amount: kr(3_950),
      by: '2026-05-01',
    });
    await follow(database, '2026-04-10');
    expect(await demands(database)).toEqual(['100001 2026-04-10 demanded 3950 until 2026-04-01']);
    await raise(database, '2026-12-01', '2026-11-17');
    const months = (await asked(database, 100_002)).map((each) => each.slice(11));
    expect(months).toEqual(['0 paid-ahead', '3950', '3950', '3950', '3950', '3950', '250']);
    expect(await faults(database)).toEqual([]);
  });

  test('go to the plan when they are paid to the øre before they are asked for, though a bill will fall due', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, (tx) =>
      anOrdinaryClaim(tx, {
        claimId: 'R-1',
        debtors: [debtorNumber(100_001)],
        owed: 5_000,
        due: '2026-06-15',
      }),
    );
    const early = await pays(database, 100_001, { amount: 3_950, on: '2026-03-13' });
    expect(early.covered).toMatchObject([{ part: 'notAsked', rule: 'instalment' }]);
    await raise(database, '2026-05-01', '2026-04-17');
    expect(await asked(database)).toEqual(['2026-04-01 0 paid-ahead', '2026-05-01 3950']);
    // Another amount goes to what falls due first: the instalment of May, and then the bill of June.
    const other = await pays(database, 100_001, { amount: 4_000, on: '2026-05-01' });
    expect(other.covered).toMatchObject([
      { part: 'due', amount: kr(3_950), rule: 'oldest-due' },
      { part: 'due', amount: kr(50), rule: 'oldest-due' },
    ]);
    expect(await followed(database, '2026-05-12')).toMatch(/kept 1/);
    expect(await faults(database)).toEqual([]);
  });

  test('are shared out over the claims: the one that can lapse first, then the oldest', async () => {
    const several = aDebtor(1)
      .owing(1_000, { periodFrom: '2025-05-01', periodTo: '2025-05-31', paidOn: '2025-05-31' })
      .owing(2_000, { periodFrom: '2025-02-01', periodTo: '2025-02-28', paidOn: '2025-02-28' })
      .owing(1_500, {
        accountId: 'S-77',
        periodFrom: '2025-08-01',
        periodTo: '2025-08-31',
        paidOn: '2025-08-31',
        helpStopped: '2025-08-31',
      });
    await using place = await paying([several]);
    await raise(place.database, '2026-05-01');
    const shares = sql`select to_char(value_date, 'YYYY-MM-DD') as due, claim_id as claim, sum(t.amount_ore)::bigint as amount
      from transfer t join claim on claim_number = debit_number where cause = 'instalment' group by 1, 2, line order by 1, line`;
    expect(await rowsOf(place.database, shares)).toEqual([
      { due: '2026-04-01', claim: 'K-1-3', amount: kr(1_500) },
      { due: '2026-04-01', claim: 'K-1-2', amount: kr(2_000) },
      { due: '2026-04-01', claim: 'K-1-1', amount: kr(450) },
      { due: '2026-05-01', claim: 'K-1-1', amount: kr(550) },
    ]);
  });

  test('are one entry in the access log', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    const log = sql`select actor, purpose, about, debtor_number from access_log where about like 'instalments%'`;
    expect(await rowsOf(database, log)).toEqual([
      {
        actor: 'prøve',
        purpose: 'bek. 585/2023 § 5',
        about: 'instalments due by 2026-04-01',
        debtor_number: null,
      },
    ]);
  });

  test('are not raised by two at once: the second is told so', async () => {
    await using database = await town.copy();
    const given = {
      database,
      municipality: TOWN,
      due: date('2026-04-01'),
      by: 'prøve',
      clock: () => morningOf('2026-04-01'),
      paidAheadFor,
    };
    const both = await withMunicipalityLock(database, { code: TOWN, name: 'instalments' }, () =>
      raiseInstalments(given),
    );
    expect(both).toMatchObject({ ok: true, value: { ok: false, refusal: { tag: 'busy' } } });
    expect(await asked(database)).toEqual([]);
  });

  test('fall due on a bank day, and the next ones again on the due day', async () => {
    const { payment } = townConfiguration();
    await using place = await aTown([other], { payment: { ...payment, dueDay: 31, askDaysAhead: 0 } });
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04');
    await letterArrives(place.database, numberOf(100_001, '2026-04'), { on: '2026-04-13' });
    await raise(place.database, '2026-08-31');
    // Sunday 31 May → Monday 1 June; 30 June; 31 July; 31 August.
    expect((await asked(place.database)).map((said) => said.slice(0, 10))).toEqual([
      '2026-06-01',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
    ]);
  });
});

describe('nothing is asked of', () => {
  const approving = async (found: Debtor) => {
    const place = await aTown([aDebtor(1)], approvedByPerson);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03', { by: 'Anne' });
    await approve(place.database, numberOf(100_001), { on: '2026-03-10' });
    await letterArrives(place.database, numberOf(100_001), { on: '2026-03-11' });
    place.registers.tell(found);
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04', { by: 'Anne' });
    return place;
  };
  const sameDebtor = (story: (debtor: Debtor) => Debtor) => story(aDebtor(1));

  test('the dead, from the day CPR told of it', async () => {
    await using place = await paying([aDebtor(1), other]);
    await raise(place.database, '2026-04-01');
    place.registers.tell(aDebtor(1).withPerson({ status: 90 }));
    await fetchFor(place, '2026-04', '2026-04-20');
    expect(await raise(place.database, '2026-05-01')).toMatchObject({ instalments: 1, less: { dead: 1 } });
    expect(await asked(place.database)).toEqual(['2026-04-01 3950', '2026-05-01 0 dead']);
  });

  test('the dead for days after their death, also where it was asked for in advance; what was paid stays paid', async () => {
    await using place = await paying([aDebtor(1), other]);
    await raise(place.database, '2026-06-01', '2026-05-05');
    await pays(place.database, 100_001, { amount: 5_000, on: '2026-05-06' });
    place.registers.tell(aDebtor(1).withPerson({ status: 90, statusFrom: date('2026-04-20') }));
    await fetchFor(place, '2026-05');
    await run(place.database, '2026-05');
    expect(await asked(place.database)).toEqual([
      '2026-04-01 3950 paid 3950',
      '2026-05-01 3950 now 1050 paid 1050',
      '2026-06-01 3950 now 0',
    ]);
    expect(await owes(place.database)).toMatchObject({ due: 0 });
    expect(await faults(place.database)).toEqual([]);
  });

  test('one in bankruptcy or debt relief, or whose death a person has noted, as long as that holds the claims', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, async (tx) => {
      const debtor = debtorNumber(100_001);
      const owed = (await outstandingClaims(tx, [debtor])).get(debtor) ?? [];
      const hold = {
        reason: 'bankruptcy',
        debtor,
        from: date('2026-03-20'),
        reviewOn: date('2026-06-20'),
      } as const;
      const acting = { about: 'konkurs', by: 'prøve', at: morningOf('2026-03-20') };
      await placeHolds(
        tx,
        owed.map(({ claimNumber: claim }) => ({ ...hold, ...acting, claim })),
      );
    });
    expect(await raise(database, '2026-05-01')).toMatchObject({ instalments: 2 });
    expect(await asked(database, 100_001)).toEqual(['2026-04-01 0 errand', '2026-05-01 0 errand']);
    expect(await faults(database)).toEqual([]);
  });

  test('one about whom a suspension is proposed, also before a person has approved it', async () => {
    await using place = await approving(
      sameDebtor((debtor) => debtor.receiving('kontanthjælp', '2026-04-01')),
    );
    await raise(place.database, '2026-05-01');
    expect(await asked(place.database)).toEqual(['2026-04-01 3950', '2026-05-01 0 suspension-under-way']);
  });

  test('such a one for the months that were passed over, also when the proposal came to nothing', async () => {
    await using place = await approving(
      sameDebtor((debtor) => debtor.receiving('kontanthjælp', '2026-04-01')),
    );
    await raise(place.database, '2026-05-01');
    await withdrawn(place.database, numberOf(100_001, '2026-04'), { on: '2026-05-05' });
    await raise(place.database, '2026-06-01');
    expect((await asked(place.database)).slice(1)).toEqual([
      '2026-05-01 0 suspension-under-way',
      '2026-06-01 3950',
    ]);
  });

  test('one for whom § 6 has been found, while a person must look before anything is proposed', async () => {
    await using place = await approving(
      sameDebtor((debtor) => debtor.receiving('kontanthjælp', '2026-04-01').withPerson({ status: 80 })),
    );
    expect(await lastDecision(place.database)).toMatchObject({ change: 'start-plan' });
    expect(await raise(place.database, '2026-05-01')).toMatchObject({ less: { 'deferral-found': 1 } });
    expect(await asked(place.database)).toEqual(['2026-04-01 3950', '2026-05-01 0 deferral-found']);
  });

  test('one for a claim whose letter has not arrived: the plan asks only for those that it was decided about', async () => {
    const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
    const earning = aDebtor(1)
      .withReports(...months.map((of) => pay(of, 21_000)))
      .owing(5_000);
    await using place = await paying([earning]);
    await raise(place.database, '2026-04-01');
    await settle(place.database, [earning.owing(4_000, { accountId: 'S-77' })]);
    await raise(place.database, '2026-06-01');
    expect(await asked(place.database)).toEqual(['2026-04-01 3950', '2026-05-01 1050']);
    await fetchFor(place, '2026-06');
    await run(place.database, '2026-06');
    const june = numberOf(100_001, '2026-06');
    expect(await lastDecision(place.database)).toMatchObject({ id: june, change: 'claims-changed' });
    await letterArrives(place.database, june, { on: '2026-06-12' });
    await raise(place.database, '2026-08-03');
    expect((await asked(place.database)).slice(2)).toEqual(['2026-07-01 3950', '2026-08-03 50']);
  });

  test('one who only may pay less: a fall that nobody has approved asks for the amount of the plan', async () => {
    await using place = await approving(
      sameDebtor((debtor) =>
        debtor.withReports(pay('2025-12', 21_000), pay('2026-01', 21_000), pay('2026-02', 20_000)),
      ),
    );
    await raise(place.database, '2026-05-01');
    expect(await asked(place.database)).toEqual(['2026-04-01 3950', '2026-05-01 3950']);
  });

  test('one whose plan has ended, for due dates from that day', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await pays(database, 100_001, { amount: 10_000, on: '2026-04-20' });
    await raise(database, '2026-07-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950 paid 3950']);
    expect((await agreements(database))[0]).toMatchObject({ ended: '2026-04-20', why: 'paid', next: null });
  });
});

describe('spouses who owe together (aktivloven § 92)', () => {
  const jointly = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) };
  const wife = aDebtor(1).owing(10_000, jointly);
  const husband = aDebtor(2).withReports(...['2025-12', '2026-01'].map((of) => pay(of, 25_000)));

  /** Each has a plan of their own about the same claim: 3.950 kr. and 7.250 kr. */
  async function together(): Promise<Town> {
    const place = await aTown([wife]);
    place.registers.tell(husband);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    await plansArrive(place.database, 100_001, 100_002);
    return place;
  }

  test('are each asked by their own plan, and together for no more than the claim', async () => {
    await using place = await together();
    await raise(place.database, '2026-05-01');
    // On the first due date 11.200 kr. would have been more than is owed.
    expect(await asked(place.database, 100_001)).toEqual(['2026-04-01 3950']);
    expect(await asked(place.database, 100_002)).toEqual(['2026-04-01 6050']);
    expect(await owes(place.database, 100_001)).toEqual({ owed: 10_000, due: 3_950 });
    expect(await faults(place.database)).toEqual([]);
  });

  test('both owe nothing when one of them has paid it all', async () => {
    await using place = await together();
    await raise(place.database, '2026-04-01');
    await pays(place.database, 100_002, { amount: 10_000, on: '2026-04-10' });
    expect(await agreements(place.database)).toMatchObject([
      { debtor: 100_001, ended: '2026-04-10', why: 'paid' },
      { debtor: 100_002, ended: '2026-04-10', why: 'paid' },
    ]);
    expect(await asked(place.database, 100_001)).toEqual(['2026-04-01 3950 paid 3950']);
  });

  test('are each let off what they have paid ahead themselves', async () => {
    await using place = await together();
    await pays(place.database, 100_001, { amount: 3_950, on: '2026-03-13' });
    await raise(place.database, '2026-04-01');
    expect(await asked(place.database, 100_001)).toEqual(['2026-04-01 0 paid-ahead']);
    expect(await asked(place.database, 100_002)).toEqual(['2026-04-01 6050']);
  });

  test('deferral of one does not stop the other', async () => {
    await using place = await together();
    place.registers.tell(wife.receiving('kontanthjælp', '2026-04-01'));
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04');
    await letterArrives(place.database, numberOf(100_001, '2026-04'), { on: '2026-04-13' });
    await raise(place.database, '2026-05-01');
    expect(await asked(place.database, 100_001)).toEqual(['2026-04-01 3950']);
    expect((await asked(place.database, 100_002))[0]).toMatch(/^2026-04-01 6050/);
  });
});
