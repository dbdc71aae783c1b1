import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { endedIn, lossIn } from '../ledger/balances.ts';
import { followReliefs, type FollowedReliefs } from '../ledger/follow-relief.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { relievedStandings } from '../ledger/relieved-standings.ts';
import { endedAccount, overpaidAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ToAllocate } from './allocate.ts';
import type { PayableRead } from './payable.ts';
import type { Cover, Spread } from './spread.ts';

/** Of what debt relief has taken since; mostly nothing has ended of what is owed, and nothing is read. */
export async function relievedSince(
  tx: MunicipalityReadTx,
  claims: readonly PayableRead[],
  cameOn: PlainDate,
): Promise<ReadonlyMap<ClaimNumber, Ore>> {
  const partly = claims.filter(
    ({ claim, besides, endedSince: isGone }) =>
      !isGone && (endedIn(claim, besides) > zeroOre || lossIn(claim, besides) > zeroOre),
  );
  const standings = await relievedStandings(
    tx,
    partly.map(({ claim }) => claim),
  );
  const since = [...standings].filter(([, { on }]) => on > cameOn);
  return new Map(since.map(([claim, { gone }]) => [claim, gone]));
}

/**
 * Debt relief takes its part of what was left when the money had been paid. Where more has been paid since than the part that it leaves
 * now, the money is too much by that.
 */
export async function followRelieved(
  tx: MunicipalityTx,
  { payables, cause, payment: causeNumber, money, debtor, at: recordedAt }: ToAllocate,
  covers: readonly Cover[],
): Promise<FollowedReliefs> {
  const covered = new Set(covers.map(({ claim }) => claim));
  const relieved = payables.filter(({ claim, relievedSince }) => relievedSince && covered.has(claim));
  if (relieved.length === 0) return { lines: 0, missing: new Map() };
  const bookingDate = dayInCopenhagen(recordedAt);
  const posting = { cause, causeNumber, valueDate: money.receivedOn, bookingDate, recordedAt };
  const claims = relieved.map(({ claim }) => claim);
  const { lines, missing } = await followReliefs(tx, claims, posting);
  const tooMuch = [...missing].map(([claim, amount]) => {
    return { debit: endedAccount(claim), credit: overpaidAccount(debtor), amount };
  });
  const last = (await lastLines(tx, cause, [causeNumber])).get(causeNumber) ?? 0;
  await postTransfers(tx, transfersIn(posting, tooMuch, last));
  return { lines: lines + tooMuch.length, missing };
}

/** What a payment covers, less what of it was too much after all. */
export function without(covers: readonly Cover[], left: Ore, { missing }: FollowedReliefs): Spread {
  const rest = new Map(missing);
  const still = covers.toReversed().map((cover) => {
    const part = minOre(cover.amount, rest.get(cover.claim) ?? zeroOre);
    rest.set(cover.claim, subtractOre(rest.get(cover.claim) ?? zeroOre, part));
    return { ...cover, amount: subtractOre(cover.amount, part) };
  });
  return {
    covers: still.toReversed().filter(({ amount }) => amount > zeroOre),
    left: sumOre([left, ...missing.values()]),
  };
}
