import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { withdrawnClaims } from '../../src/claims/liability-ends.ts';
import { date } from '../../src/kernel/dates.ts';
import { instalmentId } from '../../src/kernel/ids.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { openBalances, openDebtorPage, outstandingClaims } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { claimEnds } from '../../src/ledger/claim-ends.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { dueOf, postInstalments } from '../../src/ledger/instalments.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { inMunicipality, readInMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { kr } from '../vocabulary.ts';
import { cprNumber } from './claims-rows.ts';
import { bareDatabase } from './database.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claim,
  claimRow,
  correct,
  inKroner,
  lapse,
  LEDGER_TOWN,
  NOW,
  ofBo,
  pay,
  takeBack,
  takeIn,
  TODAY,
  together,
  type LedgerTown,
} from './ledger-town.ts';

describe('a claim that is taken in', () => {
  test('is owed from the day of the repayment decision, and booked on the day of the import', async () => {
    await using town = await aLedger(claimRow(1, 5_000, { principal: '5000,00', outstanding: '1234,50' }));
    const [raised, ...others] = await town.do((tx) => transfersOf(tx, 'claim-raised', [1n]));
    expect(others).toEqual([]);
    expect(raised).toMatchObject({
      debit: { kind: 'claim', number: 1n, debtor: 0 },
      credit: { kind: 'source', number: 1n, debtor: 0 },
      amount: 123_450n,
      valueDate: '2025-12-01',
      bookingDate: '2026-03-10',
    });
    expect(raised?.recordedAt.equals(NOW)).toBe(true);
  });

  test('in parts, of which one comes in a later file, is raised for each part once', async () => {
    await using town = await aLedger(
      claimRow(1, 300, { partClaimId: 'b' }),
      claimRow(1, 200, { partClaimId: 'c' }),
    );
    await takeIn(town.db, [
      claimRow(1, 300, { partClaimId: 'b' }),
      claimRow(1, 50, { partClaimId: 'a' }),
      claimRow(2, 10),
    ]);
    expect(await town.standing(1)).toMatchObject({ notAsked: 550, raised: 550 });
    expect(await town.standing(2)).toMatchObject({ raised: 10 });
    const lines = await town.do((tx) => transfersOf(tx, 'claim-raised', [1n]));
    expect(lines.map(({ line, amount }) => [line, inKroner(amount)])).toEqual([
      [1, 300],
      [2, 200],
      [3, 50],
    ]);
    expect(await town.faults()).toEqual([]);
  });

  test('before there was a ledger is raised by the migration', async () => {
    await using database = await bareDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'afdrag-before-ledger-'));
    cpSync(MIGRATIONS, folder, { recursive: true });
    for (const file of readdirSync(join(folder, 'municipality')))
      if (file >= '000010') rmSync(join(folder, 'municipality', file));
    await migrateAll(database, folder);
    await createMunicipality(database, { code: LEDGER_TOWN, name: 'Prøvekøbing' }, folder);
    rmSync(folder, { recursive: true });
    await inMunicipality(database, LEDGER_TOWN, (tx) => oldClaim.execute(tx));
    await migrateAll(database);
    const raised = await readInMunicipality(database, LEDGER_TOWN, (tx) =>
      transfersOf(tx, 'claim-raised', [7n]),
    );
    expect(
      raised.map(({ line, amount, valueDate, bookingDate }) => [line, amount, valueDate, bookingDate]),
    ).toEqual([
      [1, 40_000n, '2025-06-02', '2026-01-02'],
      [2, 60_000n, '2025-06-02', '2026-01-02'],
    ]);
    expect(await readInMunicipality(database, LEDGER_TOWN, checkLedger)).toEqual([]);
  });
});

// As an import of 1 January 2026, late in the evening in UTC and on the day after in Copenhagen, wrote it.
const oldClaim = sql`
  with import as (
    insert into claim_import values (1, 'gammel.csv', repeat('0', 64), 2, 2, 0, 0, '2026-01-01T23:30:00Z', 'prøve')),
  person as (insert into debtor values (100001, '6101611234', '2026-01-01')),
  benefit_case as (insert into account values (1, 'KY', 'S-1', 100001, 1)),
  benefit_month as (
    insert into claim (claim_number, account_number, source_system, claim_id, law, paragraph, benefit, period_from,
      period_to, paid_on, amount_basis, decision_date, decision_delivered, decision_period_from, decision_period_to,
      complaint_pending, situation_import, import_number)
    values (7, 1, 'KY', 'K-7', 'aktivloven', '91', 'kontanthjælp', '2025-03-01', '2025-03-31', '2025-03-31', 'gross',
      '2025-06-02', '2025-06-02', '2025-03', '2025-03', false, 1, 1)),
  parts as (
    insert into part_claim values (7, '1', 50000, 40000, 30, null, 1), (7, '2', 60000, 60000, 30, null, 1))
  insert into liability values (7, 100001, 'sole')`;

