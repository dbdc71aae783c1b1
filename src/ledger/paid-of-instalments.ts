import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { InstalmentId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { isPaid } from './paid.ts';

/**
 * What has been paid, by the day it counts from, of all that was due of a debtor on the claims that these instalments ask for. The
 * oldest instalment is covered first, so that it tells whether they were paid by the day. All of them are one debtor's.
 */
export async function paidOfInstalments(
  tx: MunicipalityReadTx,
  instalments: readonly InstalmentId[],
  by: PlainDate,
): Promise<Ore> {
  const { rows } = await sql<{ paid: bigint }>`
    select coalesce(sum(amount_ore), 0)::bigint as paid from transfer
    where credit_kind = 'due' and ${isPaid} and value_date <= ${by}::date and (credit_number, credit_debtor) in (
      select asked.debit_number, asked.debit_debtor from transfer asked
      where asked.cause = 'instalment' and asked.cause_number = any (${instalments.map(String)}::bigint[]))`.execute(
    tx,
  );
  return ore(rows[0]?.paid ?? 0n);
}
