import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { covered } from './covers.ts';
import { mustBeAsked } from './decision-rule.ts';
import { personProposal, writeProposal } from './person-proposal.ts';
import { lookAgain, type Reassessing, type ReassessRefusal } from './reassess.ts';
import { mayFollow } from './state-machine.ts';
import type { Decision } from './types.ts';

export interface ManualPlan extends Reassessing {
  /** The amount a month that a caseworker has fixed, with regard to very modest expenses or high deductions. */
  readonly monthly: Ore;
}

export type ManualRefusal =
  | ReassessRefusal
  /** § 6, stk. 2 is about those who are entitled to deferral and have it. */
  | { readonly tag: 'not-deferred' }
  | { readonly tag: 'under-way' }
  | { readonly tag: 'amount' };

/**
 * Proposes a monthly amount for one who is entitled to deferral (bek. 585/2023 § 6, stk. 2): always a person's judgement
 * with reasons, the debtor is heard, and a second person approves.
 */
export async function proposeManualPlan(
  tx: MunicipalityTx,
  request: ManualPlan,
): Promise<Result<Decision, ManualRefusal>> {
  if (request.monthly <= 0n || request.because.trim() === '') return refuse({ tag: 'amount' });
  const looked = await lookAgain(tx, request);
  if (!looked.ok) return looked;
  const { found, outcome } = looked.value;
  const standing = found.page.standings.get(request.debtor);
  const inForce = standing?.inForce ?? null;
  const entitled = outcome.determination.found.outcome === 'deferral';
  if (inForce === null || !entitled || !mayFollow(inForce.terms, 'manual'))
    return refuse({ tag: 'not-deferred' });
  if (standing?.underWay != null) return refuse({ tag: 'under-way' });
  const change = {
    change: 'manual' as const,
    terms: { outcome: 'plan' as const, reason: 'manual' as const, monthly: request.monthly },
    lapses: [],
  };
  const heard = mustBeAsked(change, found.context.decisions);
  const decision = personProposal(looked.value, request, {
    ...change,
    covers: (found.page.claims.get(request.debtor) ?? []).map(covered),
    heard,
    hearingLeftOut: heard ? null : found.context.decisions.hearingLeftOut,
  });
  await writeProposal(looked.value, decision);
  return ok(decision);
}
