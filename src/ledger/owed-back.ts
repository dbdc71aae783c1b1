import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { transfersIn } from './lines.ts';
import { postTransfers } from './post.ts';
import { billedBackAccount, owedBackAccount } from './types.ts';

/** What a debtor owes of money that was given back, and was taken back from us since. */
export interface OwedBack {
  readonly amount: Ore;
  /** The earliest day from which any of it is owed: what was covered meanwhile was the oldest. */
  readonly since: PlainDate;
}

/** Null: the debtor owes nothing so. The debtor has been locked by whoever moves it. */
export async function owedBackOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<OwedBack | null> {
  const { rows } = await sql<{ day: PlainDate; owed: bigint; covered: bigint }>`
    select day, sum(owed)::bigint as owed, sum(covered)::bigint as covered
    from (
      select value_date as day, amount_ore as owed, 0 as covered from transfer
      where debit_kind = 'owed-back' and debit_number = ${debtor}
      union all
      select value_date, 0, amount_ore from transfer where credit_kind = 'owed-back' and credit_number = ${debtor}) moved
    group by day order by day`.execute(tx);
  let covered: bigint = 0n;
  for (const row of rows) covered += row.covered;
  let [amount, since]: [Ore, PlainDate | null] = [zeroOre, null];
  for (const { day, owed } of rows) {
    const left = owed > covered ? owed - covered : 0n;
    covered = owed > covered ? 0n : covered - owed;
    if (left > 0n) since ??= day;
    amount = ore(amount + left);
  }
  return since === null ? null : { amount, since };
}

/** The claim that has just been raised is what was owed so: it is owed once. The debtor has been locked. */
export async function billOwedBackAs(
  tx: MunicipalityTx,
  {
    debtor,
    claim,
    amount,
  }: { readonly debtor: DebtorNumber; readonly claim: ClaimNumber; readonly amount: Ore },
  at: Temporal.Instant,
): Promise<void> {
  const on = dayInCopenhagen(at);
  const posting = {
    cause: 'owed-back-billed',
    causeNumber: claim,
    valueDate: on,
    bookingDate: on,
    recordedAt: at,
  } as const;
  const move = { debit: billedBackAccount(claim), credit: owedBackAccount(debtor), amount };
  await postTransfers(tx, transfersIn(posting, [move]));
}
