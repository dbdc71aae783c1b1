import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { Absent, Created, ProviderTrouble, ToldPayment } from './provider-port.ts';

/**
 * `prepared`: written down, and perhaps asked for. `open`: the citizen can pay it. `authorized`: approved. `paid`: taken and in
 * the ledger. `stopped`: the provider has said that nothing was or will be taken.
 */
export type CheckoutState = 'prepared' | 'open' | 'authorized' | 'paid' | 'stopped';

export type StoppedWhy = 'refused' | 'aborted' | 'expired' | 'terminated' | 'released';

/** What stands in the way of knowing more. */
export type Trouble = 'no-answer' | 'absent' | 'capture-refused' | 'cancel-refused';

/** Why a person must look at a payment. */
export type PersonWhy =
  | 'unknown-for-long'
  | 'other-amount'
  | 'taken-after-stopped'
  | 'taken-otherwise'
  | 'sent-back-in-part'
  | 'refund-refused';

/** What is kept about a payment that a citizen has begun, as far as it decides what comes next. */
export interface Checkout {
  readonly state: CheckoutState;
  readonly stoppedWhy: StoppedWhy | null;
  readonly amount: Ore;
  readonly begunAt: Temporal.Instant;
  /** When the browser first came back; a hint, no proof. */
  readonly returnedAt: Temporal.Instant | null;
  /** When the citizen asked for it to be stopped. */
  readonly stopAskedAt: Temporal.Instant | null;
  /** When the provider last was asked; null = never. */
  readonly lookedAt: Temporal.Instant | null;
  readonly trouble: Trouble | null;
  readonly redirect: string | null;
  readonly pspReference: string | null;
  /** The day from which the money counts; fixed when it is first known. */
  readonly receivedOn: PlainDate | null;
  /** What was taken, as it stands in the ledger. */
  readonly captured: Ore;
  /** What of it was sent back, as it stands in the ledger. */
  readonly refunded: Ore;
  /** What nothing was owed for, or nobody knows yet for what. */
  readonly held: Ore;
  /** Two have said that it is to be sent back, and the provider has not told that it was. */
  readonly refundApproved: boolean;
}

/** What was learnt from the provider, or that it has not been asked. */
export type Learnt =
  | { readonly state: 'unasked' }
  | Created
  | { readonly state: 'exists' }
  | ToldPayment
  | Absent
  | { readonly state: 'not-known'; readonly detail: string }
  | { readonly state: 'create-refused' | 'capture-refused' | 'cancel-refused' | 'refund-refused' }
  /** It has done what it was asked: now it is read. */
  | { readonly state: 'done' };

/** What is asked of the provider next; null = nothing before another moment or hint. */
export type Ask = 'create' | 'read' | 'capture' | 'cancel' | 'refund' | null;

/** What is to be written. Money is booked and taken back in the ledger in the same transaction. */
export type Change =
  | { readonly kind: 'opened'; readonly redirect: string | null; readonly pspReference: string | null }
  | { readonly kind: 'authorized'; readonly receivedOn: PlainDate }
  | { readonly kind: 'booked'; readonly captured: Ore; readonly receivedOn: PlainDate }
  | { readonly kind: 'sent-back'; readonly refunded: Ore }
  | { readonly kind: 'refund-refused' }
  | { readonly kind: 'stopped'; readonly why: StoppedWhy }
  | { readonly kind: 'trouble'; readonly trouble: Trouble | null }
  | { readonly kind: 'person'; readonly why: PersonWhy };

export interface Decision {
  readonly changes: readonly Change[];
  readonly ask: Ask;
}

/** A payment that nobody approves is given up after so long: the page where it is approved has closed long before. */
export const OPEN_FOR = { minutes: 30 } as const;
/** After so long without an answer a person asks the provider by telephone; webhooks are tried for as long. */
export const UNKNOWN_FOR = { hours: 7 * 24 } as const;

const REST: Decision = { changes: [], ask: null };

/**
 * What follows from what was learnt about a payment. Only what the provider's own record says moves anything; old news about a payment
 * that has come further change nothing, so that any number may look at once, in any order. Where nothing is owed any more of what it is
 * for, nothing is taken: it is given up, or let go of.
 */
