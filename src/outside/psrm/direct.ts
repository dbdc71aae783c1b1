import type { RecoveryAuthority } from '../../collection/recovery-port.ts';
import { USED_DELIVERY } from './names.ts';
import type { SimulatedAuthority } from './simulator.ts';

export interface DirectConfig {
  /** Every so many deliveries are taken and not answered; 0 = none. */
  readonly timeoutEvery?: number;
}

/** The simulated authority without a wire between: what it says over HTTP is the same. */
export function directAuthority(
  simulated: SimulatedAuthority,
  { timeoutEvery = 0 }: DirectConfig = {},
): RecoveryAuthority {
  let deliveries = 0;
  return {
    deliver: (delivery, at) => {
      deliveries += 1;
      const delivered = simulated.deliver(delivery, at);
      const silent = timeoutEvery > 0 && deliveries % timeoutEvery === 0;
      if (delivered.state === 'refused' && delivered.code === USED_DELIVERY)
        return Promise.resolve({ state: 'unknown', detail: delivered.code });
      return Promise.resolve(silent ? { state: 'unknown', detail: 'no answer' } : delivered);
    },
    receipts: (delivery, at) => {
      const receipts = simulated.receipts(delivery, at);
      if (receipts === null) return Promise.resolve({ state: 'never-seen' });
      if (receipts.length === 0) return Promise.resolve({ state: 'not-yet' });
      return Promise.resolve({ state: 'told', evidence: { body: JSON.stringify(receipts) }, receipts });
    },
    notifications: (since, at) => {
      const notifications = simulated.notifications(since, at);
      const body = JSON.stringify(notifications, (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      );
      return Promise.resolve({ state: 'told', evidence: { body }, notifications });
    },
    answerHearing: (answer, at) => {
      simulated.answerHearing(answer, at);
      return Promise.resolve('taken');
    },
  };
}
