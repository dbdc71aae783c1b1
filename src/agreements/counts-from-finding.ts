import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { openRefundsOfInstalments, paidBeyond } from './collected.ts';
import { takeBackInstalments } from './instalments-withdrawn.ts';
import type { Decision } from './types.ts';

/**
 * A fall, a suspension, or a deferral of one in default counts from the day it was found, however long it took to approve: what was asked for too much
 * since then is taken back, and what was paid of it waits for a person to give back or set off. The debtor's claims must
 * be locked (ledger/lock.ts).
 */
export async function takeBackWhatWasTooMuch(
  tx: MunicipalityTx,
  decision: Decision,
  at: Temporal.Instant,
): Promise<void> {
  const { debtor } = decision;
  for (const { from, before, keep } of await stretchesOf(tx, decision)) {
    const span = { debtor, from, before, agreement: null };
    const paid = await paidBeyond(tx, span, keep ?? zeroOre);
    await openRefundsOfInstalments(tx, [{ debtor, paid, why: 'asked-too-much' }], { by: 'automatic', at });
    await takeBackInstalments(tx, { ...span, keep, at });
  }
}

/** A time in which so much could be asked for, by what was found then. */
interface Stretch {
  readonly from: PlainDate;
  readonly before: PlainDate | null;
  /** Null: nothing. */
  readonly keep: Ore | null;
}

/** The decision's own time, and before it those of the proposals that it overtook one after the other, oldest first. */
async function stretchesOf(tx: MunicipalityReadTx, decision: Decision): Promise<Stretch[]> {
  const { terms, draftedOn } = decision;
  const stretches: Stretch[] = [
    { from: draftedOn, before: null, keep: terms.outcome === 'plan' ? terms.monthly : null },
  ];
  let until = draftedOn;
  for (const { from, closedOn, monthly } of await overtaken(tx, decision)) {
    // A finding in between that changed nothing ends the time that counts.
    if (closedOn !== until) break;
    stretches.unshift({ from, before: until, keep: monthly });
    until = from;
  }
  return stretches;
}

interface Overtaken {
  readonly from: PlainDate;
  readonly closedOn: PlainDate;
  readonly monthly: Ore | null;
}

/** Falls and suspensions of the same agreement that a later finding overtook before they were decided, newest first. */
async function overtaken(
  tx: MunicipalityReadTx,
  { debtor, replaces, draftedOn }: Decision,
): Promise<Overtaken[]> {
  const { rows } = await sql<{ from: PlainDate; closedOn: PlainDate; monthly: bigint | null }>`
    select drafted_on as from, closed_on as "closedOn", monthly_ore as monthly from decision
    where debtor_number = ${debtor} and state = 'withdrawn' and closed_why = 'overtaken' and change in ('fall', 'suspend')
      and replaces_agreement = ${replaces?.id.toString() ?? null}::bigint and drafted_on < ${draftedOn}::date
    order by drafted_on desc, decision_id desc`.execute(tx);
  return rows.map((row) => ({ ...row, monthly: row.monthly === null ? null : ore(row.monthly) }));
}
