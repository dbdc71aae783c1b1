import { decisionId } from '../kernel/ids.ts';
import type { LookedAtAgain, Reassessing } from './reassess.ts';
import type { Decision } from './types.ts';

/** What a caseworker has chosen about a proposal; the rest follows from the debtor's matter as it was looked at again. */
type Chosen = Pick<Decision, 'change' | 'terms' | 'lapses' | 'covers' | 'hearingLeftOut'> & {
  /** The debtor is heard before it is decided. */
  readonly heard: boolean;
};

/** A caseworker's proposal, with their reasons: a second person approves it. */
export function personProposal(
  { found: { page, context }, outcome }: LookedAtAgain,
  { because, by }: Pick<Reassessing, 'because' | 'by'>,
  { heard, ...chosen }: Chosen,
): Decision {
  const { month, ordinal, debtor, calculationDate } = outcome.determination;
  const id = decisionId(month, debtor, ordinal);
  return {
    id,
    debtor,
    month,
    ordinal,
    ...chosen,
    state: heard ? 'hearing' : 'waiting',
    replaces: page.standings.get(debtor)?.inForce ?? null,
    draftedOn: calculationDate,
    heardAs: heard ? id : null,
    decided: null,
    because,
    proposedBy: by,
    configurationVersion: context.configurationVersion,
    closedWhy: null,
  };
}

/** Writes the proposal as what followed from looking again. */
export async function writeProposal({ outcome, write }: LookedAtAgain, decision: Decision): Promise<void> {
  await write({
    ...outcome,
    determination: { ...outcome.determination, consequence: 'decision' },
    decision,
    withdraws: null,
  });
}
