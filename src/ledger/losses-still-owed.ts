import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { lossesOfClaims, type ClaimLosses } from './claim-losses.ts';
import { transfersIn, type Posting } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { claimAccount, writtenOffAccount } from './types.ts';

/** A loss that was booked of what the debtor owes all the same: nothing was remitted. */
export interface LossStillOwed {
  readonly claim: ClaimNumber;
  readonly loss: bigint;
  /** The day from which it counts. */
  readonly on: PlainDate;
  /** What still stands of it; above 0. */
  readonly amount: Ore;
}

/** Notes that what was booked as these losses is owed all the same; in the transaction of the booking. */
export async function noteStillOwed(
  tx: MunicipalityTx,
  losses: readonly Pick<LossStillOwed, 'claim' | 'loss'>[],
): Promise<void> {
  if (losses.length === 0) return;
  await sql`
    insert into loss_still_owed (loss_number, claim_number)
    select * from unnest(${losses.map(({ loss }) => String(loss))}::bigint[],
      ${losses.map(({ claim }) => String(claim))}::bigint[])`.execute(tx);
}

/** A person has taken the loss back: what money brought back of it is owed when that money goes. */
export async function endTakenBackLoss(
  tx: MunicipalityTx,
  loss: bigint,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update loss_still_owed set ended_as = 'taken-back', ended_at = ${at}::timestamptz
    where loss_number = ${String(loss)}::bigint and ended_at is null`.execute(tx);
}

/** Somebody was freed of debt: the losses of these claims are final from now on, and no money covers them by itself. */
export async function makeLossesFinal(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update loss_still_owed set ended_as = 'final', ended_at = ${at}::timestamptz
    where claim_number = any (${claims.map(String)}::bigint[]) and ended_at is null`.execute(tx);
}

/** What of these claims is a loss and still owed, the oldest loss first; claims without any are left out. */
export async function lossesStillOwed(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, LossStillOwed[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; loss: bigint; on: PlainDate; amount: bigint }>`
    select s.claim_number as claim, s.loss_number as loss, min(t.value_date) filter (where t.cause = 'written-off') as on,
      sum(case when t.debit_kind = 'written-off' then t.amount_ore else -t.amount_ore end)::bigint as amount
    from loss_still_owed s join transfer t on t.cause = any (${LOSS_CAUSES}::text[]) and t.cause_number = s.loss_number
    where s.claim_number = any (${claims.map(String)}::bigint[]) and s.ended_at is null
    group by claim, loss having sum(case when t.debit_kind = 'written-off' then t.amount_ore else -t.amount_ore end) > 0
    order by claim, loss`.execute(tx);
  const all = await lossesOfClaims(tx, claims);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].flatMap(([claim, those]): [ClaimNumber, LossStillOwed[]][] => {
      const standing = upTo(
        all.get(claim),
        those.map((row) => ({ ...row, amount: ore(row.amount) })),
      );
      return standing.length === 0 ? [] : [[claim, standing]];
    }),
  );
}

/** What moves a loss, all by its number. */
const LOSS_CAUSES = ['written-off', 'write-off-reversed', 'loss-recovered'] as const;

/** A reduction of the claim may have taken some of its losses since. */
function upTo(losses: ClaimLosses | undefined, booked: readonly LossStillOwed[]): LossStillOwed[] {
  let left = losses?.writtenOff ?? zeroOre;
  return booked.flatMap((loss) => {
    const amount = minOre(left, loss.amount);
    left = subtractOre(left, amount);
    return amount === zeroOre ? [] : [{ ...loss, amount }];
  });
}

/** Money that covers so much of what was written off of a claim. */
export interface Recovering {
  readonly claim: ClaimNumber;
  /** No more than is a loss and still owed. */
  readonly amount: Ore;
}

/** Which transfer has moved some of a loss, by its line. */
export interface RecoveredLine {
  readonly loss: bigint;
  readonly line: number;
}

/** The day of the money, and when it is booked. */
export type RecoveringOn = Pick<Posting, 'valueDate' | 'bookingDate' | 'recordedAt'>;

