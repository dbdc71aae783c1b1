import type { ToldPayment } from '../src/checkout/provider-port.ts';
import type { Checkout } from '../src/checkout/state-machine.ts';
import { kroner, zeroOre } from '../src/kernel/money.ts';

/** Payments that a citizen has begun, as tests of them need them: 1.250,00 kr. on 12 March 2026. */
export const BEGUN_AT = Temporal.Instant.from('2026-03-12T09:00:00Z');

export function later(time: Temporal.DurationLike): Temporal.Instant {
  return BEGUN_AT.add(time);
}

/** One that has just been begun, but for what is said. */
export function aCheckout(otherwise: Partial<Checkout> = {}): Checkout {
  return {
    state: 'prepared',
    stoppedWhy: null,
    amount: kroner(1_250),
    begunAt: BEGUN_AT,
    returnedAt: null,
    stopAskedAt: null,
    lookedAt: null,
    trouble: null,
    redirect: null,
    pspReference: null,
    receivedOn: null,
    captured: zeroOre,
    refunded: zeroOre,
    held: zeroOre,
    refundApproved: false,
    ...otherwise,
  };
}

/** What a provider tells of it. */
export function told(outcome: ToldPayment['outcome'], otherwise: Partial<ToldPayment> = {}): ToldPayment {
  return {
    state: 'told',
    reference: '998-00000000000000000000',
    pspReference: 'p1',
    redirect: 'https://pay.example/1',
    outcome,
    authorized: outcome === 'authorized' ? kroner(1_250) : zeroOre,
    captured: zeroOre,
    refunded: zeroOre,
    cancelled: zeroOre,
    authorizedAt: outcome === 'authorized' ? BEGUN_AT : null,
    ...otherwise,
  };
}
