import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { HoldReason } from '../law/holds.ts';
import type { Hold } from './holds.ts';
import type { ToldOfTransfer, TransferClearance } from './transfer-clearance.ts';

/** Why one who owes a claim is not told before it is sent (gældsinddrivelsesloven § 2, stk. 4). */
export type NoticeExceptionReason = NonNullable<ToldOfTransfer['exception']>;
export type Exceptions = ReadonlyMap<DebtorNumber, NoticeExceptionReason>;

/** No letter reaches whom one of these stands towards. */
export const UNREACHABLE: readonly HoldReason[] = ['missing-address', 'returned-mail'];

export interface StatedException {
  readonly debtor: DebtorNumber;
  readonly reason: NoticeExceptionReason;
  readonly on: PlainDate;
}

/** Those that are still so: whoever can be reached again is told, and what was said of an earlier time does not count for a new one. */
export function exceptionsThatCount(
  stated: readonly StatedException[],
  holds: readonly Pick<Hold, 'reason' | 'debtor' | 'from'>[],
): Exceptions {
  const isUnreachable = ({ debtor: whom, on }: StatedException) =>
    holds.some(
      ({ reason, debtor, from }) =>
        UNREACHABLE.includes(reason) && (debtor === null || debtor === whom) && from <= on,
    );
  return new Map(
    stated
      .filter((each) => each.reason === 'hurts-recovery' || isUnreachable(each))
      .map(({ debtor, reason }) => [debtor, reason]),
  );
}

/** The holds besides those by which only somebody who need not be told cannot be reached. */
export function holdsBesides<Held extends Pick<Hold, 'reason' | 'debtor'>>(
  holds: readonly Held[],
  exceptions: Exceptions,
  liable: readonly DebtorNumber[],
): Held[] {
  if (exceptions.size === 0) return [...holds];
  const isExcepted = (towards: DebtorNumber | null) =>
    (towards === null ? liable : [towards]).every((whom) => exceptions.has(whom));
  return holds.filter(({ reason, debtor }) => !UNREACHABLE.includes(reason) || !isExcepted(debtor));
}

/** What a clearance says of those who were not told, as it was when it was given. */
export function exceptionsOf({ from, told }: Pick<TransferClearance, 'from' | 'told'>): StatedException[] {
  return told.flatMap(({ debtor, exception }) =>
    exception === null ? [] : [{ debtor, reason: exception, on: from }],
  );
}

/** The holds of a cleared claim besides those that its exceptions answer. */
export function holdsThatStop(clearance: TransferClearance | undefined, holds: readonly Hold[]): Hold[] {
  if (clearance === undefined) return [...holds];
  const exceptions = exceptionsThatCount(exceptionsOf(clearance), holds);
  return holdsBesides(
    holds,
    exceptions,
    clearance.told.map(({ debtor }) => debtor),
  );
}
