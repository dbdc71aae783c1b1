import { expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { receive } from '../../src/payments/receive.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

test('a payment for a claim that is at Gældsstyrelsen covers it there, and nothing is wrong with its rules', async () => {
  await using town = await aRecoveryTown();
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.recovery(claim)).toMatchObject({ state: 'received' });
  const receipt = {
    channel: 'bank',
    reference: 'A-1',
    amount: kroner(500),
    receivedOn: date('2026-02-09'),
    told: { by: 'debtor', debtor: town.anna, wish: [claim] },
    by: 'prøve',
    at: morningOf('2026-02-09'),
  } as const;
  const received = await town.do((tx) => receive(tx, receipt));
  expect(received).toMatchObject({ ok: true, value: { covered: [{ claim, rule: 'wish' }] } });
  expect(await town.do(checkPayments)).toEqual([]);
});
