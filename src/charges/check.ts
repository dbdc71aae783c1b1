import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import { summedAccounts } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargePage } from './store.ts';
import type { Charge } from './types.ts';

/** Our own mistake, and for a person to look at. */
export type ChargeFault =
  /** The ledger has raised another amount for a charge than stands here. */
  | {
      readonly tag: 'charge-raised-otherwise';
      readonly claim: ClaimNumber;
      readonly raised: Ore;
      readonly stands: Ore;
    }
  /** Interest was posted although by then it was known that nothing was owed when its days began: paid, ended, or written off. */
  | { readonly tag: 'interest-on-nothing'; readonly claim: ClaimNumber; readonly stands: Ore };

const CHARGES_PER_PAGE = 5_000;
const MOST_FAULTS = 1_000;

/**
 * Holds all interest and fees against the ledger and against what they were charged on; an empty list is the only good answer. Some
 * thousand at most.
 */
export async function checkCharges(tx: MunicipalityReadTx): Promise<ChargeFault[]> {
  const faults: ChargeFault[] = [];
  for (let after: ClaimNumber | 0n = 0n; faults.length < MOST_FAULTS;) {
    const page: readonly Charge[] = await chargePage(tx, after, CHARGES_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    const accounts = await summedAccounts(
      tx,
      page.map(({ claim }) => claim),
    );
    for (const { claim, stands } of page) {
      const raised = accounts.get(claim)?.raised ?? zeroOre;
      if (raised !== stands) faults.push({ tag: 'charge-raised-otherwise', claim, raised, stands });
    }
    faults.push(...(await interestOnNothing(tx, page)));
    after = last.claim;
  }
  return faults;
}

/**
 * By what had been written of the main claim when the interest was posted: whatever lowered it before the first of its days, and all
 * that raised it, the claim itself in any case. What moves within the claim is neither.
 */
async function interestOnNothing(tx: MunicipalityReadTx, page: readonly Charge[]): Promise<ChargeFault[]> {
  const standing = page.filter(({ kind, stands }) => kind === 'interest' && stands > zeroOre);
  const { rows } = await sql<{ claim: ClaimNumber; stands: bigint }>`
    select asked.claim, asked.stands
    from unnest(${standing.map(({ claim }) => String(claim))}::bigint[], ${standing.map(({ main }) => String(main))}::bigint[],
      ${standing.map(({ period }) => period.from)}::date[], ${standing.map(({ stands }) => String(stands))}::bigint[])
      as asked (claim, main, begins, stands)
    cross join lateral (
      select min(recorded_at) as at from transfer where cause = 'charge-raised' and cause_number = asked.claim) posted
    cross join lateral (
      select coalesce(sum(amount), 0) as owed from (
        select amount_ore as amount from transfer t
        where debit_kind in ('claim', 'due', 'recovery') and debit_number = asked.main
          and (t.cause = 'claim-raised' or t.recorded_at <= posted.at)
          and not (credit_kind in ('claim', 'due', 'recovery') and credit_number = asked.main)
        union all
        select -amount_ore from transfer t
        where credit_kind in ('claim', 'due', 'recovery') and credit_number = asked.main and t.recorded_at < posted.at
          and value_date < asked.begins
          and not (debit_kind in ('claim', 'due', 'recovery') and debit_number = asked.main)) moved) then_owed
    where posted.at is not null and then_owed.owed <= 0 order by asked.claim`.execute(tx);
  return rows.map(({ claim, stands }): ChargeFault => ({
    tag: 'interest-on-nothing',
    claim,
    stands: ore(stands),
  }));
}
