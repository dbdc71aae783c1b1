import { chargesUntil, type ChargeLimit } from '../charges/charge-limits.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { limitationsOf, limitationsUntil } from '../claims/limitation.ts';
import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { perhapsReceivedFrom } from '../collection/perhaps-received.ts';
import { date, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims, balanceOf, somethingLeft } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A claim whose limitation ends, with who is freed by it and what is left of it. */
export interface BarredRow {
  readonly kind: 'limitation';
  readonly claim: ListedClaim;
  /** Those who are still liable and for whom this limitation counts; never empty. */
  readonly debtors: readonly DebtorNumber[];
  /** The one it counts for; null = all whose interest and fees have the three years they were posted with. */
  readonly debtor: DebtorNumber | null;
  /** The last day on which it is owed. */
  readonly until: PlainDate;
  readonly owed: Ore;
  readonly atRecovery: Ore;
  /** The first day on which Gældsstyrelsen can have received it, where it has not answered; null = it is not on its way there. */
  readonly perhapsThereFrom: PlainDate | null;
}

/** Until which day limitations are asked for, and how many rows after which. */
export interface BarredPage {
  readonly to: PlainDate;
  /** A key, as `barredKey` gives it; null = from the first. */
  readonly after: bigint | null;
  readonly limit: number;
}

/** A limitation that ends. */
export interface Ending {
  readonly claim: ClaimNumber;
  /** Null: all who are liable for interest or a fee and for whom nothing has interrupted it. */
  readonly debtor: DebtorNumber | null;
  readonly until: PlainDate;
}

/**
 * The next claims, by the day, whose limitation has ended by a day, however long ago: main claims for each who is liable, interest and
 * fees by their own three years, or as those were interrupted. A bill may be time-barred when it comes, and a payment of one may be
 * charged back years later, so that no day is too early to be looked at. What is paid, or owed by nobody, is passed over. Empty only
 * when there are no more.
 */
export async function barredRows(tx: MunicipalityReadTx, page: BarredPage): Promise<BarredRow[]> {
  for (let after = page.after; ;) {
    const endings = await endingsAfter(tx, { ...page, after });
    const rows = await withWhatIsLeft(tx, endings);
    const last = endings.at(-1);
    if (rows.length > 0 || last === undefined) return rows;
    after = keyOf(last);
  }
}

/** Orders rows by their day, claim and debtor; far above any debtor's number. */
export function barredKey({ until, claim, debtor }: BarredRow): bigint {
  return keyOf({ until, claim: claim.claim, debtor });
}

const CLAIMS = 10n ** 20n;
const DEBTORS = 10n ** 10n;

function keyOf({ until, claim, debtor }: Ending): bigint {
  return (BigInt(until.replaceAll('-', '')) * CLAIMS + claim) * DEBTORS + BigInt(debtor ?? 0);
}

function endingOf(key: bigint): Ending {
  const digits = String(key / DEBTORS / CLAIMS);
  const debtor = key % DEBTORS;
  return {
    until: date(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`),
    claim: claimNumber((key / DEBTORS) % CLAIMS),
    debtor: debtor === 0n ? null : debtorNumber(Number(debtor)),
  };
}

async function endingsAfter(tx: MunicipalityReadTx, { to, after, limit }: BarredPage): Promise<Ending[]> {
  const last = after === null ? null : endingOf(after);
  const days = { from: null, to, where: somethingLeft };
  const mains = await limitationsUntil(tx, days, { after: last, limit });
  const charges = await chargesUntil(tx, days, { after: chargeAt(last), limit });
  const all = [...mains, ...charges.map((charge) => ({ ...charge, debtor: null }))];
  // Each list is whole up to its last row, so that the first of both together are.
  return all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, limit);
}

function chargeAt(last: Ending | null): ChargeLimit | null {
  return last === null ? null : { until: last.until, claim: last.claim };
}

async function withWhatIsLeft(tx: MunicipalityReadTx, endings: readonly Ending[]): Promise<BarredRow[]> {
  const claims = endings.map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, claims);
  const open = endings
    .map((ending) => {
      const standing = accounts.get(ending.claim);
      return { ...ending, owed: balanceOf(standing), atRecovery: standing?.atRecovery ?? zeroOre };
    })
    .filter(({ owed, atRecovery }) => addOre(owed, atRecovery) > zeroOre);
  if (open.length === 0) return [];
  const numbers = open.map(({ claim }) => claim);
  const listed = await listedClaims(tx, numbers);
  const whose = await whoseEnd(tx, numbers);
  const perhapsThere = await perhapsReceivedFrom(tx, numbers);
  return open.flatMap(({ claim, debtor, ...row }) => {
    const named = listed.get(claim);
    assert(named !== undefined, 'what is time-barred is in the register');
    const debtors = whose({ claim, debtor });
    if (debtors.length === 0) return [];
    const perhapsThereFrom = perhapsThere.get(claim) ?? null;
    return [{ kind: 'limitation', claim: named, debtors, debtor, perhapsThereFrom, ...row }];
  });
}

/** Tells for whom of those still liable for these claims a limitation counts: the one it is of, or all for whom nothing has interrupted it. */
export async function whoseEnd(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<(ending: Pick<Ending, 'claim' | 'debtor'>) => DebtorNumber[]> {
  const liable = Map.groupBy(
    (await liabilitiesFor(tx, claims)).filter(({ ended }) => ended === null),
    ({ claim }) => claim,
  );
  const recorded = await limitationsOf(tx, claims);
  return ({ claim, debtor }) => {
    const still = (liable.get(claim) ?? []).map((each) => each.debtor);
    const theirs = (recorded.get(claim) ?? []).map((each) => each.debtor);
    return still.filter((each) => (debtor === null ? !theirs.includes(each) : each === debtor));
  };
}
