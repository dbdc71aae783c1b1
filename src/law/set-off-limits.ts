import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { isDisputed, type HoldReason } from './holds.ts';

/** A claim of the municipality's that a payout of its own might be set off against. */
export interface SetOffCandidate {
  /** Repayment of benefits, collected by bek. 585/2023 or a sister order. */
  readonly byTable: boolean;
  readonly atRecovery: boolean;
  /** Left of it, in øre, from this debtor. */
  readonly owed: Ore;
  /** What stands on it towards this debtor. */
  readonly holds: readonly HoldReason[];
  /** The last day before it is time-barred towards this debtor; null = not known. */
  readonly limitation: PlainDate | null;
  /** The last day of timely payment; null = it has none. */
  readonly lastTimely: PlainDate | null;
}

/** Why a claim may not be set off against. */
export const notSetOff = [
  'under-585',
  'at-recovery',
  'paid',
  'ended',
  'disputed',
  'held',
  'time-barred',
  'not-due',
] as const;
export type NotSetOff = (typeof notSetOff)[number];

/**
 * Why the municipality may not set off a payout of its own against a claim of its own on a day; null = it may. The claim must be
 * due and enforceable, and not disputed (Den juridiske vejledning G.A.3.7.3). The first that holds.
 */
export function setOffLimit(
  { byTable, atRecovery, owed, holds, limitation, lastTimely }: SetOffCandidate,
  on: PlainDate,
): NotSetOff | null {
  // Chapter 3 of bek. 585/2023 was not read: never by the program.
  if (byTable) return 'under-585';
  // Called back first (gældsinddrivelsesloven § 2, stk. 12).
  if (atRecovery) return 'at-recovery';
  if (owed === zeroOre) return 'paid';
  if (holds.includes('ended')) return 'ended';
  if (isDisputed(holds)) return 'disputed';
  if (holds.length > 0) return 'held';
  if (limitation !== null && limitation < on) return 'time-barred';
  return lastTimely === null || lastTimely >= on ? 'not-due' : null;
}
