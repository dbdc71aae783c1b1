import { liabilitiesFor } from '../claims/liabilities.ts';
import { endsOfClaims, type EndOfLiability } from '../claims/liability-ends.ts';
import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import { heldForRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, unreachable } from '../kernel/result.ts';
import type { WriteOffReason } from '../law/write-off-limits.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import {
  cameBackLess,
  endedBalances,
  smallRests,
  type ClaimAmount,
  type LossTakenFrom,
} from '../ledger/losses.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { recoveryProposals, writeOffsOf } from './store.ts';
import { notReported } from './told-losses.ts';
import type { WriteOff } from './types.ts';

/** A claim of which a loss may have to be booked. */
export interface LossRow {
  readonly claim: ListedClaim;
  /** Who is, or was, liable for it; of a joint claim the first. */
  readonly debtor: DebtorNumber;
  /** All of them. */
  readonly debtors: readonly DebtorNumber[];
  readonly takenFrom: LossTakenFrom;
  readonly amount: Ore;
  readonly reason: WriteOffReason;
  /** It is owed, and on its way to the recovery authority, or there: what is lost of it is that one's to say. */
  readonly forRecovery: boolean;
  /** Every loss of the claim until now. */
  readonly earlier: readonly WriteOff[];
  /** The proposal that waits for what is asked about; null = none. */
  readonly open: WriteOff | null;
  /** A proposal about what stood at the recovery authority, and has come back from there: one of what is owed by nobody takes its place. */
  readonly replaced: WriteOff | null;
  /** That proposal is what the recovery authority has told, and no report has told of it. */
  readonly isNew: boolean;
}

export interface LossPage {
  readonly after: bigint;
  readonly limit: number;
  /** Payments booked from this day on are looked at for differences of øre; null = none are. */
  readonly rests: { readonly bookedFrom: PlainDate; readonly below: Ore } | null;
}

/**
 * The next claims by number, one row each: what stands there that nobody owes; else what the recovery authority has written
 * off; else a difference of øre. Empty only when there are no more.
 */
export async function lossRows(
  tx: MunicipalityReadTx,
  { after, limit, rests }: LossPage,
): Promise<LossRow[]> {
  const ended = await endedBalances(tx, { after, limit });
  const told = await recoveryProposals(tx, { after, limit });
  const small = rests === null ? [] : await smallRests(tx, { ...rests, after, limit });
  // Each list is whole up to its last claim, so that the first of all together are.
  const claims = [
    ...new Set([...ended.map(({ claim }) => claim), ...told, ...small.map(({ claim }) => claim)]),
  ]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .slice(0, limit);
  const [listed, earlier, ends] = [
    await listedClaims(tx, claims),
    await writeOffsOf(tx, claims),
    await endsOfClaims(tx, claims),
  ];
  const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  const held = await heldForRecovery(tx, claims);
  const accounts = await accountsOfClaims(tx, claims);
  const cameLess = await cameBackLess(tx, claims);
  const unreported = await notReported(tx, [...earlier.values()].flat());
  const [endedBy, smallBy] = [byClaim(ended), byClaim(small)];
  return claims.map((claim) => {
    const named = listed.get(claim);
    const debtors = (liable.get(claim) ?? []).map(({ debtor }) => debtor);
    const [debtor] = debtors;
    assert(named !== undefined && debtor !== undefined, 'somebody was liable for what is in the ledger');
    const losses = earlier.get(claim) ?? [];
    const known = { claim: named, debtor, debtors, earlier: losses };
    const stands = { ended: endedBy.get(claim), small: smallBy.get(claim) };
    const isThere = (accounts.get(claim)?.atRecovery ?? zeroOre) > zeroOre;
    const recovery = { isThere, cameLess: cameLess.has(claim) };
    const loss = lossOf(named, { ...stands, ...recovery, losses, ends: ends.get(claim) ?? [] });
    const isNew = loss.open !== null && unreported.has(loss.open.number);
    return { ...known, ...loss, isNew, forRecovery: loss.takenFrom === 'owed' && held.has(claim) };
  });
}

function byClaim(amounts: readonly ClaimAmount[]): ReadonlyMap<ClaimNumber, Ore> {
  return new Map(amounts.map(({ claim, amount }) => [claim, amount]));
}

interface Known {
  readonly ended: Ore | undefined;
  readonly small: Ore | undefined;
  /** Something of it stands at the recovery authority. */
  readonly isThere: boolean;
  /** The recovery authority had given up a part when it came back. */
  readonly cameLess: boolean;
  readonly losses: readonly WriteOff[];
  readonly ends: readonly EndOfLiability[];
}

function lossOf(
  claim: ListedClaim,
  { ended, small, isThere, cameLess, losses, ends }: Known,
): Pick<LossRow, 'takenFrom' | 'amount' | 'reason' | 'open' | 'replaced'> {
  const openFrom = (from: LossTakenFrom) =>
    losses.find(
      ({ takenFrom, state }) => takenFrom === from && (state === 'proposed' || state === 'committee'),
    ) ?? null;
  const told = openFrom('recovery');
  if (ended !== undefined) {
    const reason = whyEnded(claim, { ends, cameLess });
    const replaced = isThere ? null : told;
    return { takenFrom: 'ended', amount: ended, reason, open: openFrom('ended'), replaced };
  }
  const only = { replaced: null };
  if (told !== null)
    return { ...only, takenFrom: 'recovery', amount: told.amount, reason: told.reason, open: told };
  assert(small !== undefined, 'a claim is read because something stands on it');
  return { ...only, takenFrom: 'owed', amount: small, reason: 'rounding', open: openFrom('owed') };
}

function whyEnded(
  claim: Pick<ListedClaim, 'level'>,
  { ends, cameLess }: Pick<Known, 'ends' | 'cameLess'>,
): WriteOffReason {
  return ends[0] === undefined && cameLess ? 'recovery' : reasonOf(claim, ends[0]);
}

/** Why nobody owes what has ended of a claim: its loss has that reason, whoever proposes it. */
export async function reasonOfEnded(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<WriteOffReason> {
  const [listed, ends] = [await listedClaims(tx, [claim]), await endsOfClaims(tx, [claim])];
  const named = listed.get(claim);
  assert(named !== undefined, 'what has ended is a claim');
  const cameLess = (await cameBackLess(tx, [claim])).has(claim);
  return whyEnded(named, { ends: ends.get(claim) ?? [], cameLess });
}

/**
 * Why nobody owes it: as the last who was liable ceased to be. Where nobody has, a part was relieved. What the source has taken
 * back needs a person.
 */
export function reasonOf(
  { level }: Pick<ListedClaim, 'level'>,
  end: EndOfLiability | undefined,
): WriteOffReason {
  if (end === undefined) return 'debt-relief';
  switch (end.kind) {
    case 'lapsed':
      return 'lapse';
    case 'time-barred':
      // Ended with its main claim (forældelsesloven § 23, stk. 2), or by its own years.
      return level !== 'main' && end.reason.startsWith('main claim') ? 'accessory' : 'limitation';
    case 'discharged':
      return dischargedBy(end.reason);
    case 'withdrawn':
    case 'cancelled':
    case 'released':
      return 'administrative';
    default:
      return unreachable(end.kind);
  }
}

const DISCHARGED = /(?<by>estate-insolvent|bankruptcy|debt-relief)$/;

function dischargedBy(reason: string): WriteOffReason {
  const by = DISCHARGED.exec(reason)?.groups?.['by'];
  return by === 'estate-insolvent' || by === 'bankruptcy' || by === 'debt-relief' ? by : 'estate';
}
