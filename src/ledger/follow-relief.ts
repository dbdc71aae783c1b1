import type { ClaimNumber } from '../claims/types.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims, type ClaimAccounts } from './balances.ts';
import { transfersIn, type Movement, type Posting } from './lines.ts';
import { lessenLosses, upTo } from './losses-of-ended.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { relievedPart } from './relieved-part.ts';
import { relievedStandings, type RelievedStanding } from './relieved-standings.ts';
import { claimAccount, dueAccount, endedAccount, recoveryAccount, type Account } from './types.ts';

export interface FollowedReliefs {
  /** Transfers that were written. */
  readonly lines: number;
  /** What more relief should have taken of claims than is left of them, because it has been paid. */
  readonly missing: ReadonlyMap<ClaimNumber, Ore>;
}

/**
 * Lets the part that debt relief has taken of claims follow what has become of their past: of more that was owed then the same part is
 * taken, of less it is less, as if it had been known when the relief came. Written as part of what changed the past, after its own
 * transfers; claims without a relief are left alone. The debtors have been locked.
 */
export async function followReliefs(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  posting: Posting,
): Promise<FollowedReliefs> {
  const standings = await relievedStandings(tx, claims);
  const missing = new Map<ClaimNumber, Ore>();
  if (standings.size === 0) return { lines: 0, missing };
  const accounts = await accountsOfClaims(tx, [...standings.keys()]);
  const { cause, causeNumber } = posting;
  let line = (await lastLines(tx, cause, [causeNumber])).get(causeNumber) ?? 0;
  const first = line;
  for (const [claim, standing] of standings) {
    const its = accounts.get(claim);
    const should = relievedPart(standing.whole, standing.reliefs);
    const { on, gone } = standing;
    const more = should > gone && its !== undefined;
    const valueDate = more && posting.valueDate > on ? posting.valueDate : on;
    const movements = more
      ? takingOff(claim, its, subtractOre(should, gone))
      : await givingBack(tx, { claim, its, standing, amount: subtractOre(gone, should) }, posting);
    const transfers = transfersIn({ ...posting, valueDate }, movements, line);
    await postTransfers(tx, transfers);
    line += transfers.length;
    const still = subtractOre(
      more ? subtractOre(should, gone) : zeroOre,
      sumOre(transfers.map(({ amount }) => amount)),
    );
    if (still > zeroOre) missing.set(claim, still);
  }
  return { lines: line - first, missing };
}

/** Nobody is asked for more than is left. */
function takingOff(claim: ClaimNumber, its: ClaimAccounts, amount: Ore): Movement[] {
  const places: (readonly [Account, Ore])[] = [
    [claimAccount(claim), its.notAsked],
    ...[...its.due].map(([debtor, stands]) => [dueAccount(claim, debtor), stands] as const),
    [recoveryAccount(claim), its.atRecovery],
  ];
  let left = amount;
  return places.map(([credit, stands]) => {
    const part = minOre(left, stands);
    left = subtractOre(left, part);
    return { debit: endedAccount(claim), credit, amount: part };
  });
}

interface GivingBack {
  readonly claim: ClaimNumber;
  readonly its: ClaimAccounts | undefined;
  readonly standing: RelievedStanding;
  readonly amount: Ore;
}

/** A loss that was booked of it is less by now. */
async function givingBack(
  tx: MunicipalityTx,
  { claim, its, standing, amount }: GivingBack,
  posting: Posting,
): Promise<Movement[]> {
  const booked = subtractOre(amount, minOre(amount, standing.ended));
  await lessenLosses(tx, { claim, losses: upTo(booked, standing.booked) }, posting);
  const isThere = (its?.atRecovery ?? zeroOre) > zeroOre;
  const debit = isThere ? recoveryAccount(claim) : claimAccount(claim);
  return [{ debit, credit: endedAccount(claim), amount }];
}
