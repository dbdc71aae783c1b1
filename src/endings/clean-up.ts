import { limitationBasis } from '../claims/limitation-basis.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { claimType, type ClaimType, type OwnTypes } from '../law/claim-types.ts';
import { earliestLapse, lapse } from '../law/lapse.ts';
import { isTimeBarred, limitationUntil, type Interruption } from '../law/limitation.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';

/** A claim of an old portfolio, as it is known; null = not known, or there was none. */
export interface OldClaim {
  /** The claim's own number. */
  readonly claim: string;
  readonly type: string;
  /** One of the laws of repayment, `aktivloven`; null = it is another claim. */
  readonly law: string | null;
  readonly left: Ore;
  readonly helpStopped: PlainDate | null;
  readonly knownFrom: PlainDate | null;
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly deferralGranted: PlainDate | null;
  /** All plans and deferrals are known. */
  readonly historyKnown: boolean;
  readonly origin: PlainDate | null;
  readonly due: PlainDate | null;
  readonly srb: PlainDate | null;
  readonly ruledOn: PlainDate | null;
  /** In writing, of existence and amount. */
  readonly acknowledgedOn: PlainDate | null;
  /** Court, filing in an estate, distraint. */
  readonly interruptedOn: PlainDate | null;
  readonly atRecovery: boolean;
}

/** Why a person must look before anything is said about an old claim. */
export type CleanUpReason =
  | 'unknown-type'
  | 'date-missing'
  | 'at-recovery'
  /** It could have lapsed, and nobody has said what plans and deferrals there were. */
  | 'history-unknown'
  | 'lapse-judged'
  /** No deferral is known to have held on the last day: there may have been ability that no plan came of (open question Q4). */
  | 'deferral-unknown'
  /** A plan held on the last day and holds no longer: nobody has looked at what was possible since (§ 9, stk. 2). */
  | 'plan-left'
  /** Only an acknowledgement or a legal step keeps it alive: it must be seen. */
  | 'evidence-to-be-seen'
  /** The general rule is used, because none was read for the type. */
  | 'rule-assumed';

export type CleanUpFinding =
  | { readonly state: 'lapsed' | 'time-barred'; readonly on: PlainDate; readonly paragraph: string }
  | { readonly state: 'owed'; readonly until: PlainDate | null; readonly paragraph: string }
  | { readonly state: 'person'; readonly why: CleanUpReason; readonly paragraph: string };

const RECOVERY = 'gældsinddrivelsesloven § 18 a';

export interface Judging {
  readonly on: PlainDate;
  /** The municipality's own types of claim. */
  readonly own: OwnTypes;
}

/** Whether an old claim is still owed on a day, or since when not, and by which paragraph. It decides and changes nothing. */
export function cleanUp(claim: OldClaim, { on, own }: Judging): CleanUpFinding {
  if (claim.atRecovery) return { state: 'person', why: 'at-recovery', paragraph: RECOVERY };
  return claim.law === null ? limited(claim, { on, own }) : lapsing(claim, claim.law, on);
}

function lapsing(claim: OldClaim, law: string, on: PlainDate): CleanUpFinding {
  const paragraph = lapseParagraph(law);
  const { helpStopped, knownFrom, planFrom, planTo, deferralGranted } = claim;
  const end = earliestLapse({ law, helpStopped, knownFrom });
  if (end === null) return { state: 'person', why: 'date-missing', paragraph };
  if (on <= end) return { state: 'owed', until: end, paragraph };
  if (!claim.historyKnown) return { state: 'person', why: 'history-unknown', paragraph };
  const plan = planFrom === null ? [] : [{ from: planFrom, to: planTo }];
  const found = lapse({ law, helpStopped, knownFrom, plan, ableNoPlan: [], deferralGranted }, on);
  if (found.state === 'lapsed')
    return found.on > end || wasDeferred(claim, end)
      ? { state: 'lapsed', on: found.on, paragraph }
      : { state: 'person', why: 'deferral-unknown', paragraph };
  if (found.state === 'review') return { state: 'person', why: 'lapse-judged', paragraph };
  return planTo !== null && planTo < on
    ? { state: 'person', why: 'plan-left', paragraph }
    : { state: 'owed', until: found.until, paragraph };
}

/** The collection order's, and of the laws whose order has not been read their own, as far as it is known. */
function lapseParagraph(law: string): string {
  const by = repaymentLaws.get(law);
  if (by === undefined || by.collectedBy === 'table') return 'bek. 585/2023 § 9';
  return by.lapse.paragraph === null ? law : `${law} ${by.lapse.paragraph}`;
}

// § 9, stk. 1 ends only what was deferred; a plan since then, or none of both, may have been left or never fixed.
function wasDeferred({ planFrom, deferralGranted }: OldClaim, end: PlainDate): boolean {
  return (
    deferralGranted !== null && deferralGranted <= end && (planFrom === null || planFrom <= deferralGranted)
  );
}

/** A person sees those of the municipality's own types of which it has not stated what they are. */
function limited(claim: OldClaim, { on, own }: Judging): CleanUpFinding {
  const type = claimType(claim.type, own);
  if (!type.ok || type.value.endsBy.kind === 'lapse')
    return { state: 'person', why: 'unknown-type', paragraph: 'forældelsesloven' };
  const basis = basisOf(claim, type.value);
  if (basis === null)
    return { state: 'person', why: 'date-missing', paragraph: yearsParagraph(type.value.endsBy.years) };
  const limitation = limitationUntil(basis, interruptionsOf(claim, type.value));
  const paragraph = yearsParagraph(limitation.years);
  if (isTimeBarred(limitation, on))
    return type.value.endsBy.assumed
      ? { state: 'person', why: 'rule-assumed', paragraph }
      : { state: 'time-barred', on: limitation.until, paragraph };
  return isTimeBarred(limitationUntil(basis, []), on)
    ? { state: 'person', why: 'evidence-to-be-seen', paragraph: 'forældelsesloven §§ 15-19' }
    : { state: 'owed', until: limitation.until, paragraph };
}

const yearsParagraph = (years: number) => (years === 10 ? 'forældelsesloven § 5' : 'forældelsesloven §§ 2-3');

/** Null: the date that the type's period runs from is not known. */
function basisOf({ origin, due, srb, ruledOn }: OldClaim, { endsBy }: ClaimType) {
  const from = endsBy.kind === 'lapse' ? null : { due, origin, ruling: ruledOn }[endsBy.from];
  if (from === null) return null;
  return limitationBasis(endsBy, { origin: origin ?? from, due: due ?? from, srb, ruledOn });
}

function interruptionsOf(
  { ruledOn, acknowledgedOn, interruptedOn }: OldClaim,
  { endsBy }: ClaimType,
): Interruption[] {
  const beginsWithRuling = endsBy.kind !== 'lapse' && endsBy.from === 'ruling';
  return [
    // A judgment is a special basis whatever the type's own period is (forældelsesloven § 5, stk. 1).
    ...(ruledOn === null || beginsWithRuling ? [] : [{ kind: 'judgment' as const, on: ruledOn }]),
    ...(acknowledgedOn === null
      ? []
      : [
          {
            kind: 'acknowledged' as const,
            on: acknowledgedOn,
            existenceAndAmount: true,
            byAllWhoMust: true,
          },
        ]),
    ...(interruptedOn === null ? [] : [{ kind: 'court' as const, on: interruptedOn }]),
  ];
}
