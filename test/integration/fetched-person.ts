import { sql } from 'kysely';
import type { PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';

/** What CPR has told of somebody who can be written to, without the fetch that asked. */
export async function addFetchedPerson(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  born: PlainDate | null = null,
): Promise<void> {
  await sql`insert into fact_fetch values (1, '2025-12-01', '2025-12-01T09:00Z', '2025-12-01T09:00Z', 'prøve')`.execute(
    tx,
  );
  await sql`insert into fact_batch values (1, 1, '2025-12-01T09:00Z')`.execute(tx);
  await sql`
    insert into person_record (debtor_number, batch, current_cpr, name, born, status, address, address_protected, digital_post,
      children, children_under_18, message_id)
    values (${debtor}, 1, '6101900000', 'Åse Kjær', ${born}::date, 1, '{"Åvej 1","9998 Bøgevang"}', false, true, '[]', 0, 'prøve')`.execute(
    tx,
  );
}
