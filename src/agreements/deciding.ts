import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import { firstDueDate, nextDueDate, type DueRule } from './schedule.ts';
import { assertMove } from './state-machine.ts';
import type { Decided, Decision } from './types.ts';

export interface Deciding {
  readonly on: PlainDate;
  /** `automatic`, or the person. */
  readonly by: string;
  readonly due: DueRule;
  /** The version of the municipality's configuration that `due` is from. */
  readonly configurationVersion: number;
}

/** The proposal as decided on a day: from then its dates stand, and the letter tells them. */
export function decidedOf(proposal: Decision, deciding: Deciding): Decision {
  // § 9: lapse comes by law and does not wait for the letter.
  const state = proposal.change === 'lapse' ? 'in-force' : 'decided';
  assertMove(proposal.state, state);
  return {
    ...proposal,
    state,
    decided: decidedBy(proposal, deciding),
    configurationVersion: deciding.configurationVersion,
  };
}

function decidedBy(proposal: Decision, { on, by, due }: Deciding): Decided {
  const firstDue = firstDueOf(proposal, on, due);
  // Until a rise falls due the citizen pays as before, so that no month is without an instalment.
  const effectiveFrom = proposal.change === 'rise' ? firstDue : on;
  assert(effectiveFrom !== null, 'a rise is a plan');
  return { on, by, firstDue, effectiveFrom };
}

// What burdens waits until the citizen knows; less, or the same for other claims, counts from the next due day.
function firstDueOf(
  { terms, change, replaces }: Decision,
  decidedOn: PlainDate,
  due: DueRule,
): PlainDate | null {
  if (terms.outcome !== 'plan') return null;
  if (change !== 'fall' && change !== 'claims-changed') return firstDueDate(decidedOn, due);
  const next = nextDueDate(decidedOn, due);
  const begins = replaces?.firstDue ?? next;
  return begins > next ? begins : next;
}
