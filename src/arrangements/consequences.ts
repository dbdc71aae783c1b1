import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, parseKroner, zeroOre } from '../kernel/money.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * What other limits would mean for arrangements: those that are asked for and not decided are judged by the new limits (`asked`; of
 * these `below-least`, where a month's instalment is under the new least); those in force keep their terms and what they tolerate, and only
 * the days of a demand that is still to be written are the new ones (`in-force`).
 */
export async function consequencesForArrangements(
  tx: MunicipalityReadTx,
  { after }: Between,
): Promise<Consequence[]> {
  const counting = new Counting('arrangements');
  const least = parseKroner(after.arrangements.least) ?? zeroOre;
  const { rows } = await sql<StandingRow>`
    select debtor_number as debtor, state, monthly_ore as monthly, owed_ore as owed, next_on as next from arrangement
    where ended_on is null order by arrangement`.execute(tx);
  for (const { debtor, state, monthly, owed, next } of rows) {
    const touched = { debtor, amount: ore(owed), next };
    if (state !== 'proposed') counting.add('in-force', touched);
    else {
      counting.add('asked', touched);
      if (monthly !== null && monthly < least && monthly < owed) counting.add('below-least', touched);
    }
  }
  return counting.found();
}

interface StandingRow {
  readonly debtor: DebtorNumber;
  readonly state: string;
  readonly monthly: bigint | null;
  readonly owed: bigint;
  readonly next: PlainDate | null;
}
