import { closeWorkItem, openItems, openWorkItems, type WorkItem } from '../agreements/work-items.ts';
import { holdsOn, holdsToReview, type Hold } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { somethingLeft } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** What a person is asked about holds that have stood to their review day. */

const KIND = 'hold-review';
const HOLDS_PER_PAGE = 1_000;

/**
 * Asks a person to look at every hold that stands on its review day or after it, once: again only when somebody has closed it and the
 * hold stands in a later month still.
 */
export async function openReviews(tx: MunicipalityTx, on: PlainDate, at: Temporal.Instant): Promise<number> {
  const open = new Set((await openItems(tx, { debtor: null, kind: KIND })).map(keyOf));
  let asked = 0;
  for (let after: Hold | null = null; ;) {
    const page: readonly Hold[] = await holdsToReview(tx, on, {
      after,
      limit: HOLDS_PER_PAGE,
      leftHere: somethingLeft,
    });
    const last = page.at(-1);
    if (last === undefined) return asked;
    const items = (await itemsFor(tx, page, on)).filter((item) => !open.has(keyOf(item)));
    await openWorkItems(tx, items, at);
    asked += items.length;
    after = last;
  }
}

async function itemsFor(tx: MunicipalityTx, holds: readonly Hold[], on: PlainDate): Promise<WorkItem[]> {
  const claims = holds.map(({ claim }) => claim);
  const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  return holds.flatMap(({ claim, debtor, reason }) => {
    const whose = debtor ?? liable.get(claim)?.[0]?.debtor;
    return whose === undefined
      ? []
      : [{ kind: KIND, debtor: whose, month: monthOf(on), about: `${claim}/${reason}` }];
  });
}

function keyOf({ debtor, about }: Pick<WorkItem, 'debtor' | 'about'>): string {
  return `${debtor} ${about ?? ''}`;
}

/** Closes what a person was asked about holds that have been lifted since. */
export async function closeReviews(tx: MunicipalityTx, at: Temporal.Instant): Promise<void> {
  const items = (await openItems(tx, { debtor: null, kind: KIND })).flatMap((item) => {
    const [, claim, reason] = /^(\d+)\/(.+)$/.exec(item.about ?? '') ?? [];
    return claim === undefined ? [] : [{ item, claim: claimNumber(BigInt(claim)), reason }];
  });
  const claims: ClaimNumber[] = [...new Set(items.map(({ claim }) => claim))];
  const standing = await holdsOn(tx, claims);
  const stands = ({ item, claim, reason }: (typeof items)[number]) =>
    standing
      .get(claim)
      ?.some((hold) => hold.reason === reason && (hold.debtor === null || hold.debtor === item.debtor));
  for (const each of items.filter((one) => stands(one) !== true))
    await closeWorkItem(tx, {
      item: each.item.number,
      by: 'automatic',
      because: 'Berostillelsen er ophævet.',
      at,
    });
}
