import { assert } from '../kernel/result.ts';
import type { AgreedTerms, ChangeKind, DecisionState } from './types.ts';

/**
 * Where a debtor stands. Exactly one at a time: the first six while something is owed here and not lapsed, `at-recovery` while
 * all that is owed is at Gældsstyrelsen, the last four when nothing is (docs/glossary.md).
 */
export type DebtorState =
  | 'undecided'
  | 'plan'
  | 'manual'
  | 'deferred'
  | 'suspended'
  | 'defaulted'
  | 'at-recovery'
  | 'paid'
  | 'lapsed'
  | 'freed'
  | 'cancelled';

/** What stands for a debtor who owes: terms in force, none, or none because a plan was not kept (bek. 585/2023 § 10). */
export type InForceOrNot = AgreedTerms | 'defaulted' | null;

/** The state that terms in force give to those who still owe. */
export function stateUnder(terms: InForceOrNot): DebtorState {
  if (terms === null) return 'undecided';
  if (terms === 'defaulted') return terms;
  if (terms.outcome === 'plan') return terms.reason === 'manual' ? 'manual' : 'plan';
  return terms.suspends ? 'suspended' : 'deferred';
}

const owing = ['undecided', 'plan', 'manual', 'deferred', 'suspended', 'defaulted'] as const;

/** From which states each change may come (bek. 585/2023 §§ 4-7, 9 and 10). */
const mayComeFrom: Readonly<Record<ChangeKind, readonly DebtorState[]>> = {
  'start-plan': ['undecided'],
  // One who is in default and comes in a § 6 situation is granted deferral like anybody.
  'start-deferral': ['undecided', 'defaulted'],
  rise: ['plan', 'manual'],
  fall: ['plan', 'manual'],
  suspend: ['plan', 'manual'],
  resume: ['deferred', 'suspended'],
  'claims-changed': ['plan', 'deferred', 'suspended', 'manual'],
  manual: ['deferred', 'suspended', 'manual'],
  lapse: owing,
  transfer: ['defaulted'],
};

/** Whether a change can be made to what is in force. */
export function mayFollow(terms: InForceOrNot, change: ChangeKind): boolean {
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

/** How a claim ended, or that it is still owed: here, or at Gældsstyrelsen. */
export type ClaimEnd = 'open' | 'at-recovery' | 'paid' | 'lapsed' | 'freed' | 'cancelled';

/** A debtor's state from what is in force and how each claim stands, the first that holds of `at-recovery`, `paid`, `lapsed`, `freed`, `cancelled`. */
export function debtorState(terms: InForceOrNot, claims: readonly ClaimEnd[]): DebtorState {
  if (claims.includes('open')) return stateUnder(terms);
  return (
    (['at-recovery', 'paid', 'lapsed', 'freed'] as const).find((end) => claims.includes(end)) ?? 'cancelled'
  );
}
