import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aLedger, anna, claimRow, pay, type LedgerTown } from '../integration/ledger-town.ts';
import { killedBetweenMoneyAndBalance } from './waiting.ts';

const rows = sql`
  select (select count(*)::int from payment) as payments,
    (select count(*)::int from transfer where cause = 'payment') as transfers,
    (select balance_ore from account_balance where kind = 'claim' and number = 1) as balance`;

async function standing(town: LedgerTown): Promise<unknown> {
  return (await town.do((tx) => rows.execute(tx))).rows[0];
}

test('a payment that is killed between the money and the balance leaves neither, and can be registered again', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  const child = await killedBetweenMoneyAndBalance(town, 'payment-child.ts');
  expect(child.signalCode).toBe('SIGKILL');
  expect(await standing(town)).toEqual({ payments: 0, transfers: 0, balance: 100_000n });
  await pay(town, anna, 400, { reference: 'bilag' });
  expect(await standing(town)).toEqual({ payments: 1, transfers: 2, balance: 60_000n });
  expect(await town.faults()).toEqual([]);
});
