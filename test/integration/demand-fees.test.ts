import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCharges } from '../../src/charges/check.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { typesRepaidByPlan } from '../../src/law/repayment-laws.ts';
import { followEnds } from '../../src/endings/follow-ends.ts';
import { consequencesOf } from '../../src/insight/configuration-consequences.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { asked, letterKinds, pays } from './decisions-town.ts';
import { interest, comesBack, demands, follow, followed, reconfigure, seeTo } from './defaults-town.ts';
import { cprNumber } from './claims-rows.ts';
import { monthly, registersOf } from './month-town.ts';
import {
  aTown,
  fetchFor,
  letArrive,
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

const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000));

const decided = { decidedOn: date('2026-01-01'), reference: 'Byrådet 12/2025' };
const withFee: Configuration['claimTypes'] = {
  KTTIBAK: { interest: null, fee: { ...decided, amount: null } },
};

/** The first instalment of a plan, 3.400 kr., was asked for on 1 April; the council has decided a fee for demands. */
let prepared: PreparedTown;
/** Demanded on 10 April, and the letter arrived the day after; its deadline is 4 May. */
let demanded: PreparedTown;

beforeAll(async () => {
  prepared = await prepareTown(unpaid);
  demanded = await prepareTown(async (database) => {
    await unpaid(database);
    await follow(database, '2026-04-10');
    await letArrive(database, '2026-04-11');
  });
}, 120_000);
afterAll(async () => {
  await prepared[Symbol.asyncDispose]();
  await demanded[Symbol.asyncDispose]();
});

async function unpaid(database: Database): Promise<void> {
  const registers = registersOf(payer);
  await settle(database, [payer]);
  await reconfigure(database, { claimTypes: withFee });
  await fetchFor({ database, registers }, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  await raise(database, '2026-04-01');
}

async function copyOf(town: PreparedTown): Promise<Town> {
  const database = await town.copy();
  return { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => database.close() };
}

/** Fees, what stands of each and what is left to pay, in kroner: `1000000000001901 on 1: 250 left 250`. */
async function fees(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`
      select 'on ' || c.main_claim || ' ' || cl.claim_type || ': ' || c.amount_ore / 100 || ' left ' || (
        select coalesce(sum(balance_ore), 0) / 100 from account_balance b
        where b.number = c.claim_number and b.kind in ('claim', 'due'))::bigint as said
      from charge c join claim cl using (claim_number) where c.kind = 'fee' order by c.claim_number`,
  );
  return rows.map(({ said }) => said);
}

/** The debtor's payment counts from a day and is booked on a later one. */
async function paysLate(
  database: Database,
  { amount, on, booked }: { readonly amount: number; readonly on: string; readonly booked: string },
): Promise<PaymentNumber> {
  const paid = await inMunicipality(database, TOWN, (tx) =>
    registerPayment(tx, {
      debtor: debtorNumber(100_001),
      amount: kroner(amount),
      channel: 'bank',
      reference: 'bilag 999',
      receivedOn: date(on),
      by: 'prøve',
      at: morningOf(booked),
    }),
  );
  if (!paid.ok) throw new Error(paid.refusal.tag);
  return paid.value.payment;
}

async function faults(database: Database): Promise<unknown[]> {
  return readInMunicipality(database, TOWN, async (tx) => [
    ...(await checkLedger(tx)),
    ...(await checkCharges(tx)),
  ]);
}

