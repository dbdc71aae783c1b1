import type { Configuration } from '../municipality/configuration.ts';
import type { DebtorOutcome, Decision, Determination } from './types.ts';

/** One decision of the run with the determination behind it: enough to write the letter that would be sent. */
export interface Sample {
  readonly decision: Decision;
  readonly determination: Determination;
  readonly configuration: Configuration;
}

/** A decision that the run made, or a proposal: the letter that goes out first about it. */
export function sampleOf(outcomes: readonly DebtorOutcome[], configuration: Configuration): Sample | null {
  const deciding = outcomes.flatMap(({ decision, determination }) =>
    decision === null ? [] : [{ decision, determination }],
  );
  const sample = deciding.find(({ decision }) => decision.terms.outcome === 'plan') ?? deciding[0];
  return sample === undefined ? null : { ...sample, configuration };
}
