import { liabilitiesFor } from '../claims/liabilities.ts';
import { recordLiabilityEnds, type LiabilityEnd } from '../claims/liability-ends.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims, balanceOf, type ClaimAccounts } from './balances.ts';
import { tellLiabilityEnds } from './ended-work.ts';
import { transfersIn, type Movement } from './lines.ts';
import { lockReceivables } from './lock.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { claimAccount, dueAccount, endedAccount, type Transfer } from './types.ts';

/**
 * Ends debtors' liability for claims (bek. 585/2023 § 9, or because the source took it back). What a debtor had been
 * asked for and had not paid is no longer asked for; what nobody is liable for any longer has ended, and whether the loss
 * is booked is decided elsewhere, and so is what else follows (ended-work.ts). A liability that has ended before fails the transaction.
 */
export async function endLiabilities(tx: MunicipalityTx, ends: readonly LiabilityEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await lockReceivables(tx, [...new Set(ends.map(({ debtor }) => debtor))]);
  await recordLiabilityEnds(tx, ends);
  const byClaim = Map.groupBy(ends, ({ claim }) => claim);
  const claims = [...byClaim.keys()];
  const accounts = await accountsOfClaims(tx, claims);
  await tellLiabilityEnds(
    tx,
    ends.map((end) => ({ ...end, owed: balanceOf(accounts.get(end.claim)) })),
  );
  const lines = await lastLines(tx, 'liability-ended', claims);
  const liabilities = await liabilitiesFor(tx, claims);
  const stillOwed = new Set(liabilities.filter(({ ended }) => ended === null).map(({ claim }) => claim));
  await postTransfers(
    tx,
    [...byClaim].flatMap(([claim, theirs]) =>
      transfersOfEnds(theirs, {
        claim,
        accounts: accounts.get(claim),
        nobodyLiable: !stillOwed.has(claim),
        lastLine: lines.get(claim) ?? 0,
      }),
    ),
  );
}

interface EndedClaim {
  readonly claim: ClaimNumber;
  readonly accounts: ClaimAccounts | undefined;
  readonly nobodyLiable: boolean;
  readonly lastLine: number;
}

function transfersOfEnds(
  ends: readonly LiabilityEnd[],
  { claim, accounts, nobodyLiable, lastLine }: EndedClaim,
): Transfer[] {
  const [end] = ends;
  if (end === undefined || accounts === undefined) return [];
  const notDue: Movement[] = ends.map(({ debtor }) => ({
    debit: claimAccount(claim),
    credit: dueAccount(claim, debtor),
    amount: accounts.due.get(debtor) ?? zeroOre,
  }));
  const left = sumOre([accounts.notAsked, ...notDue.map(({ amount }) => amount)]);
  const gone: Movement = { debit: endedAccount(claim), credit: claimAccount(claim), amount: left };
  return transfersIn(
    {
      cause: 'liability-ended',
      causeNumber: claim,
      valueDate: end.on,
      bookingDate: dayInCopenhagen(end.at),
      recordedAt: end.at,
    },
    nobodyLiable ? [...notDue, gone] : notDue,
    lastLine,
  );
}
