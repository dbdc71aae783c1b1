import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { addDays, date } from '../../src/kernel/dates.ts';
import { ore } from '../../src/kernel/money.ts';
import { repaymentLaws } from '../../src/law/repayment-laws.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, endedAccount, type Transfer } from '../../src/ledger/types.ts';
import { giveAccounts, inBooks, postBefore, reconciled, TOMORROW } from './books-town.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claim,
  claimRow,
  correct,
  lapse,
  NOW,
  pay,
  TODAY,
  together,
  tryToCorrect,
  type LedgerTown,
} from './ledger-town.ts';

/** All that vouchers are, in order. */
function written(town: LedgerTown) {
  return town.do(async (tx) => ({
    vouchers: (await sql`select * from voucher order by 1`.execute(tx)).rows,
    lines: (await sql`select * from voucher_line order by 1, 2`.execute(tx)).rows,
    days: (await sql`select day from accounting_day order by 1`.execute(tx)).rows,
  }));
}

function linesOf(town: LedgerTown, event: string): Promise<unknown[]> {
  return town.do(async (tx) => {
    const { rows } = await sql<{ account: string; debit_ore: bigint; credit_ore: bigint }>`
      select account, debit_ore, credit_ore from voucher join voucher_line using (voucher_number)
      where event = ${event} order by line`.execute(tx);
    return rows.map((row) => [row.account, Number(row.debit_ore) / 100, Number(row.credit_ore) / 100]);
  });
}

