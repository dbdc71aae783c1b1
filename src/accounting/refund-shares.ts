import { claimsForBooks, partsForBooks, type PartForBooks } from '../claims/claims-for-books.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { stoodOnClosedDays } from '../ledger/booked.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { DayBooks, OwnMoves, TransferKey } from './day-books.ts';
import { eventsInOrder } from './events.ts';
import { foundShares, foundSince, isTold, withFound, type FoundShare } from './found-shares.ts';
import { movedBetween, partsUntil, splitOf } from './refund-split.ts';

/** The days whose vouchers have been written, and those that a dry run would have written by now. */
export interface DaysBefore {
  readonly closed: ReadonlySet<PlainDate>;
  readonly besides: readonly PlainDate[];
}

const MOVES_PER_PAGE = 5_000;

/**
 * Adds what a day has moved on claims' own accounts to its entries, shared between state and municipality, and answers the
 * transfers in which a share is not known. The share came with the claim line (part-claim) and is never guessed.
 */
export async function addRefundShares(
  tx: MunicipalityReadTx,
  books: DayBooks,
  before: DaysBefore,
): Promise<TransferKey[]> {
  const unclear: TransferKey[] = [];
  const all = [...books.ownMoves.values(), ...(await unmoved(tx, books, before))];
  for (let start = 0; start < all.length; start += MOVES_PER_PAGE) {
    const page = all.slice(start, start + MOVES_PER_PAGE);
    const claims = [...new Set(page.map(({ claim }) => claim))];
    const parts = await partsForBooks(tx, claims);
    const found = await foundShares(tx, claims);
    const stood = new Map(
      (await stoodOnClosedDays(tx, claims, before.besides)).map(({ claim, kind, balance }) => [
        `${claim}/${kind === 'source' ? 'source' : 'loss'}`,
        balance,
      ]),
    );
    for (const moves of page) {
      const standing = {
        parts: parts.get(moves.claim) ?? [],
        found: found.get(moves.claim) ?? [],
        balance: stood.get(`${moves.claim}/${moves.group}`),
      };
      if (share(books, moves, { ...standing, before })) unclear.push(...moves.transfers);
    }
  }
  return unclear;
}

/** Claims that nothing was moved on, of which a share has been found out since: what was told of them moves. */
async function unmoved(
  tx: MunicipalityReadTx,
  { day, ownMoves }: DayBooks,
  before: DaysBefore,
): Promise<OwnMoves[]> {
  const fresh = await foundSince(tx, day, before);
  const claims = await claimsForBooks(tx, fresh);
  return fresh.flatMap((claim) =>
    (['source', 'loss'] as const).flatMap((group): OwnMoves[] => {
      const known = claims.get(claim);
      if (known === undefined || ownMoves.has(`${claim}/${group}`)) return [];
      const { claimType, from } = known;
      return [{ claim, claimType, group, day: from ?? day, moved: new Map(), transfers: [] }];
    }),
  );
}

interface Standing {
  readonly parts: readonly PartForBooks[];
  readonly found: readonly FoundShare[];
  /** On closed days; absent = nothing was moved. */
  readonly balance: bigint | undefined;
  readonly before: DaysBefore;
}

/** Shares what one account moved, event by event; true when something of it is not clear. */
function share(
  { day, entries }: DayBooks,
  moves: OwnMoves,
  { parts: its, found, balance = 0n, before }: Standing,
): boolean {
  const { claimType, group, day: from } = moves;
  const wasBooked = (on: PlainDate) => before.closed.has(on) || before.besides.includes(on);
  const told = withFound(its, found, (share) => isTold(share, before));
  const parts = withFound(its, found, (share) => share.countsFrom <= day || isTold(share, before));
  const partsNow = partsUntil(parts, (on) => on === day || wasBooked(on));
  let stands = balance;
  const asTold = splitOf(claimType, partsUntil(told, wasBooked), stands);
  let split = splitOf(claimType, partsUntil(parts, wasBooked), stands);
  // What has been found out since moves what was told before.
  for (const { percent, share, amount } of movedBetween(asTold, split))
    entries.add({ claimType, event: 'internal', group, day: from, percent, share }, amount);
  let unclear = false;
  for (const event of eventsInOrder) {
    const moved = moves.moved.get(event) ?? 0n;
    if (moved === 0n) continue;
    stands += moved;
    const next = splitOf(claimType, partsNow, stands);
    for (const { percent, share, amount } of movedBetween(split, next))
      entries.add({ claimType, event, group, day: from, percent, share }, amount);
    unclear ||= split.unclear || next.unclear;
    split = next;
  }
  return unclear;
}
