import { randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { SimulatedPayment, SimulatedPayments } from '../../platform/simulated-payments.ts';
import { authorizationOf, contentHash, httpDate } from './signature.ts';

/** An address that is called, and what calls to it are signed with. */
export interface SimulatedHook {
  readonly address: () => string;
  readonly secret: string;
}

/** Whom the simulated provider calls, and what it has still to tell. */
export class SimulatedWebhooks {
  readonly #payments: SimulatedPayments;
  readonly #clock: Clock;
  readonly #merchant: string;
  readonly #hooks: SimulatedHook[];
  readonly #waiting: (() => Promise<unknown>)[] = [];

  constructor(by: {
    readonly payments: SimulatedPayments;
    readonly clock: Clock;
    readonly merchant: string;
    readonly hook: SimulatedHook | null;
  }) {
    this.#payments = by.payments;
    this.#clock = by.clock;
    this.#merchant = by.merchant;
    this.#hooks = by.hook === null ? [] : [by.hook];
  }

  /** Answers the secret by which calls to that address are signed. */
  register(url: string): string {
    const secret = randomBytes(32).toString('base64');
    this.#hooks.push({ address: () => url, secret });
    return secret;
  }

  /** Something has happened to a payment: it is told as is chosen, once the answer has left. */
  happened(payment: SimulatedPayment, name: string): void {
    const { telling } = this.#payments;
    if (telling === 'never' || telling === 'when-asked') return;
    const tell = () => this.call(payment, { name, forged: telling === 'forged' });
    this.#waiting.push(tell, ...(telling === 'twice' ? [tell] : []));
  }

  async tellWaiting(): Promise<void> {
    for (const tell of this.#waiting.splice(0)) await tell();
  }

  /** Calls the address that was registered last; answers the status, or null where nobody is there. */
  async call(
    { reference, psp: pspReference, amount: value }: SimulatedPayment,
    { name, forged }: { readonly name: string; readonly forged: boolean },
  ): Promise<number | null> {
    const hook = this.#hooks.at(-1);
    if (hook === undefined) return null;
    const address = hook.address();
    const told = {
      msn: this.#merchant,
      reference,
      pspReference,
      name,
      amount: { currency: 'DKK', value },
      timestamp: this.#clock().toString({ smallestUnit: 'second' }),
      idempotencyKey: null,
      success: true,
    };
    const body = Buffer.from(JSON.stringify(told));
    const date = httpDate(this.#clock());
    const secret = forged ? 'ikke hemmeligheden' : hook.secret;
    const headers = {
      'content-type': 'application/json',
      'x-ms-date': date,
      'x-ms-content-sha256': contentHash(body),
      authorization: authorizationOf({ secret, address, date, body }),
    };
    try {
      const signal = AbortSignal.timeout(5_000);
      const answer = await fetch(address, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null; // nobody is there: the real one would try again for a week
    }
  }
}