describe('a day’s vouchers', () => {
  test('tell what was raised, with the state’s share of the benefit on an account of its own', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }));
    await giveAccounts(town);
    const { report } = await postBefore(town);
    expect(report).toMatchObject({
      job: 'post',
      municipality: '998',
      on: TOMORROW,
      accountRules: 1,
      days: 1,
      unchanged: 0,
      consequences: { closed: 1 },
      changes: { closed: { count: 1, days: [TODAY] } },
      amounts: { booked: '1000.00' },
      transfers: 1,
      vouchers: 1,
      unclear: 0,
      missing: [],
    });
    expect(await linesOf(town, 'claim-raised')).toEqual([
      ['0557730000000079', 0, 700],
      ['0557730000000300', 0, 300],
      ['0928140000000000', 1_000, 0],
    ]);
    expect((await written(town)).vouchers).toMatchObject([{ voucher_number: 2026031001n, transfers: 1 }]);
  });

  test('have an account for every type of repayment, whatever the state’s share of it', async () => {
    const types = [...repaymentLaws.values()].flatMap(({ law, types: all, paragraphs }) =>
      all.map((claimType) => ({ law, claimType, paragraph: paragraphs?.[0] ?? '1' })),
    );
    await using town = await aLedger(
      ...types.flatMap((by, index) => [
        claimRow(index + 1, 100, { ...by, refundPercent: '0', partClaimId: 'a' }),
        claimRow(index + 1, 100, { ...by, refundPercent: '65', partClaimId: 'b' }),
      ]),
    );
    await giveAccounts(town);
    await pay(town, anna, 150);
    expect((await postBefore(town)).report).toMatchObject({ missing: [], unclear: 0 });
    expect(types.map(({ claimType }) => claimType)).toHaveLength(8);
    expect(await town.do(inBooks)).toMatchObject(
      Object.fromEntries(types.map(({ claimType }) => [`source ${claimType} state`, -6_500])),
    );
  });

  test('tell a payment with what it covers and what was paid too much, and nothing of the way through transit', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together), claimRow(2, 200));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 400 } });
    await giveAccounts(town);
    await pay(town, anna, 1_350);
    await postBefore(town);
    expect(await linesOf(town, 'payment')).toEqual([
      ['0922050000000000', 1_200, 0],
      ['0928140000000000', 0, 1_200],
    ]);
    expect(await linesOf(town, 'overpayment')).toEqual([
      ['0922050000000000', 150, 0],
      ['0952590000000000', 0, 150],
    ]);
    expect(await linesOf(town, 'internal')).toEqual([]);
    expect(await reconciled(town)).toMatchObject({
      ledgerVouchers: 0n,
      differences: [],
      openDays: [],
      openTransit: 0,
    });
  });

  test('share a correction as the parts of the claim were, so that no øre of the state’s is lost on the way', async () => {
    await using town = await aLedger(
      claimRow(1, 1, { principal: '0,50', refundPercent: '30', partClaimId: 'a' }),
      claimRow(1, 1, { principal: '0,51', refundPercent: '80', partClaimId: 'b' }),
    );
    await giveAccounts(town);
    // Each on a day of its own, so that some are closed when the next one comes.
    for (const [days, to] of [77n, 33n, 34n, 90n, 1n, 101n].entries()) {
      const at = NOW.add({ hours: 24 * days });
      const corrected = await tryToCorrect(town, 1, ore(to), { at });
      expect(corrected).toMatchObject({ ok: true });
      if (days % 2 === 1) await postBefore(town, addDays(TOMORROW, days));
    }
    await postBefore(town, date('2026-04-01'));
    expect(await reconciled(town, date('2026-04-01'))).toMatchObject({ ledgerVouchers: 0n, openDays: [] });
    const raised = await town.do(inBooks);
    expect(raised).toMatchObject({ 'receivable KTTIBAK whole': 101 });
    // 30 % of 0,50 is 0,15; 80 % of 0,51 is 0,408.
    expect(raised).toMatchObject({ 'source KTTIBAK state': -56, 'source KTTIBAK municipality': -45 });
  });

  test('say nothing of a lapse: it is owed by nobody, and no loss is booked', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await giveAccounts(town);
    await lapse(town, 1, anna);
    const { report } = await postBefore(town);
    expect(report).toMatchObject({ transfers: 2, vouchers: 1 });
    expect(await town.do(inBooks)).toMatchObject({ 'receivable KTTIBAK whole': 100_000 });
  });

  test('tell a loss with the state’s share of it', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '20' }));
    await giveAccounts(town);
    await lapse(town, 1, anna);
    const writtenOff = { kind: 'written-off', number: claim(1), debtor: 0 } as const;
    await book(town, {
      cause: 'written-off',
      debit: writtenOff,
      credit: endedAccount(claim(1)),
      kroner: 1_000,
    });
    await postBefore(town);
    expect(await town.do(inBooks)).toEqual({
      'loss KTTIBAK municipality': 80_000,
      'loss KTTIBAK state': 20_000,
      'source KTTIBAK municipality': -80_000,
      'source KTTIBAK state': -20_000,
    });
  });

  test('of what an older version had put among the losses at a lapse show no loss', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await giveAccounts(town);
    const loss = { kind: 'written-off', number: claim(1), debtor: 0 } as const;
    const first = { cause: 'liability-ended', debit: loss, credit: claimAccount(claim(1)) } as const;
    await book(town, { ...first, kroner: 1_000 });
    await book(town, {
      cause: 'liability-ended',
      debit: endedAccount(claim(1)),
      credit: loss,
      kroner: 1_000,
      line: 2,
    });
    await postBefore(town);
    expect(await town.do(inBooks)).not.toHaveProperty('loss KTTIBAK whole');
    expect(await reconciled(town)).toMatchObject({ ledgerVouchers: 0n, differences: [] });
  });
});

interface ToBook extends Pick<Transfer, 'cause' | 'debit' | 'credit'> {
  readonly kroner: number;
  readonly line?: number;
  readonly number?: bigint;
}

function book(town: LedgerTown, { kroner, line = 1, number = 1n, ...transfer }: ToBook): Promise<void> {
  const amount = ore(BigInt(kroner) * 100n);
  const days = { valueDate: TODAY, bookingDate: TODAY, recordedAt: NOW };
  return town.do((tx) => postTransfers(tx, [{ ...transfer, ...days, causeNumber: number, line, amount }]));
}

