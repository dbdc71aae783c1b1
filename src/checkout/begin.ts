import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { enqueue } from '../platform/due-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { secondsToNextLook } from './look-times.ts';
import type { WebChannel } from './provider-port.ts';
import { newKey, referenceOf, type CheckoutReference } from './reference.ts';
import { begunSince, checkoutOfForm, insertCheckout, noteEvents, standingAbout } from './store.ts';

/** The kind of due work that looks at a payment with its provider; its key is the reference. */
export const LOOK = 'checkout-look';

/** The least and the most that can be paid at once: what ePayment takes. Øre. */
export const MOST_AT_ONCE = 65_000_000n;

/** Payments that one person may begin in ten minutes, and have open at a time. */
export const BEGIN_LIMITS = { inTenMinutes: 5, open: 3 } as const;

export interface BeginCheckout {
  readonly debtor: DebtorNumber;
  readonly channel: WebChannel;
  /** The name of the provider that it will be asked of. */
  readonly provider: string;
  readonly language: 'da' | 'en';
  readonly amount: Ore;
  /** Main claims that the citizen wishes to pay. Whether they may be paid is for who asks, in the same transaction. */
  readonly claims: readonly ClaimNumber[];
  /** From the form: twenty signs. The same again is the same payment. */
  readonly formKey: string;
  readonly at: Temporal.Instant;
}

export type BeginRefusal =
  /** `form-used`: another person's form has the key. */
  | { readonly tag: 'too-often' | 'too-many-open' | 'amount-out-of-reach' | 'form-used' }
  /** The person is paying one of them already. */
  | { readonly tag: 'under-way'; readonly reference: CheckoutReference };

/**
 * Writes a payment down that a citizen begins on the web, before anybody outside is asked; what asks is due soon by itself. The same
 * form sent again answers the same payment. The debtor's receivables are locked, as by a plan that is signed: who asks locks them before what may
 * be paid is found out, so that of a plan and a payment begun at once about the same the second sees the first.
 */
export async function beginCheckout(
  tx: MunicipalityTx,
  begin: BeginCheckout,
): Promise<Result<CheckoutReference, BeginRefusal>> {
  const { debtor, amount, claims, formKey, at } = begin;
  assert(claims.length > 0, 'a payment is for something');
  await lockReceivables(tx, [debtor]);
  const before = await checkoutOfForm(tx, formKey);
  if (before !== null) {
    return before.debtor === debtor ? ok(before.reference) : refuse({ tag: 'form-used' });
  }
  if (amount <= zeroOre || amount > MOST_AT_ONCE) return refuse({ tag: 'amount-out-of-reach' });
  const standing = await standingAbout(tx, debtor, claims);
  if (standing !== null) return refuse({ tag: 'under-way', reference: standing });
  const { begun, open } = await begunSince(tx, debtor, at.subtract({ minutes: 10 }));
  if (open >= BEGIN_LIMITS.open) return refuse({ tag: 'too-many-open' });
  if (begun >= BEGIN_LIMITS.inTenMinutes) return refuse({ tag: 'too-often' });
  const reference = referenceOf(tx.code, newKey());
  await insertCheckout(tx, { ...begin, reference, begunAt: at });
  await noteEvents(tx, reference, { names: ['prepared'], at });
  await enqueue(tx, [{ kind: LOOK, key: reference, dueAt: at.add({ seconds: secondsToNextLook(0) }) }]);
  return ok(reference);
}
