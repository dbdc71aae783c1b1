import { setTimeout as pause } from 'node:timers/promises';
import { lookAtDue } from '../checkout/look.ts';
import type { ConnectedCheckout } from './checkout-connection.ts';

/** Milliseconds between looks for payments that are due. */
const EVERY = 5_000;

export interface PaymentsTimer {
  /** Looks no more; what is being looked at is finished first. */
  stop(): Promise<void>;
}

/** Looks at payments when they are due, for as long as the process runs. Any number of processes may. */
export function keepLooking(checkout: ConnectedCheckout): PaymentsTimer {
  const stopped = new AbortController();
  const running = run(checkout, stopped.signal);
  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

async function run(checkout: ConnectedCheckout, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const municipality of checkout.municipalities)
      await lookAtDue(checkout, municipality).catch(checkout.failed);
    await pause(EVERY, null, { signal }).catch(() => null);
  }
}
