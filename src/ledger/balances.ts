import { sql, type RawBuilder } from 'kysely';
import { stillLiableFor } from '../claims/liabilities.ts';
import { describedClaims, liableClaims, liableDebtorPage } from '../claims/liable-claims.ts';
import type { ClaimBalance, ClaimNumber, LiableClaim, OpenBalance, OpenClaim } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { preparedArrays } from '../platform/prepared.ts';
import { entries } from './entries.ts';

/**
 * What is left of each debtor's open claims; debtors without any are left out, and so are claims that they are no longer
 * liable for. A joint claim stands with both spouses with its whole balance. The lean half of `outstandingClaims`, read
 * for everybody every month.
 */
export async function openBalances(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, OpenBalance[]>> {
  return openOf(tx, await liableClaims(tx, debtors));
}

/**
 * The claims each debtor is liable for with something left to pay, oldest period first; a joint claim stands with both
 * spouses with its whole balance. Debtors without open claims are left out.
 */
export async function outstandingClaims(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, OpenClaim[]>> {
  return openOf(tx, await describedClaims(tx, debtors));
}

async function openOf<T extends LiableClaim>(
  tx: MunicipalityReadTx,
  claims: readonly T[],
): Promise<Map<DebtorNumber, (T & ClaimBalance)[]>> {
  const accounts = await accountsOfClaims(tx, [...new Set(claims.map(({ claimNumber }) => claimNumber))]);
  const open = new Map<DebtorNumber, (T & ClaimBalance)[]>();
  for (const claim of claims) {
    const balance = balanceFor(claim.debtor, accounts.get(claim.claimNumber));
    if (balance.balance === zeroOre) continue;
    const others = open.get(claim.debtor);
    if (others === undefined) open.set(claim.debtor, [{ ...claim, ...balance }]);
    else others.push({ ...claim, ...balance });
  }
  return open;
}

/** The next debtors, by number, who are liable for an open claim; `after` 0 = from the first. At most `limit`. */
export async function openDebtorPage(
  tx: MunicipalityReadTx,
  after: DebtorNumber | 0,
  limit: number,
): Promise<DebtorNumber[]> {
  const open: DebtorNumber[] = [];
  for (let last = after; open.length < limit;) {
    const page = await liableDebtorPage(tx, last, limit);
    if (page.length === 0) break;
    const balances = await openBalances(tx, page);
    open.push(...page.filter((debtor) => balances.has(debtor)));
    last = page.at(-1) ?? last;
  }
  return open.slice(0, limit);
}

/** Those of these debtors who owe anything: a claim of any type with something left of it, here or at the recovery authority. */
export async function whoOwe(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const liable = await stillLiableFor(tx, debtors);
  const accounts = await accountsOfClaims(tx, [...new Set([...liable.values()].flat())]);
  const isOwed = (claim: ClaimNumber) => {
    const standing = accounts.get(claim);
    return addOre(balanceOf(standing), standing?.atRecovery ?? zeroOre) > zeroOre;
  };
  return new Set([...liable].flatMap(([debtor, claims]) => (claims.some(isOwed) ? [debtor] : [])));
}

/** What stands on a claim's own accounts. */
export interface ClaimAccounts {
  readonly notAsked: Ore;
  /** By debtor; only what is not 0. */
  readonly due: ReadonlyMap<DebtorNumber, Ore>;
  readonly raised: Ore;
  /** At the recovery authority, and not covered there: no part of what we ask for. */
  readonly atRecovery: Ore;
}

const nothing: ClaimAccounts = { notAsked: zeroOre, due: new Map(), raised: zeroOre, atRecovery: zeroOre };

type AccountRow = [
  number: ClaimNumber,
  kind: 'claim' | 'due' | 'recovery' | 'source' | 'written-off' | 'ended',
  debtor: DebtorNumber | 0,
  balance: bigint,
];

/** Claims' accounts, in øre, as they are kept beside the transfers: the one place where a claim's balance is read. Unknown claims are left out. */
export async function accountsOfClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimAccounts>> {
  if (claims.length === 0) return new Map();
  const rows = await preparedArrays<AccountRow>(
    tx,
    'accounts-of-claims',
    sql`select number, kind, debtor, balance_ore from account_balance
      where number = any (${claims.map(String)}::bigint[]) and kind in ('claim', 'due', 'recovery', 'source')`,
  );
  return accountsFrom(rows);
}

/**
 * The columns of a claim's accounts, for a query that reads the claims themselves; `accountsIn` reads them. `claim` is the
 * column with its number.
 */
export function accountColumns(claim: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array(
    select json_build_array(kind, debtor, balance_ore::text)::text from account_balance
    where number = ${claim} and kind in ('claim', 'due', 'recovery', 'source', 'written-off', 'ended'))`;
}

/** Whether anything of a claim is left here, for a query that reads the claims themselves. `claim` is the column with its number. */
export function somethingLeft(claim: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
    select from account_balance
    where number = ${claim} and kind in ('claim', 'due') and balance_ore > 0)`;
}

/** Whether anything of a claim is at Gældsstyrelsen, for a query as above. */
export function somethingThere(claim: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
    select from account_balance
    where number = ${claim} and kind = 'recovery' and balance_ore > 0)`;
}

/** The accounts of one claim that `accountColumns` has read; as `accountsOfClaims` has them. */
export function accountsIn(claim: ClaimNumber, columns: readonly string[]): ClaimAccounts | undefined {
  return accountsFrom(rowsIn(claim, columns)).get(claim);
}

/** What of one claim has been booked as a loss, of what `accountColumns` has read. */
export function lossIn(claim: ClaimNumber, columns: readonly string[]): Ore {
  return standingIn(claim, columns, 'written-off');
}

/** What of one claim nobody owes any longer and no loss was booked of, of what `accountColumns` has read. */
export function endedIn(claim: ClaimNumber, columns: readonly string[]): Ore {
  return standingIn(claim, columns, 'ended');
}

function standingIn(claim: ClaimNumber, columns: readonly string[], of: AccountRow[1]): Ore {
  const [, , , balance = 0n] = rowsIn(claim, columns).find(([, kind]) => kind === of) ?? [];
  return ore(balance);
}

function rowsIn(claim: ClaimNumber, columns: readonly string[]): AccountRow[] {
  return columns.map((text) => {
    const [kind, debtor, balance] = JSON.parse(text) as [AccountRow[1], AccountRow[2], string]; // as it was built
    return [claim, kind, debtor, BigInt(balance)];
  });
}

/** The same accounts as the sums of all transfers on them: the truth, which the check compares with what is kept. */
export async function summedAccounts(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimAccounts>> {
  const rows = await preparedArrays<AccountRow>(
    tx,
    'summed-accounts',
    sql`select number, kind, debtor, sum(amount)::bigint from ${entries}
      where kind in ('claim', 'due', 'recovery', 'source') and number = any (${claims.map(String)}::bigint[])
      group by number, kind, debtor`,
  );
  return accountsFrom(rows);
}

function accountsFrom(rows: readonly AccountRow[]): Map<ClaimNumber, ClaimAccounts> {
  const accounts = new Map<ClaimNumber, AccountsRead>();
  for (const row of rows) {
    const [claim] = row;
    const read = accounts.get(claim);
    if (read === undefined) accounts.set(claim, addRow({ ...nothing, due: new Map() }, row));
    else addRow(read, row);
  }
  return accounts;
}

type AccountsRead = { -readonly [K in keyof ClaimAccounts]: ClaimAccounts[K] } & {
  due: Map<DebtorNumber, Ore>;
};

function addRow(read: AccountsRead, [, kind, debtor, balance]: AccountRow): AccountsRead {
  if (kind === 'claim') read.notAsked = ore(balance);
  else if (kind === 'source') read.raised = ore(-balance);
  else if (kind === 'recovery') read.atRecovery = ore(balance);
  else if (kind === 'due' && balance !== 0n && debtor !== 0) read.due.set(debtor, ore(balance)); // a due account always has its debtor
  return read;
}

/** What is left of a claim, whoever was asked for it: the sum of its `claim` and `due` accounts. */
export function balanceOf({ notAsked, due }: ClaimAccounts = nothing): Ore {
  let balance = notAsked;
  for (const amount of due.values()) balance = addOre(balance, amount);
  return balance;
}

/** The same as it concerns one who owes the claim. */
export function balanceFor(debtor: DebtorNumber, accounts: ClaimAccounts = nothing): ClaimBalance {
  const { notAsked, due, raised } = accounts;
  return { balance: balanceOf(accounts), notAsked, dueFrom: due.get(debtor) ?? zeroOre, raised };
}
