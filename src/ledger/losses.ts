import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims, type ClaimAccounts } from './balances.ts';
import { lossesOfClaims, roundedOff } from './claim-losses.ts';
import { followReliefs } from './follow-relief.ts';
import { transfersIn, type Movement } from './lines.ts';
import { endTakenBackLoss, noteStillOwed, standsOfLoss } from './losses-still-owed.ts';
import { postTransfers } from './post.ts';
import { lastLines, transfersOf } from './read.ts';
import {
  claimAccount,
  dueAccount,
  endedAccount,
  roundingAccount,
  writtenOffAccount,
  type Account,
  type Transfer,
} from './types.ts';

/** Where the money of a loss stands: owed by nobody, at the recovery authority, or still owed. */
export type LossTakenFrom = 'ended' | 'recovery' | 'owed';

/** A loss to be booked. */
export interface Loss {
  /** Its number: the cause's number of its transfers. */
  readonly number: bigint;
  readonly claim: ClaimNumber;
  readonly takenFrom: LossTakenFrom;
  /** No more than stands there. */
  readonly amount: Ore;
  /** A difference of øre is no loss in the books. */
  readonly rounding: boolean;
  /** The debtor owes it all the same: money that is meant for the claim takes the loss back. */
  readonly stillOwed: boolean;
}

/** Books losses on a day. The debtors have been locked; what is not there fails the transaction. */
export async function bookLosses(
  tx: MunicipalityTx,
  losses: readonly Loss[],
  at: Temporal.Instant,
): Promise<void> {
  const accounts = await accountsOfClaims(
    tx,
    losses.map(({ claim }) => claim),
  );
  await postTransfers(
    tx,
    losses.flatMap((loss) => transfersOfLoss(loss, accounts.get(loss.claim), at)),
  );
  const stillOwed = losses.filter((loss) => loss.stillOwed);
  await noteStillOwed(
    tx,
    stillOwed.map(({ number: loss, claim }) => ({ loss, claim })),
  );
}

function transfersOfLoss(
  { number, claim, takenFrom, amount, rounding }: Loss,
  accounts: ClaimAccounts | undefined,
  at: Temporal.Instant,
): Transfer[] {
  const day = dayInCopenhagen(at);
  const into = rounding ? roundingAccount : writtenOffAccount(claim);
  const movements: Movement[] =
    takenFrom === 'owed'
      ? outOfOwed(claim, accounts, amount).map((each) => ({ debit: into, ...each }))
      : [{ debit: into, credit: standsOn(takenFrom, claim), amount }];
  return transfersIn(
    {
      cause: rounding ? 'rounding' : 'written-off',
      causeNumber: number,
      valueDate: day,
      bookingDate: day,
      recordedAt: at,
    },
    movements,
  );
}

/** First what has not been asked for, then what has. */
function outOfOwed(
  claim: ClaimNumber,
  accounts: ClaimAccounts | undefined,
  amount: Ore,
): Omit<Movement, 'debit'>[] {
  assert(accounts !== undefined, 'a loss is of a claim that was raised');
  const places = [
    { credit: claimAccount(claim), stands: accounts.notAsked },
    ...[...accounts.due].map(([debtor, stands]) => ({ credit: dueAccount(claim, debtor), stands })),
  ];
  let left = amount;
  const taken = places.map(({ credit, stands }) => {
    const part = minOre(left, stands);
    left = subtractOre(left, part);
    return { credit, amount: part };
  });
  assert(left === 0n, 'a loss is no more than what is owed');
  return taken;
}

/**
 * Takes a booked loss back: the money stands again where it was taken from, or where `to` says instead. Booked today. What a reduction
 * of the claim has taken off its loss since is owed by nobody, and what money has brought back of it is paid: no more comes back than stands
 * there as a loss. Answers how much.
 */
export async function reverseLoss(
  tx: MunicipalityTx,
  {
    number,
    rounding,
    claim,
    to,
  }: Pick<Loss, 'number' | 'rounding' | 'claim'> & { readonly to: LossTakenFrom },
  at: Temporal.Instant,
): Promise<Ore> {
  const booked = rounding
    ? sumOre((await transfersOf(tx, 'rounding', [number])).map((each) => each.amount))
    : await standsOfLoss(tx, number);
  await endTakenBackLoss(tx, number, at);
  const losses = rounding
    ? (await roundedOff(tx, [claim])).get(claim)
    : (await lossesOfClaims(tx, [claim])).get(claim)?.writtenOff;
  const amount = minOre(booked, losses ?? zeroOre);
  const day = dayInCopenhagen(at);
  const credit = rounding ? roundingAccount : writtenOffAccount(claim);
  const debit = to === 'owed' ? claimAccount(claim) : standsOn(to, claim);
  const lines = await lastLines(tx, 'write-off-reversed', [number]);
  const posting = {
    cause: 'write-off-reversed',
    causeNumber: number,
    valueDate: day,
    bookingDate: day,
    recordedAt: at,
  } as const;
  await postTransfers(tx, transfersIn(posting, [{ debit, credit, amount }], lines.get(number) ?? 0));
  // A loss from before debt relief was owed when that took its part.
  if (to === 'owed') await followReliefs(tx, [claim], posting);
  return amount;
}

