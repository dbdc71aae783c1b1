import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountKinds, keptKinds, kindsWhere } from '../../src/ledger/account-kinds.ts';
import { closeDays, daysToClose } from '../../src/ledger/accounting-days.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { causes } from '../../src/ledger/causes.ts';
import { claimEnds } from '../../src/ledger/claim-ends.ts';
import { transfersIn, type Movement } from '../../src/ledger/lines.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { rebuildBalances } from '../../src/ledger/rebuild-balances.ts';
import { claimAccount, dueAccount, sourceAccount, type Account } from '../../src/ledger/types.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claim,
  claimRow,
  lapse,
  LEDGER_TOWN,
  NOW,
  pay,
  TODAY,
  together,
  type LedgerTown,
} from './ledger-town.ts';

/** Writes movements as they are given, whatever anybody would decide. */
function post(
  tx: MunicipalityTx,
  movements: readonly Movement[],
  { number = 99n, on = '2026-03-10' }: { readonly number?: bigint; readonly on?: string } = {},
): Promise<void> {
  const [valueDate, bookingDate] = [TODAY, date(on)];
  const posting = {
    cause: 'reallocated',
    causeNumber: number,
    valueDate,
    bookingDate,
    recordedAt: NOW,
  } as const;
  return postTransfers(tx, transfersIn(posting, movements));
}

const transfers = sql<{ count: number }>`select count(*)::int as count from transfer`;

async function written(town: Pick<LedgerTown, 'do'>): Promise<number | undefined> {
  return (await town.do((tx) => transfers.execute(tx))).rows[0]?.count;
}

describe('what the ledger knows', () => {
  /** The words that a rule of the database names, by the rule's name. */
  async function ruleWords(): Promise<ReadonlyMap<string, readonly string[]>> {
    await using database = await freshDatabase();
    const { rows } = await inMunicipality(database, LEDGER_TOWN, (tx) =>
      sql<{ name: string; rule: string }>`
        select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
        where conrelid in ('transfer'::regclass, 'account_balance'::regclass) and contype = 'c'`.execute(tx),
    );
    return new Map(
      rows.map(({ name, rule }) => [
        name,
        [...rule.matchAll(/'\{?([a-z,-]+)\}?'/g)].flatMap(([, words = '']) => words.split(',')).toSorted(),
      ]),
    );
  }

  test('is the same in the program and in the database: causes, accounts, sides, and what is kept', async () => {
    const rules = await ruleWords();
    const kinds = Object.keys(accountKinds).toSorted();
    expect(rules.get('transfer_cause_check')).toEqual(Object.keys(causes).toSorted());
    expect(rules.get('transfer_debit_kind_check')).toEqual(kinds);
    expect(rules.get('transfer_credit_kind_check')).toEqual(kinds);
    expect(rules.get('account_balance_kind_check')).toEqual([...keptKinds].toSorted());
    expect(rules.get('account_balance_side')).toEqual(
      kindsWhere(({ kept, side }) => kept && side === 'minus').toSorted(),
    );
    const numberless = [...kindsWhere(({ number }) => number === 'none'), 'counter', 'due'];
    expect(rules.get('transfer_debit_check')).toEqual(numberless.toSorted());
  });

  test('is kept of accounts with two sides only: one that may stand on either is summed', () => {
    expect(keptKinds.filter((kind) => !['plus', 'minus'].includes(accountKinds[kind].side))).toEqual([]);
  });
});

