import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { debtorNumber, instalmentId } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { unpaidOf } from './unpaid.ts';

const debtor = debtorNumber(100_001);
const april = instalmentId(date('2026-04-01'), debtor);
const may = instalmentId(date('2026-05-01'), debtor);
const june = instalmentId(date('2026-06-01'), debtor);
const asked = new Map([
  [may, kroner(500)],
  [april, kroner(500)],
  [june, kroner(500)],
]);

test('a payment has covered the oldest instalment first: what is due belongs to the newest', () => {
  expect(unpaidOf(asked, kroner(700))).toEqual(
    new Map([
      [june, kroner(500)],
      [may, kroner(200)],
    ]),
  );
});

test('nothing is unpaid when nothing is due', () => {
  expect(unpaidOf(asked, zeroOre)).toEqual(new Map());
});

test('no instalment is unpaid by more than it asked for', () => {
  expect(unpaidOf(new Map([[may, kroner(500)]]), kroner(900))).toEqual(new Map([[may, kroner(500)]]));
});