/**
 * Takes losses back as far as money covers them, the oldest first: it is owed again, for the money that covers it in the same transaction.
 * What is paid on a day before the loss was less of a loss from the beginning. The debtors have been locked.
 */
export async function recoverLosses(
  tx: MunicipalityTx,
  recovering: readonly Recovering[],
  posting: RecoveringOn,
): Promise<RecoveredLine[]> {
  const claims = recovering.map(({ claim }) => claim);
  const standing = await lossesStillOwed(tx, claims);
  const parts = recovering.flatMap(({ claim, amount }) => {
    let left = amount;
    const taken = (standing.get(claim) ?? []).map((loss) => {
      const part = minOre(left, loss.amount);
      left = subtractOre(left, part);
      return { ...loss, amount: part };
    });
    assert(left === zeroOre, 'no more of a loss comes back than is still owed');
    return taken.filter((part) => part.amount > zeroOre);
  });
  return post(tx, parts, { ...posting, back: true });
}

/**
 * The other way, for money that covers these losses no longer: they are losses again, as far as it stands on their claims here. What a
 * person has taken back meanwhile is no loss any more, and is owed.
 */
export async function bookAgain(
  tx: MunicipalityTx,
  recovered: readonly Omit<LossStillOwed, 'on'>[],
  posting: RecoveringOn,
): Promise<RecoveredLine[]> {
  if (recovered.length === 0) return [];
  const accounts = await accountsOfClaims(
    tx,
    recovered.map(({ claim }) => claim),
  );
  const left = new Map([...accounts].map(([claim, { notAsked }]) => [claim, notAsked]));
  const { rows } = await sql<{ loss: bigint; on: PlainDate }>`
    select loss_number as loss, min(value_date) as on from loss_still_owed
    join transfer on cause = 'written-off' and cause_number = loss_number
    where loss_number = any (${recovered.map(({ loss }) => String(loss))}::bigint[]) and ended_as is distinct from 'taken-back'
    group by loss_number`.execute(tx);
  const days = new Map(rows.map(({ loss, on }) => [loss, on]));
  const parts = recovered.flatMap((each) => {
    const on = days.get(each.loss);
    if (on === undefined) return [];
    const stands = left.get(each.claim) ?? zeroOre;
    const amount = minOre(stands, each.amount);
    left.set(each.claim, subtractOre(stands, amount));
    return amount === zeroOre ? [] : [{ ...each, on, amount }];
  });
  return post(tx, parts, { ...posting, back: false });
}

async function post(
  tx: MunicipalityTx,
  parts: readonly LossStillOwed[],
  { back, valueDate: day, ...booked }: RecoveringOn & { readonly back: boolean },
): Promise<RecoveredLine[]> {
  const cause = 'loss-recovered' as const;
  const lines = await lastLines(
    tx,
    cause,
    parts.map(({ loss }) => loss),
  );
  const transfers = parts.flatMap(({ loss: causeNumber, claim, on, amount }) => {
    const [owed, lost] = [claimAccount(claim), writtenOffAccount(claim)];
    const move = back ? { debit: owed, credit: lost, amount } : { debit: lost, credit: owed, amount };
    const posting = { cause, causeNumber, valueDate: day > on ? day : on, ...booked };
    return transfersIn(posting, [move], lines.get(causeNumber) ?? 0);
  });
  await postTransfers(tx, transfers);
  return transfers.map(({ causeNumber: loss, line }) => ({ loss, line }));
}

/** What still stands of one loss, whoever booked it. */
export async function standsOfLoss(tx: MunicipalityReadTx, loss: bigint): Promise<Ore> {
  const { rows } = await sql<{ amount: bigint | null }>`
    select sum(case when debit_kind = 'written-off' then amount_ore else -amount_ore end)::bigint as amount from transfer
    where cause = any (${LOSS_CAUSES}::text[]) and cause_number = ${String(loss)}::bigint
      and 'written-off' in (debit_kind, credit_kind)`.execute(tx);
  return ore(rows[0]?.amount ?? 0n);
}
