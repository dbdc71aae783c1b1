import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims, balanceOf } from './balances.ts';

/** What is owed by nobody any longer of a claim, and what of it has been booked as a loss. */
export interface ClaimLosses {
  readonly ended: Ore;
  readonly writtenOff: Ore;
}

/** What these claims have ended with; claims without any such amount are left out. */
export async function lossesOfClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimLosses>> {
  const { rows } = await sql<{ number: ClaimNumber; kind: 'ended' | 'written-off'; balance: bigint }>`
    select number, kind, balance_ore as balance from account_balance
    where number = any (${claims.map(String)}::bigint[]) and kind in ('ended', 'written-off') and balance_ore <> 0`.execute(
    tx,
  );
  const losses = new Map<ClaimNumber, ClaimLosses>();
  for (const { number, kind, balance } of rows) {
    const others = losses.get(number) ?? { ended: zeroOre, writtenOff: zeroOre };
    losses.set(number, { ...others, [kind === 'ended' ? 'ended' : 'writtenOff']: ore(balance) });
  }
  return losses;
}

/**
 * Those of the claims of which nothing is left, here or there, because the rest has ended or been written off. A rest that was rounded off
 * is paid.
 */
export async function givenUp(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Set<ClaimNumber>> {
  const losses = await lossesOfClaims(tx, claims);
  const accounts = await accountsOfClaims(tx, [...losses.keys()]);
  const isNothingLeft = (claim: ClaimNumber) => {
    const standing = accounts.get(claim);
    return balanceOf(standing) === zeroOre && (standing?.atRecovery ?? zeroOre) === zeroOre;
  };
  return new Set([...losses.keys()].filter(isNothingLeft));
}

/** What of these claims was booked as a difference of øre, and not taken back since; claims without any are left out. */
export async function roundedOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Ore>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ number: ClaimNumber; amount: bigint }>`
    select number, sum(amount)::bigint as amount
    from (
      select credit_number as number, amount_ore as amount from transfer
      where credit_kind in ('claim', 'due', 'ended', 'recovery') and credit_number = any (${numbers}::bigint[])
        and debit_kind = 'rounding'
      union all
      select debit_number, -amount_ore from transfer
      where debit_kind in ('claim', 'due', 'ended', 'recovery', 'source') and debit_number = any (${numbers}::bigint[])
        and credit_kind = 'rounding') moved
    group by number having sum(amount) <> 0`.execute(tx);
  return new Map(rows.map(({ number, amount }) => [number, ore(amount)]));
}
