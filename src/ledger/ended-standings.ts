import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lossesOfClaims } from './claim-losses.ts';
import { transfersIn, type Posting } from './lines.ts';
import { bookedOfEnded, lessenLosses, upTo, type LossOfEnded } from './losses-of-ended.ts';
import { relievedStandings } from './relieved-standings.ts';
import { claimAccount, endedAccount, type Transfer } from './types.ts';

/** What nobody owes any longer of a claim since its last end, and where it stands. */
export interface EndedStanding {
  /** The day on which it ended. */
  readonly on: PlainDate;
  /** What ended on that day, and has not come back. */
  readonly gone: Ore;
  readonly ended: Ore;
  /** Losses that were booked of what had ended, as far as they still stand; the last first. */
  readonly booked: readonly LossOfEnded[];
}

/** How much of it can be covered: no more than stands there, whether its loss is booked or not. */
export function standsEnded({ gone, ended, booked }: EndedStanding): Ore {
  return minOre(gone, addOre(ended, sumOre(booked.map(({ amount }) => amount))));
}

/** What stands so of these claims; those of which nothing ever ended are left out. Of one that is still owed it is what debt relief has taken. */
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
  const relieved = await relievedStandings(tx, claims);
  const ended = rows.map(({ claim, day: on, gone }): [ClaimNumber, EndedStanding] => {
    const { ended: stands, writtenOff } = losses.get(claim) ?? { ended: zeroOre, writtenOff: zeroOre };
    return [claim, { on, gone: ore(gone), ended: stands, booked: upTo(writtenOff, booked.get(claim) ?? []) }];
  });
  return new Map([...ended, ...relieved]);
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
