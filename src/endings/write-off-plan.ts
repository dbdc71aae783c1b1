import type { Outcome } from '../platform/job-report.ts';
import { mayWriteOff, type WriteOffLimits } from '../law/write-off-limits.ts';
import type { LossRow } from './write-off-rows.ts';

export const writeOffChanges = ['proposed', 'for-the-committee', 'booked'] as const;

/** What a day does about a claim's loss. */
export interface WriteOffPlan extends Outcome {
  readonly row: LossRow;
  readonly change: (typeof writeOffChanges)[number] | null;
}

/**
 * Books a loss where a ground to do so without a person is recorded, and proposes it otherwise; what is above the
 * committee's limit goes on its list. What a person has refused or reversed is left, and so is a proposal of another amount than is left, and
 * what is owed of a claim on its way to Gældsstyrelsen, or there.
 */
export function planWriteOff(row: LossRow, by: string, limits: WriteOffLimits): WriteOffPlan {
  const { debtor, reason, amount, open, earlier, takenFrom, isNew } = row;
  const staying = { row, debtor, change: null };
  if (row.forRecovery) return { ...staying, consequence: 'at-recovery' };
  if (open?.state === 'committee') return { ...staying, consequence: 'waits-for-the-committee' };
  // What stands there is another amount than a person was asked about: it is refused, and proposed anew.
  if (open !== null && open.amount !== amount) return { ...staying, consequence: 'waits-for-approval' };
  const isLeft = earlier.some(
    (loss) =>
      (loss.state === 'refused' || loss.state === 'reversed') &&
      loss.takenFrom === takenFrom &&
      // What has ended under another reason than it ended by was a mistake, and is proposed as what it is.
      (takenFrom !== 'ended' || loss.reason === reason) &&
      loss.amount === amount,
  );
  if (open === null && isLeft) return { ...staying, consequence: 'left-by-a-person' };
  const proposedBy = { name: by, roles: [] };
  const may = mayWriteOff({ reason, amount, proposedBy, approvedBy: 'automatic' }, limits);
  if (!may.ok)
    return open === null || isNew
      ? { row, debtor, change: 'proposed', consequence: reason, amounts: { proposed: amount } }
      : { ...staying, consequence: 'waits-for-approval' };
  if (may.value === 'committee')
    return { row, debtor, change: 'for-the-committee', consequence: reason, amounts: { proposed: amount } };
  return { row, debtor, change: 'booked', consequence: reason, amounts: { booked: amount } };
}
