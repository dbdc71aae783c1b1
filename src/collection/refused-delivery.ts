import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { answered } from './answered.ts';
import { actionsInDelivery } from './store.ts';
import type { Doing } from './types.ts';

/** The authority has refused a delivery as a whole: every action in it is refused by that code. */
export async function refusedDelivery(
  tx: MunicipalityTx,
  { number, code }: { readonly number: bigint; readonly code: string },
  doing: Doing,
): Promise<void> {
  const actions = await actionsInDelivery(tx, number);
  const liable = await liabilitiesFor(
    tx,
    actions.map(({ claim }) => claim),
  );
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  await sql`
    update recovery_delivery set state = 'refused', refused_code = ${code} where delivery_number = ${String(number)}::bigint`.execute(
    tx,
  );
  const answer = { answer: 'AFVIST' as const, errors: [code], actionId: '', claimId: null, receivedOn: null };
  for (const action of actions) await answered(tx, action, { answer, doing });
}
