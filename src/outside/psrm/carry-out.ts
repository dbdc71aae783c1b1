import type { ActionToSend, ChangedData } from '../../collection/recovery-port.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { addOre, subtractOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { recallSettles, RECALL_REASONS, type RecallReason } from '../../law/psrm-codes.ts';
import { interestTo, notify } from './passing-days.ts';
import type { SimulatedClaim, SimulatedState } from './simulated-state.ts';

export interface CarryingOut {
  /** The claim that the action is about; null of a new one. */
  readonly claim: SimulatedClaim | null;
  readonly main: SimulatedClaim | null;
  readonly on: PlainDate;
  readonly at: number;
}

/** Carries out an action that was judged right, and answers the claim as it is then. */
export function carryOut(
  state: SimulatedState,
  action: ActionToSend,
  { claim, main, on, at }: CarryingOut,
): SimulatedClaim {
  if (action.create !== null) return created(state, action, main);
  assert(claim !== null, 'what was judged right is about a claim');
  const amount = action.amount ?? zeroOre;
  if (action.code === 'TILBAGEKALD') {
    const reason = RECALL_REASONS.find((each) => each === action.reason);
    assert(reason !== undefined, 'a recall has a reason');
    recallFamily(state, claim, { reason, on, at });
    return claim;
  }
  if (action.change !== null) return changed(claim, action.change);
  if (action.code === 'AENDRFORDRING') {
    claim.principal = amount;
    return claim;
  }
  claim.left = action.code.startsWith('NEDSKRIV')
    ? subtractOre(claim.left, amount)
    : addOre(claim.left, amount);
  const undone = claim.actions.find(({ id }) => id === action.undoes);
  if (undone !== undefined) undone.takenBack = true;
  const { code, reason, effectiveOn: effective } = action;
  claim.actions.push({
    id: String(900_001 + state.lastId),
    code,
    reason,
    amount,
    effective,
    takenBack: false,
  });
  return claim;
}

function changed(claim: SimulatedClaim, change: ChangedData): SimulatedClaim {
  claim.origin = change.originOn;
  claim.due = change.dueOn;
  claim.periodFrom = change.period?.from ?? null;
  claim.periodTo = change.period?.to ?? null;
  claim.changed = change;
  return claim;
}

/** Not received yet: it may have to wait for a hearing. */
function created(
  state: SimulatedState,
  { create }: ActionToSend,
  main: SimulatedClaim | null,
): SimulatedClaim {
  assert(create !== null, 'a creation has its part');
  state.lastId += 1;
  const claim: SimulatedClaim = {
    id: String(7_000_000 + state.lastId),
    art: create.art,
    type: create.type,
    level: create.level,
    mainId: main?.id ?? create.mainClaimId,
    origin: create.originOn,
    due: create.dueOn,
    periodFrom: create.period?.from ?? null,
    periodTo: create.period?.to ?? null,
    principal: create.principal,
    left: create.amount,
    interest: zeroOre,
    covered: zeroOre,
    coveredInterest: zeroOre,
    received: null,
    recalled: null,
    openUntil: 0,
    actions: [],
  };
  state.claims.set(claim.id, claim);
  return claim;
}

export function receiveClaim(_state: SimulatedState, claim: SimulatedClaim, on: PlainDate): void {
  claim.received = on;
}

export interface Recalling {
  readonly reason: RecallReason;
  readonly on: PlainDate;
  readonly at: number;
}

/** A main claim goes back with its interest and fees; a wrong claim's coverings and interest are cancelled. */
export function recallFamily(
  state: SimulatedState,
  claim: SimulatedClaim,
  { reason, on, at }: Recalling,
): void {
  const family = [claim, ...[...state.claims.values()].filter(({ mainId }) => mainId === claim.id)];
  const { coverings, interest: settled } = recallSettles(reason);
  for (const each of family) {
    if (each.recalled !== null) continue;
    each.recalled = reason;
    settleInterest(state, each, { settled, on, at });
    if (coverings !== 'cancelled') continue;
    const [principal, interest] = [each.covered, each.coveredInterest];
    each.covered = zeroOre;
    each.coveredInterest = zeroOre;
    if (principal === zeroOre && interest === zeroOre) continue;
    notify(state, {
      at,
      kind: 'ALLOKERING',
      claimId: each.id,
      principal: negative(principal),
      interest: negative(interest),
      left: null,
      effectiveOn: on,
      reason: null,
      settlement: null,
    });
  }
}

/** Worked out to the day, and given back with the claim; or nothing any longer. */
function settleInterest(
  state: SimulatedState,
  claim: SimulatedClaim,
  {
    settled,
    on,
    at,
  }: { readonly settled: 'returned' | 'zeroed'; readonly on: PlainDate; readonly at: number },
): void {
  const interest = settled === 'returned' ? interestTo(claim, on) : negative(claim.interest);
  claim.interest = zeroOre;
  if (interest === zeroOre) return;
  const told = { kind: 'RENTER', claimId: claim.id, principal: zeroOre, interest, left: null } as const;
  notify(state, { ...told, at, postedOn: on, effectiveOn: on, reason: null, settlement: null });
}

function negative(amount: Ore): Ore {
  return subtractOre(zeroOre, amount);
}
