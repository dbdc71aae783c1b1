import { sql } from 'kysely';
import { firstDayOf, type YearMonth } from '../kernel/dates.ts';
import type { DecisionId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { decisionsById } from './decisions.ts';
import type { Decision, DecisionState } from './types.ts';

export interface DecisionsAsked {
  /** The month of the determinations behind them; null = any. */
  readonly month: YearMonth | null;
  readonly states: readonly DecisionState[];
}

/** The decisions and proposals of a month, or of all, that are in one of these states; by number. */
export async function decisionsIn(
  tx: MunicipalityReadTx,
  { month, states }: DecisionsAsked,
): Promise<Decision[]> {
  const ofMonth = month === null ? sql`` : sql`and month = ${firstDayOf(month)}::date`;
  const { rows } = await sql<{ decision_id: DecisionId }>`
    select decision_id from decision where state = any (${states}::text[]) ${ofMonth}`.execute(tx);
  return decisionsById(
    tx,
    rows.map(({ decision_id }) => decision_id),
  );
}
