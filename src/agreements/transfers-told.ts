import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { decisionsAloneById } from './decisions.ts';
import type { PlanDefault } from './plan-defaults.ts';
import { heldBackAmong } from './untold-decisions.ts';

/**
 * The first day on which what is left of a plan that fell away may be sent to Gældsstyrelsen, as its letter tells from the day that it is
 * made: who pays all of it before keeps it here. Null = no letter tells one.
 */
export async function transferToldFrom(
  tx: MunicipalityReadTx,
  { decision: id }: Pick<PlanDefault, 'decision'>,
): Promise<PlainDate | null> {
  const [decision] = id === null ? [] : await decisionsAloneById(tx, [id]);
  if (decision?.state !== 'decided' && decision?.state !== 'in-force') return null;
  const untold = await heldBackAmong(tx, [decision]);
  return untold.has(decision) ? null : (decision.decided?.effectiveFrom ?? null);
}

/** Those of these debtors for whom the last day before that is after a day and not after another. */
export async function debtorsKeptUntil(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select p.debtor_number as debtor from plan_default p join decision d using (decision_id)
    where p.state = 'defaulted' and p.debtor_number = any (${debtors}::int[])
      and d.effective_from - 1 > ${after}::date and d.effective_from - 1 <= ${until}::date
    order by debtor`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}
