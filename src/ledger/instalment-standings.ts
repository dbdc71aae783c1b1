import { sql } from 'kysely';
import { claimNumber } from '../claims/types.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { addOre, ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { entries } from './entries.ts';
import { unpaidOf } from './unpaid.ts';

/** How an instalment stands: what it asks for, less what has been taken back, and what of that is unpaid. */
export interface InstalmentStanding {
  readonly asked: Ore;
  readonly unpaid: Ore;
}

interface AskedRow {
  number: bigint;
  debtor: DebtorNumber;
  cause_number: InstalmentId;
  amount: bigint;
}

/** How these instalments stand, over all the claims that they ask for; unknown ones are left out. */
export async function instalmentStandings(
  tx: MunicipalityReadTx,
  instalments: readonly InstalmentId[],
): Promise<Map<InstalmentId, InstalmentStanding>> {
  const rows = await askedBeside(tx, instalments);
  const accounts = await accountsOfClaims(
    tx,
    [...new Set(rows.map(({ number }) => number))].map(claimNumber),
  );
  const wanted = new Set(instalments);
  const standings = new Map<InstalmentId, InstalmentStanding>();
  for (const ofAccount of Map.groupBy(rows, ({ number, debtor }) => `${number}/${debtor}`).values()) {
    const [first] = ofAccount;
    if (first === undefined) continue;
    const due = accounts.get(claimNumber(first.number))?.due.get(first.debtor) ?? zeroOre;
    const unpaid = unpaidOf(new Map(ofAccount.map((row) => [row.cause_number, ore(row.amount)])), due);
    for (const { cause_number: instalment, amount } of ofAccount) {
      if (!wanted.has(instalment)) continue;
      const before = standings.get(instalment) ?? { asked: zeroOre, unpaid: zeroOre };
      standings.set(instalment, {
        asked: addOre(before.asked, ore(amount)),
        unpaid: addOre(before.unpaid, unpaid.get(instalment) ?? zeroOre),
      });
    }
  }
  return standings;
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
