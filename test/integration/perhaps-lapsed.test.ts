import { afterAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { receive } from '../../src/payments/receive.ts';
import { aLedger, anna, bo, claim, claimRow, NOW, ofBo, pay } from './ledger-town.ts';
import type { RowText } from './claims-rows.ts';

/** Money on repayment claims whose years have run out, before anybody has said whether they have lapsed. */

/** A claim of 2021 whose last day was 31 December 2024, taken in afterwards. */
function oldRow(number: number, owed: number, changes: RowText = {}): RowText {
  const [periodFrom, periodTo] = [`2021-0${number}-01`, `2021-0${number}-28`];
  return claimRow(number, owed, {
    periodFrom,
    periodTo,
    paidOn: periodTo,
    decisionPeriodFrom: '2021-01',
    decisionPeriodTo: '2021-12',
    helpStopped: '2021-12-31',
    ...changes,
  });
}

const town = await aLedger(
  oldRow(1, 1000),
  oldRow(2, 1000),
  oldRow(3, 1000, { planFrom: '2024-01-01' }),
  oldRow(4, 1000, { planFrom: '2024-01-01', planTo: '2024-11-30' }),
  oldRow(5, 1000, ofBo),
  claimRow(6, 300, ofBo),
);
afterAll(() => town[Symbol.asyncDispose]());
const items = () =>
  town.do(async (tx) => (await openItems(tx, { debtor: anna, kind: null })).map(({ kind }) => kind));
const payWith = (wish: number, receivedOn: string) =>
  town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `B-${wish}-${receivedOn}`,
      receivedOn: date(receivedOn),
      amount: kroner(400),
      told: { by: 'debtor', debtor: anna, wish: [claim(wish)] },
      by: 'prøve',
      at: NOW,
    }),
  );

const perhapsLapsed = { ok: true, value: { covered: [], suspended: { why: 'perhaps-lapsed' } } };

describe('money for a claim whose last day has passed, and that nobody has judged', () => {
  test('covers what is still owed, and is held for the debtor otherwise', async () => {
    expect(await pay(town, bo, 400)).toMatchObject({ overpaid: kroner(100) });
    expect((await town.standing(5)).balance).toBe(1000);
    expect((await town.standing(6)).balance).toBe(0);
    expect(await town.held(bo)).toBe(100);
    expect(await town.faults()).toEqual([]);
  });

  test('waits for a person when the debtor says that it is for the claim', async () => {
    expect(await payWith(1, '2026-03-10')).toMatchObject(perhapsLapsed);
    expect(await items()).toEqual(['money-suspended']);
    expect((await town.standing(1)).balance).toBe(1000);
    expect(await town.faults()).toEqual([]);
  });

  test('covers it as before when it was received on the last day', async () => {
    expect(await payWith(2, '2024-12-31')).toMatchObject({ ok: true, value: { suspended: null } });
    expect((await town.standing(2)).balance).toBe(600);
  });

  test('covers it when a plan was in force on that day, and not when it had ended before', async () => {
    expect(await payWith(3, '2026-03-10')).toMatchObject({ ok: true, value: { suspended: null } });
    expect((await town.standing(3)).balance).toBe(600);
    expect(await payWith(4, '2026-03-10')).toMatchObject(perhapsLapsed);
  });
});
