import { afterAll, beforeAll, expect, test } from 'vitest';
import { kroner } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { checkPayments } from '../../src/payments/check.ts';
import {
  aCheckoutTown,
  atProvider,
  BY_CARD,
  inLedger,
  type CheckoutTown,
} from '../integration/checkout-town.ts';
import { isLong } from '../long/length.ts';
import { lookKilled } from './checkout-killed.ts';

let town: CheckoutTown;
beforeAll(async () => {
  town = await aCheckoutTown();
});
afterAll(() => town[Symbol.asyncDispose]());

// By turns, and at length everywhere by each.
const ways = isLong ? (['MobilePay', 'card'] as const) : (['either'] as const);

test.each(ways)(
  'a process that is killed anywhere between asking (%s) and writing loses nothing and pays nothing twice',
  async (way) => {
    // Before anything is written, after it was asked for, before it is known to be open, taken, or booked, one after the other.
    let kills = 0;
    for (let nth = 1; nth < 12; nth += 1) {
      town.wait({ minutes: 11 });
      const byCard = way === 'either' ? nth % 2 === 0 : way === 'card';
      const provider = byCard ? town.cards : town.simulator;
      const reference = await town.begin({
        claims: [town.bills[0]],
        amount: kroner(10),
        ...(byCard ? BY_CARD : {}),
      });
      const first = await lookKilled(town, reference, nth);
      await town.look(reference);
      await provider.decide(reference, 'authorized');
      const second = await lookKilled(town, reference, nth);
      await town.look(reference);
      expect(await town.stored(reference)).toMatchObject({ state: 'paid', captured: kroner(10) });
      expect(await inLedger(town)).toEqual(atProvider(town));
      kills += [first, second].filter((signal) => signal === 'SIGKILL').length;
      // From here on a look ends before its clock is asked so often.
      if (first === null && second === null) break;
      expect(nth).toBeLessThan(11);
    }
    expect(kills).toBeGreaterThanOrEqual(6);
    for (const { payments } of [town.simulator, town.cards])
      expect(payments.list().every(({ captured }) => captured === 1_000)).toBe(true);
    expect(await town.do((tx) => checkLedger(tx))).toEqual([]);
    expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
  },
);
