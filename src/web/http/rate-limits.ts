import { createHmac, randomBytes } from 'node:crypto';

export interface Limit {
  /** So many at once … */
  readonly most: number;
  /** … and as many again in so many seconds. */
  readonly seconds: number;
}

/** Answers the whole seconds until the next is let through; 0 = now. */
export type Limiter = (who: string) => number;

interface Bucket {
  left: number;
  at: number;
}

/** Buckets kept; when there are more, those that are full again are forgotten, as if they had never asked. */
const MOST_KEPT = 10_000;

/**
 * Lets each asker do something so often, in this process. Who asks (an address) is kept only as a number under a random
 * key that nobody has. `now` in milliseconds, from anywhere.
 */
export function rateLimiter({ most, seconds }: Limit, now: () => number): Limiter {
  const key = randomBytes(32);
  const buckets = new Map<string, Bucket>();
  const perMillisecond = most / (seconds * 1_000);
  const filled = ({ left, at }: Bucket, moment: number) =>
    Math.min(most, left + (moment - at) * perMillisecond);
  return (who) => {
    const moment = now();
    const asker = createHmac('sha256', key).update(who).digest('base64url');
    if (buckets.size >= MOST_KEPT) forget(buckets, (bucket) => filled(bucket, moment) >= most);
    const bucket = buckets.get(asker) ?? { left: most, at: moment };
    const left = filled(bucket, moment);
    const isLet = left >= 1;
    buckets.set(asker, { left: isLet ? left - 1 : left, at: moment });
    return isLet ? 0 : Math.ceil((1 - left) / perMillisecond / 1_000);
  };
}

/** Where none is full again, thousands ask at once: the oldest go, so that memory is bounded whatever is asked. */
function forget(buckets: Map<string, Bucket>, isFull: (bucket: Bucket) => boolean): void {
  for (const [asker, bucket] of buckets) if (isFull(bucket)) buckets.delete(asker);
  for (const asker of buckets.keys()) {
    if (buckets.size < MOST_KEPT) return;
    buckets.delete(asker);
  }
}
