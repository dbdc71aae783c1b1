import { hash } from 'node:crypto';
import type { BatchNumber } from '../kernel/ids.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { stepsInShort, type Step } from '../kernel/explanation.ts';
import type { Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { KnownFacts } from '../facts/as-of.ts';
import type { Assessment, AssessmentRefusal, Circumstances } from '../law/assess.ts';
import type { RuleVersion } from '../law/rule-versions.ts';
import {
  circumstancesOf,
  missingFacts,
  obtainedFacts,
  personReasons,
  type PersonReason,
} from './circumstances.ts';
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

/**
 * What the rule finds for one debtor. Missing or contradicting facts give no finding but a reason for a person to look;
 * no income is ever assumed. The same function serves the run, the explanation and the verification.
 */
export function findFor(
  facts: KnownFacts | undefined,
  context: Pick<MonthContext, 'calculationDate' | 'rule'> & { readonly represented: boolean },
): Finding {
  const missing = missingFacts(facts);
  const [firstMissing] = missing;
  if (facts === undefined || firstMissing !== undefined)
    return nothingFound(firstMissing ?? 'not-asked', missing);
  const obtained = obtainedFacts(facts);
  const circumstances = circumstancesOf(obtained, context.calculationDate);
  if (circumstances === 'unknown-benefit') return nothingFound('unknown-benefit', ['unknown-benefit']);
  const reasons = personReasons(obtained, context);
  const steps: Step[] = [];
  const assessed = context.rule.assess(circumstances, steps);
  if (!assessed.ok) {
    const reason = refusalReason(assessed.refusal);
    return nothingFound(reason, [reason, ...reasons], steps);
  }
  const found = asFound(assessed.value, circumstances, steps);
  const atLimit = assessed.value.reason === 'table' && assessed.value.atLimit;
  return { found, steps, personReasons: atLimit ? [...reasons, 'income-at-limit'] : reasons };
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

function asFound(assessment: Assessment, circumstances: Circumstances, steps: readonly Step[]): Found {
  const basis = basisOf(assessment, circumstances, steps);
  if (assessment.outcome === 'deferral') return { ...basis, outcome: 'deferral', reason: assessment.reason };
  return { ...basis, outcome: 'plan', reason: assessment.reason, monthly: assessment.monthly };
}

function basisOf(assessment: Assessment, circumstances: Circumstances, steps: readonly Step[]): Basis {
  const year = steps.find((step) => step.question === 'net-income-of-year');
  const percentage = steps.find((step) => step.question === 'percentage');
  return {
    earlierMonth: kronerInput(year, 'earlier-month'),
    laterMonth: kronerInput(year, 'later-month'),
    netIncomeYear: 'netIncomeYear' in assessment ? assessment.netIncomeYear : null,
    dependants: circumstances.dependants.value,
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