describe('a balance that is kept beside the transfers', () => {
  test('refuses that more leaves an account than stands there, and nothing of it is written', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const before = await written(town);
    const beyond = { debit: sourceAccount(claim(1)), credit: claimAccount(claim(1)), amount: kroner(1_001) };
    await expect(town.do((tx) => post(tx, [beyond]))).rejects.toThrow(/account_balance_side/);
    expect(await written(town)).toBe(before);
    expect(await town.standing(1)).toMatchObject({ notAsked: 1_000, raised: 1_000 });
  });

  test('refuses that money leaves an account on which nothing has stood', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const fromNowhere = {
      debit: claimAccount(claim(1)),
      credit: dueAccount(claim(1), bo),
      amount: kroner(1),
    };
    await expect(town.do((tx) => post(tx, [fromNowhere]))).rejects.toThrow(/nothing stood/);
    expect(await town.faults()).toEqual([]);
  });

  test('is there for the next step of the same transaction, and gone with it', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const asked = { debit: dueAccount(claim(1), anna), credit: claimAccount(claim(1)), amount: kroner(400) };
    const undone = town.do(async (tx) => {
      await post(tx, [asked]);
      await post(tx, [{ ...asked, amount: kroner(600) }], { number: 100n });
      const accounts = (await accountsOfClaims(tx, [claim(1)])).get(claim(1));
      expect(accounts).toMatchObject({ notAsked: 0n, due: new Map([[anna, kroner(1_000)]]) });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await town.standing(1)).toMatchObject({ notAsked: 1_000, anna: 0 });
  });

  test('is right when two write the same accounts at once, each beginning with the other’s last', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000));
    const asks = [claim(1), claim(2)].map((number) => ({
      debit: dueAccount(number, anna),
      credit: claimAccount(number),
      amount: kroner(1),
    }));
    for (let round = 0n; round < 20n; round += 2n)
      await Promise.all([
        town.do((tx) => post(tx, asks, { number: 100n + round })),
        town.do((tx) => post(tx, asks.toReversed(), { number: 101n + round })),
      ]);
    expect(await town.standing(1)).toMatchObject({ notAsked: 980, anna: 20 });
    expect(await town.standing(2)).toMatchObject({ notAsked: 980, anna: 20 });
    expect(await town.faults()).toEqual([]);
  });

  test('of a claim at the recovery authority is neither asked for nor paid', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const atRecovery: Account = { kind: 'recovery', number: claim(1), debtor: 0 };
    await town.do((tx) =>
      post(tx, [{ debit: atRecovery, credit: claimAccount(claim(1)), amount: kroner(1_000) }]),
    );
    expect((await town.do((tx) => accountsOfClaims(tx, [claim(1)]))).get(claim(1))).toEqual({
      notAsked: 0n,
      due: new Map(),
      raised: kroner(1_000),
      atRecovery: kroner(1_000),
    });
    expect(await town.do((tx) => claimEnds(tx, [anna]))).toEqual(new Map([[anna, ['at-recovery']]]));
    expect(await town.faults()).toEqual([]);
  });
});

/** A ledger in which something of everything has happened. */
async function lived(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000), claimRow(2, 600, together), claimRow(3, 50));
  await ask(town, anna, { due: '2026-03-02', shares: { 1: 300, 2: 100 } });
  await pay(town, bo, 700);
  await lapse(town, 3, anna);
  return town;
}

const kept = sql`select kind, number, debtor, balance_ore from account_balance order by kind, number, debtor`;

describe('balances that are made anew', () => {
  test('are what they were, when nothing was wrong', async () => {
    await using town = await lived();
    const before = (await town.do((tx) => kept.execute(tx))).rows;
    expect(await town.do(rebuildBalances)).toEqual({
      ok: true,
      value: { accounts: before.length, changed: 0 },
    });
    expect((await town.do((tx) => kept.execute(tx))).rows).toEqual(before);
  });

  test('are right again after somebody has changed, lost and invented some', async () => {
    await using town = await lived();
    const before = (await town.do((tx) => kept.execute(tx))).rows;
    await town.do(async (tx) => {
      await sql`update account_balance set balance_ore = balance_ore + 100 where number = 1 and kind = 'claim'`.execute(
        tx,
      );
      await sql`delete from account_balance where number = 1 and kind = 'source'`.execute(tx);
      await sql`insert into account_balance values ('ended', 77, 0, 5)`.execute(tx);
    });
    expect(await town.faults()).toEqual([
      {
        tag: 'kept-otherwise',
        account: { kind: 'claim', number: 1n, debtor: 0 },
        balance: kroner(700),
        kept: kroner(701),
      },
      { tag: 'kept-otherwise', account: { kind: 'ended', number: 77n, debtor: 0 }, balance: 0n, kept: 5n },
      {
        tag: 'kept-otherwise',
        account: { kind: 'source', number: 1n, debtor: 0 },
        balance: kroner(-1_000),
        kept: 0n,
      },
    ]);
    expect(await town.do(rebuildBalances)).toMatchObject({ ok: true, value: { changed: 3 } });
    expect((await town.do((tx) => kept.execute(tx))).rows).toEqual(before);
    expect(await town.faults()).toEqual([]);
  });

  test('are left as they were when the transfers say what cannot be', async () => {
    await using town = await lived();
    const before = (await town.do((tx) => kept.execute(tx))).rows;
    await town.do((tx) =>
      sql`insert into transfer values ('reallocated', 1, 1, 'source', 1, 0, 'claim', 1, 0, 999900, '2026-03-10',
        '2026-03-10', '2026-03-10')`.execute(tx),
    );
    expect(await town.do(rebuildBalances)).toEqual({
      ok: false,
      refusal: {
        tag: 'wrong-side',
        account: { kind: 'claim', number: 1n, debtor: 0 },
        balance: kroner(700 - 9_999),
      },
    });
    expect((await town.do((tx) => kept.execute(tx))).rows).toEqual(before);
  });
});

