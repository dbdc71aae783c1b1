import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { Outcome } from '../platform/job-report.ts';
import type { BarredRow } from './barred-rows.ts';
import type { BenefitRow } from './benefit-rows.ts';

export const lapseChanges = ['looked-at', 'held', 'released', 'time-barred'] as const;

/** What the day's look at a row comes to. */
export interface LapsePlan extends Outcome {
  readonly row: BenefitRow | BarredRow;
  readonly change: (typeof lapseChanges)[number] | null;
}

/** What follows from claims' time being over. The municipality's choice about booking losses has no say in it. */
export function planLapses(rows: readonly (BenefitRow | BarredRow)[]): LapsePlan[] {
  const counted = new Set<ClaimNumber>();
  return rows.filter(isStillToTell).map((row) => {
    if (row.kind === 'benefit') return planBenefit(row);
    const plan = planBarred(row);
    // A joint claim ends for each who is liable; what was owed is told once.
    if (plan.change === null || counted.has(row.claim.claim)) return plan;
    counted.add(row.claim.claim);
    return { ...plan, amounts: { 'time-barred': row.owed } };
  });
}

/** Who has been looked at today has been told in the day's report. */
function isStillToTell(row: BenefitRow | BarredRow): boolean {
  if (row.kind !== 'benefit' || row.judged !== 'today') return true;
  return row.hold.length > 0 || row.release.length > 0;
}

function planBenefit(row: BenefitRow): LapsePlan {
  const { debtor } = row;
  // The month's run looks at everybody; between two runs only at those whose years have run out since.
  if (row.judged === 'before') return { row, debtor, change: 'looked-at', consequence: 'years-over' };
  if (row.judged === 'not-judged') return { row, debtor, change: null, consequence: 'not-judged-yet' };
  if (row.hold.length > 0) return { row, debtor, change: 'held', consequence: 'waits-for-a-person' };
  if (row.release.length > 0) return { row, debtor, change: 'released', consequence: 'kept' };
  return { row, debtor, change: null, consequence: row.waits ? 'waits-for-a-person' : 'kept' };
}

function planBarred(row: BarredRow): LapsePlan {
  const debtor = firstOf(row.debtors);
  // Gældsstyrelsen's own periods count there (gældsinddrivelsesloven § 18 a), and it tells when a claim ends.
  if (row.atRecovery > zeroOre) return { row, debtor, change: null, consequence: 'at-recovery' };
  // Handed over in time, and not answered: its own period may count by now (stk. 7). Nothing is collected here meanwhile.
  if (row.perhapsThereFrom !== null && row.perhapsThereFrom <= row.until)
    return { row, debtor, change: null, consequence: 'perhaps-at-recovery' };
  return { row, debtor, change: 'time-barred', consequence: 'time-barred' };
}

function firstOf([first]: readonly DebtorNumber[]): DebtorNumber {
  assert(first !== undefined, 'somebody is liable for what is time-barred');
  return first;
}
