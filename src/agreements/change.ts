import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { decisionId, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { addOre } from '../kernel/money.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { AcceptedReasons, PersonReason } from './circumstances.ts';
import { covered, coversTheSame } from './covers.ts';
import { decidedOf } from './deciding.ts';
import { burdens, isAutomatic, mustBeAsked, type DecisionRule } from './decision-rule.ts';
import { groundlessIn, invoiceComesFirst, isInDefault } from './instead-of-a-plan.ts';
import { lowIncomeIsConfirmed } from './low-income.ts';
import { lapsingOf, type AgreementHistory, type Lapsing } from './lapsing.ts';
import { overtakes } from './overtaking.ts';
import type {
  Agreement,
  AgreedTerms,
  ChangeKind,
  Consequence,
  Decision,
  Found,
  InvoiceFirst,
  LapsingClaim,
  Terms,
} from './types.ts';

/** What stands for a debtor before the run. */
export interface Standing {
  readonly inForce: Agreement | null;
  /** What is proposed, or decided and on its way to the debtor. At most one. */
  readonly underWay: Decision | null;
  /** The debtor has answered the hearing about what is under way: a person must read it before anything is decided. */
  readonly answered: boolean;
  /** Claims that have been withdrawn since they were covered. */
  readonly withdrawnClaims: ReadonlySet<ClaimNumber>;
  /** The claims of a plan that was not kept (§ 10); empty = not in default. */
  readonly defaulted: ReadonlySet<ClaimNumber>;
  /** An invoice is open, or was not paid in time; null = none. Asked for only where the municipality sends invoices first. */
  readonly invoiced: 'open' | 'passed' | null;
}

export interface ChangeQuestion {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly ordinal: number;
  readonly calculationDate: PlainDate;
  readonly found: Found;
  readonly claims: readonly OpenBalance[];
  readonly standing: Standing;
  /** What has been in force; asked for only where a claim's years have run out. */
  readonly history: AgreementHistory;
  /** What persons have answered with grounds by the calculation date. */
  readonly accepted: AcceptedReasons;
  /** What the runs before found, newest first; asked for only where `asksForEarlier`. */
  readonly earlier: readonly Found[];
  readonly rule: DecisionRule;
  /** Why the matter is taken up again, and by whom; null for the month's run. */
  readonly because: string | null;
  readonly proposedBy: string | null;
  /** The version of the configuration that `rule` is from. */
  readonly configurationVersion: number;
}

export interface Change {
  readonly consequence: Consequence;
  readonly decision: Decision | null;
  readonly withdraws: DecisionId | null;
  readonly personReasons: readonly PersonReason[];
  /** An invoice to be sent first. */
  readonly invoice?: InvoiceFirst | null;
}

type Answer = Exclude<Found, { outcome: 'none' }>;

/**
 * Compares what was found with what is in force and what is under way: nothing, a decision, or a person must look. Facts
 * decide first; only then is it asked whether anything changes, so that a repeated month gives nothing new.
 */
export function changeFrom(question: ChangeQuestion): Change {
  const { found, claims, calculationDate: asOf, month, history, accepted } = question;
  if (found.outcome === 'none') return toPerson([found.reason]);
  if (claims.length === 0) return nothingNew('nothing-owed', question);
  // A caseworker's own proposal waits for the second person, whatever is found meanwhile.
  if (isProposedLapse(question.standing)) return stillUnderWay();
  const lapsing = lapsingOf(claims, { found, history, asOf, month, accepted });
  if (lapsing.review.length > 0) return whileReviewed(question, found, lapsing);
  if (lapsing.lapsed.length > 0)
    return propose(question, {
      change: 'lapse',
      terms: { outcome: 'lapse', reason: 'years-passed' },
      lapses: lapsing.lapsed,
    });
  return byTerms(question, found, lapsing);
}

/** A person must say first whether claims have lapsed; less to pay does not wait for that. */
function whileReviewed(question: ChangeQuestion, found: Answer, { review, wouldLapse }: Lapsing): Change {
  const change = changeKind(found, question);
  const less = change === 'fall' || (change === 'suspend' && wouldLapse.length === 0);
  if (!less) return toPerson(review);
  const terms = termsOf(found, question.standing.inForce?.terms ?? null);
  return propose(question, { change, terms, lapses: [] }, review);
}

function isProposedLapse({ underWay }: Standing): boolean {
  return underWay?.change === 'lapse' && underWay.proposedBy !== null && underWay.state === 'waiting';
}

function byTerms(question: ChangeQuestion, found: Answer, lapsing: Lapsing): Change {
  const { standing, rule } = question;
  // A caseworker's proposal stands while § 6 applies: what it proposes is told with the claims of the day it is decided.
  if (isManualFor(found, standing)) return stillUnderWay();
  if (found.outcome === 'plan' && isInDefault(standing, question.claims))
    return { ...settledAs('defaulted'), withdraws: groundlessIn(standing)?.id ?? null };
  const change = changeKind(found, question);
  if (change === null) return nothingNew(sameWhy(found, standing.inForce), question);
  if (change === 'start-plan' && invoiceComesFirst(found, rule, standing)) return byInvoice(question);
  if (change === 'rise') {
    const waits = whyRiseWaits(found, question);
    if (waits !== null) return withoutRise(waits, question);
  }
  const terms = termsOf(found, standing.inForce?.terms ?? null);
  const lapses = terms.outcome === 'deferral' ? lapsing.wouldLapse : [];
  const all = lapses.length > 0 && lapses.length === question.claims.length;
  const proposal: Proposal = all
    ? { change: 'lapse', terms: { outcome: 'lapse', reason: 'deferral-after-years' }, lapses }
    : { change, terms, lapses };
  if (lapses.length === 0 || mayEndTheRest(found, question)) return propose(question, proposal);
  return propose({ ...question, rule: asPerson(rule) }, proposal, ['deferral-would-lapse']);
}

function byInvoice({ claims, configurationVersion, standing }: ChangeQuestion): Change {
  const invoice = standing.invoiced === null ? { claims: claims.map(covered), configurationVersion } : null;
  return { ...settledAs('invoice-open'), invoice };
}

/** The amount stays for now; that the claims are others than those in force does not wait for it. */
function withoutRise(waits: Consequence, question: ChangeQuestion): Change {
  const { inForce, withdrawnClaims } = question.standing;
  if (inForce === null || coversTheSame(inForce, question.claims, withdrawnClaims))
    return nothingNew(waits, question);
  return propose(question, { change: 'claims-changed', terms: inForce.terms, lapses: [] });
}

/** What the runs before found is needed where one month is not enough: a rise, or a low income that would end a debt. */
export function asksForEarlier(
  found: Found,
  { claims, standing, calculationDate }: Pick<ChangeQuestion, 'claims' | 'standing' | 'calculationDate'>,
): boolean {
  if (found.outcome === 'none') return false;
  const terms = standing.inForce?.terms;
  if (found.outcome === 'plan') return terms?.outcome === 'plan' && found.monthly > terms.monthly;
  const past = ({ lapseEarliest }: OpenBalance) => lapseEarliest !== null && lapseEarliest <= calculationDate;
  return found.reason === 'low-income' && claims.some(past);
}

// One low month must not delete a debt: two runs in a row below the limit, or a second person (docs/legal-review.md).
function mayEndTheRest(found: Answer, { earlier }: ChangeQuestion): boolean {
  return (
    found.outcome !== 'deferral' || found.reason !== 'low-income' || lowIncomeIsConfirmed(found, earlier[0])
  );
}

function asPerson(rule: DecisionRule): DecisionRule {
  return { ...rule, automatic: { ...rule.automatic, deferral: false, lapse: false } };
}

function isManualFor(found: Answer, { inForce, underWay }: Standing): boolean {
  return underWay?.change === 'manual' && inForce !== null && found.outcome === 'deferral';
}

function isManual(terms: Terms | null): boolean {
  return terms?.outcome === 'plan' && terms.reason === 'manual';
}

function changeKind(found: Answer, { standing, claims }: ChangeQuestion): ChangeKind | null {
  const { inForce } = standing;
  if (inForce === null) return found.outcome === 'plan' ? 'start-plan' : 'start-deferral';
  const { terms } = inForce;
  if (found.outcome === 'plan' && terms.outcome === 'plan') {
    if (found.monthly > terms.monthly) return 'rise';
    if (found.monthly < terms.monthly) return 'fall';
  } else if (found.outcome !== terms.outcome) {
    if (found.outcome === 'plan') return 'resume';
    // A caseworker's amount is fixed for one who is entitled to deferral: it stands while that is so (§ 6, stk. 2).
    if (!isManual(terms)) return 'suspend';
  }
  // Another ground for the same deferral changes nothing for the citizen; new, corrected or withdrawn claims do.
  return coversTheSame(inForce, claims, standing.withdrawnClaims) ? null : 'claims-changed';
}

function sameWhy(found: Answer, inForce: Agreement | null): Consequence {
  return found.outcome === 'deferral' && isManual(inForce?.terms ?? null) ? 'manual-stands' : 'same';
}

/** A small rise waits, a rise is confirmed by the runs before, and none is decided while a complaint is pending. */
function whyRiseWaits(found: Answer, question: ChangeQuestion): Consequence | null {
  const { standing, rule, earlier, claims } = question;
  const terms = standing.inForce?.terms;
  if (found.outcome !== 'plan' || terms?.outcome !== 'plan') return null;
  const enough = addOre(terms.monthly, rule.riseThreshold);
  if (found.monthly < enough) return 'rise-below-threshold';
  const before = earlier.slice(0, rule.runsToConfirmRise - 1);
  const confirmed = before.filter((each) => each.outcome === 'plan' && each.monthly >= enough);
  if (confirmed.length < rule.runsToConfirmRise - 1) return 'rise-to-confirm';
  // A complaint has no suspensive effect (retssikkerhedsloven § 72), so the plan runs on; a rise waits (open question Q20).
  return claims.some(({ complaintPending }) => complaintPending) ? 'rise-waits-for-complaint' : null;
}

function termsOf(found: Answer, before: AgreedTerms | null): AgreedTerms {
  if (found.outcome === 'plan') return { outcome: 'plan', reason: found.reason, monthly: found.monthly };
  if (before !== null && isManual(before)) return before;
  const suspends = before !== null && (before.outcome === 'plan' || before.suspends);
  return { outcome: 'deferral', reason: found.reason, suspends };
}

function toPerson(personReasons: readonly PersonReason[]): Change {
  return { consequence: 'person', decision: null, withdraws: null, personReasons };
}

/** Nothing new; a proposal that no longer has a ground is withdrawn, and what is on its way to the debtor stays. */
function nothingNew(consequence: Consequence, { standing: { underWay } }: ChangeQuestion): Change {
  if (underWay === null) return settledAs(consequence);
  if (underWay.state === 'decided') return stillUnderWay();
  return { ...settledAs(consequence), withdraws: underWay.id };
}

function stillUnderWay(): Change {
  return settledAs('pending');
}

function settledAs(consequence: Consequence): Change {
  return { consequence, decision: null, withdraws: null, personReasons: [] };
}

interface Proposal {
  readonly change: ChangeKind;
  readonly terms: Terms;
  readonly lapses: readonly LapsingClaim[];
}

function propose(
  question: ChangeQuestion,
  proposal: Proposal,
  personReasons: readonly PersonReason[] = [],
): Change {
  const { underWay } = question.standing;
  const decision = proposed(question, proposal);
  if (underWay !== null && !overtakes(decision, underWay)) return { ...stillUnderWay(), personReasons };
  return { consequence: 'decision', decision, withdraws: underWay?.id ?? null, personReasons };
}

function proposed(question: ChangeQuestion, proposal: Proposal): Decision {
  const { debtor, month, ordinal, calculationDate, rule, standing } = question;
  const lapsing = new Set(proposal.lapses.map(({ claim }) => claim));
  const covers = question.claims.filter(({ claimNumber }) => !lapsing.has(claimNumber)).map(covered);
  const heard = heardAlready(proposal, standing.underWay);
  const asked = heard === null && mustBeAsked(proposal, rule);
  const unread = heard !== null && standing.answered;
  const state = asked ? 'hearing' : isAutomatic(proposal, rule) && !unread ? 'decided' : 'waiting';
  const id = decisionId(month, debtor, ordinal);
  const draft: Decision = {
    id,
    debtor,
    month,
    ordinal,
    ...proposal,
    state: 'waiting',
    replaces: standing.inForce,
    draftedOn: calculationDate,
    covers,
    heardAs: asked ? id : heard,
    hearingLeftOut: heard === null && !asked && burdens(proposal.change) ? rule.hearingLeftOut : null,
    decided: null,
    because: question.because,
    proposedBy: question.proposedBy,
    configurationVersion: question.configurationVersion,
    closedWhy: null,
  };
  return state === 'decided'
    ? decidedOf(draft, {
        on: calculationDate,
        by: 'automatic',
        due: rule.due,
        configurationVersion: question.configurationVersion,
      })
    : { ...draft, state };
}

/** One who was heard about a higher amount need not be heard about a lower one (forvaltningsloven § 19). */
function heardAlready({ change, terms }: Proposal, underWay: Decision | null): DecisionId | null {
  if (underWay?.state !== 'waiting' || underWay.change !== change) return null;
  const heard = underWay.terms;
  if (terms.outcome !== 'plan' || heard.outcome !== 'plan' || heard.reason !== terms.reason) return null;
  return terms.monthly <= heard.monthly ? underWay.heardAs : null;
}
