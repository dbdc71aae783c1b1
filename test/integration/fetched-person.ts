import { sql } from 'kysely';
import type { PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';

export interface ToldOfPerson {
  readonly born?: PlainDate | null;
  /** CPR's own; 1 lives here, 90 is dead. */
  readonly status?: number;
  readonly digitalPost?: boolean;
  readonly addressProtected?: boolean;
}

/** What CPR has told of somebody who can be written to, without the fetch that asked. */
export async function addFetchedPerson(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  told: PlainDate | null | ToldOfPerson = null,
): Promise<void> {
  const {
    born = null,
    status = 1,
    digitalPost = true,
    addressProtected = false,
  } = told === null || typeof told === 'string' ? { born: told } : told;
  await sql`insert into fact_fetch values (1, '2025-12-01', '2025-12-01T09:00Z', '2025-12-01T09:00Z', 'prøve')
    on conflict do nothing`.execute(tx);
  await sql`insert into fact_batch values (1, 1, '2025-12-01T09:00Z') on conflict do nothing`.execute(tx);
  await sql`
    insert into person_record (debtor_number, batch, current_cpr, name, born, status, address, address_protected, digital_post,
      children, children_under_18, message_id)
    values (${debtor}, 1, '6101900000', 'Åse Kjær', ${born}::date, ${status}, '{"Åvej 1","9998 Bøgevang"}', ${addressProtected}, ${digitalPost}, '[]', 0, 'prøve')`.execute(
    tx,
  );
}
