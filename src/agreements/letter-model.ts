import { lastSaid } from '../facts/answered-on.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { paymentReference, readableDecisionId } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert, ok, type Result } from '../kernel/result.ts';
import type { ComplaintGuidance, NoComplaintGuidance } from '../law/complaint-guidance.ts';
import { explanationInWords, sourceInWords } from '../letters/explanation-in-words.ts';
import { letterFrame } from '../letters/letter-frame.ts';
import type { Copy as LetterCopy } from '../letters/letter-source.ts';
import type {
  DecisionLetter,
  DeferralLetter,
  HearingClosed,
  HearingLetter,
  IncomeRequest,
  LapseLetter,
  LetterModel,
  PlanLetter,
  ReversalLetter,
} from '../letters/model.ts';
import { claimChanges } from './claim-changes.ts';
import { owedUnder } from './covers.ts';
import { burdens } from './decision-rule.ts';
import { deferralFound, groundOf } from './deferral-ground.ts';
import type { LetterBasis } from './letter-basis.ts';
import { claimsCovered, claimsWithShares, lapsedClaims } from './letter-claims.ts';
import { guidanceFor, lapseYearsOf } from './letter-laws.ts';
import { reversalTold } from './letter-reversal.ts';
import { transferTold } from './letter-transfer.ts';
import type { AgreedTerms, DeferralReason, Terms } from './types.ts';

/** Which copy of the letter: to whom, and in which language. */
export type Copy = Pick<LetterCopy, 'language' | 'recipient' | 'page'>;

type PlanTerms = Extract<Terms, { outcome: 'plan' }>;

/**
 * A letter about a decision, as data: the same decision and facts give the same letter. Refused where nobody has said
 * what a decision by that law must tell about complaints.
 */
export function letterModelOf(basis: LetterBasis, copy: Copy): Result<LetterModel, NoComplaintGuidance> {
  if (basis.place === 'hearing-closed') return ok(hearingClosedOf(basis, copy));
  if (basis.place === 'hearing') return ok(questionOf(basis, copy));
  if (basis.place === 'reversal') return reversalLetterOf(basis, copy);
  return decisionLetterOf(basis, copy);
}

function decisionLetterOf(basis: LetterBasis, copy: Copy): Result<DecisionLetter, NoComplaintGuidance> {
  const { decided, terms } = basis.decision;
  assert(decided !== null, 'a letter tells what has been decided');
  const guidance = guidanceFor(basis, decided.on);
  if (!guidance.ok) return guidance;
  const common = { ...everyDecision(basis, copy), complaint: guidance.value };
  if (terms.outcome === 'plan') return ok(planLetterOf(basis, { copy, common, terms }));
  if (terms.outcome === 'transfer')
    return ok({
      kind: 'transfer-notice',
      ...common,
      ...whatIsOwed(basis, copy),
      ...transferTold(basis, copy),
    });
  return ok(
    terms.outcome === 'deferral'
      ? deferralLetterOf(basis, { copy, common, reason: terms.reason })
      : lapseLetterOf(basis, { copy, common, reason: terms.reason }),
  );
}

function reversalLetterOf(basis: LetterBasis, copy: Copy): Result<ReversalLetter, NoComplaintGuidance> {
  const { reversal, decision } = basis;
  assert(reversal !== null && decision.closedWhy !== null, 'what was taken back has been recorded');
  const guidance = guidanceFor(basis, reversal.on);
  if (!guidance.ok) return guidance;
  return ok({
    kind: 'reversal',
    ...everyLetter(basis, copy),
    complaint: guidance.value,
    because: decision.closedWhy,
    ...reversalTold(decision, reversal),
  });
}

function everyLetter({ decision, configuration }: LetterBasis, copy: Copy) {
  return {
    ...letterFrame(configuration, copy),
    debtorNumber: decision.debtor,
    decisionReference: readableDecisionId(decision.id),
    previous: told(decision.replaces?.terms ?? null),
  };
}

function told(terms: AgreedTerms | null) {
  if (terms === null) return { state: 'none' as const };
  if (terms.outcome === 'deferral') return { state: 'deferral' as const };
  return { state: 'plan' as const, monthly: plainKroner(terms.monthly) };
}

function everyDecision(basis: LetterBasis, copy: Copy) {
  const { decision } = basis;
  assert(decision.decided !== null, 'a decision has been made');
  return {
    ...everyLetter(basis, copy),
    decisionDate: decision.decided.on,
    decidedBy: deciderOf(basis, copy),
    lapseYears: lapseYearsOf(basis),
    because: decision.because,
    lapsedClaims: lapsedClaims(basis),
    claimChanges: claimChanges(basis),
  };
}

function deciderOf({ decision, configuration }: LetterBasis, { language }: Copy) {
  const title = configuration.letters.staffTitle[language];
  if (decision.change === 'manual' || decision.terms.reason === 'judged')
    return { how: 'caseworker' as const, title };
  return decision.decided?.by === 'automatic'
    ? { how: 'automatic' as const }
    : { how: 'approved' as const, title };
}

type EveryDecision = ReturnType<typeof everyDecision> & { readonly complaint: ComplaintGuidance };

interface Telling {
  readonly copy: Copy;
  readonly common: EveryDecision;
}

