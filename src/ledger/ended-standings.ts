import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lossesOfClaims } from './claim-losses.ts';
import { transfersIn, type Posting } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { claimAccount, endedAccount, writtenOffAccount, type Transfer } from './types.ts';

/** What nobody owes any longer of a claim since its last end, and where it stands. */
export interface EndedStanding {
  /** The day on which it ended. */
  readonly on: PlainDate;
  /** What ended on that day, and has not come back. */
  readonly gone: Ore;
  readonly ended: Ore;
  /** Losses that were booked of what had ended, as far as they still stand; the last first. */
  readonly booked: readonly { readonly loss: bigint; readonly amount: Ore }[];
}

/** How much of it can be covered: no more than stands there, whether its loss is booked or not. */
export function standsEnded({ gone, ended, booked }: EndedStanding): Ore {
  return minOre(gone, addOre(ended, sumOre(booked.map(({ amount }) => amount))));
}

/** What stands so of these claims; those that never ended are left out. */
export async function endedStandings(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, EndedStanding>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; gone: bigint }>`
    select distinct on (claim) claim, day, sum(amount)::bigint as gone
    from (
      select debit_number as claim, value_date as day, amount_ore as amount from transfer
      where debit_kind = 'ended' and debit_number = any (${numbers}::bigint[]) and cause = 'liability-ended'
      union all
      select credit_number, value_date, -amount_ore from transfer
      where credit_kind = 'ended' and debit_kind = 'claim' and credit_number = any (${numbers}::bigint[])
        and cause <> 'write-off-reversed') moved
    group by claim, day order by claim, day desc`.execute(tx);
  const losses = await lossesOfClaims(tx, claims);
  const booked = await bookedOfEnded(tx, claims);
  return new Map(
    rows.map(({ claim, day: on, gone }) => {
      const { ended, writtenOff } = losses.get(claim) ?? { ended: zeroOre, writtenOff: zeroOre };
      return [claim, { on, gone: ore(gone), ended, booked: upTo(writtenOff, booked.get(claim) ?? []) }];
    }),
  );
}

type Booked = EndedStanding['booked'][number];

/** The losses that were booked of what had ended, less what was taken back of each; the last first. */
async function bookedOfEnded(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, Booked[]>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; loss: bigint; amount: bigint }>`
    select claim, loss, sum(amount)::bigint as amount
    from (
      select debit_number as claim, cause_number as loss, amount_ore as amount from transfer
      where debit_kind = 'written-off' and debit_number = any (${numbers}::bigint[]) and credit_kind = 'ended'
        and cause = 'written-off'
      union all
      select credit_number, cause_number, -amount_ore from transfer
      where credit_kind = 'written-off' and credit_number = any (${numbers}::bigint[]) and debit_kind = 'ended'
        and cause = 'write-off-reversed') moved
    group by claim, loss having sum(amount) > 0 order by claim, loss desc`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, those]) => [
      claim,
      those.map(({ loss, amount }) => ({ loss, amount: ore(amount) })),
    ]),
  );
}

/** A reduction of the claim may have taken some of it since. */
function upTo(most: Ore, booked: readonly Booked[]): Booked[] {
  let left = most;
  return booked.flatMap(({ loss, amount }) => {
    const part = minOre(left, amount);
    left = subtractOre(left, part);
    return part === zeroOre ? [] : [{ loss, amount: part }];
  });
}

/** So much of a claim that had ended was paid before it did. */
export interface PaidBeforeEnd {
  readonly claim: ClaimNumber;
  /** No more than `standsEnded`. */
  readonly amount: Ore;
}

/**
 * The transfers that make amounts of claims that have ended stand as owed again, as if they never had ended, for money that covers them in the
 * same statement. A loss that was booked of them is less by now, booked today. The debtors have been locked.
 */
export async function endTakenBack(
  tx: MunicipalityTx,
  paid: readonly PaidBeforeEnd[],
  { posting, lastLine }: { readonly posting: Omit<Posting, 'valueDate'>; readonly lastLine: number },
): Promise<Transfer[]> {
  if (paid.length === 0) return [];
  const standings = await endedStandings(
    tx,
    paid.map(({ claim }) => claim),
  );
  const transfers: Transfer[] = [];
  for (const { claim, amount } of paid) {
    const standing = standings.get(claim);
    assert(standing !== undefined && amount <= standsEnded(standing), 'no more comes back than has ended');
    const booked = subtractOre(amount, minOre(amount, standing.ended));
    await lessenLosses(tx, { claim, losses: upTo(booked, standing.booked) }, posting);
    const back = { debit: claimAccount(claim), credit: endedAccount(claim), amount };
    transfers.push(
      ...transfersIn({ ...posting, valueDate: standing.on }, [back], lastLine + transfers.length),
    );
  }
  return transfers;
}

/** Takes parts of booked losses back to what has ended. */
async function lessenLosses(
  tx: MunicipalityTx,
  { claim, losses }: { readonly claim: ClaimNumber; readonly losses: readonly Booked[] },
  { bookingDate, recordedAt }: Pick<Posting, 'bookingDate' | 'recordedAt'>,
): Promise<void> {
  if (losses.length === 0) return;
  const numbers = losses.map(({ loss }) => loss);
  const lines = await lastLines(tx, 'write-off-reversed', numbers);
  const [debit, credit] = [endedAccount(claim), writtenOffAccount(claim)];
  const transfers = losses.flatMap(({ loss: causeNumber, amount }) => {
    const cause = 'write-off-reversed' as const;
    const posting = { cause, causeNumber, valueDate: bookingDate, bookingDate, recordedAt };
    return transfersIn(posting, [{ debit, credit, amount }], lines.get(causeNumber) ?? 0);
  });
  await postTransfers(tx, transfers);
}