describe('an instalment', () => {
  test('asks for a part of the claims, which stays owed until it is paid', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 800));
    await ask(town, anna, { due: '2026-04-01', shares: { 1: 1_000, 2: 100 } });
    expect(await town.standing(2)).toEqual({ notAsked: 700, anna: 100, bo: 0, raised: 800, balance: 800 });
    expect(await town.do((tx) => dueOf(tx, [anna]))).toEqual(
      new Map([
        [
          anna,
          [
            { claim: claim(1), amount: kr(1_000) },
            { claim: claim(2), amount: kr(100) },
          ],
        ],
      ]),
    );
    const [first] = (await town.do((tx) => openBalances(tx, [anna]))).get(anna) ?? [];
    expect(first).toMatchObject({ balance: kr(1_000), notAsked: 0n, dueFrom: kr(1_000), raised: kr(1_000) });
  });

  test('is asked for once: the same again is refused, and nothing of it is kept', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await ask(town, anna, { due: '2026-04-01', shares: { 1: 100 } });
    await expect(ask(town, anna, { due: '2026-04-01', shares: { 1: 100 } })).rejects.toThrow(/duplicate key/);
    expect(await town.standing(1)).toMatchObject({ notAsked: 900, anna: 100 });
  });

  test('that is taken back is not owed now; what had been paid of it stays paid', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await ask(town, anna, { due: '2026-04-01', shares: { 1: 300 } });
    await ask(town, anna, { due: '2026-05-04', shares: { 1: 300 } });
    await pay(town, anna, 350);
    expect(await takeBack(town, anna, { due: '2026-05-04' })).toBe(250);
    expect(await town.standing(1)).toEqual({ notAsked: 650, anna: 0, bo: 0, raised: 1_000, balance: 650 });
    const [back] = await town.do((tx) => transfersOf(tx, 'instalment-withdrawn', [20_260_504_000_100_001n]));
    expect(back).toMatchObject({ valueDate: '2026-05-04', bookingDate: TODAY, amount: kr(250) });
    expect(await takeBack(town, anna, { due: '2026-04-01' })).toBe(0);
    expect(await takeBack(town, anna, { due: '2026-07-01' })).toBe(0);
  });

  test('can be taken back in part, from the claim that it asked for last', async () => {
    await using town = await aLedger(claimRow(1, 200), claimRow(2, 800));
    await ask(town, anna, { due: '2026-04-01', shares: { 1: 200, 2: 300 } });
    expect(await takeBack(town, anna, { due: '2026-04-01', keep: 250 })).toBe(250);
    expect(await town.standing(1)).toMatchObject({ anna: 200 });
    expect(await town.standing(2)).toMatchObject({ notAsked: 750, anna: 50 });
    expect(await takeBack(town, anna, { due: '2026-04-01', keep: 250 })).toBe(0);
    expect(await takeBack(town, anna, { due: '2026-04-01' })).toBe(250);
    expect(await town.faults()).toEqual([]);
  });
});

describe('a liability that lapses', () => {
  test('takes the claim away: what was asked for no longer is, and the rest is owed by nobody', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await pay(town, anna, 100);
    await lapse(town, 1, anna);
    expect(await town.standing(1)).toEqual({ notAsked: 0, anna: 0, bo: 0, raised: 1_000, balance: 0 });
    expect(
      (await town.do((tx) => openBalances(tx, [anna]))).get(anna)?.map((open) => open.claimNumber),
    ).toEqual([claim(2)]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ owed: kr(500), ended: kr(900) });
    expect(await town.do((tx) => claimEnds(tx, [anna]))).toEqual(new Map([[anna, ['lapsed', 'open']]]));
    expect(await town.faults()).toEqual([]);
  });

  test('of one spouse leaves the claim with the other', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await ask(town, bo, { due: '2026-03-02', shares: { 1: 100 } });
    await lapse(town, 1, anna);
    expect(await town.standing(1)).toEqual({
      notAsked: 900,
      anna: 0,
      bo: 100,
      raised: 1_000,
      balance: 1_000,
    });
    const open = await town.do((tx) => outstandingClaims(tx, [anna, bo]));
    expect([...open.keys()]).toEqual([bo]);
    expect([...(await town.do((tx) => openBalances(tx, [anna, bo]))).keys()]).toEqual([bo]);
    expect(open.get(bo)).toMatchObject([{ liability: 'joint', coDebtor: null, balance: kr(1_000) }]);
    await lapse(town, 1, bo);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({
      owed: 0n,
      ended: kr(1_000),
      writtenOff: 0n,
    });
    expect(await town.faults()).toEqual([]);
  });

  test('of both spouses at once ends the claim once', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    await ask(town, bo, { due: '2026-03-02', shares: { 1: 100 } });
    await lapse(town, 1, anna, bo);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({
      owed: 0n,
      ended: kr(1_000),
      writtenOff: 0n,
    });
  });

  test('lapses once', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await lapse(town, 1, anna);
    await expect(lapse(town, 1, anna)).rejects.toThrow(/duplicate key/);
  });
});

