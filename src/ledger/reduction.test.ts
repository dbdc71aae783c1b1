import fc from 'fast-check';
import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { reductionOf, type Reducible, type Reduction } from './reduction.ts';

const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);
const nothing: Reducible = {
  notAsked: zeroOre,
  due: new Map(),
  atRecovery: zeroOre,
  ended: zeroOre,
  writtenOff: zeroOre,
  rounded: zeroOre,
  money: zeroOre,
};
const none = reductionOf(nothing, zeroOre);
const standing: Reducible = {
  ...nothing,
  notAsked: kroner(100),
  due: new Map([
    [bo, kroner(30)],
    [anna, kroner(20)],
  ]),
  money: kroner(40),
};
const asked = (ofAnna: number, ofBo: number) =>
  new Map([
    [anna, kroner(ofAnna)],
    [bo, kroner(ofBo)],
  ]);

test('a smaller claim first lets fall what has not been asked for', () => {
  expect(reductionOf(standing, kroner(90))).toEqual({ ...none, notAsked: kroner(90), due: asked(0, 0) });
});

test('then what has been asked for, of the debtor with the lowest number first', () => {
  expect(reductionOf(standing, kroner(125))).toEqual({ ...none, notAsked: kroner(100), due: asked(20, 5) });
});

test('and what is more than is owed had been covered by money', () => {
  expect(reductionOf(standing, kroner(170)).money).toBe(kroner(20));
});

test('what stands at the recovery authority falls away before what had been paid', () => {
  const there = { ...nothing, atRecovery: kroner(100), money: kroner(40) };
  expect(reductionOf(there, kroner(120))).toEqual({ ...none, recovery: kroner(100), money: kroner(20) });
});

test('what nobody owes falls away before the loss that was booked, and both before what had been paid', () => {
  const lost = {
    ...nothing,
    ended: kroner(30),
    writtenOff: kroner(20),
    rounded: ore(5n),
    money: kroner(40),
  };
  expect(reductionOf(lost, kroner(60))).toEqual({
    ...none,
    ended: kroner(30),
    writtenOff: kroner(20),
    rounded: ore(5n),
    money: ore(995n),
  });
});

test('what the recovery authority has covered is never moved by us', () => {
  expect(reductionOf({ ...nothing, notAsked: kroner(10) }, kroner(60))).toMatchObject({
    notAsked: kroner(10),
    stays: kroner(50),
  });
});

const amount = fc.bigInt(0n, 300n).map(ore);
const anyStanding = fc.record({
  notAsked: amount,
  due: fc.tuple(amount, amount).map(
    ([ofBo, ofAnna]) =>
      new Map([
        [bo, ofBo],
        [anna, ofAnna],
      ]),
  ),
  atRecovery: amount,
  ended: amount,
  writtenOff: amount,
  rounded: amount,
  money: amount,
});
const kinds = ['notAsked', 'recovery', 'ended', 'writtenOff', 'rounded', 'money', 'stays'] as const;

function all(reduction: Reduction): Ore {
  return sumOre([...kinds.map((kind) => reduction[kind]), ...reduction.due.values()]);
}

function after(before: Reducible, taken: Reduction): Reducible {
  return {
    notAsked: subtractOre(before.notAsked, taken.notAsked),
    due: new Map(
      [...before.due].map(([debtor, due]) => [debtor, subtractOre(due, taken.due.get(debtor) ?? due)]),
    ),
    atRecovery: subtractOre(before.atRecovery, taken.recovery),
    ended: subtractOre(before.ended, taken.ended),
    writtenOff: subtractOre(before.writtenOff, taken.writtenOff),
    rounded: subtractOre(before.rounded, taken.rounded),
    money: subtractOre(before.money, taken.money),
  };
}

test('a reduction is spread to the øre, and in two steps comes to the same as in one', () => {
  fc.assert(
    fc.property(anyStanding, fc.bigInt(0n, 1_500n), fc.bigInt(0n, 1_500n), (before, first, second) => {
      const once = reductionOf(before, ore(first + second));
      const one = reductionOf(before, ore(first));
      const two = reductionOf(after(before, one), ore(second));
      expect(all(once)).toBe(first + second);
      for (const kind of kinds) expect(sumOre([one[kind], two[kind]])).toBe(once[kind]);
      for (const [debtor, due] of once.due)
        expect(sumOre([one.due.get(debtor) ?? zeroOre, two.due.get(debtor) ?? zeroOre])).toBe(due);
    }),
  );
});