describe('a day', () => {
  test('is closed once: again changes nothing, and nothing is booked on it any more', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await giveAccounts(town);
    await postBefore(town);
    const before = await written(town);
    expect((await postBefore(town)).report).toMatchObject({ days: 0, vouchers: 0 });
    expect(await written(town)).toEqual(before);
    await expect(pay(town, anna, 10)).rejects.toThrow('the accounting day 2026-03-10 is closed');
  });

  test('that is not over stays open', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await giveAccounts(town);
    expect((await postBefore(town, TODAY)).report).toMatchObject({ days: 0 });
    expect(await reconciled(town)).toMatchObject({
      openDays: [{ day: TODAY, transfers: 1 }],
      ledgerVouchers: 0n,
    });
  });

  test('for which a rule is missing stays open whole, and the report says which', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }));
    await pay(town, anna, 100);
    await giveAccounts(
      town,
      '*;*;receivable;;;;whole;0928140000000000',
      '*;*;source;;;;municipality;0557730000000079',
      '*;payment;bank;;;;whole;0922050000000000',
    );
    const { report } = await postBefore(town);
    expect(report).toMatchObject({
      days: 1,
      unchanged: 1,
      vouchers: 0,
      consequences: { 'rule-missing': 1 },
      missing: [
        { claimType: 'KTTIBAK', event: 'claim-raised', group: 'source', percent: 30, share: 'state' },
      ],
    });
    expect(await written(town)).toEqual({ vouchers: [], lines: [], days: [] });
    await giveAccounts(town);
    expect((await postBefore(town)).report).toMatchObject({ unchanged: 0, vouchers: 2, accountRules: 2 });
  });

  test('on which a payment was not all allocated stays open', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await giveAccounts(town);
    const bank = { kind: 'bank', number: 0n, debtor: 0 } as const;
    const transit = { kind: 'transit', number: 7n, debtor: 0 } as const;
    await book(town, { cause: 'payment', debit: bank, credit: transit, kroner: 5, number: 7n });
    expect((await postBefore(town)).report).toMatchObject({ consequences: { 'left-in-transit': 1 } });
    expect(await reconciled(town)).toMatchObject({ openTransit: 1 });
  });

  test('has what came without a refund percent on the clearing account, noted for a person', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await town.do((tx) => sql`update part_claim set refund_percent = null`.execute(tx));
    await giveAccounts(town);
    const { report } = await postBefore(town);
    expect(report).toMatchObject({ unclear: 1 });
    expect(await linesOf(town, 'claim-raised')).toEqual([
      ['0928140000000000', 1_000, 0],
      ['0952990000000000', 0, 1_000],
    ]);
    const { rows } = await town.do((tx) =>
      sql`select cause, cause_number, why from voucher_unclear`.execute(tx),
    );
    expect(rows).toEqual([{ cause: 'claim-raised', cause_number: 1n, why: 'no-refund-share' }]);
  });
});

describe('a dry run', () => {
  test('reports what the run then reports, over all days, and writes nothing', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }), claimRow(2, 300, together));
    await giveAccounts(town);
    await ask(town, bo, { due: '2026-03-02', shares: { 2: 300 } });
    await pay(town, bo, 120);
    await correct(town, 1, 500);
    const tried = await postBefore(town, TOMORROW, true);
    expect(tried.state).toBe('dry-run');
    expect(await written(town)).toEqual({ vouchers: [], lines: [], days: [] });
    expect((await postBefore(town)).report).toEqual(tried.report);
  });
});

test('vouchers that do not balance are refused by the database, and written ones stay as they are', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  await giveAccounts(town);
  await postBefore(town);
  const one = sql`insert into voucher_line values (2026031001, 9, '0922050000000000', 'bank', '*', 'whole', 5, 0)`;
  await expect(town.do((tx) => one.execute(tx))).rejects.toThrow('voucher 2026031001 is not balanced');
  const change = sql`update voucher set amount_ore = 1`;
  await expect(town.do((tx) => change.execute(tx))).rejects.toThrow();
  const remove = sql`delete from voucher_line`;
  await expect(town.do((tx) => remove.execute(tx))).rejects.toThrow();
});

test('what is in a voucher and not in the ledger is a difference', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  await giveAccounts(town);
  await postBefore(town);
  await town.do((tx) =>
    sql`insert into voucher_line values (2026031001, 8, '0922050000000000', 'bank', '*', 'whole', 5, 0),
      (2026031001, 9, '0928140000000000', 'receivable', '*', 'whole', 0, 5)`.execute(tx),
  );
  expect(await reconciled(town)).toMatchObject({
    ledgerVouchers: 10n,
    differences: [
      { day: date('2026-03-10'), group: 'bank', ledger: 0n, vouchers: 5n },
      { group: 'receivable', ledger: 100_000n, vouchers: 99_995n },
    ],
  });
});
