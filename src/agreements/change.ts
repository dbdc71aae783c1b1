import { covers, type DateRange, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { decisionId, type DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { OpenBalance } from '../claims/types.ts';
import { lapse, type Lapse } from '../law/lapse.ts';
import type { PersonReason } from './circumstances.ts';
import { scheduleOf } from './schedule.ts';
import type { Agreement, ChangeKind, Decision, Found, Terms } from './types.ts';

/** What the municipality has chosen about decisions. */
export interface DecisionRule {
  /** The first day on which something new, or more, may fall due: the citizen must know in time. */
  readonly firstDue: PlainDate;
  /** The next due day: less, or the same, counts at once. */
  readonly nextDue: PlainDate;
  readonly dueDay: number;
  /** Whether the municipality has recorded a ground for letting the program decide without a person. */
  readonly automaticPlan: boolean;
  readonly automaticWithoutIncome: boolean;
  readonly automaticDeferral: boolean;
}

export interface ChangeQuestion {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly calculationDate: PlainDate;
  readonly found: Found;
  readonly claims: readonly OpenBalance[];
  readonly inForce: Agreement | null;
  /** What has been in force; asked for only where a claim's years have run out. */
  readonly history: AgreementHistory;
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
  const lapseReasons = lapseReasonsOf(claims, { found, history: question.history, asOf: calculationDate });
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
  const { debtor, month, calculationDate, rule, inForce } = question;
  const { kind, owed } = change;
  const terms = termsOf(found, firstDueOf(kind, inForce, rule));
  return {
    id: decisionId(month, debtor, 0),
    debtor,
    month,
    change: kind,
    terms,
    replaces: inForce,
    draftedOn: calculationDate,
    // Until a rise falls due the citizen pays as before, so that no month is without an instalment.
    effectiveFrom: kind === 'rise' && terms.outcome === 'plan' ? terms.firstDue : calculationDate,
    decidedBy: isAutomatic(terms, rule) ? 'automatic' : null,
    owed,
    schedule: terms.outcome === 'plan' ? scheduleOf(owed, terms.monthly, terms.firstDue, rule.dueDay) : [],
  };
}

// A fall counts at once (docs/legal-review.md); a plan that only covers other claims goes on as it was.
function firstDueOf(kind: ChangeKind, inForce: Agreement | null, rule: DecisionRule): PlainDate {
  const goesOn = kind === 'fall' || (kind === 'claims-changed' && inForce?.terms.outcome === 'plan');
  return goesOn ? rule.nextDue : rule.firstDue;
}

// § 5, stk. 2 is for those who were asked and did not answer. The program does not ask yet: it has a ground of its own.
function isAutomatic(terms: Terms, rule: DecisionRule): boolean {
  if (terms.outcome === 'deferral') return rule.automaticDeferral;
  return terms.reason === 'no-income' ? rule.automaticWithoutIncome : rule.automaticPlan;
}

function termsOf(found: Answer, firstDue: PlainDate): Terms {
  return found.outcome === 'plan'
    ? { outcome: 'plan', reason: found.reason, monthly: found.monthly, firstDue }
    : { outcome: 'deferral', reason: found.reason };
}

interface LapseContext {
  readonly found: Answer;
  readonly history: AgreementHistory;
  readonly asOf: PlainDate;
}

/** Why a person must look at lapse first: claims that have lapsed, that nobody can say of, or that this decision would end. */
function lapseReasonsOf(claims: readonly OpenBalance[], context: LapseContext): PersonReason[] {
  const reasons = new Set<PersonReason>();
  for (const claim of claims) {
    const { lapseEarliest } = claim;
    if (lapseEarliest === null || context.asOf < lapseEarliest) continue;
    const state = lapseOf(claim, context);
    if (state.state === 'lapsed') reasons.add('claim-lapsed');
    else if (state.state === 'review') reasons.add('lapse-review');
    // Bek. 585/2023 § 9, stk. 2: deferral instead of a plan would end the rest, from the very day. One low month must
    // not delete a debt (docs/legal-review.md).
    else if (context.found.outcome === 'deferral' && wasOnPlan(claim, context))
      reasons.add('deferral-would-lapse');
  }
  return [...reasons];
}

// After the day, only a plan has kept the claim alive; on the day itself it must be looked for.
function wasOnPlan({ lapseEarliest }: OpenBalance, { history, asOf }: LapseContext): boolean {
  return asOf !== lapseEarliest || history.plans.some((plan) => covers(plan, asOf));
}

/** What has been in force for a debtor, up to and with today. */
export interface AgreementHistory {
  readonly plans: readonly DateRange[];
  /** The day deferral was last granted. */
  readonly deferralGranted: PlainDate | null;
}

export const noHistory: AgreementHistory = { plans: [], deferralGranted: null };

function lapseOf({ law, helpStopped, knownFrom, planHistory }: OpenBalance, context: LapseContext): Lapse {
  const { history, asOf } = context;
  const handedOver = planHistory.flatMap(({ planFrom, planTo }) =>
    planFrom === null ? [] : [{ from: planFrom, to: planTo }],
  );
  const granted = history.deferralGranted ?? planHistory[0]?.deferralGranted ?? null;
  const plan = [...handedOver, ...history.plans];
  return lapse({ law, helpStopped, knownFrom, plan, ableNoPlan: [], deferralGranted: granted }, asOf);
}
