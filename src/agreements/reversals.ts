import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DecisionId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { agreementsById } from './agreements.ts';
import type { Agreement } from './types.ts';

/** What came of taking a decision back, as its letter tells it. */
export interface Reversal {
  readonly decision: DecisionId;
  readonly on: PlainDate;
  /** The decision had come into force. */
  readonly reached: boolean;
  /** Another decision had replaced it already, and stands. */
  readonly replacedSince: boolean;
  /** What holds from then on; null = nothing is in force. */
  readonly holds: Agreement | null;
  /** The next due date of the plan that holds. */
  readonly nextDue: PlainDate | null;
  /** Nothing is owed any more. */
  readonly settled: boolean;
  /** Asked for by the decision, not paid, and no longer asked for. */
  readonly takenBack: Ore;
  /** Paid under the decision beyond what should have been asked for. */
  readonly paidBeyond: Ore;
  /** The version of the configuration that the letter is written by. */
  readonly configurationVersion: number;
}

export async function recordReversal(tx: MunicipalityTx, reversal: Reversal): Promise<void> {
  const { decision, on, reached, replacedSince, holds, nextDue, settled, takenBack, paidBeyond } = reversal;
  await sql`
    insert into reversal (decision_id, reversed_on, reached, replaced_since, holds, next_due, settled, taken_back_ore,
      paid_beyond_ore, configuration_version)
    values (${decision.toString()}::bigint, ${on}::date, ${reached}, ${replacedSince},
      ${holds?.id.toString() ?? null}::bigint, ${nextDue}::date, ${settled}, ${takenBack.toString()}::bigint,
      ${paidBeyond.toString()}::bigint, ${reversal.configurationVersion})`.execute(tx);
}

interface ReversalRow {
  decision: DecisionId;
  on: PlainDate;
  reached: boolean;
  replacedSince: boolean;
  holds: DecisionId | null;
  nextDue: PlainDate | null;
  settled: boolean;
  taken_back_ore: bigint;
  paid_beyond_ore: bigint;
  configurationVersion: number;
}

/** What came of taking these decisions back; those that were not are left out. */
export async function reversalsOf(
  tx: MunicipalityReadTx,
  decisions: readonly DecisionId[],
): Promise<Map<DecisionId, Reversal>> {
  if (decisions.length === 0) return new Map();
  const { rows } = await sql<ReversalRow>`
    select decision_id as decision, reversed_on as on, reached, replaced_since as "replacedSince", holds,
      next_due as "nextDue", settled, taken_back_ore, paid_beyond_ore, configuration_version as "configurationVersion"
    from reversal where decision_id = any (${decisions.map(String)}::bigint[])`.execute(tx);
  const held = await agreementsById(
    tx,
    rows.flatMap(({ holds }) => (holds === null ? [] : [holds])),
  );
  return new Map(
    rows.map(({ taken_back_ore, paid_beyond_ore, holds, ...row }) => [
      row.decision,
      {
        ...row,
        holds: holds === null ? null : (held.get(holds) ?? null),
        takenBack: ore(taken_back_ore),
        paidBeyond: ore(paid_beyond_ore),
      },
    ]),
  );
}
