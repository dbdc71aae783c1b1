import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { ore } from '../kernel/money.ts';
import {
  bookAgain,
  recoverLosses,
  type LossStillOwed,
  type RecoveredLine,
  type Recovering,
  type RecoveringOn,
} from '../ledger/losses-still-owed.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PaymentNumber } from './types.ts';

/** A payment covers what was written off and is owed all the same: the loss is less by that much. */
export async function takeBackFor(
  tx: MunicipalityTx,
  payment: PaymentNumber,
  { recovering, posting }: { readonly recovering: readonly Recovering[]; readonly posting: RecoveringOn },
): Promise<void> {
  if (recovering.length === 0) return;
  await insertRecovered(tx, payment, await recoverLosses(tx, recovering, posting));
}

/**
 * A payment has been taken off what it covered: what it had brought back of losses is a loss again, unless a person has taken that loss
 * back since.
 */
export async function loseAgain(
  tx: MunicipalityTx,
  payment: PaymentNumber,
  posting: RecoveringOn,
): Promise<void> {
  const recovered = await recoveredBy(tx, payment);
  await insertRecovered(tx, payment, await bookAgain(tx, recovered, posting));
}

async function insertRecovered(
  tx: MunicipalityTx,
  payment: PaymentNumber,
  lines: readonly RecoveredLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into recovered_loss (loss_number, line, payment_number)
    select loss, line, ${payment.toString()}::bigint
    from unnest(${lines.map(({ loss }) => String(loss))}::bigint[], ${lines.map(({ line }) => line)}::smallint[])
      recovered (loss, line)`.execute(tx);
}

/** Those of these payments that have ever brought back something of a loss. */
export async function recoveredSome(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<ReadonlySet<PaymentNumber>> {
  const { rows } = await sql<{ payment: PaymentNumber }>`
    select distinct payment_number as payment from recovered_loss
    where payment_number = any (${payments.map(String)}::bigint[])`.execute(tx);
  return new Set(rows.map(({ payment }) => payment));
}

/** What a payment has brought back of each loss, and still does; the oldest loss first. */
async function recoveredBy(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
): Promise<Omit<LossStillOwed, 'on'>[]> {
  const { rows } = await sql<{ loss: bigint; claim: ClaimNumber; amount: bigint }>`
    select loss_number as loss, case when debit_kind = 'claim' then debit_number else credit_number end as claim,
      sum(case when debit_kind = 'claim' then amount_ore else -amount_ore end)::bigint as amount
    from recovered_loss r join transfer t on t.cause = 'loss-recovered' and t.cause_number = r.loss_number and t.line = r.line
    where r.payment_number = ${payment.toString()}::bigint
    group by 1, 2 having sum(case when debit_kind = 'claim' then amount_ore else -amount_ore end) > 0
    order by 1`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, amount: ore(amount) }));
}
