import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { Regime } from '../law/interest.ts';

/** The laws under which something is charged. */
export type ChargingRegime = Exclude<Regime, 'none'>;

/** Interest for some days of a main claim, or the fee of a letter: a claim of its own (rentekrav, gebyrkrav). Amounts are øre. */
export interface Charge {
  readonly claim: ClaimNumber;
  readonly main: ClaimNumber;
  /** `returned`: the recovery authority's own interest, which came back with its main claim and was worked out there. */
  readonly kind: 'interest' | 'fee' | 'returned';
  readonly regime: ChargingRegime;
  /** Of a fee, the day of its letter. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
  /** The day from which it counts, which may be before the day it was booked. */
  readonly postedOn: PlainDate;
  /** As it was posted. */
  readonly amount: Ore;
  /** What it amounts to today, after what changed in the past; 0 = it has fallen away. Payments do not change it. */
  readonly stands: Ore;
  /** The letter that a fee is for; null for interest. */
  readonly notice: NoticeId | null;
  /** On an objection, for good: nothing that changes in the past brings it back. */
  readonly takenOff: boolean;
  /** Interest of the same period that was at the recovery authority when it became more; null as a rule. */
  readonly addsTo: ClaimNumber | null;
}
