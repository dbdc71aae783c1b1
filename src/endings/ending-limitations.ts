import { chargesUntil, type ChargeLimit } from '../charges/charge-limits.ts';
import { lastDaysOf } from '../charges/last-days.ts';
import { limitationsUntil, type Limitation, type LimitationDays } from '../claims/limitation.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf, somethingLeft, somethingThere } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { whoseEnd, type Ending } from './barred-rows.ts';

/** A limitation that ends, of one who is liable. */
export interface EndingLimitation extends Ending {
  readonly debtor: DebtorNumber;
}

const PAGE = 5_000;

/**
 * The limitations that end by a day, of those still liable: of what is left here however long ago, because no night has carried that
 * out yet; of what is at Gældsstyrelsen from today on, because what it has done to interrupt an earlier one is not told. Interest and
 * fees are left out where they end with their main claim (forældelsesloven § 23, stk. 2).
 */
export async function endingLimitations(
  tx: MunicipalityReadTx,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<EndingLimitation[]> {
  const here = { from: null, to, where: somethingLeft };
  const there = { from, to, where: somethingThere };
  const ending = [...(await endingWithin(tx, here)), ...(await endingWithin(tx, there))];
  const endsWithMain = await thoseWithMain(tx, [...new Set(ending.map(({ claim }) => claim))]);
  // What is partly here and partly there is found twice.
  const byKey = new Map(ending.map((each) => [`${each.claim} ${each.debtor}`, each]));
  return [...byKey.values()].filter((each) => !endsWithMain(each));
}

async function endingWithin(tx: MunicipalityReadTx, days: LimitationDays): Promise<EndingLimitation[]> {
  const recorded = await allPages<Limitation>((after) => limitationsUntil(tx, days, { after, limit: PAGE }));
  const charges = await allPages<ChargeLimit>((after) => chargesUntil(tx, days, { after, limit: PAGE }));
  const whose = await whoseEnd(
    tx,
    charges.map(({ claim }) => claim),
  );
  const asPosted = charges.flatMap(({ claim, until }) =>
    whose({ claim, debtor: null }).map((debtor) => ({ claim, debtor, until })),
  );
  return [...recorded.map(({ claim, debtor, until }) => ({ claim, debtor, until })), ...asPosted];
}

async function allPages<Row>(pageAfter: (after: Row | null) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: Row | null = null; ;) {
    const page: Row[] = await pageAfter(after);
    rows.push(...page);
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return rows;
  }
}

/** Tells of interest and fees whether they end with their main claim: something is left of it, and its own last day is no later. */
async function thoseWithMain(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<(ending: EndingLimitation) => boolean> {
  const listed = await listedClaims(tx, claims);
  const mainOf = new Map(
    [...listed.values()].filter(({ level }) => level !== 'main').map(({ claim, main }) => [claim, main]),
  );
  const mains = [...new Set(mainOf.values())];
  const lastDays = await lastDaysOf(tx, mains);
  const accounts = await accountsOfClaims(tx, mains);
  return ({ claim, debtor, until }) => {
    const main = mainOf.get(claim);
    if (main === undefined) return false;
    const standing = accounts.get(main);
    const left = addOre(balanceOf(standing), standing?.atRecovery ?? zeroOre);
    const lastDay = lastDays.get(main)?.get(debtor);
    return left > zeroOre && lastDay !== undefined && lastDay <= until;
  };
}
