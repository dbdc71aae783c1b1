import { zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { isUnknownForLong, type Checkout } from './state-machine.ts';

/** What a citizen is shown of a payment. */
export type PaymentView =
  /** It is being made ready: a matter of seconds. */
  | { readonly is: 'preparing' }
  /** Nobody knows yet: `Betal ikke igen`. */
  | { readonly is: 'checking' }
  /** It waits for the citizen, who has not been there, as far as we know. */
  | { readonly is: 'open'; readonly redirect: string }
  /** The browser came back, and the provider knows of nothing yet. */
  | { readonly is: 'returned'; readonly redirect: string | null; readonly mayStop: boolean }
  | { readonly is: 'authorized' }
  /** `held`: how much of it nothing was owed for, or nobody knows yet for what. */
  | { readonly is: 'paid'; readonly otherAmount: boolean; readonly held: 'nothing' | 'some' | 'all' }
  /** The provider has said that nothing was taken. */
  | { readonly is: 'not-paid' }
  /** We have sent it back, and the provider has said so. */
  | { readonly is: 'sent-back' }
  /** The ledger says that the money is gone again. */
  | { readonly is: 'taken-back' }
  /** For so long that only a person finds out. */
  | { readonly is: 'unknown' };

/** Seconds in which a payment is expected to be made ready. */
const READY_WITHIN = { seconds: 10 } as const;
/** Who came back and sees nothing may stop it after this. */
const STOP_AFTER = { minutes: 1 } as const;

/**
 * What is shown of a payment. Only what was read from the provider counts: neither that the browser came back, nor how, nor what a
 * webhook said. That no money was taken is said only where the provider has said so. `takenBack`: the ledger has it reversed.
 */
export function paymentView(checkout: Checkout, now: Temporal.Instant, takenBack = false): PaymentView {
  switch (checkout.state) {
    case 'stopped':
      return { is: 'not-paid' };
    case 'paid':
      if (checkout.refunded > zeroOre) return { is: 'sent-back' };
      if (takenBack) return { is: 'taken-back' };
      return { is: 'paid', otherAmount: checkout.captured !== checkout.amount, held: heldOf(checkout) };
    case 'authorized':
      return isUnknownForLong(checkout, now) ? { is: 'unknown' } : { is: 'authorized' };
    case 'prepared':
      if (isUnknownForLong(checkout, now)) return { is: 'unknown' };
      return isWithin(checkout.begunAt, READY_WITHIN, now) ? { is: 'preparing' } : { is: 'checking' };
    case 'open':
      return openView(checkout, now);
    default:
      return unreachable(checkout.state);
  }
}

function heldOf({ held, captured }: Checkout): 'nothing' | 'some' | 'all' {
  if (held === zeroOre) return 'nothing';
  return held < captured ? 'some' : 'all';
}

function openView(checkout: Checkout, now: Temporal.Instant): PaymentView {
  const { returnedAt, redirect } = checkout;
  if (isUnknownForLong(checkout, now)) return { is: 'unknown' };
  if (waitsForCitizen(checkout) && redirect !== null) return { is: 'open', redirect };
  return returnedAt === null || isAskedAbout(checkout)
    ? { is: 'checking' }
    : { is: 'returned', redirect, mayStop: !isWithin(returnedAt, STOP_AFTER, now) };
}

/** Whether the citizen has not been at the provider's page yet, as far as we know. Of every other that is under way, nobody pays again. */
export function waitsForCitizen(checkout: Checkout): boolean {
  const { state, redirect, returnedAt } = checkout;
  return state === 'open' && redirect !== null && returnedAt === null && !isAskedAbout(checkout);
}

/** Nobody knows how it stands until the provider tells. */
function isAskedAbout({ trouble, stopAskedAt }: Checkout): boolean {
  return trouble !== null || stopAskedAt !== null;
}

function isWithin(since: Temporal.Instant, time: Temporal.DurationLike, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(since.add(time), now) > 0;
}

/** Whether another look may show something else soon. */
export function isMoving({ is }: PaymentView): boolean {
  return is === 'preparing' || is === 'checking' || is === 'returned' || is === 'authorized' || is === 'open';
}
