import { leftToPerson } from '../claims/left-to-person.ts';
import type { PostRaisedClaims } from '../claims/raised-parts.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { raiseImported } from '../ledger/raise.ts';
import { openItemsNotOpen } from './work-items.ts';

/**
 * What the claims file asks for when its claims are taken in: they are raised in the ledger, and where the collection order of
 * their law has not been read (open question Q15), a person is told, once for each debtor and law.
 */
export function takeInRepayments(at: Temporal.Instant): PostRaisedClaims {
  return async (tx, importNumber) => {
    await raiseImported(tx, importNumber);
    const month = monthOf(dayInCopenhagen(at));
    const left = await leftToPerson(tx, importNumber);
    await openItemsNotOpen(
      tx,
      left.map(({ debtor, law }) => ({ kind: 'order-not-read', debtor, month, about: law })),
      at,
    );
  };
}
