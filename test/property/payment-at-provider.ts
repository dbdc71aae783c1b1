import type { Ask, Learnt } from '../../src/checkout/state-machine.ts';
import { zeroOre, type Ore } from '../../src/kernel/money.ts';
import { told } from '../checkouts.ts';

/** One payment as a provider has it: what it is asked happens at most once, whether or not its answer arrives. */
export class PaymentAtProvider {
  readonly amount: Ore;
  outcome: 'none' | 'created' | 'aborted' | 'expired' | 'authorized' | 'terminated' = 'none';
  captured = zeroOre;
  refunded = zeroOre;
  cancelled = zeroOre;
  /** Refuses to take what was approved, as where the card has been closed. */
  takes = true;

  constructor(amount: Ore) {
    this.amount = amount;
  }

  /** The citizen's part, on the provider's own page. */
  citizen(does: 'authorized' | 'aborted' | 'expired'): void {
    if (this.outcome === 'created') this.outcome = does;
  }

  answer(ask: Exclude<Ask, null>): Learnt {
    switch (ask) {
      case 'create': {
        if (this.outcome !== 'none') return { state: 'exists' };
        this.outcome = 'created';
        return { state: 'created', redirect: 'https://pay.example/1', pspReference: 'p1' };
      }
      case 'read':
        return this.outcome === 'none' ? { state: 'absent' } : this.asTold(this.outcome);
      case 'capture':
        return this.#capture();
      case 'cancel':
        return this.#cancel();
      case 'refund':
        if (this.captured === zeroOre) return { state: 'refund-refused' };
        this.refunded = this.captured;
        return { state: 'done' };
    }
  }

  asTold(outcome: Exclude<PaymentAtProvider['outcome'], 'none'>): Learnt {
    const { captured, refunded, cancelled } = this;
    return told(outcome, {
      captured,
      refunded,
      cancelled,
      authorized: outcome === 'authorized' ? this.amount : zeroOre,
    });
  }

  #capture(): Learnt {
    if (this.captured > zeroOre) return { state: 'done' };
    if (this.outcome !== 'authorized' || this.cancelled > zeroOre || !this.takes)
      return { state: 'capture-refused' };
    this.captured = this.amount;
    return { state: 'done' };
  }

  #cancel(): Learnt {
    if (this.outcome === 'created') this.outcome = 'terminated';
    else if (this.outcome === 'authorized' && this.captured === zeroOre) this.cancelled = this.amount;
    else return { state: 'cancel-refused' };
    return { state: 'done' };
  }
}