describe('balances', () => {
  test('of claim, debtor and municipality are the same money', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 600, together), claimRow(3, 50, ofBo));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300, 2: 100 } });
    await pay(town, bo, 130);
    const sums = await town.do(async (tx) => ({
      anna: await balanceOfDebtor(tx, anna),
      bo: await balanceOfDebtor(tx, bo),
      all: await balanceOfMunicipality(tx),
    }));
    // Bo's own claim and the joint one lapse on the same day; the joint one is older.
    expect(sums.anna).toMatchObject({ owed: kr(1_470), due: kr(400), overpaid: 0n });
    expect(sums.bo).toMatchObject({ owed: kr(520), due: 0n, overpaid: 0n });
    expect(sums.bo.claims.map(({ claimId, balance }) => [claimId, inKroner(balance)])).toEqual([
      ['K-2', 470],
      ['K-3', 50],
    ]);
    expect(sums.all).toEqual({
      owed: kr(1_520),
      notAsked: kr(1_120),
      due: kr(400),
      raised: kr(1_650),
      received: kr(130),
      suspended: 0n,
      overpaid: 0n,
      owedBack: 0n,
      ended: 0n,
      writtenOff: 0n,
      atRecovery: 0n,
      coveredThere: 0n,
      recoveryInterest: 0n,
      setOff: 0n,
      toPayOut: 0n,
      rounding: 0n,
      billedBack: 0n,
    });
  });

  test('of those who have paid everything are left out, and they are passed over page by page', async () => {
    const rows = [1, 2, 3, 4].map((n) => claimRow(n, 100, { debtorCpr: cprNumber(n), accountId: `S-${n}` }));
    await using town = await aLedger(...rows);
    await pay(town, anna, 100);
    await pay(town, bo, 100);
    expect(await town.do((tx) => openDebtorPage(tx, 0, 1))).toEqual([100_003]);
    expect(await town.do((tx) => openDebtorPage(tx, 0, 3))).toEqual([100_003, 100_004]);
    expect(await town.do((tx) => claimEnds(tx, [anna]))).toEqual(new Map([[anna, ['paid']]]));
  });

  test('leave out what the source has taken back, and tell which claims those were', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 100));
    await correct(town, 1, 0);
    expect((await town.do((tx) => balanceOfDebtor(tx, anna))).owed).toBe(kr(100));
    expect(await town.do((tx) => withdrawnClaims(tx, [anna, bo]))).toEqual(new Map([[anna, new Set([1n])]]));
    expect(await town.do((tx) => claimEnds(tx, [anna]))).toEqual(new Map([[anna, ['cancelled', 'open']]]));
  });
});

describe('what is read of a debtor’s claims with the lock', () => {
  test.each([
    ['a payment of the same debtor', (town: LedgerTown) => pay(town, anna, 800)],
    ['a payment of the other spouse', (town: LedgerTown) => pay(town, bo, 800)],
    ['a correction', (town: LedgerTown) => correct(town, 1, 100)],
    ['a lapse', (town: LedgerTown) => lapse(town, 1, anna)],
  ])('stays so until it is written: %s waits', async (_, other) => {
    await using town = await aLedger(claimRow(1, 1_000, together));
    const others: Promise<unknown>[] = [];
    await town.do(async (tx) => {
      await lockReceivables(tx, [anna]);
      const amount = (await openBalances(tx, [anna])).get(anna)?.[0]?.notAsked ?? zeroOre;
      others.push(other(town));
      await untilWaitingOrDone(tx, others[0]);
      const dueOn = date('2026-04-01');
      const instalment = {
        instalment: instalmentId(dueOn, anna),
        debtor: anna,
        dueOn,
        bookedOn: TODAY,
        at: NOW,
      };
      await postInstalments(tx, [{ ...instalment, shares: [{ claim: claim(1), amount }] }]);
    });
    await Promise.all(others);
    expect(await town.faults()).toEqual([]);
  });
});

