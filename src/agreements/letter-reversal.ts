import { plainKroner } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { ReversalLetter } from '../letters/model.ts';
import type { Reversal } from './reversals.ts';
import type { Decision } from './types.ts';

/** What the letter that takes a decision back tells of it, of what holds now and of the money. */
export function reversalTold(
  { terms, decided, state }: Decision,
  reversal: Reversal,
): Pick<
  ReversalLetter,
  'letterDate' | 'reversed' | 'now' | 'replacedSince' | 'takenBack' | 'paidBeyond' | 'lookedAtAgain'
> {
  assert(decided !== null, 'what is taken back was decided');
  assert(terms.outcome !== 'lapse', 'a lapse is not taken back');
  assert(state === 'reversed' || state === 'withdrawn', 'the letter follows what has been taken back');
  const said =
    terms.outcome === 'plan'
      ? { state: 'plan' as const, monthly: plainKroner(terms.monthly) }
      : { state: terms.outcome };
  return {
    letterDate: reversal.on,
    reversed: { decidedOn: decided.on, terms: said, reached: reversal.reached },
    now: nowUnder(reversal),
    replacedSince: reversal.replacedSince,
    takenBack: plainKroner(reversal.takenBack),
    paidBeyond: plainKroner(reversal.paidBeyond),
    lookedAtAgain: !reversal.settled,
  };
}

function nowUnder({ settled, holds, nextDue }: Reversal): ReversalLetter['now'] {
  if (settled) return { state: 'settled' };
  if (holds === null) return { state: 'undecided' };
  return holds.terms.outcome === 'plan'
    ? { state: 'plan', monthly: plainKroner(holds.terms.monthly), nextDue }
    : { state: 'deferral' };
}
