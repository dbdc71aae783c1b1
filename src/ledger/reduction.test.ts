import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { reductionOf } from './reduction.ts';

const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);
const accounts = {
  notAsked: kroner(100),
  due: new Map([
    [bo, kroner(30)],
    [anna, kroner(20)],
  ]),
  atRecovery: zeroOre,
};

test('a smaller claim first lets fall what has not been asked for', () => {
  expect(reductionOf(accounts, kroner(90))).toEqual({
    notAsked: kroner(90),
    due: new Map([
      [anna, zeroOre],
      [bo, zeroOre],
    ]),
    recovery: zeroOre,
    paid: zeroOre,
  });
});

test('then what has been asked for, of the debtor with the lowest number first', () => {
  expect(reductionOf(accounts, kroner(125))).toEqual({
    notAsked: kroner(100),
    due: new Map([
      [anna, kroner(20)],
      [bo, kroner(5)],
    ]),
    recovery: zeroOre,
    paid: zeroOre,
  });
});

test('and what is more than is owed had been paid', () => {
  expect(reductionOf(accounts, kroner(170)).paid).toBe(kroner(20));
});

test('what stands at the recovery authority falls away before what had been paid', () => {
  const there = { notAsked: zeroOre, due: new Map(), atRecovery: kroner(100) };
  expect(reductionOf(there, kroner(120))).toEqual({
    notAsked: zeroOre,
    due: new Map(),
    recovery: kroner(100),
    paid: kroner(20),
  });
});