/**
 * What nobody owed because the recovery authority had given it up is owed here again: a person has refused its loss. No more than
 * stands there. The debtors have been locked.
 */
export async function owedAgain(
  tx: MunicipalityTx,
  { number, claim, amount }: Pick<Loss, 'number' | 'claim' | 'amount'>,
  at: Temporal.Instant,
): Promise<void> {
  const stands = (await endedOf(tx, [claim])).get(claim) ?? zeroOre;
  const day = dayInCopenhagen(at);
  const posting = {
    cause: 'write-off-reversed',
    causeNumber: number,
    valueDate: day,
    bookingDate: day,
  } as const;
  const move = { debit: claimAccount(claim), credit: endedAccount(claim), amount: minOre(stands, amount) };
  const lines = await lastLines(tx, 'write-off-reversed', [number]);
  await postTransfers(tx, transfersIn({ ...posting, recordedAt: at }, [move], lines.get(number) ?? 0));
}

/** Those of the claims of which the recovery authority had given up something when they came back from there. */
export async function cameBackLess(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Set<ClaimNumber>> {
  if (claims.length === 0) return new Set();
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select distinct debit_number as claim from transfer
    where debit_kind = 'ended' and debit_number = any (${claims.map(String)}::bigint[]) and cause = 'recalled'`.execute(
    tx,
  );
  return new Set(rows.map(({ claim }) => claim));
}

function standsOn(takenFrom: Exclude<LossTakenFrom, 'owed'>, claim: ClaimNumber): Account {
  return takenFrom === 'ended' ? endedAccount(claim) : { kind: 'recovery', number: claim, debtor: 0 };
}

export interface ClaimAmount {
  readonly claim: ClaimNumber;
  readonly amount: Ore;
}

export interface ClaimPage {
  readonly after: bigint;
  readonly limit: number;
}

/** The next claims on which something stands that nobody owes and no loss has been booked of, by number. At most `limit`. */
export async function endedBalances(
  tx: MunicipalityReadTx,
  { after, limit }: ClaimPage,
): Promise<ClaimAmount[]> {
  const { rows } = await sql<{ claim: ClaimNumber; amount: bigint }>`
    select number as claim, balance_ore as amount from account_balance
    where kind = 'ended' and number > ${String(after)}::bigint and balance_ore > 0
    order by number limit ${limit}::int`.execute(tx);
  return rows.map(({ claim, amount }) => ({ claim, amount: ore(amount) }));
}

/** What stands on these claims that nobody owes; claims without are left out. */
export async function endedOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Ore>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; amount: bigint }>`
    select number as claim, balance_ore as amount from account_balance
    where kind = 'ended' and number = any (${claims.map(String)}::bigint[]) and balance_ore > 0`.execute(tx);
  return new Map(rows.map(({ claim, amount }) => [claim, ore(amount)]));
}

/**
 * The next claims that payments have covered part of, booked on a day or later, of which less than an amount is left, by
 * number. At most `limit`.
 */
export async function smallRests(
  tx: MunicipalityReadTx,
  { bookedFrom, below, after, limit }: ClaimPage & { readonly bookedFrom: PlainDate; readonly below: Ore },
): Promise<ClaimAmount[]> {
  const { rows } = await sql<{ claim: ClaimNumber; amount: bigint }>`
    select b.number as claim, sum(b.balance_ore)::bigint as amount from account_balance b
    where b.kind in ('claim', 'due', 'recovery') and b.number in (
      select credit_number from transfer
      where booking_date >= ${bookedFrom}::date and cause in ('payment', 'suspense-resolved')
        and credit_kind in ('claim', 'due') and credit_number > ${String(after)}::bigint)
    group by b.number having sum(b.balance_ore) > 0 and sum(b.balance_ore) < ${String(below)}::bigint
      and count(*) filter (where b.kind = 'recovery' and b.balance_ore > 0) = 0
    order by b.number limit ${limit}::int`.execute(tx);
  return rows.map(({ claim, amount }) => ({ claim, amount: ore(amount) }));
}
