import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ore, sumOre, zeroOre, type Ore } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { heldItems } from '../../src/ledger/refund-items.ts';
import { reducible } from '../../src/ledger/reducible.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { closeRefund } from '../../src/payments/decide-refund.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { orderReference, ordersIn } from '../../src/payments/refund-orders.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
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
  together,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { runs } from '../long/length.ts';

/** Payments come in, claims are corrected, money is given back, and payments are moved and taken back, in any order. */

const whom = fc.constantFrom(anna, bo);
const which = fc.nat(9);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pay' as const), whom, øre: fc.bigInt(1n, 900n).map(ore) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      which: fc.constantFrom(1, 2),
      to: fc.bigInt(1n, 900n).map(ore),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('propose' as const), whom }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), paid: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cover' as const), whom }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take-back' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which, whom }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let town: LedgerTown;
beforeAll(async () => {
  town = await aLedger(
    claimRow(1, 1, { ...together, principal: '6,00' }),
    claimRow(2, 1, { ...ofBo, principal: '5,00' }),
  );
});
afterAll(() => town[Symbol.asyncDispose]());

class Over extends Error {}

class Life {
  readonly payments: PaymentNumber[] = [];
  readonly #takenBack = new Set<PaymentNumber>();
  readonly #tx: MunicipalityTx;
  #moment = 0;
  paidOut: Ore = zeroOre;

  constructor(tx: MunicipalityTx) {
    this.#tx = tx;
  }

  /** Each thing a second after the last, as in life. */
  get #acting() {
    return { by: 'prøve', at: NOW.add({ seconds: this.#moment }) };
  }

  async happen(each: Step): Promise<void> {
    this.#moment += 1;
    const [tx, acting] = [this.#tx, this.#acting];
    const on = TODAY;
    switch (each.do) {
      case 'pay': {
        const receipt = { channel: 'bank', reference: `bilag ${this.#moment}`, receivedOn: on } as const;
        const paid = await registerPayment(tx, {
          debtor: each.whom,
          amount: each.øre,
          ...receipt,
          ...acting,
        });
        if (!paid.ok) throw new Error(paid.refusal.tag);
        this.payments.push(paid.value.payment);
        return;
      }
      case 'correct': {
        const correction = { claim: claim(each.which), to: each.to, reason: 'prøve', decidedOn: on };
        await correctClaim(tx, { ...correction, ...acting });
        return;
      }
      case 'propose': {
        const order = await proposeRefund(tx, each.whom, { by: 'Bodil', on });
        if (order.ok) await approveRefund(tx, order.value.order, { by: 'Carl', on });
        return;
      }
      case 'send':
        await sendRefunds(tx, acting);
        return;
      case 'answer':
        return this.#answer(each.paid);
      case 'cover': {
        const [item] = await heldItems(tx, each.whom);
        if (item === undefined) return;
        await closeRefund(tx, { item: item.number, as: 'covers-debt', because: 'prøve', ...acting });
        return;
      }
      case 'take-back':
        return this.takeBack(this.payments[each.which % Math.max(1, this.payments.length)]);
      case 'move': {
        const payment = this.payments[each.which % Math.max(1, this.payments.length)];
        if (payment === undefined) return;
        await movePayment(tx, { payment, debtor: each.whom, claims: [], because: 'prøve', ...acting });
      }
    }
  }

  async #answer(isPaid: boolean): Promise<void> {
    const [order] = await ordersIn(this.#tx, ['sent']);
    if (order === undefined) return;
    const reference = orderReference(order.order);
    const answer = { reference, on: TODAY, rejected: isPaid ? null : ('no-account' as const) };
    const taken = await answerRefunds(this.#tx, [answer], this.#acting);
    if (!taken.ok) throw new Error(taken.refusal.tag);
    if (isPaid) this.paidOut = sumOre([this.paidOut, order.amount]);
  }

  /** What the bank has done is a fact: it is never refused. */
  async takeBack(payment: PaymentNumber | undefined): Promise<void> {
    if (payment === undefined || this.#takenBack.has(payment)) return;
    this.#moment += 1;
    const back = { payment, kind: 'charged-back', reference: `retur ${payment}`, on: TODAY } as const;
    const done = await reversePayment(this.#tx, { ...back, because: 'banken', ...this.#acting });
    if (!done.ok) throw new Error(done.refusal.tag);
    this.#takenBack.add(payment);
  }
}

async function isWhole(tx: MunicipalityTx): Promise<void> {
  expect([...(await checkLedger(tx)), ...(await checkPayments(tx))]).toEqual([]);
  for (const { money } of (await reducible(tx, [claim(1), claim(2)])).values())
    expect(money).toBeGreaterThanOrEqual(0n);
}

test('whatever was given back, every payment can be taken back: then all is owed again, and what was paid out is owed or told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const lived = town.do(async (tx) => {
        const life = new Life(tx);
        for (const each of steps) {
          await life.happen(each);
          await isWhole(tx);
        }
        for (const payment of life.payments) await life.takeBack(payment);
        await isWhole(tx);
        const { owed, raised, received, overpaid, owedBack } = await balanceOfMunicipality(tx);
        const onItsWay = sumOre((await ordersIn(tx, ['sent'])).map(({ amount }) => amount));
        expect(owed).toBe(raised);
        expect(received).toBe(-life.paidOut);
        expect(owedBack - overpaid).toBe(life.paidOut + onItsWay);
        throw new Over();
      });
      await expect(lived).rejects.toThrow(Over);
    }),
    runs(30),
  );
});
