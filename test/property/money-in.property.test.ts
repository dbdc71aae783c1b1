import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { ore, sumOre, zeroOre, type Ore } from '../../src/kernel/money.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { receive, type Receipt } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { Told } from '../../src/payments/types.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  NOW,
  ofBo,
  TODAY,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { anOrdinaryClaim } from '../integration/ordinary-claims.ts';
import { runs } from '../long/length.ts';

const billLine = '00010000188001';

let town: LedgerTown;
beforeAll(async () => {
  town = await aLedger(
    claimRow(1, 1, { principal: '1,00' }),
    claimRow(2, 1, { principal: '0,70', helpStopped: '2025-03-31' }),
    claimRow(3, 1, { ...ofBo, principal: '0,60' }),
  );
  await town.do(async (tx) => {
    const bill = await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 1 });
    await givePaymentLines(tx, [
      { base: billLine, kind: '71', to: 'claim', number: bill, debtor: anna, on: TODAY },
    ]);
  });
});
afterAll(() => town[Symbol.asyncDispose]());

const told: fc.Arbitrary<Told> = fc.constantFrom<Told>(
  { by: 'line', line: `71 ${billLine}${checkDigit(billLine)}` },
  { by: 'line', line: `71 ${billLine}${(Number(checkDigit(billLine)) + 3) % 10}` },
  { by: 'nothing' },
  { by: 'debtor', debtor: anna, wish: [] },
  { by: 'debtor', debtor: anna, wish: [claim(2)] },
  { by: 'debtor', debtor: bo, wish: [] },
);
const message = fc.record({ told, amount: fc.integer({ min: 1, max: 200 }), takenBack: fc.boolean() });

/** Messages, each with a reference of its own. */
const messages = fc
  .array(message, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((each, place) => ({ ...each, reference: `melding ${place}` })));
type Message = typeof messages extends fc.Arbitrary<(infer M)[]> ? M : never;

/** The messages in any order, each at least once. */
const withRepeats = messages.chain((list) =>
  fc
    .array(fc.nat(list.length - 1), { maxLength: 6 })
    .map((places) => [...list, ...places.flatMap((place) => list.slice(place, place + 1))])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
    .map((shuffled) => ({ list, shuffled })),
);

function receiptOf({ told: by, amount, reference }: Message): Receipt {
  const common = { channel: 'mobilepay', receivedOn: TODAY, by: 'prøve', at: NOW } as const;
  return { ...common, told: by, amount: ore(BigInt(amount)), reference };
}

async function take(tx: MunicipalityTx, each: Message): Promise<void> {
  const received = await receive(tx, receiptOf(each));
  if (!received.ok) throw new Error(received.refusal.tag);
  const { covered, overpaid, suspended, payment } = received.value;
  const parts: Ore[] = [...covered.map(({ amount }) => amount), overpaid, suspended?.amount ?? zeroOre];
  expect(sumOre(parts)).toBe(ore(BigInt(each.amount)));
  if (!each.takenBack) return;
  const reversal = { kind: 'charged-back', reference: each.reference, on: TODAY, because: 'prøve' } as const;
  const back = await reversePayment(tx, { payment, ...reversal, by: 'prøve', at: NOW });
  if (!back.ok) throw new Error(back.refusal.tag);
}

/** How the municipality stands after some messages; they are undone again. */
async function standingAfter(list: readonly Message[]): Promise<unknown> {
  let standing: unknown;
  const lived = town.do(async (tx) => {
    for (const each of list) await take(tx, each);
    const all = await balanceOfMunicipality(tx);
    expect([...(await checkLedger(tx)), ...(await checkPayments(tx))]).toEqual([]);
    // What has come in is somewhere, and what is owed is what was raised and not paid.
    expect(all.raised + all.overpaid + all.suspended).toBe(all.owed + all.received);
    standing = { owed: all.owed, received: all.received, overpaid: all.overpaid, suspended: all.suspended };
    throw new Over();
  });
  await expect(lived).rejects.toThrow(Over);
  return standing;
}

class Over extends Error {}

test('no øre appears or disappears, whatever comes in and is taken back, and messages told again or in another order change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(withRepeats, async ({ list, shuffled }) => {
      expect(await standingAfter(shuffled)).toEqual(await standingAfter(list));
    }),
    runs(10),
  );
});
