import { expect, test } from 'vitest';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { openBankLines } from '../../src/payments/bank-lines.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import { kr } from '../vocabulary.ts';
import { aBankTown, paymentId, take, wrongId } from './bank-town.ts';

const bank = { accounts: [], clearing: [{ text: 'MobilePay', channel: 'mobilepay' }] } as const;
const text = 'Kunne ikke bruge MobilePay, så her er pengene';

test('a payment with the payment id of a bill pays it, whatever the citizen has written beside it', async () => {
  await using town = await aBankTown();
  expect(await take(town, [{ amount: '400.00', reference: 'A1', paymentId, text }], bank)).toEqual([
    'received 1',
  ]);
  expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(400) });
});

test('a payment id that is nearly one of ours is for a person, also where a channel is named beside it', async () => {
  await using town = await aBankTown();
  expect(await take(town, [{ amount: '400.00', reference: 'A1', paymentId: wrongId, text }], bank)).toEqual([
    'suspended 1',
  ]);
  expect(await town.do(openSuspense)).toMatchObject([
    { why: 'wrong-check-digit', suggested: { kind: 'claim' } },
  ]);
});

test('the channel’s own money is the channel’s, also where its number has as many digits as a payment id', async () => {
  await using town = await aBankTown();
  const payout = { amount: '400.00', reference: 'A1', paymentId: '999888777666555', text: 'MobilePay 10.03' };
  expect(await take(town, [payout], bank)).toEqual(['cleared 1']);
});

test('a payment that the bank takes back is taken back, whatever the citizen had written beside it', async () => {
  await using town = await aBankTown();
  await take(town, [{ amount: '400.00', reference: 'A1', paymentId, text }], bank);
  const back = { amount: '-400.00', reference: 'B1', paymentId, text, reversal: true };
  expect(await take(town, [back], bank)).toEqual(['chargedBack 1']);
  expect(await town.do(openBankLines)).toEqual([]);
});
