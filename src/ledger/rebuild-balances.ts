import { sql } from 'kysely';
import { ore, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { keptKinds, kindsWhere } from './account-kinds.ts';
import { entries } from './entries.ts';
import type { Account } from './types.ts';

export interface BalancesRebuilt {
  readonly accounts: number;
  /** Those that were kept otherwise before. */
  readonly changed: number;
}

/** Transfers sum to what cannot be; a person must look at them first (`checkLedger` names all). */
export interface WrongSide {
  readonly tag: 'wrong-side';
  readonly account: Account;
  readonly balance: Ore;
}

/**
 * Makes the kept balances anew from all transfers, and changes those that stand otherwise. Whoever writes money waits
 * meanwhile; it reads every row.
 */
export async function rebuildBalances(tx: MunicipalityTx): Promise<Result<BalancesRebuilt, WrongSide>> {
  await sql`lock table transfer in share row exclusive mode`.execute(tx);
  await sql`
    create temporary table summed on commit drop as
    select kind, number, debtor, sum(amount)::bigint as balance from ${entries}
    where kind = any (${keptKinds}::text[]) group by 1, 2, 3`.execute(tx);
  const wrong = await wrongSide(tx);
  if (wrong !== null) return refuse(wrong);
  const { rows } = await sql<BalancesRebuilt>`
    with gone as (
      delete from account_balance kept where not exists (
        select from summed where (kept.number, kept.kind, kept.debtor) = (summed.number, summed.kind, summed.debtor))
      returning 1),
    put as (
      insert into account_balance (kind, number, debtor, balance_ore)
      select kind, number, debtor, balance from summed left join account_balance using (kind, number, debtor)
      where balance is distinct from balance_ore
      on conflict (number, kind, debtor) do update set balance_ore = excluded.balance_ore
      returning 1)
    select (select count(*)::int from summed) as accounts,
      ((select count(*) from gone) + (select count(*) from put))::int as changed`.execute(tx);
  return ok(rows[0] ?? { accounts: 0, changed: 0 });
}

const notBelow0 = kindsWhere(({ side }) => side === 'plus');
const notAbove0 = kindsWhere(({ side }) => side === 'minus');

async function wrongSide(tx: MunicipalityTx): Promise<WrongSide | null> {
  const { rows } = await sql<Account & { readonly balance: bigint }>`
    select kind, number, debtor, balance from summed
    where balance < 0 and kind = any (${notBelow0}::text[]) or balance > 0 and kind = any (${notAbove0}::text[])
    order by kind, number, debtor limit 1`.execute(tx);
  const [first] = rows;
  if (first === undefined) return null;
  const { balance, ...account } = first;
  return { tag: 'wrong-side', account, balance: ore(balance) };
}
