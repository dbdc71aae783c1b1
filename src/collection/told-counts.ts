import { sql } from 'kysely';
import type { ActionCode } from '../law/psrm-codes.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RecoveryAction } from './types.ts';

/** What the authority has been told of a kind, and how often it was carried out there. */
export interface ToldCount {
  readonly art: RecoveryAction['art'];
  readonly code: ActionCode;
  readonly reason: RecoveryAction['reason'];
  readonly count: number;
}

/** How often each kind of action was carried out, by why. */
export async function countTold(tx: MunicipalityReadTx): Promise<ToldCount[]> {
  const { rows } = await sql<ToldCount>`
    select art, code, reason, count(*)::int as count from recovery_action where state = 'done'
    group by art, code, reason order by art, code, reason`.execute(tx);
  return rows;
}

/** For how many claims a reason about each rule of the authority's was written and read. */
export async function countReasonsRead(
  tx: MunicipalityReadTx,
): Promise<readonly { readonly rule: string; readonly count: number }[]> {
  const { rows } = await sql<{ rule: string; count: number }>`
    select rule, count(distinct claim_number)::int as count from recovery_reason_approval group by rule order by rule`.execute(
    tx,
  );
  return rows;
}
