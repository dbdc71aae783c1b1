import type { PlainDate } from '../kernel/dates.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { isDisputed, type HoldReason } from './holds.ts';

/** How a debtor ceased to be liable for a claim without paying it. */
export type EndedAs = 'lapsed' | 'time-barred' | 'withdrawn' | 'cancelled' | 'released' | 'discharged';

/** Where a claim stands; always in exactly one of these. */
export type ClaimState =
  | 'written-off'
  | 'withdrawn'
  | 'lapsed'
  | 'time-barred'
  | 'discharged'
  | 'paid'
  | 'at-recovery'
  | 'in-hearing'
  | 'in-transfer'
  | 'stopped'
  | 'disputed'
  | 'deferred'
  | 'on-plan'
  | 'held'
  | 'notified'
  | 'defaulted'
  | 'demanded'
  | 'reminded'
  | 'overdue'
  | 'due'
  | 'future'
  | 'undecided';

/** What is stored about a claim that decides where it stands. Of a charge: what is its main claim's, but for the amounts. */
export interface ClaimStateFacts {
  /** What is asked of somebody, or will be. */
  readonly open: Ore;
  readonly atRecovery: Ore;
  /** Owed by nobody, and the loss not booked. */
  readonly ended: Ore;
  readonly writtenOff: Ore;
  /** Of each who is or was liable, in order: how it ended for them; null = still liable. */
  readonly liabilities: readonly (EndedAs | null)[];
  /** Where it is on its way to Gældsstyrelsen; null = it is not. */
  readonly transfer: 'received' | 'in-hearing' | 'in-transfer' | null;
  /** The holds that stand. */
  readonly holds: readonly HoldReason[];
  /** What is in force about paying it; null = nothing. */
  readonly agreed: 'plan' | 'deferral' | null;
  /** What has been done about its not being paid, the furthest; null = nothing. */
  readonly pursued: 'notified' | 'defaulted' | 'demanded' | 'reminded' | null;
  /** Repayment of benefits: asked for by what is decided, and due by no date of its own. */
  readonly repayment: boolean;
  readonly due: PlainDate | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
}

/** A hold that ends everything, or leaves it to a person to begin again. */
const STOPPING: ReadonlySet<HoldReason> = new Set([
  'death',
  'bankruptcy',
  'debt-relief',
  'lapse-review',
  'ended',
]);

/**
 * Where a claim stands on a day: the first that holds, from what ends a claim to what its dates alone say. Told from what is
 * stored; nothing is stored of it.
 */
export function claimState(facts: ClaimStateFacts, on: PlainDate): ClaimState {
  return (
    endedState(facts) ?? recoveryState(facts) ?? restingState(facts) ?? facts.pursued ?? datedState(facts, on)
  );
}

function endedState({
  open,
  atRecovery,
  ended,
  writtenOff,
  liabilities,
}: ClaimStateFacts): ClaimState | null {
  const left = addOre(addOre(open, atRecovery), ended);
  if (left === zeroOre && writtenOff > zeroOre) return 'written-off';
  const last = liabilities.at(-1) ?? null;
  // Who are liable together are so until the last of them no longer is.
  if (last !== null && !liabilities.includes(null))
    // Paid before its last day, also where that was known afterwards.
    return left === zeroOre && isByTime(last) ? 'paid' : asState(last);
  return left === zeroOre ? 'paid' : null;
}

function isByTime(end: EndedAs): boolean {
  return end === 'lapsed' || end === 'time-barred';
}

/** The source took it back, or the decision about the debtor: the claim is withdrawn either way. */
function asState(end: EndedAs): ClaimState {
  return end === 'cancelled' || end === 'released' ? 'withdrawn' : end;
}

function recoveryState({ atRecovery, transfer }: ClaimStateFacts): ClaimState | null {
  return atRecovery > zeroOre || transfer === 'received' ? 'at-recovery' : transfer;
}

/** What keeps it from being pursued: what stops it altogether, then a dispute, then what was agreed, then any other hold. */
function restingState({ holds, agreed }: ClaimStateFacts): ClaimState | null {
  if (holds.some((reason) => STOPPING.has(reason))) return 'stopped';
  if (isDisputed(holds)) return 'disputed';
  if (agreed === 'deferral' || holds.includes('deferral')) return 'deferred';
  if (agreed === 'plan' || holds.includes('plan')) return 'on-plan';
  return holds.length > 0 ? 'held' : null;
}

function datedState({ repayment, due, srb }: ClaimStateFacts, on: PlainDate): ClaimState {
  if (due === null) return repayment ? 'undecided' : 'future';
  if (on < due) return 'future';
  return srb !== null && srb < on ? 'overdue' : 'due';
}
