import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CheckoutReference } from '../../src/checkout/reference.ts';
import type { CheckoutTown } from '../integration/checkout-town.ts';

/** How the simulated providers are reached. */
export interface Access {
  readonly mobilepay: CheckoutTown['simulator']['access'];
  readonly card: CheckoutTown['cards']['access'];
}

/** Looks at a payment in a process that is killed when its clock is asked that often; answers what ended it. */
export async function lookKilled(
  town: CheckoutTown,
  reference: CheckoutReference,
  nth: number,
): Promise<string | null> {
  const access = JSON.stringify({
    mobilepay: town.simulator.access,
    card: town.cards.access,
  } satisfies Access);
  const words = [town.database.url, reference, access, String(nth), town.now().toString()];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'checkout-child.ts'), ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}
