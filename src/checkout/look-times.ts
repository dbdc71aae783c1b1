import type { Checkout } from './state-machine.ts';

/** Seconds after which a payment is looked at again, by how often it has been; then once an hour, and after a week once a day. */
const AFTER = [15, 30, 60, 120, 300, 600, 1_200, 2_400] as const;
const HOUR = 3_600;
/** Looks in the first week: the list above, and one an hour. */
const FIRST_WEEK = AFTER.length + 7 * 24;

/** When nobody has told anything, a payment is looked at again after so many seconds. */
export function secondsToNextLook(looks: number): number {
  return AFTER[looks] ?? (looks < FIRST_WEEK ? HOUR : 24 * HOUR);
}

/** A page that is opened again and again asks the provider no more often than this. */
const PAGE_APART = { seconds: 2 } as const;

/** Whether a page that is opened asks the provider first. */
export function looksAgain({ lookedAt }: Pick<Checkout, 'lookedAt'>, now: Temporal.Instant): boolean {
  return lookedAt === null || Temporal.Instant.compare(lookedAt.add(PAGE_APART), now) <= 0;
}
