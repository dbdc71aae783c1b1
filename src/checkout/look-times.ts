import type { Checkout } from './state-machine.ts';

/** Seconds between looks at a payment in its first hour and a half; then once an hour, and after a week once a day. */
const APART = [15, 30, 60, 120, 300, 600, 1_200, 2_400] as const;
const HOUR = 3_600;

/** When nobody has told anything, a payment that was begun so many seconds ago is looked at again after so many. */
export function secondsToNextLook(age: number): number {
  let until = 0;
  for (const apart of APART) {
    until += apart;
    if (age < until) return apart;
  }
  return age < 7 * 24 * HOUR ? HOUR : 24 * HOUR;
}

/** A page that is opened again and again asks the provider no more often than this. */
const PAGE_APART = { seconds: 2 } as const;

/** Whether a page that is opened asks the provider first. */
export function looksAgain({ lookedAt }: Pick<Checkout, 'lookedAt'>, now: Temporal.Instant): boolean {
  return lookedAt === null || Temporal.Instant.compare(lookedAt.add(PAGE_APART), now) <= 0;
}
