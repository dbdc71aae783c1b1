import { sql } from 'kysely';
import { openBalances } from '../ledger/balances.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { letterId, type DecisionId } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { HELD, troubleWith } from '../platform/due-work.ts';
import { decideAgain } from './decide-now.ts';
import { decisionsById } from './decisions.ts';
import { decidingBy } from './deciding-by.ts';
import { heldOn } from './held-proposals.ts';
import type { Decision } from './types.ts';
import { untoldAmong } from './untold-decisions.ts';

/** Kind of due work: a letter about a decision is to be made. Its key is the letter's number. */
export const DECISION_LETTER = 'letter';

/**
 * Sees to transfers and rises that are decided and of which nobody has been told yet: one whose letter has waited for an answer, and waits no
 * longer, is decided anew as things stand today; one of which nothing is left is withdrawn, and nobody is told.
 */
export async function takeUpHeld(
  tx: MunicipalityTx,
  { on, at }: { readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<void> {
  const untold = await untoldDecisions(tx);
  if (untold.length === 0) return;
  const held = await heldOn(tx, untold, on);
  const keys = untold.map(keyOf);
  const troubles = await troubleWith(tx, DECISION_LETTER, keys);
  const open = await openBalances(
    tx,
    untold.map(({ debtor }) => debtor),
  );
  const waitsNoLonger = (each: Decision) => !held.has(each.id) && troubles.get(keyOf(each))?.trouble === HELD;
  const isOwed = ({ debtor, covers }: Decision) =>
    (open.get(debtor) ?? []).some(({ claimNumber }) => covers.some(({ claim }) => claim === claimNumber));
  const those = untold.filter((each) => waitsNoLonger(each) || !isOwed(each));
  if (those.length > 0) await decideAgain(tx, those, { on, at, ...(await decidingBy(tx)) });
}

function keyOf({ id }: Decision): string {
  return letterId(id, 'decision').toString();
}

async function untoldDecisions(tx: MunicipalityTx): Promise<Decision[]> {
  const { rows } = await sql<{ id: DecisionId }>`
    select decision_id as id from decision where state = 'decided' and change in ('transfer', 'rise')
    order by decision_id`.execute(tx);
  return untoldAmong(
    tx,
    await decisionsById(
      tx,
      rows.map(({ id }) => id),
    ),
  );
}