export function decide(
  checkout: Checkout,
  learnt: Learnt,
  now: Temporal.Instant,
  mayBePaid = true,
): Decision {
  switch (learnt.state) {
    case 'unasked':
      return { changes: [], ask: checkout.state === 'prepared' ? 'create' : 'read' };
    case 'exists':
    case 'done':
      return { changes: [], ask: 'read' };
    case 'created': {
      const { redirect, pspReference } = learnt;
      if (checkout.state !== 'prepared') return { changes: [], ask: 'read' };
      return {
        changes: [...withoutTrouble(checkout), { kind: 'opened', redirect, pspReference }],
        ask: !mayBePaid || stopsNow(checkout, now) ? 'cancel' : null,
      };
    }
    case 'create-refused':
      return checkout.state === 'prepared'
        ? { changes: [{ kind: 'stopped', why: 'refused' }], ask: null }
        : REST;
    case 'capture-refused':
      return isFinal(checkout)
        ? REST
        : { changes: [{ kind: 'trouble', trouble: 'capture-refused' }], ask: 'cancel' };
    case 'cancel-refused':
      return isFinal(checkout)
        ? REST
        : { changes: [{ kind: 'trouble', trouble: 'cancel-refused' }], ask: null };
    case 'refund-refused':
      return checkout.refundApproved
        ? { changes: [{ kind: 'refund-refused' }, { kind: 'person', why: 'refund-refused' }], ask: null }
        : REST;
    case 'not-known':
      return notKnown(checkout, 'no-answer', now);
    case 'absent':
      // Never asked for, or on its way: to ask again under the same name is safe, and tells.
      return checkout.state === 'prepared'
        ? { changes: [], ask: 'create' }
        : notKnown(checkout, 'absent', now);
    case 'told':
      return decideTold(checkout, learnt, { now, mayBePaid });
    default:
      return unreachable(learnt);
  }
}

/** Nothing more is expected of it. */
export function isFinal({ state, refundApproved }: Pick<Checkout, 'state' | 'refundApproved'>): boolean {
  return state === 'stopped' || (state === 'paid' && !refundApproved);
}

interface Around {
  readonly now: Temporal.Instant;
  /** Something of what it is for may be paid here. */
  readonly mayBePaid: boolean;
}

function decideTold(checkout: Checkout, told: ToldPayment, around: Around): Decision {
  const { now } = around;
  if (checkout.state === 'paid') return decidePaid(checkout, told);
  if (told.captured > zeroOre) return book(checkout, told, now);
  if (checkout.state === 'stopped')
    // Approved after all, and the citizen has read that nothing was taken: so nothing is.
    return isApproved(told) ? { changes: [], ask: 'cancel' } : REST;
  const clear = withoutTrouble(checkout);
  switch (told.outcome) {
    case 'created':
      return decideCreated(checkout, told, around);
    case 'authorized':
      return isApproved(told)
        ? decideApproved(checkout, told, around)
        : { changes: [...clear, { kind: 'stopped', why: 'released' }], ask: null };
    case 'aborted':
    case 'expired':
    case 'terminated':
      return { changes: [...clear, { kind: 'stopped', why: told.outcome }], ask: null };
    default:
      return unreachable(told.outcome);
  }
}

/** Approved, and neither taken nor let go of. */
function isApproved({ outcome, authorized, cancelled }: ToldPayment): boolean {
  return outcome === 'authorized' && cancelled < authorized;
}

function decideApproved(checkout: Checkout, told: ToldPayment, { now, mayBePaid }: Around): Decision {
  const known: readonly Change[] =
    checkout.state === 'authorized'
      ? []
      : [{ kind: 'authorized', receivedOn: receivedOn(checkout, told, now) }];
  // What could not be taken, or may not be paid here any more, is let go of, so that nothing is reserved for long.
  if (checkout.trouble === 'capture-refused') return { changes: known, ask: 'cancel' };
  if (!mayBePaid && checkout.trouble === 'cancel-refused') return { changes: known, ask: 'cancel' };
  return { changes: [...withoutTrouble(checkout), ...known], ask: mayBePaid ? 'capture' : 'cancel' };
}

function decideCreated(checkout: Checkout, told: ToldPayment, { now, mayBePaid }: Around): Decision {
  // Read before somebody else learnt that it was approved.
  if (checkout.state === 'authorized') return REST;
  const { redirect, pspReference } = told;
  // The page on which it is approved may have moved meanwhile.
  const isNews = checkout.state === 'prepared' || (redirect !== null && redirect !== checkout.redirect);
  const opened: readonly Change[] = isNews ? [{ kind: 'opened', redirect, pspReference }] : [];
  const ask = !mayBePaid || stopsNow(checkout, now) ? 'cancel' : null;
  // That it could not be cancelled stays said until it is.
  if (ask === 'cancel' && checkout.trouble === 'cancel-refused') return { changes: opened, ask };
  return { changes: [...withoutTrouble(checkout), ...opened], ask };
}

