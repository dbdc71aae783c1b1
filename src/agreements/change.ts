import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { decisionId, type DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { OpenBalance } from '../claims/types.ts';
import { lapse, type Lapse } from '../law/lapse.ts';
import type { PersonReason } from './circumstances.ts';
import { scheduleOf } from './schedule.ts';
import type { Agreement, ChangeKind, Decision, Found, Terms } from './types.ts';

/** What the municipality has chosen about decisions. */
export interface DecisionRule {
  /** The first day on which what is decided now may fall due, and the day of the month after that. */
  readonly firstDue: PlainDate;
  readonly dueDay: number;
  /** Whether the municipality has recorded a ground for letting the program decide without a person. */
  readonly automaticPlan: boolean;
  readonly automaticDeferral: boolean;
}

export interface ChangeQuestion {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly calculationDate: PlainDate;
  readonly found: Found;
  readonly claims: readonly OpenBalance[];
  readonly inForce: Agreement | null;
  readonly rule: DecisionRule;
}

export type Change =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'person'; readonly reasons: readonly PersonReason[] }
  | { readonly kind: 'decision'; readonly decision: Decision };

/**
 * Compares what was found with what is in force: nothing, a decision, or a person must look. Facts decide first; only
 * then is it asked whether anything changes, so that a repeated month gives nothing new.
 */
export function changeFrom(question: ChangeQuestion): Change {
  const { found, claims, inForce, calculationDate } = question;
  if (found.outcome === 'none') return { kind: 'person', reasons: [found.reason] };
  const lapseReasons = lapseReasonsOf(claims, { found, inForce, asOf: calculationDate });
  if (lapseReasons.length > 0) return { kind: 'person', reasons: lapseReasons };
  const owed = sumOre(claims.map(({ balance }) => balance));
  if (owed === zeroOre) return { kind: 'unchanged' };
  const kind = changeKind(found, inForce, owed);
  // A complaint has no suspensive effect (retssikkerhedsloven § 72), so the plan runs on; a rise waits (open question Q20).
  if (kind === 'rise' && claims.some(({ complaintPending }) => complaintPending)) {
    return { kind: 'person', reasons: ['complaint-pending'] };
  }
  return kind === null
    ? { kind: 'unchanged' }
    : { kind: 'decision', decision: decide(question, found, { kind, owed }) };
}

type Answer = Exclude<Found, { outcome: 'none' }>;

function changeKind(found: Answer, inForce: Agreement | null, owed: Ore): ChangeKind | null {
  if (inForce === null) return found.outcome === 'plan' ? 'start-plan' : 'start-deferral';
  const { terms } = inForce;
  if (found.outcome === 'plan' && terms.outcome === 'plan') {
    if (found.monthly > terms.monthly) return 'rise';
    if (found.monthly < terms.monthly) return 'fall';
  } else if (found.outcome !== terms.outcome) {
    return found.outcome === 'deferral' ? 'suspend' : 'resume';
  }
  // Another ground for the same deferral changes nothing for the citizen; new or withdrawn claims do.
  return owed === inForce.owed ? null : 'claims-changed';
}

function decide(question: ChangeQuestion, found: Answer, change: { kind: ChangeKind; owed: Ore }): Decision {
  const { debtor, month, calculationDate, rule } = question;
  const terms = termsOf(found, rule.firstDue);
  const automatic = terms.outcome === 'plan' ? rule.automaticPlan : rule.automaticDeferral;
  return {
    id: decisionId(month, debtor, 0),
    debtor,
    month,
    change: change.kind,
    terms,
    replaces: question.inForce,
    draftedOn: calculationDate,
    decidedBy: automatic ? 'automatic' : null,
    owed: change.owed,
    schedule:
      terms.outcome === 'plan' ? scheduleOf(change.owed, terms.monthly, terms.firstDue, rule.dueDay) : [],
  };
}

function termsOf(found: Answer, firstDue: PlainDate): Terms {
  return found.outcome === 'plan'
    ? { outcome: 'plan', reason: found.reason, monthly: found.monthly, firstDue }
    : { outcome: 'deferral', reason: found.reason };
}

interface LapseContext {
  readonly found: Answer;
  readonly inForce: Agreement | null;
  readonly asOf: PlainDate;
}

/** Why a person must look at lapse first: claims that have lapsed, that nobody can say of, or that this decision would end. */
function lapseReasonsOf(claims: readonly OpenBalance[], context: LapseContext): PersonReason[] {
  const reasons = new Set<PersonReason>();
  for (const claim of claims) {
    const { lapseEarliest } = claim;
    if (lapseEarliest === null || context.asOf <= lapseEarliest) continue;
    const state = lapseOf(claim, context);
    if (state.state === 'lapsed') reasons.add('claim-lapsed');
    else if (state.state === 'review') reasons.add('lapse-review');
    // Bek. 585/2023 § 9, stk. 2: deferral now would end the rest. One low month must not delete a debt (4.5).
    else if (context.found.outcome === 'deferral') reasons.add('deferral-would-lapse');
  }
  return [...reasons];
}

function lapseOf(claim: OpenBalance, { inForce, asOf }: LapseContext): Lapse {
  const [history] = claim.planHistory;
  const plan = history?.planFrom == null ? [] : [{ from: history.planFrom, to: history.planTo }];
  if (inForce?.terms.outcome === 'plan') plan.push({ from: inForce.inForceFrom, to: null });
  const facts = {
    law: claim.law,
    helpStopped: claim.helpStopped,
    knownFrom: claim.knownFrom,
    plan,
    ableNoPlan: [],
    deferralGranted: deferralGranted(history?.deferralGranted ?? null, inForce),
  };
  return lapse(facts, asOf);
}

function deferralGranted(before: PlainDate | null, inForce: Agreement | null): PlainDate | null {
  return inForce?.terms.outcome === 'deferral' ? inForce.inForceFrom : before;
}
