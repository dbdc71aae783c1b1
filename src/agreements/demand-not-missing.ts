import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { closeDemands, TAKEN_BACK, type PlanDefault } from './plan-defaults.ts';

/** Closes a demand of which nothing is missing any longer: what it asked for has been paid, or something of it is not asked for any more. Null = none stands. */
export async function closeNotMissing(
  tx: MunicipalityTx,
  demand: PlanDefault | null,
  on: PlainDate,
): Promise<void> {
  if (demand === null) return;
  const how = (await isTakenBack(tx, demand))
    ? ({ state: 'withdrawn', on, why: TAKEN_BACK } as const)
    : ({ state: 'paid', on, why: 'paid' } as const);
  await closeDemands(tx, [demand.debtor], how);
}

/** Whether something of what was demanded is not asked for any longer, and was never paid: taken back, lapsed, or corrected by its source. */
async function isTakenBack(
  tx: MunicipalityReadTx,
  { debtor, demandedOn, missedOn, until }: PlanDefault,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (
        select from instalment i join transfer t on t.cause = 'instalment-withdrawn' and t.cause_number = i.instalment_id
        where i.debtor_number = ${debtor} and i.due_on between ${missedOn}::date and ${until}::date
          and t.booking_date >= ${demandedOn}::date)
      or exists (
        select from transfer t where t.credit_kind = 'due' and t.credit_debtor = ${debtor}
          and t.cause in ('liability-ended', 'claim-corrected') and t.booking_date >= ${demandedOn}::date) as taken`.execute(
    tx,
  );
  return rows[0]?.taken === true;
}
