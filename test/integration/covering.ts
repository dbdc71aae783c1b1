import type { ClaimNumber } from '../../src/claims/types.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { Ore } from '../../src/kernel/money.ts';
import type { Cause } from '../../src/ledger/causes.ts';
import { dischargeParts } from '../../src/ledger/discharge-part.ts';
import { transfersIn, type Movement } from '../../src/ledger/lines.ts';
import { bookLosses, type LossTakenFrom } from '../../src/ledger/losses.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { bookSetOff, setOffNumber } from '../../src/ledger/set-offs.ts';
import { claimAccount, recoveryAccount, rimAccount } from '../../src/ledger/types.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { NOW, TODAY } from './ledger-town.ts';

/** Everything besides a payment that can cover what has not been asked for of a claim; `number` tells one from the other. */
export interface Cover {
  readonly claim: ClaimNumber;
  readonly amount: Ore;
  readonly number: number;
}

/** A payout of the debtor's is set off. */
export function setOff(
  tx: MunicipalityTx,
  { claim, amount, number }: Cover,
  debtor: DebtorNumber,
): Promise<void> {
  const parts = [{ claim, part: 'notAsked' as const, amount }];
  const at = NOW.add({ seconds: number });
  return bookSetOff(tx, { number: setOffNumber(debtor, number), debtor, parts, on: TODAY, at });
}

/** A loss is booked, or a difference of øre. */
export function lose(
  tx: MunicipalityTx,
  { claim, amount, number }: Cover,
  {
    takenFrom = 'owed',
    rounding = false,
  }: { readonly takenFrom?: LossTakenFrom; readonly rounding?: boolean } = {},
): Promise<void> {
  const loss = { number: lossOf({ claim, number }), claim, takenFrom, amount, rounding, stillOwed: false };
  return bookLosses(tx, [loss], NOW);
}

export function lossOf({ claim, number }: Pick<Cover, 'claim' | 'number'>): bigint {
  return claim * 100n + BigInt(number);
}

/** A part of what the debtor owes is discharged: nobody owes it. */
export function discharge(tx: MunicipalityTx, { claim, amount }: Cover, debtor: DebtorNumber): Promise<void> {
  return dischargeParts(tx, [{ claim, debtor, amount, on: TODAY }], NOW);
}

/** So much is sent to Gældsstyrelsen, which covers it; nothing else comes back. */
export async function recovered(tx: MunicipalityTx, { claim, amount, number }: Cover): Promise<void> {
  const move = (cause: Cause, movement: Omit<Movement, 'amount'>) => {
    const posting = {
      cause,
      causeNumber: BigInt(number),
      valueDate: TODAY,
      bookingDate: TODAY,
      recordedAt: NOW,
    };
    return postTransfers(tx, transfersIn(posting, [{ ...movement, amount }]));
  };
  await move('transferred', { debit: recoveryAccount(claim), credit: claimAccount(claim) });
  await move('recovered', { debit: rimAccount, credit: recoveryAccount(claim) });
}
