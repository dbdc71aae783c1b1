import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckoutReference } from '../../src/checkout/reference.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { aCheckoutTown, atProvider, inLedger, type CheckoutTown } from '../integration/checkout-town.ts';

let town: CheckoutTown;
beforeAll(async () => {
  town = await aCheckoutTown();
});
afterAll(() => town[Symbol.asyncDispose]());

/** Looks at a payment in a process that is killed when its clock is asked that often; answers what ended it. */
async function lookKilled(reference: CheckoutReference, nth: number): Promise<string | null> {
  const access = JSON.stringify(town.simulator.access);
  const words = [town.database.url, reference, access, String(nth), town.now().toString()];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'checkout-child.ts'), ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

test('a process that is killed anywhere between asking and writing loses nothing and pays nothing twice', async () => {
  // Before anything is written, after it was asked for, before it is known to be open, taken, or booked, one after the other.
  let kills = 0;
  for (let nth = 1; nth < 12; nth += 1) {
    town.wait({ minutes: 11 });
    const reference = await town.begin({ claims: [town.bills[0]], amount: kroner(10) });
    const first = await lookKilled(reference, nth);
    await town.look(reference);
    await town.simulator.decide(reference, 'authorized');
    const second = await lookKilled(reference, nth);
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'paid', captured: kroner(10) });
    expect(await inLedger(town)).toEqual(atProvider(town));
    kills += [first, second].filter((signal) => signal === 'SIGKILL').length;
    // From here on a look ends before its clock is asked so often.
    if (first === null && second === null) break;
    expect(nth).toBeLessThan(11);
  }
  expect(kills).toBeGreaterThanOrEqual(6);
  expect(town.simulator.payments.list().every(({ captured }) => captured === 1_000)).toBe(true);
  expect(await town.do((tx) => checkLedger(tx))).toEqual([]);
  expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
});
