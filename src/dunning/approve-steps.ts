import { closeMatter } from '../agreements/work-items.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { StoredCourse } from './course.ts';
import { coursesWaiting, updateCourses } from './store.ts';

export interface StepsToApprove {
  readonly debtor: DebtorNumber;
  /** Null: every claim of the debtor of which a step waits. */
  readonly claim: ClaimNumber | null;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * A person says yes to the steps that wait for one; they are taken by the next dunning job, if nothing has come between. Answers
 * the claims. Refused when nothing waits.
 */
export async function approveSteps(
  tx: MunicipalityTx,
  { debtor, claim, by, at }: StepsToApprove,
): Promise<Result<readonly ClaimNumber[], { readonly tag: 'nothing-waits' }>> {
  await lockReceivables(tx, [debtor]);
  const waiting = (await coursesWaiting(tx, debtor)).filter((each) => claim === null || each.claim === claim);
  if (waiting.length === 0) return refuse({ tag: 'nothing-waits' });
  const on = dayInCopenhagen(at);
  await updateCourses(
    tx,
    waiting.map((course) => ({ ...course, approved: { on, by }, stepOn: on })),
  );
  for (const course of waiting)
    await closeMatter(
      tx,
      { kind: 'step-to-approve', about: aboutStep(course) },
      { by, because: 'godkendt', at },
    );
  return ok(waiting.map((each) => each.claim));
}

/** What a step that waits is called in the list of work: proposed anew, after another change of the configuration, it is another matter. */
export function aboutStep({
  claim,
  step,
  proposedOn,
}: Pick<StoredCourse, 'claim' | 'step' | 'proposedOn'>): string {
  assert(proposedOn !== null, 'what waits for a person has been proposed');
  return `${claim}/${step}/${proposedOn}`;
}

/** The debtors about whose bills a step waits for a person; by number. */
export async function debtorsOfStepsWaiting(tx: MunicipalityReadTx): Promise<DebtorNumber[]> {
  const waiting = await coursesWaiting(tx, null);
  return [...new Set(waiting.map(({ debtor }) => debtor))].toSorted((a, b) => a - b);
}
