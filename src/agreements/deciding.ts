import { addDays, type PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import { addWeekdays } from '../law/closing-days.ts';
import { firstDueDate, nextDueDate, type DueRule } from './schedule.ts';
import { assertMove } from './state-machine.ts';
import type { Decided, Decision } from './types.ts';

/** The municipality's choices about the dates of decisions. */
export interface DateRule extends DueRule {
  /** Days from the arrival of the decision to transfer (§ 10) until the debt may be sent. */
  readonly transferWaitDays: number;
}

export interface Deciding {
  readonly on: PlainDate;
  /** `automatic`, or the person. */
  readonly by: string;
  readonly due: DateRule;
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
  const effectiveFrom = effectiveFromOf(proposal, { on, firstDue, due });
  assert(effectiveFrom !== null, 'a rise is a plan');
  return { on, by, firstDue, effectiveFrom };
}

function effectiveFromOf(
  { change }: Decision,
  { on, firstDue, due }: Pick<Deciding, 'on' | 'due'> & { readonly firstDue: PlainDate | null },
): PlainDate | null {
  // Until a rise falls due the citizen pays as before, so that no month is without an instalment.
  if (change === 'rise') return firstDue;
  // The first day on which it may be sent, when the letter comes as late as it may be expected.
  if (change === 'transfer') return transferFrom(addWeekdays(on, due.paperWeekdays), due);
  return on;
}

/** The first day on which a debt may be sent to Gældsstyrelsen when the debtor has been told of it on a day. */
export function transferFrom(
  toldOn: PlainDate,
  { transferWaitDays }: Pick<DateRule, 'transferWaitDays'>,
): PlainDate {
  return addDays(toldOn, Math.max(1, transferWaitDays));
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