function planLetterOf(
  basis: LetterBasis,
  { copy, common, terms }: Telling & { readonly terms: PlanTerms },
): PlanLetter {
  const { configuration, decision } = basis;
  const { creditorNumber, kind, dueDay } = configuration.payment;
  const firstDue = decision.decided?.firstDue;
  assert(firstDue != null, 'a plan that was decided has a first due date');
  return {
    kind: planKindOf(basis, terms),
    ...common,
    ...whatIsOwed(basis, copy),
    hearing: hearingTold(basis),
    claims: claimsWithShares(basis, terms.monthly),
    monthly: plainKroner(terms.monthly),
    heldBack: heldBackOf(basis, terms),
    countsFrom: decision.change === 'fall' ? decision.draftedOn : null,
    firstDueDate: firstDue,
    dueDay,
    paymentLine:
      creditorNumber === null ? null : paymentLine(kind, paymentReference(decision.id), creditorNumber),
  };
}

/** The calculation gives more, and the amount stays for now. */
function heldBackOf({ decision: { change }, found }: LetterBasis, { monthly, reason }: PlanTerms) {
  const more = change === 'claims-changed' && reason !== 'manual' && found.outcome === 'plan';
  return more && found.monthly > monthly ? plainKroner(found.monthly) : null;
}

function planKindOf({ decision: { change } }: LetterBasis, { reason }: PlanTerms): PlanLetter['kind'] {
  if (change === 'claims-changed') return change;
  if (reason === 'manual') return 'individual-plan';
  if (reason === 'no-income') return 'plan-without-income';
  return change === 'rise' || change === 'fall' || change === 'resume' ? change : 'plan';
}

function deferralLetterOf(
  basis: LetterBasis,
  { copy, common, reason }: Telling & { readonly reason: DeferralReason },
): DeferralLetter {
  const { decision, steps } = basis;
  return {
    kind: decision.change === 'suspend' ? 'suspension' : 'deferral',
    ...common,
    ...whatIsOwed(basis, copy),
    hearing: { state: 'not-needed' },
    countsFrom: deferralCountsFrom(decision),
    ground: groundOf(reason, steps),
  };
}

// § 7: what was asked for since the suspension was found is taken back; a first deferral has nothing to take back.
function deferralCountsFrom({ change, decided, draftedOn }: LetterBasis['decision']): PlainDate {
  return change === 'suspend' ? draftedOn : (decided?.effectiveFrom ?? draftedOn);
}

function lapseLetterOf(
  basis: LetterBasis,
  { copy, common, reason }: Telling & { readonly reason: LapsingReason },
): LapseLetter {
  const { decision, steps } = basis;
  const found = reason === 'deferral-after-years' ? deferralFound(steps) : null;
  return {
    kind: 'lapse',
    ...common,
    claims: claimsCovered(basis),
    totalOwed: plainKroner(owedUnder(decision)),
    now: told(decision.covers.length === 0 ? null : (decision.replaces?.terms ?? null)),
    ground: found === null ? null : groundOf(found, steps),
    basis: found === null ? [] : basisOf(basis, copy),
  };
}

type LapsingReason = Extract<Terms, { outcome: 'lapse' }>['reason'];

/** What the debtor is asked before anything is decided: remarks, or income. */
function questionOf(basis: LetterBasis, copy: Copy): HearingLetter | IncomeRequest {
  const { decision, hearing, configuration } = basis;
  const { terms } = decision;
  assert(hearing !== null && terms.outcome === 'plan', 'one who is asked is asked about a plan');
  const question = {
    ...everyLetter(basis, copy),
    ...whatIsOwed(basis, copy),
    letterDate: hearing.askedOn,
    answerBy: hearing.printedDeadline,
    noticeDays: configuration.run.noticeDays,
    monthly: plainKroner(terms.monthly),
  };
  if (hearing.kind === 'income-request')
    return { kind: 'income-request', ...question, answerDays: configuration.incomeRequest.days };
  return {
    kind: 'hearing',
    ...question,
    answerDays: configuration.hearing.days,
    intended: intendedOf(basis),
    because: decision.because,
  };
}

function intendedOf({ decision: { change } }: LetterBasis): HearingLetter['intended'] {
  if (change === 'manual') return 'individual-plan';
  return change === 'rise' || change === 'resume' ? change : 'plan';
}

function hearingClosedOf(basis: LetterBasis, copy: Copy): HearingClosed {
  const { hearing } = basis;
  assert(hearing?.closedOn != null, 'a hearing that is closed');
  return {
    kind: 'hearing-closed',
    ...everyLetter(basis, copy),
    letterDate: hearing.closedOn,
    askedOn: hearing.askedOn,
    answered: hearing.answer !== null,
  };
}

function whatIsOwed(basis: LetterBasis, copy: Copy) {
  return {
    claims: claimsCovered(basis),
    totalOwed: plainKroner(owedUnder(basis.decision)),
    basis: basisOf(basis, copy),
  };
}

function basisOf({ steps, answeredOn }: LetterBasis, { language }: Copy) {
  return explanationInWords(steps, language, (source) =>
    sourceInWords(source, language, lastSaid(answeredOn, source)),
  );
}

/** Forvaltningsloven § 19: what the debtor answered and we replied, or why they were not asked. */
function hearingTold({ decision, hearing }: LetterBasis): PlanLetter['hearing'] {
  if (hearing !== null) {
    const { askedOn, answer, reply, deadline, printedDeadline } = hearing;
    if (answer === null) return { state: 'no-answer', askedOn, deadline: deadline ?? printedDeadline };
    assert(reply !== null, 'an answer is replied to before it is decided');
    return { state: 'answered', askedOn, answer, reply };
  }
  if (!burdens(decision.change)) return { state: 'not-needed' };
  const { hearingLeftOut: ground } = decision;
  assert(ground !== null, 'a plan was decided without a hearing and without a ground for leaving it out');
  return { state: 'left-out', ground };
}