describe('the fee of a demand', () => {
  test('is a claim of its own on one of the claims demanded, and the letter asks for it', async () => {
    await using town = await copyOf(demanded);
    expect(await fees(town.database)).toEqual(['on 1 GEOPERI: 250 left 250']);
    expect(await letterKinds(town.database)).toEqual(['plan', 'demand']);
    const [model] = await rowsOf(
      town.database,
      sql<{ fee: unknown; total: string; whole: string }>`
        select told -> 'fee' as fee, told ->> 'totalOwed' as total, told ->> 'wholeDebt' as whole
        from notice where kind = 'demand'`,
    );
    expect(model).toEqual({
      fee: { amount: '250.00', law: 'gebyrloven' },
      total: '3650.00',
      whole: '20250.00',
    });
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 demanded 3400 until 2026-04-01']);
    expect(await faults(town.database)).toEqual([]);
  });

  test('is charged once, however often the day is repeated, and by a dry run not at all', async () => {
    await using town = await copyOf(prepared);
    const { database } = town;
    const tried = await follow(database, '2026-04-10', { dryRun: true });
    expect(await fees(database)).toEqual([]);
    expect(await follow(database, '2026-04-10')).toEqual(tried);
    await follow(database, '2026-04-10');
    expect(await fees(database)).toHaveLength(1);
  });

  test.each([
    ['before the day of the decision', { ...decided, decidedOn: date('2026-04-11'), amount: null }],
    ['where the council has decided none', null],
  ])('is not charged %s', async (_, fee) => {
    await using town = await copyOf(prepared);
    await reconfigure(town.database, { claimTypes: { KTTIBAK: { interest: null, fee } } });
    await follow(town.database, '2026-04-10');
    expect(await fees(town.database)).toEqual([]);
  });

  test('is what the council has decided where that is less than the law allows', async () => {
    await using town = await copyOf(prepared);
    const fee = { ...decided, amount: '100.00' };
    await reconfigure(town.database, { claimTypes: { KTTIBAK: { interest: null, fee } } });
    await follow(town.database, '2026-04-10');
    expect(await fees(town.database)).toEqual(['on 1 GEOPERI: 100 left 100']);
  });

  test('is paid with the instalment, and the demand is over', async () => {
    await using town = await copyOf(demanded);
    await pays(town.database, 100_001, { amount: 3_650, on: '2026-05-04' });
    expect(await fees(town.database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await asked(town.database)).toEqual(['2026-04-01 3400 paid 3400']);
    expect(await followed(town.database, '2026-05-08')).toBe('demand-paid 1');
  });

  test('that is left unpaid breaks no plan: what is paid covers the instalments first, also the next one', async () => {
    await using town = await copyOf(demanded);
    const { database } = town;
    await pays(database, 100_001, { amount: 3_400, on: '2026-04-20' });
    await raise(database, '2026-05-01');
    await pays(database, 100_001, { amount: 3_450, on: '2026-05-01' });
    expect(await asked(database)).toEqual(['2026-04-01 3400 paid 3400', '2026-05-01 3400 paid 3400']);
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 200']);
    expect(await followed(database, '2026-05-20')).toBe('demand-paid 1');
  });

  test('falls away when the instalment turns out to have been paid before the letter', async () => {
    await using town = await copyOf(demanded);
    const { database } = town;
    await paysLate(database, { amount: 3_400, on: '2026-04-09', booked: '2026-04-15' });
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await asked(database)).toEqual(['2026-04-01 3400 paid 3400']);
    expect(await faults(database)).toEqual([]);
  });

  test('comes back when that payment is taken back', async () => {
    await using town = await copyOf(demanded);
    const { database } = town;
    const payment = await paysLate(database, { amount: 3_400, on: '2026-04-09', booked: '2026-04-15' });
    const [on, at] = [date('2026-04-17'), morningOf('2026-04-17')];
    const reversed = await inMunicipality(database, TOWN, (tx) =>
      reversePayment(tx, {
        payment,
        on,
        kind: 'charged-back',
        reference: 'x',
        because: 'banken',
        by: 'prøve',
        at,
      }),
    );
    expect(reversed).toMatchObject({ ok: true });
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 250']);
    expect(await faults(database)).toEqual([]);
  });

  test('stands when only a part had been paid before the letter', async () => {
    await using town = await copyOf(demanded);
    await paysLate(town.database, { amount: 3_000, on: '2026-04-09', booked: '2026-04-15' });
    expect(await fees(town.database)).toEqual(['on 1 GEOPERI: 250 left 250']);
  });

  test('falls away with a demand that nobody could be told of in time, and the next demand has its own', async () => {
    await using town = await copyOf(prepared);
    const { database } = town;
    await follow(database, '2026-04-10');
    expect(await followed(database, '2026-05-06')).toBe('demand-given-up 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await followed(database, '2026-05-07')).toBe('demand 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0', 'on 1 GEOPERI: 250 left 250']);
    expect(await faults(database)).toEqual([]);
  });

  test.each([
    ['is paid with its instalment', 3_650],
    ['is not paid with its instalment', 3_400],
  ])('falls away with a letter that was never made, also where it %s', async (_, amount) => {
    await using town = await copyOf(prepared);
    const { database } = town;
    await follow(database, '2026-04-10');
    await pays(database, 100_001, { amount, on: '2026-04-20' });
    expect(await followed(database, '2026-04-23')).toBe('demand-paid 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(
      await rowsOf(
        database,
        sql`select amount_ore / 100 as amount from refund_item where why = 'charge-reduced'`,
      ),
    ).toEqual(amount === 3_650 ? [{ amount: 250n }] : []);
    await letArrive(database, '2026-04-24');
    expect(await letterKinds(database)).toEqual(['plan']);
    expect(await faults(database)).toEqual([]);
  });

  test('of one that came back is asked for again, and no second is charged', async () => {
    await using town = await copyOf(demanded);
    const { database } = town;
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    await comesBack(database, '2026-04-20');
    expect(await followed(database, '2026-05-08')).toBe('waits-for-letter-not-arrived 1');
    await seeTo(database, '2026-05-09');
    expect(await followed(database, '2026-05-09')).toBe('demand-again 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 250']);
    expect(
      await rowsOf(
        database,
        sql`select told -> 'fee' ->> 'amount' as fee, told ->> 'totalOwed' as total, told ->> 'wholeDebt' as whole
          from notice where kind = 'demand' order by notice_id`,
      ),
    ).toEqual([1, 2].map(() => ({ fee: '250.00', total: '3650.00', whole: '20250.00' })));
    expect(await faults(database)).toEqual([]);

    // And it falls away with a second letter to one who turns out not to be able to pay.
    await letArrive(database, '2026-05-10');
    town.registers.tell(payer.receiving('kontanthjælp', '2026-05-01'));
    await fetchFor(town, '2026-04', '2026-06-06');
    expect(await followed(database, '2026-06-08')).toBe('unable 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await faults(database)).toEqual([]);
  });

  test('of one that came back is not asked for again once an objection has taken it off', async () => {
    await using town = await copyOf(demanded);
    const { database } = town;
    await comesBack(database, '2026-04-20');
    const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
    await inMunicipality(database, TOWN, async (tx) => {
      const said = {
        debtor: debtorNumber(100_001),
        claims: [claimNumber(1n)],
        against: 'fee' as const,
        words: 'Nej',
      };
      const noted = await noteObjection(tx, { ...said, by: 'Ane', at: morningOf('2026-04-25') });
      if (!noted.ok) throw new Error(noted.refusal.tag);
      const answer = { objection: noted.value, outcome: 'upheld' as const, amounts: new Map(), words: 'Ja' };
      const answered = await answerObjection(tx, {
        ...answer,
        configured: configured!,
        by: 'Ane',
        at: morningOf('2026-04-26'),
      });
      if (!answered.ok) throw new Error(answered.refusal.tag);
    });
    await seeTo(database, '2026-05-09');
    expect(await followed(database, '2026-05-09')).toBe('demand-again 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(
      await rowsOf(
        database,
        sql`select told ->> 'totalOwed' as total from notice where kind = 'demand' order by notice_id desc limit 1`,
      ),
    ).toEqual([{ total: '3400.00' }]);
  });

  test('falls away when the debtor turns out not to be able to pay (§ 7)', async () => {
    await using town = await copyOf(demanded);
    const { database, registers } = town;
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    registers.tell(payer.receiving('kontanthjælp', '2026-05-01'));
    await fetchFor(town, '2026-04', '2026-05-06');
    expect(await followed(database, '2026-05-08')).toBe('unable 1');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await faults(database)).toEqual([]);
  });

  test('falls away when it is known after the plan has fallen away that the debtor received such a benefit before', async () => {
    await using town = await copyOf(demanded);
    const { database, registers } = town;
    await fetchFor(town, '2026-04', '2026-05-06');
    await run(database, '2026-04', { on: '2026-05-06' });
    expect(await followed(database, '2026-05-08')).toBe('default 1');
    registers.tell(payer.receiving('kontanthjælp', '2026-05-01'));
    await fetchFor(town, '2026-05', '2026-05-10');
    await run(database, '2026-05', { on: '2026-05-10' });
    await letArrive(database, '2026-05-11');
    await interest(database, '2026-05-12');
    expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
    expect(await faults(database)).toEqual([]);
  });
});

