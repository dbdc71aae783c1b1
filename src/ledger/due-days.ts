import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { dueByDefault, dueOfInstalments } from './defaults.ts';
import { entries } from './entries.ts';
import { unpaidOf } from './unpaid.ts';

/** What is unpaid of what has been asked for on a claim, and the day on which it fell or falls due. */
export interface DueOnDay {
  readonly due: PlainDate;
  readonly amount: Ore;
}

/** A claim, and what is due there of the debtor. */
export interface ClaimDue {
  readonly claim: ClaimNumber;
  readonly due: Ore;
}

/**
 * On which days what is due of a debtor fell or falls due: instalments on their due dates, and all that became due because a plan fell away
 * on that day; the oldest first. What neither has asked for is left out.
 */
export async function dueDays(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimDue[],
): Promise<Map<ClaimNumber, DueOnDay[]>> {
  if (claims.length === 0) return new Map();
  const numbers = claims.map(({ claim }) => claim);
  const [asked, byDefault] = await Promise.all([askedOf(tx, debtor, numbers), dueByDefault(tx, numbers)]);
  const byClaim = Map.groupBy(asked, ({ number }) => claimNumber(number));
  return new Map(
    claims.map(({ claim, due }) => [
      claim,
      daysOf(byClaim.get(claim) ?? [], { due, byDefault: byDefault.get(`${claim}/${debtor}`) ?? zeroOre }),
    ]),
  );
}

interface AskedRow {
  number: bigint;
  /** Of an instalment; else a plan has fallen away. */
  instalment: InstalmentId | null;
  day: PlainDate;
  amount: bigint;
}

async function askedOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimNumber[],
): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select number, case when cause <> 'default' then cause_number end as instalment, max(value_date) as day,
      sum(amount)::bigint as amount
    from ${entries}
    where kind = 'due' and debtor = ${debtor} and number = any (${claims.map(String)}::bigint[])
      and (cause in ('instalment', 'instalment-withdrawn') or cause = 'default' and amount > 0)
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

function daysOf(
  asked: readonly AskedRow[],
  { due, byDefault }: { readonly due: Ore; readonly byDefault: Ore },
): DueOnDay[] {
  const ofInstalments = dueOfInstalments(due, byDefault);
  const those = asked.flatMap(({ instalment, amount }) =>
    instalment === null ? [] : [[instalment, ore(amount)] as const],
  );
  const unpaid = unpaidOf(new Map(those), ofInstalments);
  const days = asked.flatMap(({ instalment, day }): DueOnDay[] => {
    const amount =
      instalment === null ? subtractOre(due, ofInstalments) : (unpaid.get(instalment) ?? zeroOre);
    return amount > zeroOre ? [{ due: day, amount }] : [];
  });
  return days.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
