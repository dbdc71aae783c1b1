import { sql } from 'kysely';
import { lapsedLiabilities } from '../claims/liability-ends.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { addOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { dueByDefault, dueOfInstalments } from './defaults.ts';
import { entries } from './entries.ts';
import { isPaid } from './paid.ts';
import { unpaidOf } from './unpaid.ts';

/** How an instalment stands: what it asks for, less what is no longer asked for, and what of that is unpaid. */
export interface InstalmentStanding {
  readonly asked: Ore;
  readonly unpaid: Ore;
}

export interface StandingsWanted {
  /**
   * Also leaves out what has been paid on a claim on or after the day it lapsed for the debtor: that money has a refund item
   * of its own (payments/paid-after-lapse.ts).
   */
  readonly withoutPaidSinceLapse?: boolean;
  /** Leaves out what is asked for on these claims. */
  readonly besides?: ReadonlySet<ClaimNumber>;
}

/**
 * How these instalments stand, over all the claims that they ask for; unknown ones are left out. What was unpaid when the
 * claim was reduced, or when the debtor ceased to be liable for it, is no longer asked for.
 */
export async function instalmentStandings(
  tx: MunicipalityReadTx,
  instalments: readonly InstalmentId[],
  { withoutPaidSinceLapse = false, besides }: StandingsWanted = {},
): Promise<Map<InstalmentId, InstalmentStanding>> {
  if (instalments.length === 0) return new Map();
  const rows = (await askedBeside(tx, instalments)).filter(
    ({ number }) => besides?.has(claimNumber(number)) !== true,
  );
  const claims = [...new Set(rows.map(({ number }) => number))].map(claimNumber);
  const accounts = await accountsOfClaims(tx, claims);
  const byDefault = await dueByDefault(tx, claims);
  const notAsked = await noLongerAsked(tx, claims);
  const since = withoutPaidSinceLapse ? await paidSinceLapse(tx, claims) : nothing;
  const wanted = new Set(instalments);
  const standings = new Map<InstalmentId, InstalmentStanding>();
  for (const [account, ofAccount] of Map.groupBy(rows, accountOf)) {
    const [first] = ofAccount;
    if (first === undefined) continue;
    const owed = accounts.get(claimNumber(first.number))?.due.get(first.debtor) ?? zeroOre;
    const due = dueOfInstalments(owed, byDefault.get(account));
    const leftOut = addOre(notAsked.get(account) ?? zeroOre, since.get(account) ?? zeroOre);
    for (const [instalment, { asked, unpaid }] of standingsOn(ofAccount, due, leftOut)) {
      if (!wanted.has(instalment)) continue;
      const before = standings.get(instalment) ?? { asked: zeroOre, unpaid: zeroOre };
      standings.set(instalment, {
        asked: addOre(before.asked, asked),
        unpaid: addOre(before.unpaid, unpaid),
      });
    }
  }
  return standings;
}

interface AskedRow {
  number: bigint;
  debtor: DebtorNumber;
  cause_number: InstalmentId;
  amount: bigint;
}

/** The instalments of one account. What is left out of them, as what is unpaid, belongs to the newest. */
function standingsOn(
  rows: readonly AskedRow[],
  due: Ore,
  leftOut: Ore,
): Map<InstalmentId, InstalmentStanding> {
  const amounts = new Map(rows.map((row) => [row.cause_number, ore(row.amount)]));
  const unpaid = unpaidOf(amounts, due);
  const unpaidOrLeftOut = unpaidOf(amounts, addOre(due, leftOut));
  return new Map(
    [...amounts].map(([instalment, amount]) => {
      const still = unpaid.get(instalment) ?? zeroOre;
      const gone = subtractOre(unpaidOrLeftOut.get(instalment) ?? zeroOre, still);
      return [instalment, { asked: subtractOre(amount, gone), unpaid: still }];
    }),
  );
}

/** What these instalments, and all others on the same accounts, ask for: what is paid covers the oldest first. */
async function askedBeside(
  tx: MunicipalityReadTx,
  instalments: readonly InstalmentId[],
): Promise<AskedRow[]> {
  if (instalments.length === 0) return [];
  const { rows } = await sql<AskedRow>`
    select number, debtor, cause_number, sum(amount)::bigint as amount
    from ${entries}
    where kind = 'due' and cause in ('instalment', 'instalment-withdrawn') and number in (
      select debit_number from transfer
      where cause = 'instalment' and cause_number = any (${instalments.map(String)}::bigint[]))
    group by number, debtor, cause_number`.execute(tx);
  return rows;
}

/** A claim's account of what has been asked of a debtor. */
type DueAccount = `${bigint}/${DebtorNumber}`;

const nothing: ReadonlyMap<DueAccount, Ore> = new Map();

function accountOf({ number, debtor }: { number: bigint; debtor: DebtorNumber }): DueAccount {
  return `${number}/${debtor}`;
}

interface SumRow {
  number: bigint;
  debtor: DebtorNumber;
  amount: bigint;
}

/** What ceased to be due without being paid, because the liability ended or the claim was reduced. */
async function noLongerAsked(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<DueAccount, Ore>> {
  const { rows } = await sql<SumRow>`
    select credit_number as number, credit_debtor as debtor, sum(amount_ore)::bigint as amount from transfer
    where credit_kind = 'due' and credit_number = any (${claims.map(String)}::bigint[]) 
      and cause in ('liability-ended', 'claim-corrected')
    group by 1, 2`.execute(tx);
  return new Map(rows.map((row) => [accountOf(row), ore(row.amount)]));
}

/** What payments that count from the day a claim lapsed for the debtor have covered of what was due there. */
async function paidSinceLapse(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<DueAccount, Ore>> {
  const lapsed = await lapsedLiabilities(tx, claims);
  const { rows } = await sql<SumRow>`
    select lapsed.claim as number, lapsed.debtor, sum(amount_ore)::bigint as amount
    from unnest(${lapsed.map(({ claim }) => claim.toString())}::bigint[], ${lapsed.map(({ debtor }) => debtor)}::int[],
      ${lapsed.map(({ on }) => on)}::date[]) lapsed (claim, debtor, since)
    join transfer on credit_kind = 'due' and credit_number = lapsed.claim and credit_debtor = lapsed.debtor
    where ${isPaid} and value_date >= lapsed.since
    group by 1, 2`.execute(tx);
  return new Map(rows.map((row) => [accountOf(row), ore(row.amount)]));
}