/** Returns when somebody waits for a lock in this database, or when there is nobody left to wait. */
async function untilWaitingOrDone(tx: MunicipalityTx, other: Promise<unknown> | undefined): Promise<void> {
  const state = { done: false };
  void other?.finally(() => {
    state.done = true;
  });
  while (!state.done && !(await somebodyWaits(tx)));
}

async function somebodyWaits(tx: MunicipalityTx): Promise<boolean> {
  const { rows } = await sql`
    select from pg_locks join pg_stat_activity using (pid)
    where datname = current_database() and not granted`.execute(tx);
  return rows.length > 0;
}

describe('the ledger', () => {
  test('is never changed: what was written stays', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    for (const statement of [sql`update transfer set amount_ore = 1`, sql`delete from transfer`])
      await expect(town.do((tx) => statement.execute(tx))).rejects.toThrow(/never changed or deleted/);
  });

  test('takes no transfer of nothing, from an account to itself, or to an account that there cannot be', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    for (const [debit, amount] of [
      [sql`'source', 1, 0`, 0],
      [sql`'claim', 1, 0`, 5],
      [sql`'due', 1, 0`, 5],
      [sql`'bank', 1, 0`, 5],
      [sql`'overpaid', 100001, 100001`, 5],
      [sql`'purse', 1, 0`, 5],
    ] as const) {
      const wrong = sql`insert into transfer values ('payment', 1, 1, ${debit}, 'claim', 1, 0, ${amount}, '2026-03-10',
        '2026-03-10', '2026-03-10')`;
      await expect(town.do((tx) => wrong.execute(tx))).rejects.toThrow(/check constraint/);
    }
  });

  test('is looked through for what should be impossible, and each fault is found', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000));
    await lapse(town, 2, anna);
    const wrong = (line: number, debit: string, credit: string) => {
      const [dk, dn, dd, ck, cn, cd] = [...debit.split('/'), ...credit.split('/')];
      return town.do((tx) =>
        sql`insert into transfer values ('payment', 1, ${line}, ${dk}, ${dn}, ${dd}, ${ck}, ${cn}, ${cd}, 700, '2026-03-10',
          '2026-03-10', '2026-03-10')`.execute(tx),
      );
    };
    expect(await town.faults()).toEqual([]);
    await wrong(1, 'transit/9/0', 'due/1/100001');
    await wrong(2, 'due/1/100002', 'overpaid/100001/0');
    await wrong(3, 'claim/2/0', 'source/2/0');
    await wrong(4, 'overpaid/100002/0', 'counter/0/0');
    const account = (kind: string, number: bigint, debtor = 0) => ({ account: { kind, number, debtor } });
    // None of these came by the one way in, so the balances beside them have not moved.
    expect(await town.faults()).toEqual([
      { tag: 'kept-otherwise', ...account('claim', 2n), balance: 700n, kept: 0n },
      { tag: 'wrong-side', ...account('counter', 0n), balance: -700n },
      { tag: 'wrong-side', ...account('due', 1n, anna), balance: -700n },
      { tag: 'kept-otherwise', ...account('due', 1n, anna), balance: -700n, kept: 0n },
      { tag: 'kept-otherwise', ...account('due', 1n, bo), balance: 700n, kept: 0n },
      { tag: 'kept-otherwise', ...account('overpaid', 100_001n), balance: -700n, kept: 0n },
      { tag: 'wrong-side', ...account('overpaid', 100_002n), balance: 700n },
      { tag: 'kept-otherwise', ...account('overpaid', 100_002n), balance: 700n, kept: 0n },
      { tag: 'kept-otherwise', ...account('source', 2n), balance: -100_700n, kept: -100_000n },
      { tag: 'left-in-transit', payment: 9n, balance: 700n },
      { tag: 'due-from-other', claim: 1n, debtor: bo },
      { tag: 'raised-otherwise', claim: 2n, raised: 100_700n, registered: 100_000n },
      { tag: 'nobody-liable', claim: 2n, balance: 700n },
    ]);
  });

  test('finds money that is held for somebody without an open item', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await pay(town, anna, 1_005);
    await town.do((tx) =>
      sql`update refund_item set closed_at = '2026-03-10', closed_by = 'prøve'`.execute(tx),
    );
    expect(await town.faults()).toEqual([{ tag: 'held-otherwise', debtor: anna, held: 500n, items: 0n }]);
  });
});
