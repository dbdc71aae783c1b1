import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { DAYS_FOR_LATE_RECEIPTS } from './unknown-numbers.ts';

/** All that the authority has covered, as it stands in our ledger, and as it has told. */
export interface CoveredInLedger {
  readonly ledger: Ore;
  readonly told: Ore;
}

/**
 * Holds all that has come on, and gone from, the authority's account in the ledger besides settlements against all the coverings that it has
 * told: null = equal to the øre. One that waits for its receipt counts after a week.
 */
export async function coveredOtherwise(
  tx: MunicipalityReadTx,
  on: PlainDate,
): Promise<CoveredInLedger | null> {
  const { rows } = await sql<{ ledger: bigint; told: bigint }>`
    select (select coalesce(sum(case when debit_kind = 'rim' then amount_ore else -amount_ore end), 0)::bigint from transfer
        where 'rim' in (debit_kind, credit_kind) and cause <> 'settled') as ledger,
      (select coalesce(sum(principal_ore + interest_ore), 0)::bigint
        from recovery_notification join recovery_message using (message_id)
        where recovery_notification.kind in ('UDLIGNING', 'ALLOKERING') and repeats is null
          and (applied_on is not null
            or (received_at at time zone 'Europe/Copenhagen')::date <= ${addDays(on, -DAYS_FOR_LATE_RECEIPTS)}::date)) as told`.execute(
    tx,
  );
  return (
    rows.flatMap(({ ledger, told }) =>
      ledger === told ? [] : [{ ledger: ore(ledger), told: ore(told) }],
    )[0] ?? null
  );
}
