import { sql } from 'kysely';
import { claimAmountsPage, owedHere, type ClaimAmounts } from '../claims/corrections.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { keptKinds, kindsWhere, type AccountKind } from './account-kinds.ts';
import { balanceOf, summedAccounts, type ClaimAccounts } from './balances.ts';
import { entries } from './entries.ts';
import type { Account } from './types.ts';

/** Something in the ledger that should be impossible; each is our own mistake and for a person to look at. */
export type LedgerFault =
  /** Less than nothing is owed, or a claim has raised less than nothing, or what is held for a debtor is owed by them. */
  | { readonly tag: 'wrong-side'; readonly account: Account; readonly balance: Ore }
  /** The balance kept beside the transfers is not their sum; `ledger rebuild-balances` puts it right. */
  | { readonly tag: 'kept-otherwise'; readonly account: Account; readonly balance: Ore; readonly kept: Ore }
  /** Money of a payment that went nowhere. */
  | { readonly tag: 'left-in-transit'; readonly payment: bigint; readonly balance: Ore }
  /** The ledger has raised another amount than the claim register has. */
  | {
      readonly tag: 'raised-otherwise';
      readonly claim: ClaimNumber;
      readonly raised: Ore;
      readonly registered: Ore;
    }
  /** A debtor is asked to pay on a claim that they are not liable for. */
  | { readonly tag: 'due-from-other'; readonly claim: ClaimNumber; readonly debtor: DebtorNumber }
  /** Something is owed that nobody is liable for. */
  | { readonly tag: 'nobody-liable'; readonly claim: ClaimNumber; readonly balance: Ore };

const CLAIMS_PER_PAGE = 5_000;
const MOST_FAULTS = 1_000;

/**
 * Looks through the whole ledger for what should be impossible; an empty list is the only good answer. At most 1,000
 * accounts and about as many claims. That debits and credits are equal needs no look: each row is both.
 */
export async function checkLedger(tx: MunicipalityReadTx): Promise<LedgerFault[]> {
  const faults = await faultyAccounts(tx);
  for (let after: ClaimNumber | 0n = 0n; faults.length < 2 * MOST_FAULTS;) {
    const page: readonly ClaimAmounts[] = await claimAmountsPage(tx, after, CLAIMS_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    faults.push(...(await faultsOfClaims(tx, page)));
    after = last.claim;
  }
  return faults;
}

interface AccountRow {
  kind: AccountKind;
  number: bigint;
  debtor: DebtorNumber | 0;
  balance: bigint;
  wrong_side: boolean;
  kept: bigint;
}

const mayBeAbove0 = kindsWhere(({ side }) => side === 'plus' || side === 'either');
const mayBeBelow0 = kindsWhere(({ side }) => side === 'minus' || side === 'either');

/** Sums all transfers once, and holds each account against its side and against the balance that is kept of it. */
async function faultyAccounts(tx: MunicipalityReadTx): Promise<LedgerFault[]> {
  const { rows } = await sql<AccountRow>`
    select kind, number, debtor, balance, wrong_side, kept
    from (
      select kind, number, debtor, coalesce(balance, 0) as balance, coalesce(balance_ore, 0) as kept,
        balance > 0 and kind <> all (${mayBeAbove0}::text[]) or balance < 0 and kind <> all (${mayBeBelow0}::text[]) as wrong_side
      from (select kind, number, debtor, sum(amount)::bigint as balance from ${entries} group by 1, 2, 3) summed
      full join account_balance using (kind, number, debtor)) account
    where wrong_side or kind = any (${keptKinds}::text[]) and balance <> kept
    order by kind, number, debtor limit ${MOST_FAULTS}::int`.execute(tx);
  return rows.flatMap(faultsOfAccount);
}

function faultsOfAccount({ kind, number, debtor, ...row }: AccountRow): LedgerFault[] {
  const [account, balance, kept] = [{ kind, number, debtor }, ore(row.balance), ore(row.kept)];
  const faults: LedgerFault[] = [];
  if (row.wrong_side && kind === 'transit') faults.push({ tag: 'left-in-transit', payment: number, balance });
  else if (row.wrong_side) faults.push({ tag: 'wrong-side', account, balance });
  if (keptKinds.includes(kind) && balance !== kept)
    faults.push({ tag: 'kept-otherwise', account, balance, kept });
  return faults;
}

async function faultsOfClaims(
  tx: MunicipalityReadTx,
  amounts: readonly ClaimAmounts[],
): Promise<LedgerFault[]> {
  const claims = amounts.map(({ claim }) => claim);
  const accounts = await summedAccounts(tx, claims);
  const liabilities = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  return amounts.flatMap((registered) => {
    const still = (liabilities.get(registered.claim) ?? []).filter(({ ended }) => ended === null);
    return faultsOfClaim(
      registered,
      accounts.get(registered.claim),
      new Set(still.map(({ debtor }) => debtor)),
    );
  });
}

function faultsOfClaim(
  amounts: ClaimAmounts,
  accounts: ClaimAccounts | undefined,
  liable: ReadonlySet<DebtorNumber>,
): LedgerFault[] {
  const { claim } = amounts;
  const faults: LedgerFault[] = [];
  const [raised, registered] = [accounts?.raised ?? zeroOre, owedHere(amounts)];
  if (raised !== registered) faults.push({ tag: 'raised-otherwise', claim, raised, registered });
  for (const debtor of accounts?.due.keys() ?? [])
    if (!liable.has(debtor)) faults.push({ tag: 'due-from-other', claim, debtor });
  const balance = balanceOf(accounts);
  if (liable.size === 0 && balance > zeroOre) faults.push({ tag: 'nobody-liable', claim, balance });
  return faults;
}
