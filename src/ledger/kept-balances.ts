import { sql, type RawBuilder } from 'kysely';
import type { MunicipalityTx } from '../platform/database.ts';
import { preparedToo } from '../platform/prepared.ts';
import { accountKinds } from './account-kinds.ts';
import type { Account, Transfer } from './types.ts';

/** What transfers change on one account. */
export interface Change {
  readonly account: Account;
  /** Below 0 when more goes out than comes in; never 0. */
  readonly amount: bigint;
}

/**
 * What transfers change on the accounts whose balance is kept, each once, in the order of the table's key: whoever writes
 * the same accounts waits in the same order. Accounts that come out as they were are left out.
 */
export function changesOf(transfers: readonly Transfer[]): Change[] {
  const changes = new Map<string, { readonly account: Account; amount: bigint }>();
  const add = (account: Account, amount: bigint) => {
    if (!accountKinds[account.kind].kept) return;
    const key = `${account.kind}/${account.number}/${account.debtor}`;
    const before = changes.get(key);
    if (before === undefined) changes.set(key, { account, amount });
    else before.amount += amount;
  };
  for (const { debit, credit, amount } of transfers) {
    add(debit, amount);
    add(credit, -amount);
  }
  return [...changes.values()].filter(({ amount }) => amount !== 0n).toSorted(byKey);
}

function byKey({ account: a }: Change, { account: b }: Change): number {
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.debtor - b.debtor;
}

/** Moves the kept balances with the transfers, in one statement. */
export function keepBalances(tx: MunicipalityTx, transfers: readonly Transfer[]): void {
  const changes = changesOf(transfers);
  if (changes.length === 0) return;
  const { form, steps, end } = moving(changes);
  preparedToo(tx, `keep-balances${form}`, sql`with ${sql.join(steps)} ${end}`);
}

/** Parts of a statement that moves balances. */
export interface Moving {
  /** Statements of the same form have the same text. */
  readonly form: string;
  readonly steps: readonly RawBuilder<unknown>[];
  /** What it answers; refused by the database where something that goes back towards 0 has had no row. */
  readonly end: RawBuilder<unknown>;
}

/**
 * How balances are moved. What grows away from 0 may be a new row; what goes back towards 0 must have one, and the database refuses
 * what would pass 0. Locks the rows in the order of their key.
 */
export function moving(changes: readonly Change[]): Moving {
  const grown = changes.filter(growsAway);
  const shrunk = changes.filter((change) => !growsAway(change));
  const [only, another] = shrunk;
  if (only === undefined)
    return { form: grown.length === 0 ? '' : '.grow', steps: growing(grown), end: sql`select 1` };
  const steps = [...growing(grown), ...(another === undefined ? shrinkingOne(only) : shrinking(shrunk))];
  const form = `${grown.length === 0 ? '' : '.grow'}${another === undefined ? '.one' : '.more'}`;
  return { form, steps, end: allOf(shrunk.length) };
}

function growing(grown: readonly Change[]): RawBuilder<unknown>[] {
  if (grown.length === 0) return [];
  const rows = sql`grown as (
    insert into account_balance as kept (number, kind, debtor, balance_ore)
    select number, kind, debtor, amount from ${asRows(grown)}
    on conflict (number, kind, debtor) do update set balance_ore = kept.balance_ore + excluded.balance_ore)`;
  return [rows];
}

/** One row has no order among others: a payment mostly covers one account. */
function shrinkingOne({ account: { number, kind, debtor }, amount }: Change): RawBuilder<unknown>[] {
  const row = sql`shrunk as (
    update account_balance set balance_ore = balance_ore + ${amount.toString()}::bigint
    where number = ${number.toString()}::bigint and kind = ${kind}::text and debtor = ${debtor}::int
    returning 1)`;
  return [row];
}

function shrinking(shrunk: readonly Change[]): RawBuilder<unknown>[] {
  const held = sql`held as materialized (
    select number, kind, debtor, change.amount
    from ${asRows(shrunk)} join account_balance kept using (number, kind, debtor)
    order by number, kind, debtor for update of kept)`;
  const moved = sql`shrunk as (
    update account_balance kept set balance_ore = kept.balance_ore + held.amount
    from held where (kept.number, kept.kind, kept.debtor) = (held.number, held.kind, held.debtor)
    returning 1)`;
  return [held, moved];
}

/** What is no number fails the statement with these words; the count keeps the planner from trying it. */
function allOf(expected: number): RawBuilder<unknown> {
  return sql`select case when count(*) = ${expected}::int then 0
    else ('money left an account on which nothing stood: only ' || count(*) || ' had any')::int end from shrunk`;
}

function growsAway({ account, amount }: Change): boolean {
  return accountKinds[account.kind].side === 'minus' ? amount < 0n : amount > 0n;
}

function asRows(changes: readonly Change[]) {
  return sql`unnest(${changes.map(({ account }) => account.number.toString())}::bigint[],
    ${changes.map(({ account }) => account.kind)}::text[], ${changes.map(({ account }) => account.debtor)}::int[],
    ${changes.map(({ amount }) => amount.toString())}::bigint[]) change (number, kind, debtor, amount)`;
}