/** Money has been taken: it is booked, whatever was believed before. */
function book(checkout: Checkout, told: ToldPayment, now: Temporal.Instant): Decision {
  const changes: Change[] = [
    ...withoutTrouble(checkout),
    { kind: 'booked', captured: told.captured, receivedOn: receivedOn(checkout, told, now) },
  ];
  if (told.captured !== checkout.amount) changes.push({ kind: 'person', why: 'other-amount' });
  if (checkout.state === 'stopped') changes.push({ kind: 'person', why: 'taken-after-stopped' });
  // What was sent back of it already is asked about once it is in the ledger.
  return { changes, ask: told.refunded > zeroOre ? 'read' : null };
}

function decidePaid(checkout: Checkout, told: ToldPayment): Decision {
  if (told.captured < checkout.captured) return REST; // read before it was taken
  if (told.captured > checkout.captured)
    return { changes: [{ kind: 'person', why: 'taken-otherwise' }], ask: null };
  if (told.refunded <= checkout.refunded) {
    const asksBack = checkout.refundApproved && told.refunded === zeroOre;
    return { changes: withoutTrouble(checkout), ask: asksBack ? 'refund' : null };
  }
  // A payment is taken back whole in the ledger: a part of it is for a person.
  return told.refunded === told.captured
    ? { changes: [...withoutTrouble(checkout), { kind: 'sent-back', refunded: told.refunded }], ask: null }
    : { changes: [{ kind: 'person', why: 'sent-back-in-part' }], ask: null };
}

function notKnown(checkout: Checkout, trouble: Trouble, now: Temporal.Instant): Decision {
  if (isFinal(checkout)) return REST;
  const changes: Change[] = checkout.trouble === null ? [{ kind: 'trouble', trouble }] : [];
  if (isUnknownForLong(checkout, now)) changes.push({ kind: 'person', why: 'unknown-for-long' });
  return { changes, ask: null };
}

/** For so long nobody has known what came of it that a person must find out. */
export function isUnknownForLong(checkout: Checkout, now: Temporal.Instant): boolean {
  return !isFinal(checkout) && isOlder(checkout, UNKNOWN_FOR, now);
}

function stopsNow(checkout: Checkout, now: Temporal.Instant): boolean {
  return checkout.stopAskedAt !== null || isOlder(checkout, OPEN_FOR, now);
}

function isOlder({ begunAt }: Checkout, age: Temporal.DurationLike, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(begunAt.add(age), now) <= 0;
}

/** The day of approval, else today (open question Q70); never after today, whatever the provider's clock says. */
export function receivedOn(checkout: Checkout, told: ToldPayment, now: Temporal.Instant): PlainDate {
  const today = dayInCopenhagen(now);
  const day = told.authorizedAt === null ? today : dayInCopenhagen(told.authorizedAt);
  return checkout.receivedOn ?? (day < today ? day : today);
}

function withoutTrouble({ trouble }: Checkout): readonly Change[] {
  return trouble === null ? [] : [{ kind: 'trouble', trouble: null }];
}

/** What is kept after a change. `held` is what the ledger says of it when it is booked. */
export function applied(checkout: Checkout, change: Change, held: Ore = zeroOre): Checkout {
  switch (change.kind) {
    case 'opened':
      return { ...checkout, state: 'open', redirect: change.redirect, pspReference: change.pspReference };
    case 'authorized':
      return { ...checkout, state: 'authorized', receivedOn: change.receivedOn };
    case 'booked': {
      const { captured, receivedOn: day } = change;
      return { ...checkout, state: 'paid', stoppedWhy: null, captured, receivedOn: day, held };
    }
    case 'sent-back':
      return { ...checkout, refunded: change.refunded, refundApproved: false };
    case 'refund-refused':
      return { ...checkout, refundApproved: false };
    case 'stopped':
      return { ...checkout, state: 'stopped', stoppedWhy: change.why };
    case 'trouble':
      return { ...checkout, trouble: change.trouble };
    case 'person':
      return checkout;
    default:
      return unreachable(change);
  }
}
/** What a provider's answer to a question means here. */
export function learntFrom(
  ask: Exclude<Ask, null>,
  answer: Created | { readonly state: 'exists' | 'done' } | ToldPayment | Absent | ProviderTrouble,
): Learnt {
  if (answer.state === 'unknown') return { state: 'not-known', detail: answer.detail };
  if (answer.state !== 'refused') return answer;
  // That it may not be read is nothing about the payment.
  return ask === 'read' ? { state: 'not-known', detail: answer.code } : { state: `${ask}-refused` };
}
