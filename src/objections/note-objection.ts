import { standingFeeLetters } from '../charges/fees.ts';
import { ordinaryMainsOf } from '../claims/bills.ts';
import { placeHolds } from '../claims/holds.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { HoldReason } from '../law/holds.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { claimsAtRest } from './held-claims.ts';
import { insertObjection, nextObjection } from './store.ts';
import type { Against, ObjectionNumber } from './types.ts';

export interface ObjectionToNote {
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimNumber[];
  readonly against: Against;
  readonly words: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type NoteRefusal =
  | { readonly tag: 'nothing-said' }
  | { readonly tag: 'no-claim' }
  /** The debtor does not owe it, or it is a repayment of benefits without a fee: about that a decision is complained of. */
  | { readonly tag: 'not-an-own-bill'; readonly claim: ClaimNumber };

/** Days until a person looks whether it has been answered; own choice, no source. */
const REVIEW_AFTER = 30;

/** By what an objection holds its claims. A fee is no part of the claim: what is said against it is a complaint. */
export function holdReasonOf(against: Against): Extract<HoldReason, 'objection' | 'complaint'> {
  return against === 'fee' ? 'complaint' : 'objection';
}

/**
 * Notes what a debtor says against bills, or against the fee of a demand about a repayment of benefits. Until it is answered nobody is reminded of them, nothing is charged, and they are
 * not sent to Gældsstyrelsen; those that are on their way are called off, and those that are there called back (reason KLAG).
 */
export async function noteObjection(
  tx: MunicipalityTx,
  { debtor, claims, against, words, by, at }: ObjectionToNote,
): Promise<Result<ObjectionNumber, NoteRefusal>> {
  if (words.trim() === '') return refuse({ tag: 'nothing-said' });
  if (claims.length === 0) return refuse({ tag: 'no-claim' });
  await lockReceivables(tx, [debtor]);
  const theirs = await disputable(tx, debtor, against);
  const strange = claims.find((claim) => !theirs.has(claim));
  if (strange !== undefined) return refuse({ tag: 'not-an-own-bill', claim: strange });
  const on = dayInCopenhagen(at);
  const objection = await nextObjection(tx, debtor);
  await insertObjection(tx, { objection, debtor, against, notedOn: on, words, claims, by, at });
  const hold = { reason: holdReasonOf(against), debtor: null, from: on, reviewOn: addDays(on, REVIEW_AFTER) };
  const resting = await claimsAtRest(tx, { debtor, against }, claims);
  await placeHolds(
    tx,
    resting.map((claim) => ({ ...hold, claim, about: String(objection), by, at })),
  );
  return ok(objection);
}

async function disputable(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  against: Against,
): Promise<ReadonlySet<ClaimNumber>> {
  const bills = (await ordinaryMainsOf(tx, [debtor])).map(({ claim }) => claim);
  if (against !== 'fee') return new Set(bills);
  const repayments = (await repaymentLiabilitiesOf(tx, [debtor])).filter(({ ended }) => ended === null);
  const fees = await standingFeeLetters(
    tx,
    repayments.map(({ claim }) => claim),
  );
  return new Set([...bills, ...[...fees].flatMap(([claim, letters]) => (letters.length > 0 ? [claim] : []))]);
}
