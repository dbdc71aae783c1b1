import { standingFeeLetters } from '../charges/fees.ts';
import { ordinaryMainsOf } from '../claims/bills.ts';
import { placeHolds } from '../claims/holds.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { REVIEW_AFTER, type HoldReason } from '../law/holds.ts';
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
  | { readonly tag: 'not-theirs'; readonly claim: ClaimNumber }
  /** Against a fee: it is a repayment of benefits that carries none. */
  | { readonly tag: 'no-fee'; readonly claim: ClaimNumber };

/** By what an objection holds its claims. A fee is no part of the claim: what is said against it is a complaint. */
export function holdReasonOf(against: Against): Extract<HoldReason, 'objection' | 'complaint'> {
  return against === 'fee' ? 'complaint' : 'objection';
}

/**
 * Notes what a debtor says against claims of any type: that they are owed, how much, or a fee. Until it is answered nobody is reminded of them, nothing is
 * charged or set off, and they are not sent to Gældsstyrelsen; those that are on their way are called off, and those that are there called back (reason KLAG). A plan for
 * repayment of benefits goes on: instalments are asked for, and none is demanded, nor the amount raised, meanwhile (open question Q20).
 */
export async function noteObjection(
  tx: MunicipalityTx,
  { debtor, claims, against, words, by, at }: ObjectionToNote,
): Promise<Result<ObjectionNumber, NoteRefusal>> {
  if (words.trim() === '') return refuse({ tag: 'nothing-said' });
  if (claims.length === 0) return refuse({ tag: 'no-claim' });
  await lockReceivables(tx, [debtor]);
  const theirs = await theirsOf(tx, debtor);
  const strange = claims.find((claim) => !theirs.has(claim));
  if (strange !== undefined) return refuse({ tag: 'not-theirs', claim: strange });
  const without = against === 'fee' ? await withoutFee(tx, theirs, claims) : null;
  if (without !== null) return refuse({ tag: 'no-fee', claim: without });
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

/** The main claims that a debtor owes, and which of them are repayment of benefits. */
async function theirsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<ReadonlyMap<ClaimNumber, 'bill' | 'repayment'>> {
  const bills = await ordinaryMainsOf(tx, [debtor]);
  const repayments = (await repaymentLiabilitiesOf(tx, [debtor])).filter(({ ended }) => ended === null);
  return new Map([
    ...bills.map(({ claim }) => [claim, 'bill'] as const),
    ...repayments.map(({ claim }) => [claim, 'repayment'] as const),
  ]);
}

/** The first of these that is repayment without a fee; null = none is. */
async function withoutFee(
  tx: MunicipalityReadTx,
  theirs: ReadonlyMap<ClaimNumber, 'bill' | 'repayment'>,
  claims: readonly ClaimNumber[],
): Promise<ClaimNumber | null> {
  const repayments = claims.filter((claim) => theirs.get(claim) === 'repayment');
  const fees = await standingFeeLetters(tx, repayments);
  return repayments.find((claim) => (fees.get(claim) ?? []).length === 0) ?? null;
}
