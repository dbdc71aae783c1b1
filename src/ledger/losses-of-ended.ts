import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { transfersIn, type Posting } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { endedAccount, writtenOffAccount } from './types.ts';

/** A loss that was booked of what of a claim had ended, as far as it still stands. */
export interface LossOfEnded {
  readonly loss: bigint;
  readonly amount: Ore;
}

/** The losses that were booked of what had ended, less what was taken back of each; the last first. */
export async function bookedOfEnded(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, LossOfEnded[]>> {
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

/** So much of them, the last first; a reduction of the claim may have taken some since. */
export function upTo(most: Ore, booked: readonly LossOfEnded[]): LossOfEnded[] {
  let left = most;
  return booked.flatMap(({ loss, amount }) => {
    const part = minOre(left, amount);
    left = subtractOre(left, part);
    return part === zeroOre ? [] : [{ loss, amount: part }];
  });
}

/** Takes parts of booked losses back to what has ended. */
export async function lessenLosses(
  tx: MunicipalityTx,
  { claim, losses }: { readonly claim: ClaimNumber; readonly losses: readonly LossOfEnded[] },
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