describe('an accounting day', () => {
  const moved = { debit: dueAccount(claim(1), anna), credit: claimAccount(claim(1)), amount: kroner(1) };
  const tomorrow = date('2026-03-11');
  const closing = { by: 'regnskab', at: NOW };

  async function close(town: LedgerTown): Promise<void> {
    await town.do(async (tx) => closeDays(tx, await daysToClose(tx, tomorrow), closing));
  }

  test('is told with what was booked on it, oldest first, until it is closed', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 50));
    await town.do((tx) => post(tx, [moved], { on: '2026-03-04' }));
    await town.do((tx) => post(tx, [moved], { number: 100n, on: '2026-03-11' }));
    expect(await town.do((tx) => daysToClose(tx, tomorrow))).toEqual([
      { day: '2026-03-04', transfers: 1 },
      { day: '2026-03-10', transfers: 2 },
    ]);
    await close(town);
    expect(await town.do((tx) => daysToClose(tx, tomorrow))).toEqual([]);
    expect(await town.do((tx) => daysToClose(tx, date('2026-03-12')))).toEqual([
      { day: '2026-03-11', transfers: 1 },
    ]);
  });

  test('that is closed takes no more, whoever writes it; the day after does', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await close(town);
    await expect(town.do((tx) => post(tx, [moved]))).rejects.toThrow(
      /the accounting day 2026-03-10 is closed/,
    );
    await expect(pay(town, anna, 5)).rejects.toThrow(/the accounting day 2026-03-10 is closed/);
    await pay(town, anna, 5, { at: NOW.add({ hours: 24 }) });
    expect(await town.standing(1)).toMatchObject({ balance: 995 });
    expect(await town.faults()).toEqual([]);
  });

  test('is closed once, and not opened again', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const day = { day: TODAY, transfers: 1 };
    await close(town);
    await expect(town.do((tx) => closeDays(tx, [day], closing))).rejects.toThrow(/duplicate key/);
    await expect(town.do((tx) => sql`delete from accounting_day`.execute(tx))).rejects.toThrow(
      /never changed or deleted/,
    );
  });

  test('waits for who began before it, and whoever comes meanwhile finds it closed', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const closed: Promise<unknown>[] = [];
    await town.do(async (tx) => {
      await post(tx, [moved]);
      closed.push(
        town.do(async (other) => {
          const days = await daysToClose(other, tomorrow);
          expect(days).toEqual([{ day: '2026-03-10', transfers: 2 }]);
          await closeDays(other, days, closing);
        }),
      );
      await untilSomebodyWaits(tx);
    });
    await Promise.all(closed);
    await expect(town.do((tx) => post(tx, [moved], { number: 100n }))).rejects.toThrow(/is closed/);
  });
});

/** Returns when somebody waits for a table of this database. */
async function untilSomebodyWaits(tx: MunicipalityTx): Promise<void> {
  const waiting = sql`
    select from pg_locks where not granted and locktype = 'relation'
      and database = (select oid from pg_database where datname = current_database())`;
  while ((await waiting.execute(tx)).rows.length === 0);
}