test('what a decision of the council would cost those who are late is told before it is taken', async () => {
  await using town = await copyOf(prepared);
  const free = townConfiguration({});
  const [costs, less] = [null, '100.00'].map((amount) =>
    townConfiguration({ claimTypes: { KTTIBAK: { interest: null, fee: { ...decided, amount } } } }),
  );
  const told = async (before = free, after = free) => {
    const between = { before, after, on: date('2026-04-10') };
    const { others } = await readInMunicipality(town.database, TOWN, (tx) => consequencesOf(tx, between));
    return others.map(({ choice, what, count, sum }) => `${choice} ${what} ${count} ${sum}`);
  };
  expect(await told(free, costs)).toEqual(['claimTypes demand-costs 1 250.00']);
  expect(await told(costs, less)).toEqual(['claimTypes demand-costs-otherwise 1 100.00']);
  expect(await told(less, free)).toEqual(['claimTypes demand-free 1 100.00']);
});

test('a fee lapses with its claim, and the books agree', async () => {
  await using town = await copyOf(demanded);
  const { database } = town;
  await inMunicipality(database, TOWN, (tx) =>
    endLiabilities(tx, [
      {
        claim: claimNumber(1n),
        debtor: debtorNumber(100_001),
        kind: 'lapsed',
        on: date('2026-04-20'),
        reason: 'prøve',
        by: 'prøve',
        at: morningOf('2026-04-20'),
      },
    ]),
  );
  await followEnds({ database, municipality: TOWN, clock: () => morningOf('2026-04-20') });
  expect(await fees(database)).toEqual(['on 1 GEOPERI: 250 left 0']);
  expect(await followed(database, '2026-05-08')).not.toContain('default 1');
  expect(await faults(database)).toEqual([]);
});

test('a claim that a spouse owes too bears no fee: the other may have kept their plan', async () => {
  const jointly = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) };
  const wife = aDebtor(1)
    .owing(40_000, jointly)
    .withReports(...monthly(20_000));
  await using town = await aTown([wife]);
  const { database, registers } = town;
  registers.tell(aDebtor(2).withReports(...monthly(20_000)));
  await reconfigure(database, { claimTypes: withFee });
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  await raise(database, '2026-04-01');
  await follow(database, '2026-04-10');
  expect((await demands(database)).length).toBeGreaterThan(0);
  expect(await fees(database)).toEqual([]);
});

test('a fee is what the council may decide for the types whose plans are demanded, and for no other', () => {
  expect(typesRepaidByPlan).toEqual(['KTTIBAK', 'KTAKJOA', 'KTBRFLX', 'KTBRKYD']);
});
