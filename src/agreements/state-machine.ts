import { assert } from '../kernel/result.ts';
import type { AgreedTerms, ChangeKind, DecisionState } from './types.ts';

/**
 * Where a debtor stands. Exactly one at a time: the first five while something is owed and not lapsed, the last three
 * when nothing is (docs/glossary.md).
 */
export type DebtorState =
  'undecided' | 'plan' | 'manual' | 'deferred' | 'suspended' | 'paid' | 'lapsed' | 'cancelled';

/** The state that terms in force give to those who still owe. */
export function stateUnder(terms: AgreedTerms | null): DebtorState {
  if (terms === null) return 'undecided';
  if (terms.outcome === 'plan') return terms.reason === 'manual' ? 'manual' : 'plan';
  return terms.suspends ? 'suspended' : 'deferred';
}

const owing = ['undecided', 'plan', 'manual', 'deferred', 'suspended'] as const;

/** From which states each change may come (bek. 585/2023 §§ 4-7 and 9). */
const mayComeFrom: Readonly<Record<ChangeKind, readonly DebtorState[]>> = {
  'start-plan': ['undecided'],
  'start-deferral': ['undecided'],
  rise: ['plan', 'manual'],
  fall: ['plan', 'manual'],
  suspend: ['plan', 'manual'],
  resume: ['deferred', 'suspended'],
  'claims-changed': ['plan', 'deferred', 'suspended', 'manual'],
  manual: ['deferred', 'suspended', 'manual'],
  lapse: owing,
};

/** Whether a change can be made to what is in force. */
export function mayFollow(terms: AgreedTerms | null, change: ChangeKind): boolean {
  return mayComeFrom[change].includes(stateUnder(terms));
}

/** Where a decision can go from where it is; nothing that has reached a debtor is taken back in silence. */
const moves: Readonly<Record<DecisionState, readonly DecisionState[]>> = {
  hearing: ['waiting', 'decided', 'in-force', 'withdrawn'],
  waiting: ['decided', 'in-force', 'withdrawn'],
  decided: ['in-force', 'withdrawn', 'reversed'],
  'in-force': ['reversed'],
  withdrawn: [],
  reversed: [],
};

/** Asserts that a decision may go from one state to another. */
export function assertMove(from: DecisionState, to: DecisionState): void {
  assert(moves[from].includes(to), `a decision goes from ${from} to ${to}`);
}

/** The states from which a decision may come to this one, as the database is asked for them. */
export function statesBefore(to: DecisionState): DecisionState[] {
  return (Object.keys(moves) as DecisionState[]).filter((from) => moves[from].includes(to)); // its own keys
}

/** How a claim ended, or that it is still owed. */
export type ClaimEnd = 'open' | 'paid' | 'lapsed' | 'cancelled';

/** A debtor's state from what is in force and how each claim stands; `paid` wins over `lapsed` wins over `cancelled`. */
export function debtorState(terms: AgreedTerms | null, claims: readonly ClaimEnd[]): DebtorState {
  if (claims.includes('open')) return stateUnder(terms);
  return (['paid', 'lapsed'] as const).find((end) => claims.includes(end)) ?? 'cancelled';
}
