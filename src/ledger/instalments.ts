import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { openBalances } from './balances.ts';
import { transfersIn } from './lines.ts';
import { postTransfers } from './post.ts';
import { claimAccount, dueAccount, type Transfer } from './types.ts';

/** An instalment that a debtor is asked for, and on which claims. */
export interface InstalmentToPost {
  readonly instalment: InstalmentId;
  readonly debtor: DebtorNumber;
  /** When it counts. */
  readonly dueOn: PlainDate;
  /** The accounting day. */
  readonly bookedOn: PlainDate;
  readonly at: Temporal.Instant;
  /** In the order in which they are asked for. */
  readonly shares: readonly Share[];
}

export interface Share {
  readonly claim: ClaimNumber;
  readonly amount: Ore;
}

/**
 * Moves what instalments ask for from "not asked for" to "due from the debtor". Call `lockReceivables` before reading the
 * balances that the shares are taken from. The same instalment twice fails the transaction.
 */
export async function postInstalments(
  tx: MunicipalityTx,
  instalments: readonly InstalmentToPost[],
): Promise<void> {
  await postTransfers(tx, instalments.flatMap(transfersOfInstalment));
}

function transfersOfInstalment({
  instalment,
  debtor,
  dueOn,
  bookedOn,
  at,
  shares,
}: InstalmentToPost): Transfer[] {
  return transfersIn(
    { cause: 'instalment', causeNumber: instalment, valueDate: dueOn, bookingDate: bookedOn, recordedAt: at },
    shares.map(({ claim, amount }) => ({
      debit: dueAccount(claim, debtor),
      credit: claimAccount(claim),
      amount,
    })),
  );
}

/** What each debtor has been asked for and has not paid, by claim; debtors who owe nothing due are left out. */
export async function dueOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Share[]>> {
  const due = new Map<DebtorNumber, Share[]>();
  for (const [debtor, open] of await openBalances(tx, debtors)) {
    const shares = open
      .filter(({ dueFrom }) => dueFrom > zeroOre)
      .map(({ claimNumber: claim, dueFrom }) => ({ claim, amount: dueFrom }));
    if (shares.length > 0) due.set(debtor, shares);
  }
  return due;
}
