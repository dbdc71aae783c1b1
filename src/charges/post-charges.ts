import { writeChargeClaims } from '../claims/charge-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { postTransfers } from '../ledger/post.ts';
import { claimAccount, sourceAccount, type Transfer } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { ownLimit } from './charge-limits.ts';
import { insertCharges, type ChargeToWrite } from './store.ts';

/** A charge to raise. */
export interface ChargeToPost extends Omit<ChargeToWrite, 'until'> {
  /** Its place among its main claim's, as its name tells it: `I3`, `F1`. */
  readonly place: string;
  /** Its code in the list of claim types. */
  readonly type: string;
  readonly origin: PlainDate;
  readonly due: PlainDate;
  readonly srb: PlainDate;
}

/**
 * Raises interest and fees: each a claim of its own, owed from the day it is posted on and booked today. The debtors have
 * been locked by the caller (ledger/lock.ts). A charge that is there already fails the transaction.
 */
export async function postCharges(
  tx: MunicipalityTx,
  charges: readonly ChargeToPost[],
  at: Temporal.Instant,
): Promise<void> {
  if (charges.length === 0) return;
  await writeChargeClaims(
    tx,
    charges.map(({ place, kind, ...charge }) => ({
      ...charge,
      level: kind === 'fee' ? 'fee' : 'interest',
      claimId: `${charge.main}/${place}`,
    })),
  );
  await insertCharges(
    tx,
    charges.map((charge) => ({ ...charge, until: ownLimit(charge.srb) })),
  );
  await postTransfers(
    tx,
    charges.map((charge) => raised(charge, at)),
  );
}

function raised(
  { claim, amount, postedOn }: { readonly claim: ClaimNumber } & Pick<ChargeToPost, 'amount' | 'postedOn'>,
  at: Temporal.Instant,
): Transfer {
  return {
    cause: 'charge-raised',
    causeNumber: claim,
    line: 1,
    debit: claimAccount(claim),
    credit: sourceAccount(claim),
    amount,
    valueDate: postedOn,
    bookingDate: dayInCopenhagen(at),
    recordedAt: at,
  };
}
