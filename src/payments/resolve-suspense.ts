import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { Aim } from '../law/payment-order.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { suspenseAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { outOfReach, type OutOfReach } from './aim.ts';
import { allocateMoney, type Allocated } from './allocate.ts';
import { payableBy } from './payable.ts';
import { paymentByNumber } from './store.ts';
import { holdSuspense, resolve } from './suspense.ts';
import type { PaymentNumber } from './types.ts';

/** What a person has found out about money in suspense. */
export interface FoundOut {
  readonly payment: PaymentNumber;
  /** Whose debt it is for. */
  readonly debtor: DebtorNumber;
  /** Which claims it is for; empty: the municipality's order decides; `none`: no claim, it is held to be given back. */
  readonly claims: readonly ClaimNumber[] | 'none';
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type SuspenseRefusal =
  | { readonly tag: 'not-in-suspense' }
  | { readonly tag: 'resolved-already' }
  | { readonly tag: 'unknown-debtor' }
  /** Nothing of it can be covered here: the debtor does not owe it, it has ended, or it is at Gældsstyrelsen. */
  | { readonly tag: 'out-of-reach'; readonly why: OutOfReach };

/**
 * Allocates money in suspense to what a person has found out that it is for, or holds it for whoever paid it. It counts from
 * the day it was received.
 */
export async function resolveSuspense(
  tx: MunicipalityTx,
  { payment, debtor, claims, by, at }: FoundOut,
): Promise<Result<Allocated, SuspenseRefusal>> {
  const known = await lockReceivables(tx, [debtor]);
  if (!known.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const state = await holdSuspense(tx, payment);
  if (state !== 'open') return refuse({ tag: state === 'never' ? 'not-in-suspense' : 'resolved-already' });
  const money = await paymentByNumber(tx, payment);
  assert(money !== null, 'money in suspense is a payment');
  const payables = await payableBy(tx, debtor, money.receivedOn);
  const isForNone = claims === 'none';
  const aim: Aim<ClaimNumber> | null =
    isForNone || claims.length === 0 ? null : { rule: 'wish', claims: new Set(claims) };
  const unreachable = aim === null ? null : outOfReach(aim, payables);
  if (unreachable !== null) return refuse({ tag: 'out-of-reach', why: unreachable });
  const allocated = await allocateMoney(tx, {
    payment,
    money,
    debtor,
    payables: isForNone ? [] : payables,
    aim,
    from: suspenseAccount(payment),
    cause: 'suspense-resolved',
    first: [],
    lastLine: 0,
    by,
    at,
  });
  await resolve(tx, { payment, debtor, by, at });
  return ok(allocated);
}
