import { covers, type DateRange, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import { lapse, type Lapse } from '../law/lapse.ts';
import type { AcceptedReasons, PersonReason } from './circumstances.ts';
import { inabilityIsShown, type FoundOn } from './inability-shown.ts';
import type { Found, LapsingClaim } from './types.ts';

/** What has been in force for a debtor, and what we have found, up to and with today. */
export interface AgreementHistory {
  readonly plans: readonly DateRange[];
  /** The day deferral was last granted. */
  readonly deferralGranted: PlainDate | null;
  /** Periods in which the debtor was able to pay and no plan came of it (open question Q4). */
  readonly unusedAbility: readonly DateRange[];
  /** From the day a plan fell away by default (§ 10): as long as the debtor was still able to pay. */
  readonly inDefault: readonly DateRange[];
  /** Days on which the debtor was able to pay, no plan was in force, and none had fallen away by default. */
  readonly ableWithoutPlan: readonly DateRange[];
  /** What was found, oldest first; none = this is the first. What was before it we only know as it was handed over. */
  readonly findings: readonly FoundOn[];
  /** Days on which claims had left for Gældsstyrelsen, or were there; claims that never did are left out. */
  readonly atRecovery: ReadonlyMap<ClaimNumber, readonly DateRange[]>;
}

export const noHistory: AgreementHistory = {
  plans: [],
  deferralGranted: null,
  unusedAbility: [],
  inDefault: [],
  ableWithoutPlan: [],
  findings: [],
  atRecovery: new Map(),
};

export interface LapseQuestion {
  readonly found: Exclude<Found, { outcome: 'none' }>;
  readonly history: AgreementHistory;
  readonly asOf: PlainDate;
  /** Of the run, or of the one whose months are looked at again. */
  readonly month: YearMonth;
  /** What persons had answered by that day. */
  readonly accepted?: AcceptedReasons;
}

/** What lapse says about a debtor's claims on a day. */
export interface Lapsing {
  /** Why a person must look first. */
  readonly review: readonly PersonReason[];
  /** § 9, stk. 1: claims whose years ran out under deferral. */
  readonly lapsed: readonly LapsingClaim[];
  /** § 9, stk. 2: claims of which the rest would lapse, were deferral granted today. */
  readonly wouldLapse: readonly LapsingClaim[];
}

const nothing: Lapsing = { review: [], lapsed: [], wouldLapse: [] };

/** Which claims have lapsed, would lapse by a deferral, or must be looked at by a person (bek. 585/2023 § 9). */
export function lapsingOf(claims: readonly OpenBalance[], question: LapseQuestion): Lapsing {
  const past = claims.filter(({ lapseEarliest }) => lapseEarliest !== null && question.asOf >= lapseEarliest);
  if (past.length === 0) return nothing;
  const review = new Set<PersonReason>();
  const lapsed: LapsingClaim[] = [];
  const wouldLapse: LapsingClaim[] = [];
  for (const claim of past) {
    const state = lapseOf(claim, question);
    const asks = reviewOf(state, claim, question);
    const answered = asks !== null && isAnswered(asks, claim, question);
    if (asks !== null && !answered) review.add(asks);
    else if (asks === null && state.state === 'lapsed') lapsed.push(lapsing(claim, state.on));
    else if (question.found.outcome === 'deferral' && wasOnPlan(claim, question, answered))
      wouldLapse.push(lapsing(claim, question.asOf));
  }
  return { review: [...review], lapsed, wouldLapse };
}

type Review = Extract<PersonReason, 'lapse-review' | 'claim-lapsed'>;

/** Why a person must judge first whether a claim has lapsed; null: nobody need. */
function reviewOf(
  state: Lapse,
  { claimNumber, lapseEarliest }: OpenBalance,
  { history, found, asOf, month }: LapseQuestion,
): Review | null {
  if (state.state === 'review') return 'lapse-review';
  if (state.state === 'running') return null;
  // What was found or granted meanwhile was about other claims: nothing lapses here while Gældsstyrelsen has it (open question Q4).
  if (history.atRecovery.get(claimNumber)?.some((days) => covers(days, state.on))) return 'lapse-review';
  if (ableOn(state.on, history)) return 'lapse-review';
  if (!judgedWhenLapsing(state.on, history)) return 'claim-lapsed';
  // A deferral that ends the rest afterwards (§ 9, stk. 2) was held against two runs or a second person when it was granted.
  if (state.on !== lapseEarliest) return null;
  return inabilityIsShown(state.on, history.findings, { on: asOf, month, found }) ? null : 'lapse-review';
}

// Whoever gave grounds looked at the claims whose years had run out by then; a later one asks anew.
function isAnswered(asks: Review, { lapseEarliest }: OpenBalance, { accepted }: LapseQuestion): boolean {
  const looked = accepted?.get(asks)?.looked;
  return looked !== undefined && lapseEarliest !== null && lapseEarliest < looked;
}

// On the day itself the debtor was able to pay, and the plan came too late or was reversed: a person must judge (open question Q4).
function ableOn(day: PlainDate, { ableWithoutPlan }: AgreementHistory): boolean {
  return ableWithoutPlan.some((able) => covers(able, day));
}

function lapsing({ claimNumber, balance }: OpenBalance, on: PlainDate): LapsingClaim {
  return { claim: claimNumber, owed: balance, on };
}

// A claim that had lapsed before we first judged the debtor was handed over lapsed: a person must see why (39-12, Q4).
function judgedWhenLapsing(lapsedOn: PlainDate, { findings }: AgreementHistory): boolean {
  return findings[0] !== undefined && findings[0].on <= lapsedOn;
}

// After the day, only a plan has kept the claim alive; on the day itself it must be looked for. Where a person has said that it
// is alive, § 9, stk. 2 ends it only with a plan that is in force now.
function wasOnPlan(
  { lapseEarliest }: OpenBalance,
  { history, asOf }: LapseQuestion,
  answered: boolean,
): boolean {
  if (!answered && asOf !== lapseEarliest) return true;
  return history.plans.some((plan) => covers(plan, asOf));
}

function lapseOf(
  { law, helpStopped, knownFrom, planHistory }: OpenBalance,
  { history, asOf }: LapseQuestion,
): Lapse {
  const handedOver = planHistory.flatMap(({ planFrom, planTo }) =>
    planFrom === null ? [] : [{ from: planFrom, to: planTo }],
  );
  return lapse(
    {
      law,
      helpStopped,
      knownFrom,
      plan: [...handedOver, ...history.plans],
      inDefault: history.inDefault,
      ableNoPlan: history.unusedAbility,
      deferralGranted: history.deferralGranted ?? planHistory[0]?.deferralGranted ?? null,
    },
    asOf,
  );
}
