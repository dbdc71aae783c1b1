import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { letterId, type DecisionId } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import { statesBefore } from './state-machine.ts';

export interface Withdrawing {
  readonly on: PlainDate;
  readonly by: string;
  readonly why: string;
  readonly at: Temporal.Instant;
  /** Another letter tells those who were heard. */
  readonly toldOtherwise?: boolean;
}

/** Withdraws proposals; whoever was being heard is told. */
export async function withdraw(
  tx: MunicipalityTx,
  proposals: readonly { readonly id: DecisionId }[],
  { on, by, why, at, toldOtherwise = false }: Withdrawing,
): Promise<void> {
  if (proposals.length === 0) return;
  const decisions = proposals.map(({ id }) => id);
  await sql`
    update decision set state = 'withdrawn', closed_on = ${on}::date, closed_by = ${by}, closed_why = ${why}
    where decision_id = any (${decisions.map(String)}::bigint[]) and state = any (${statesBefore('withdrawn')}::text[])`.execute(
    tx,
  );
  await closeHearings(tx, { decisions, untold: toldOtherwise ? [] : decisions, at });
}

export interface ClosedHearings {
  readonly decisions: readonly DecisionId[];
  /** Those of them that no other letter tells about. */
  readonly untold: readonly DecisionId[];
  readonly at: Temporal.Instant;
}

/**
 * Ends the hearings of proposals that were withdrawn, and writes to those who would otherwise wait: also to one who has
 * answered, or whose time to answer is over. A letter that asked and was never made is not followed by one that says so.
 */
export async function closeHearings(
  tx: MunicipalityTx,
  { decisions, untold, at }: ClosedHearings,
): Promise<void> {
  await sql`
    update hearing h set closed_on = d.closed_on from decision d
    where d.decision_id = h.decision_id and h.closed_on is null and h.decision_id = any (${decisions.map(String)}::bigint[])`.execute(
    tx,
  );
  if (untold.length === 0) return;
  const { rows } = await sql<{ decision_id: DecisionId }>`
    update hearing h set closed_on = d.closed_on from decision d
    where h.decision_id = d.heard_as and d.decision_id = any (${untold.map(String)}::bigint[])
    returning h.decision_id`.execute(tx);
  await enqueue(
    tx,
    rows.map(({ decision_id }) => ({
      kind: 'letter',
      key: letterId(decision_id, 'hearing-closed').toString(),
      dueAt: at,
    })),
  );
}
