import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applied,
  decide,
  isFinal,
  type Change,
  type Checkout,
  type Learnt,
} from '../../src/checkout/state-machine.ts';
import { paymentView } from '../../src/checkout/payment-view.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { aCheckout, BEGUN_AT } from '../checkouts.ts';
import { PaymentAtProvider } from './payment-at-provider.ts';
import { runs } from '../long/length.ts';

/**
 * A payment through anything that can happen to it, in any order: several processes look at once, each between asking and writing,
 * answers are lost, processes killed, the citizen approves, leaves, comes back, asks to stop. No database: thousands of runs.
 */
class Life {
  readonly provider: PaymentAtProvider;
  checkout: Checkout = aCheckout();
  now = BEGUN_AT;
  /** Something is left of what it is for. */
  mayBePaid = true;
  /** What each process that is looking has learnt, and has not written. */
  readonly looking: Learnt[] = [];
  readonly booked: bigint[] = [];
  readonly takenBack: bigint[] = [];
  readonly said: string[] = [];

  constructor() {
    this.provider = new PaymentAtProvider(this.checkout.amount);
  }

  /** One process writes what it has learnt, and asks what follows; `lost`: the answer to that never comes. */
  goOn(process: number, lost: boolean): void {
    const [learnt] = this.looking.splice(process % this.looking.length, 1);
    if (learnt === undefined) return;
    const { changes, ask } = decide(this.checkout, learnt, this.now, this.mayBePaid);
    for (const change of changes) this.#write(change);
    this.tell();
    if (ask === null) return;
    const answer = this.provider.answer(ask);
    this.looking.push(lost ? { state: 'not-known', detail: 'timeout' } : answer);
  }

  #write(change: Change): void {
    if (change.kind === 'booked') this.booked.push(change.captured);
    if (change.kind === 'sent-back') this.takenBack.push(change.refunded);
    this.checkout = applied(this.checkout, change);
  }

  tell(): void {
    const { is } = paymentView(this.checkout, this.now);
    const { captured } = this.provider;
    if (is === 'not-paid' && captured > zeroOre) this.said.push('nothing was taken, and something was');
    if (is === 'paid' && captured === zeroOre) this.said.push('paid, and nothing was taken');
  }

  /** All that was asked is answered, and it is looked at until nothing more comes of it. */
  comeToRest(): void {
    for (let looks = 0; looks < 8; looks += 1) {
      while (this.looking.length > 0) this.goOn(0, false);
      this.now = this.now.add({ hours: 1 });
      this.looking.push({ state: 'unasked' });
    }
    while (this.looking.length > 0) this.goOn(0, false);
  }
}

type Happening = (life: Life) => void;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Happening>((life) => life.looking.push({ state: 'unasked' })) },
  {
    weight: 9,
    arbitrary: fc.tuple(fc.nat(5), fc.boolean()).map(
      ([process, lost]): Happening =>
        (life) =>
          life.goOn(process, lost),
    ),
  },
  // A process is killed: what it had learnt is gone.
  fc.constant<Happening>((life) => life.looking.pop()),
  fc.constantFrom(...(['authorized', 'authorized', 'authorized', 'aborted', 'expired'] as const)).map(
    (does): Happening =>
      (life) =>
        life.provider.citizen(does),
  ),
  fc.constant<Happening>((life) => (life.checkout = { ...life.checkout, returnedAt: life.now })),
  // The bill is paid at the bank, or that payment is taken back.
  fc.constant<Happening>((life) => (life.mayBePaid = !life.mayBePaid)),
  fc.constant<Happening>((life) => {
    if (life.checkout.state === 'open') life.checkout = { ...life.checkout, stopAskedAt: life.now };
  }),
  fc.constant<Happening>((life) => {
    if (life.checkout.state === 'paid' && life.checkout.refunded === zeroOre)
      life.checkout = { ...life.checkout, refundApproved: true };
  }),
  fc.integer({ min: 1, max: 3_000 }).map(
    (seconds): Happening =>
      (life) =>
        (life.now = life.now.add({ seconds })),
  ),
);

const lives = fc.record({
  happenings: fc.array(happening, { minLength: 12, maxLength: 60, size: 'max' }),
  takes: fc.boolean(),
});

test('whatever happens to a payment, it is booked as often as it was taken, once; and nobody is told otherwise', () => {
  fc.assert(
    fc.property(lives, ({ happenings, takes }) => {
      const life = new Life();
      life.provider.takes = takes;
      for (const happens of happenings) happens(life);
      life.comeToRest();
      const { captured, refunded, amount } = life.provider;
      expect(life.said).toEqual([]);
      expect(isFinal(life.checkout)).toBe(true);
      expect(life.booked).toEqual(captured > zeroOre ? [amount] : []);
      expect(life.takenBack).toEqual(refunded > zeroOre ? [amount] : []);
      expect([life.checkout.captured, life.checkout.refunded]).toEqual([captured, refunded]);
    }),
    runs(5_000),
  );
});
