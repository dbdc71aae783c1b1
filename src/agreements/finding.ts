import { hash } from 'node:crypto';
import type { BatchNumber } from '../kernel/ids.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { stepsInShort, type Step } from '../kernel/explanation.ts';
import type { Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { KnownFacts, ObtainedFacts } from '../facts/as-of.ts';
import type { Assessment, AssessmentRefusal } from '../law/assess.ts';
import type { RuleVersion } from '../law/rule-versions.ts';
import {
  benefitsOn,
  circumstancesOf,
  dependantsOn,
  factsWithoutIncome,
  missingFacts,
  obtainedFacts,
  personReasons,
  reasonsInPerson,
  type AcceptedReasons,
  type FactsWithoutIncome,
  type PersonReason,
} from './circumstances.ts';
import { stillAnswers } from './grounds.ts';
import type { Basis, Found } from './types.ts';

/** What a month is judged by: the same for every debtor of a run. */
export interface MonthContext {
  readonly month: YearMonth;
  readonly calculationDate: PlainDate;
  readonly factsAsOf: BatchNumber;
  readonly rule: RuleVersion;
}

export interface Finding {
  readonly found: Found;
  /** The whole way to the result; as far as it went when the rule stopped, empty when facts were missing. */
  readonly steps: readonly Step[];
  readonly personReasons: readonly PersonReason[];
}

/** What one debtor's facts are looked at by. */
export interface FindingContext extends Pick<MonthContext, 'calculationDate' | 'rule'> {
  /** A guardian is recorded. */
  readonly represented: boolean;
  /** The grounds that persons had given by the calculation date; never part of what is found. */
  readonly accepted?: AcceptedReasons;
}

/**
 * What the rule finds for one debtor. Missing or contradicting facts give no finding but a reason for a person to look;
 * no income is ever assumed, and a listed benefit asks for none (§ 6, stk. 1). The same function serves the run, the explanation and the verification.
 */
export function findFor(facts: KnownFacts | undefined, context: FindingContext): Finding {
  const finding = findAll(facts, context);
  const { accepted } = context;
  // As for nearly everybody.
  if (accepted === undefined || accepted.size === 0) return finding;
  const answered = (reason: PersonReason) => {
    const grounds = accepted.get(reason);
    return grounds !== undefined && stillAnswers(reason, grounds, facts);
  };
  return { ...finding, personReasons: finding.personReasons.filter((reason) => !answered(reason)) };
}

function findAll(facts: KnownFacts | undefined, context: FindingContext): Finding {
  const missing = missingFacts(facts);
  const [firstMissing] = missing;
  if (facts === undefined) return nothingFound('not-asked', missing);
  if (firstMissing === undefined) return findFrom(obtainedFacts(facts), context);
  const known = factsWithoutIncome(facts);
  return (known === null ? null : findWithoutIncome(known, context)) ?? nothingFound(firstMissing, missing);
}

function findFrom(facts: ObtainedFacts, context: FindingContext): Finding {
  const circumstances = circumstancesOf(facts, context.calculationDate);
  if (circumstances === 'unknown-benefit') return nothingFound('unknown-benefit', ['unknown-benefit']);
  const steps: Step[] = [];
  const assessed = context.rule.assess(circumstances, steps);
  if (!assessed.ok) {
    const reason = refusalReason(assessed.refusal);
    return nothingFound(reason, [reason, ...personReasons(facts, context)], steps);
  }
  const found = asFound(assessed.value, circumstances.dependants.value, steps);
  return { found, steps, personReasons: reasonsBehind(assessed.value, facts, context) };
}

/**
 * Why a person must look before this answer is used. A deferral because of a listed benefit rests on neither income nor
 * children: what is unclear about them changes nothing for the debtor, and asks nobody to look until it does.
 */
function reasonsBehind(
  assessment: Assessment,
  facts: ObtainedFacts,
  context: FindingContext,
): PersonReason[] {
  if (assessment.reason === 'benefit') return reasonsInPerson(facts, context);
  const atLimit = assessment.reason === 'table' && assessment.atLimit;
  return [...personReasons(facts, context), ...(atLimit ? (['income-at-limit'] as const) : [])];
}

/** The same where the income alone was not obtained; null where the rule needs it. */
function findWithoutIncome(facts: FactsWithoutIncome, context: FindingContext): Finding | null {
  const benefits = benefitsOn(facts, context.calculationDate);
  if (benefits === 'unknown-benefit') return null;
  const steps: Step[] = [];
  const assessment = context.rule.assessWithoutIncome({ benefits }, steps);
  if (assessment === null) return null;
  const found = asFound(assessment, dependantsOn(facts, context.calculationDate).value, steps);
  return { found, steps, personReasons: reasonsInPerson(facts, context) };
}

function nothingFound(
  reason: PersonReason,
  personReasons: readonly PersonReason[],
  steps: readonly Step[] = [],
): Finding {
  return { found: { outcome: 'none', reason }, steps, personReasons };
}

function refusalReason(refusal: AssessmentRefusal): PersonReason {
  switch (refusal.tag) {
    case 'reversal-without-original':
    case 'negative-net-income':
      return refusal.tag;
    case 'no-table':
    case 'no-figure':
      // A run is refused as a whole before it starts when a figure is missing for its date.
      throw new Error(`no figure of law for ${refusal.date}`);
    default:
      return unreachable(refusal);
  }
}

function asFound(assessment: Assessment, dependants: boolean, steps: readonly Step[]): Found {
  const basis = basisOf(assessment, dependants, steps);
  if (assessment.outcome === 'deferral') return { ...basis, outcome: 'deferral', reason: assessment.reason };
  return { ...basis, outcome: 'plan', reason: assessment.reason, monthly: assessment.monthly };
}

function basisOf(assessment: Assessment, dependants: boolean, steps: readonly Step[]): Basis {
  const year = steps.find((step) => step.question === 'net-income-of-year');
  const percentage = steps.find((step) => step.question === 'percentage');
  return {
    earlierMonth: kronerInput(year, 'earlier-month'),
    laterMonth: kronerInput(year, 'later-month'),
    netIncomeYear: 'netIncomeYear' in assessment ? assessment.netIncomeYear : null,
    dependants,
    table: 'table' in assessment ? assessment.table : null,
    bandFrom: kronerInput(percentage, 'band-from'),
    percent: 'percent' in assessment ? assessment.percent : null,
    explanationHash: hashOf(stepsInShort(steps)),
  };
}

function kronerInput(step: Step | undefined, name: string): Ore | null {
  const input = step?.inputs.find((each) => each.name === name);
  return input?.unit === 'kroner' ? input.value : null;
}

/** 16 bytes are enough to tell any two explanations apart, and half as much to write for every debtor every month. */
function hashOf(explanation: string): Buffer {
  return hash('sha256', explanation, 'buffer').subarray(0, 16);
}
