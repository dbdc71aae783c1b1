import { sql } from 'kysely';
import { closeMatter, openItems, openItemsNotOpen } from '../agreements/work-items.ts';
import { addDays, dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import type { RecoveryTask } from './recovery-day.ts';
import type { Doing } from './types.ts';

const KIND = 'recovery-unknown';
/** A receipt may be late: what is told of its number waits so long before a person is asked. */
export const DAYS_FOR_LATE_RECEIPTS = 7;

/** A number at the authority that no claim of ours has, and of which it tells. */
export interface UnknownNumber {
  readonly authorityId: string;
  /** The day on which we first heard of it. */
  readonly since: PlainDate;
  /** What it last said that it has left; 0 where it has not said. */
  readonly left: Ore;
}

/** The numbers of which the authority told a week ago or longer, and which no claim of ours has on a day, or no longer. */
export async function unknownNumbers(tx: MunicipalityReadTx, on: PlainDate): Promise<UnknownNumber[]> {
  const { rows } = await sql<{ authorityId: string; since: PlainDate; left: bigint }>`
    with waiting as materialized (
      select authority_id, effective_on, notification_id, left_ore, (received_at at time zone 'Europe/Copenhagen')::date as heard
      from recovery_notification n join recovery_message using (message_id)
      where applied_on is null and authority_id is not null
        and not exists (select from recovery_claim r where r.authority_id = n.authority_id)
        and not exists (select from set_off_registration r where r.authority_id = n.authority_id))
    select authority_id as "authorityId", min(heard) as since, coalesce(
      (array_agg(left_ore order by effective_on desc, notification_id desc) filter (where left_ore is not null))[1], 0)::bigint as left
    from waiting group by authority_id having min(heard) <= ${addDays(on, -DAYS_FOR_LATE_RECEIPTS)}::date
    order by authority_id`.execute(tx);
  return rows.map((row) => ({ ...row, left: ore(row.left) }));
}

/**
 * Tells a person of each such number: the authority may collect a claim that is owed here too. Closes the item when a claim of ours has
 * got the number. Answers how many there are. The same day again tells nothing new.
 */
export function watchUnknown({ database, municipality, by, clock }: RecoveryTask): Promise<number> {
  return inMunicipality(database, municipality, (tx) => watchIn(tx, { by, at: clock() }));
}

async function watchIn(tx: MunicipalityTx, { at }: Doing): Promise<number> {
  const on = dayInCopenhagen(at);
  const unknown = (await unknownNumbers(tx, on)).map(({ authorityId }) => `number ${authorityId}`);
  for (const { about } of await openItems(tx, { debtor: null, kind: KIND }))
    if (about !== null && !unknown.includes(about))
      await closeMatter(tx, { kind: KIND, about }, { by: 'automatic', because: 'nummeret er kendt', at });
  const month = monthOf(on);
  await openItemsNotOpen(
    tx,
    unknown.map((about) => ({ kind: KIND, debtor: null, month, about })),
    at,
  );
  return unknown.length;
}
