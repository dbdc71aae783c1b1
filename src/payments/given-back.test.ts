import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { givenBackTo, type MoneyMoved } from './given-back.ts';

const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);

function paid(debtor: typeof anna, amount: number): MoneyMoved {
  return { debtor, amount: kroner(amount), givenBack: false };
}

function back(debtor: typeof anna, amount: number): MoneyMoved {
  return { debtor, amount: kroner(amount), givenBack: true };
}

test('the last payments were too much: they are given back first', () => {
  expect(givenBackTo(kroner(50), [paid(bo, 30), paid(anna, 30), paid(bo, 40)])).toEqual(
    new Map([
      [bo, kroner(40)],
      [anna, kroner(10)],
    ]),
  );
});

test('what has been given back before is not given back again', () => {
  expect(givenBackTo(kroner(20), [paid(anna, 60), paid(bo, 40), back(bo, 30)])).toEqual(
    new Map([
      [bo, kroner(10)],
      [anna, kroner(10)],
    ]),
  );
});

test('what has been given back before was of the payments before it: who has paid since gets their own back', () => {
  expect(givenBackTo(kroner(20), [paid(bo, 60), back(bo, 30), paid(anna, 40), paid(bo, 10)])).toEqual(
    new Map([
      [bo, kroner(10)],
      [anna, kroner(10)],
    ]),
  );
});

test('what has been given back before counts once, also when it was more than the last payment', () => {
  const moved = [paid(bo, 30), paid(bo, 30), paid(bo, 40), back(bo, 50)];
  expect(givenBackTo(kroner(500), moved)).toEqual(new Map([[bo, kroner(50)]]));
  expect(givenBackTo(kroner(500), [paid(bo, 30), back(bo, 50), paid(bo, 70)])).toEqual(
    new Map([[bo, kroner(50)]]),
  );
});

test('nobody gets back more than they paid', () => {
  expect(givenBackTo(kroner(500), [paid(anna, 60), back(anna, 10)])).toEqual(new Map([[anna, kroner(50)]]));
  expect(givenBackTo(zeroOre, [paid(anna, 60)])).toEqual(new Map());
});
