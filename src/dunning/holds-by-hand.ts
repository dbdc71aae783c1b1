import { liftHolds, placeHolds, type HoldOn } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { MOST_DAYS_BY_HAND, type HoldReason } from '../law/holds.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { closeToCorrect } from '../payments/source-to-correct.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** The reasons that a person may give; the others follow from what is recorded elsewhere, and are lifted there. */
export const reasonsByHand = [
  'manual',
  'set-off-pending',
  'missing-address',
  'returned-mail',
  'bankruptcy',
  'debt-relief',
  'death',
] as const satisfies readonly HoldReason[];
/**
 * The reasons of holds that a person may lift: those; where a letter about what somebody has become liable for cannot arrive; while a request
 * waits; where repayment is not corrected by its source after all; and when it has been cleared with Gældsstyrelsen what was left of a claim.
 */
export const liftedByHand = [
  ...reasonsByHand,
  'liability',
  'request',
  'source-to-correct',
  'returned-less',
] as const satisfies readonly HoldReason[];
export type ReasonByHand = (typeof reasonsByHand)[number];

export interface HoldByHand extends HoldOn {
  readonly reason: ReasonByHand;
  /** The day on which a person looks again; at most ninety days ahead. */
  readonly reviewOn: PlainDate;
  /** In the caseworker's words; no personal data. */
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type HoldRefusal =
  | { readonly tag: 'unknown-claim' }
  | { readonly tag: 'not-liable' }
  | { readonly tag: 'review-out-of-reach'; readonly latest: PlainDate }
  | { readonly tag: 'stands-already' }
  | { readonly tag: 'does-not-stand' };

/** A person lets collection of a claim rest until a day on which somebody looks again. */
export async function placeByHand(tx: MunicipalityTx, hold: HoldByHand): Promise<Result<null, HoldRefusal>> {
  const { claim, debtor, reviewOn, because, at } = hold;
  const on = dayInCopenhagen(at);
  const liable = await liabilitiesFor(tx, [claim]);
  if (liable.length === 0) return refuse({ tag: 'unknown-claim' });
  if (debtor !== null && !liable.some((each) => each.debtor === debtor)) return refuse({ tag: 'not-liable' });
  const latest = addDays(on, MOST_DAYS_BY_HAND);
  if (reviewOn < on || reviewOn > latest) return refuse({ tag: 'review-out-of-reach', latest });
  await lockReceivables(
    tx,
    liable.map((each) => each.debtor),
  );
  const placed = await placeHolds(tx, [{ ...hold, from: on, about: because }]);
  return placed.length === 0 ? refuse({ tag: 'stands-already' }) : ok(null);
}

export interface LiftByHand extends HoldOn {
  readonly reason: (typeof liftedByHand)[number];
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A person lets collection go on. */
export async function liftByHand(
  tx: MunicipalityTx,
  { claim, reason, debtor, because: why, by, at }: LiftByHand,
): Promise<Result<null, HoldRefusal>> {
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map((each) => each.debtor),
  );
  const lifted = await liftHolds(tx, [{ claim, reason, debtor, on: dayInCopenhagen(at), why, by, at }]);
  if (reason === 'source-to-correct') await closeToCorrect(tx, claim, { by, because: why, at });
  return lifted.length === 0 ? refuse({ tag: 'does-not-stand' }) : ok(null);
}
