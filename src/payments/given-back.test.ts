import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { givenBackTo, type PaidOnClaim } from './given-back.ts';

const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);

function paid(debtor: typeof anna, amount: number): PaidOnClaim {
  return { debtor, amount: kroner(amount) };
}

test('the last payments were too much: they are given back first', () => {
  const newestFirst = [paid(bo, 40), paid(anna, 30), paid(bo, 30)];
  expect(givenBackTo(kroner(50), newestFirst, new Map())).toEqual(
    new Map([
      [bo, kroner(40)],
      [anna, kroner(10)],
    ]),
  );
});

test('what has been given back before is not given back again', () => {
  const newestFirst = [paid(bo, 40), paid(anna, 60)];
  const before = new Map([[bo, kroner(30)]]);
  expect(givenBackTo(kroner(20), newestFirst, before)).toEqual(
    new Map([
      [bo, kroner(10)],
      [anna, kroner(10)],
    ]),
  );
});

test('what has been given back before counts once, also when it was more than the last payment', () => {
  const newestFirst = [paid(bo, 40), paid(bo, 30), paid(bo, 30)];
  expect(givenBackTo(kroner(500), newestFirst, new Map([[bo, kroner(50)]]))).toEqual(
    new Map([[bo, kroner(50)]]),
  );
});

test('nobody gets back more than they paid', () => {
  expect(givenBackTo(kroner(500), [paid(anna, 60)], new Map([[anna, kroner(10)]]))).toEqual(
    new Map([[anna, kroner(50)]]),
  );
  expect(givenBackTo(zeroOre, [paid(anna, 60)], new Map())).toEqual(new Map());
});
