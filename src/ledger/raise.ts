import { raisedParts, type PostRaisedClaims, type RaisedPart } from '../claims/raised-parts.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { postTransfers } from './post.ts';
import { claimAccount, sourceAccount, type Transfer } from './types.ts';

const CLAIMS_PER_PAGE = 5_000;

/**
 * Raises the part-claims of an import: what was outstanding at the handover is owed from the day of the repayment
 * decision, and booked on the day of the import.
 */
export const raiseImported: PostRaisedClaims = async (tx, importNumber) => {
  let after: RaisedPart['claim'] | 0n = 0n;
  for (;;) {
    const parts: readonly RaisedPart[] = await raisedParts(tx, importNumber, {
      after,
      limit: CLAIMS_PER_PAGE,
    });
    const last = parts.at(-1);
    if (last === undefined) return;
    await postTransfers(tx, parts.map(raised));
    // A claim has a part at least: fewer parts than claims asked for were the last ones.
    if (parts.length < CLAIMS_PER_PAGE) return;
    after = last.claim;
  }
};

function raised({ claim, place, outstanding, owedFrom, importedAt }: RaisedPart): Transfer {
  return {
    cause: 'claim-raised',
    causeNumber: claim,
    line: place,
    debit: claimAccount(claim),
    credit: sourceAccount(claim),
    amount: outstanding,
    valueDate: owedFrom,
    bookingDate: dayInCopenhagen(importedAt),
    recordedAt: importedAt,
  };
}
