import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { transfersIn } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { channelAccount, claimAccount, dueAccount, setOffAccount } from './types.ts';

/** What a set-off takes of a claim: of what the debtor has been asked for, or of what has not been asked for. */
export interface SetOffPart {
  readonly claim: ClaimNumber;
  readonly part: 'due' | 'notAsked';
  readonly amount: Ore;
}

/** The number of a debtor's first, second … set-off: it has the debtor's in it, so that the ledger knows whose each was. */
export function setOffNumber(debtor: DebtorNumber, place: number): bigint {
  return BigInt(debtor) * 1_000n + BigInt(place);
}

/** Whose money a set-off took. */
export function debtorOfSetOff(number: bigint): DebtorNumber {
  return debtorNumber(Number(number / 1_000n));
}

export interface SetOffBooking {
  /** The set-off's number. */
  readonly number: bigint;
  readonly debtor: DebtorNumber;
  readonly parts: readonly SetOffPart[];
  /** The day on which it was decided. */
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Covers claims by a set-off: the money is to come from the paying department. The debtor has been locked. */
export async function bookSetOff(
  tx: MunicipalityTx,
  { number, debtor, parts, on, at }: SetOffBooking,
): Promise<void> {
  const debit = setOffAccount(number);
  await postTransfers(
    tx,
    transfersIn(
      {
        cause: 'set-off',
        causeNumber: number,
        valueDate: on,
        bookingDate: dayInCopenhagen(at),
        recordedAt: at,
      },
      parts.map(({ claim, part, amount }) => ({
        debit,
        credit: part === 'due' ? dueAccount(claim, debtor) : claimAccount(claim),
        amount,
      })),
    ),
  );
}

/** The money of a set-off has come to the bank. */
export async function bankSetOff(
  tx: MunicipalityTx,
  { number, amount, on, at }: Pick<SetOffBooking, 'number' | 'on' | 'at'> & { readonly amount: Ore },
): Promise<void> {
  const last = (await lastLines(tx, 'set-off', [number])).get(number) ?? 0;
  const posting = {
    cause: 'set-off',
    causeNumber: number,
    valueDate: on,
    bookingDate: dayInCopenhagen(at),
    recordedAt: at,
  } as const;
  const movement = { debit: channelAccount('bank'), credit: setOffAccount(number), amount };
  await postTransfers(tx, transfersIn(posting, [movement], last));
}
