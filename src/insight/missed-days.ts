import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';

/** By when something was to be paid that a letter reminds of. */
export interface MissedDay {
  readonly by: PlainDate;
  /** Of the debt itself, or of a payment on a plan. */
  readonly of: 'debt' | 'instalment';
}

/**
 * The days that were missed when a letter was written, by the main claims that it is about: as it says them, because what is agreed later moves the
 * days of a claim. A main claim for which it says none is left out, and every one where it reminds of nothing.
 */
export function missedDays(
  facts: NoticeFacts,
  mains: readonly Pick<ClaimOfDebtor, 'claim' | 'claimId'>[],
): ReadonlyMap<ClaimNumber, MissedDay> {
  return new Map(
    mains.flatMap(({ claim, claimId }) => {
      const missed = missedOf(facts, claimId);
      return missed === null ? [] : [[claim, missed] as const];
    }),
  );
}

function missedOf(facts: NoticeFacts, claimId: string): MissedDay | null {
  switch (facts.kind) {
    case 'plan-broken':
      return { by: facts.missedOn, of: 'instalment' };
    case 'demand': {
      const [first] = facts.missed;
      return first === undefined ? null : { by: first.dueOn, of: 'instalment' };
    }
    case 'reminder':
    case 'transfer-warning': {
      const [line, ...others] = facts.claims.filter(
        ({ level, reference }) => level === 'main' && reference === claimId,
      );
      // Numbers are each source's own: two sources may use the same.
      return line === undefined || line.dueOn === null || others.length > 0
        ? null
        : { by: line.dueOn, of: 'debt' };
    }
    default:
      return null;
  }
}
