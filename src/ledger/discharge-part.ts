import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { transfersIn } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { claimAccount, dueAccount, endedAccount } from './types.ts';

/** Part of what a debtor alone owes on a claim, and no longer does. */
export interface PartDischarged {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** No more than what is left of it. */
  readonly amount: Ore;
  readonly on: PlainDate;
}

/** Takes a part of claims out of what is owed; the debtor stays liable for the rest. The debtors have been locked. */
export async function dischargeParts(
  tx: MunicipalityTx,
  parts: readonly PartDischarged[],
  at: Temporal.Instant,
): Promise<void> {
  const claims = parts.map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, claims);
  const lines = await lastLines(tx, 'liability-ended', claims);
  await postTransfers(
    tx,
    parts.flatMap(({ claim, debtor, amount, on }) => {
      const standing = accounts.get(claim);
      assert(standing !== undefined, 'what is discharged was raised');
      const notAsked = minOre(amount, standing.notAsked);
      const posting = {
        cause: 'liability-ended' as const,
        causeNumber: claim,
        valueDate: on,
        bookingDate: dayInCopenhagen(at),
        recordedAt: at,
      };
      return transfersIn(
        posting,
        [
          { debit: endedAccount(claim), credit: claimAccount(claim), amount: notAsked },
          {
            debit: endedAccount(claim),
            credit: dueAccount(claim, debtor),
            amount: subtractOre(amount, notAsked),
          },
        ],
        lines.get(claim) ?? 0,
      );
    }),
  );
}
