import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { claimEnds } from '../ledger/claim-ends.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { decisionsById } from './decisions.ts';
import { endDefaults } from './end-defaults.ts';
import { lookForSettledSince } from './paid-since-lapse.ts';
import { debtorState } from './state-machine.ts';
import { withdraw } from './withdrawals.ts';

export interface Settling {
  readonly debtors: readonly DebtorNumber[];
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * Ends what is in force for those who owe nothing any more (paid, lapsed, freed of them, or the claims withdrawn), and withdraws what is
 * proposed about them. Where that was a lapse and the money came after it, a person must look at the money all the same.
 */
export async function endSettledAgreements(tx: MunicipalityTx, { debtors, on, at }: Settling): Promise<void> {
  const ends = await claimEnds(tx, debtors);
  const settled = debtors.flatMap((debtor) => {
    const state = debtorState(null, ends.get(debtor) ?? []);
    const isSettled = ['paid', 'lapsed', 'freed', 'cancelled'].includes(state);
    return isSettled ? [{ debtor, why: state }] : [];
  });
  if (settled.length === 0) return;
  const numbers = settled.map(({ debtor }) => debtor);
  await sql`
    update agreement set ended_on = greatest(in_force_from, ${on}::date), ended_why = settled.why, next_due = null
    from unnest(${numbers}::int[], ${settled.map(({ why }) => why)}::text[]) settled (debtor, why)
    where debtor_number = settled.debtor and ended_on is null`.execute(tx);
  await endDefaults(tx, numbers, { on, why: 'settled', at });
  const { rows } = await sql<{ id: DecisionId }>`
    select decision_id as id from decision
    where state in ('hearing', 'waiting') and debtor_number = any (${numbers}::int[])`.execute(tx);
  if (rows.length === 0) return;
  await withdraw(tx, rows, { on: dayInCopenhagen(at), by: 'automatic', why: 'settled', at });
  const withdrawn = await decisionsById(
    tx,
    rows.map(({ id }) => id),
  );
  await lookForSettledSince(tx, withdrawn, at);
}
