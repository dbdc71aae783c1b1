import { expect, test } from 'vitest';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { receive } from '../../src/payments/receive.ts';
import { resolveSuspense } from '../../src/payments/resolve-suspense.ts';
import type { Told } from '../../src/payments/types.ts';
import { unallocatedFor } from '../../src/payments/unallocated.ts';
import { kr } from '../vocabulary.ts';
import { aLedger, anna, bo, claim, claimRow, NOW, ofBo, pay, TODAY } from './ledger-town.ts';

const base = '00010000188001';
const lineWith = (digit: number) => `71 ${base}${digit}`;

test('money lies unallocated for whom it is held, and for whom it may be, until a person has decided', async () => {
  await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
  const line = { base, kind: '71', to: 'claim', number: claim(2), debtor: bo, on: TODAY } as const;
  await town.do((tx) => givePaymentLines(tx, [line]));
  const lies = () => town.do((tx) => unallocatedFor(tx, [anna, bo]));
  const take = (reference: string, told: Told) =>
    town.do(async (tx) => {
      const money = { amount: kroner(80), channel: 'bank', reference, receivedOn: TODAY } as const;
      const received = await receive(tx, { ...money, told, by: 'prøve', at: NOW });
      if (!received.ok) throw new Error(received.refusal.tag);
      return received.value.payment;
    });
  expect(await lies()).toEqual(new Set());
  await pay(town, anna, 1_010);
  await take('A1', { by: 'nothing' });
  const payment = await take('A2', { by: 'line', line: lineWith((Number(checkDigit(base)) + 1) % 10) });
  expect(await lies()).toEqual(new Set([anna, bo]));
  await town.do((tx) => resolveSuspense(tx, { payment, debtor: bo, claims: [], by: 'Bodil', at: NOW }));
  expect(await lies()).toEqual(new Set([anna]));
});

test('money in suspense that is for nothing is held to be given back to who paid it', async () => {
  await using town = await aLedger(claimRow(1, 1_000));
  const money = { amount: kroner(80), channel: 'bank', reference: 'A1', receivedOn: TODAY } as const;
  const received = await town.do((tx) =>
    receive(tx, { ...money, told: { by: 'nothing' }, by: 'prøve', at: NOW }),
  );
  if (!received.ok) throw new Error(received.refusal.tag);
  const { payment } = received.value;
  const found = { payment, debtor: anna, claims: 'none', by: 'Bodil', at: NOW } as const;
  expect(await town.do((tx) => resolveSuspense(tx, found))).toMatchObject({ value: { overpaid: kr(80) } });
  expect(await town.standing(1)).toMatchObject({ balance: 1_000 });
  expect(await town.held(anna)).toBe(80);
  expect(await town.faults()).toEqual([]);
});
