import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import type { ChargesTown } from './charges-town.ts';
import { morningOf } from './town.ts';

/** Payments as they come in, in a town that charges interest and fees. */

let references = 0;

export interface PaymentIn {
  readonly amount: number;
  readonly on: string;
  /** The day on which it is known; the day it counts from when absent. */
  readonly booked?: string;
  readonly wish?: readonly ClaimNumber[];
  /** Anna when absent. */
  readonly debtor?: DebtorNumber;
}

/** Somebody pays so many kroner. */
export async function paidIn(town: Pick<ChargesTown, 'do' | 'anna'>, payment: PaymentIn): Promise<Received> {
  references += 1;
  const { amount, on, booked = on, wish = [], debtor = town.anna } = payment;
  const received = await town.do((tx) =>
    receive(tx, {
      amount: kroner(amount),
      channel: 'bank',
      reference: `bilag ${references}`,
      receivedOn: date(on),
      told: { by: 'debtor', debtor, wish },
      by: 'prøve',
      at: morningOf(booked),
    }),
  );
  if (!received.ok) throw new Error(received.refusal.tag);
  return received.value;
}

/** Everything that should be impossible, also about payments. */
export async function faultsOf(town: ChargesTown): Promise<unknown[]> {
  return [...(await town.faults()), ...(await town.do(checkPayments))];
}
